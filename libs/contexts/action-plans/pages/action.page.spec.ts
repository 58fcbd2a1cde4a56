import { linksOf, textOf } from '../../../../test/tracker/page-text';
import { startTracker, type TestTracker } from '../../../../test/tracker/test-tracker';
import { addressesOf } from './forms.fixture';

let tracker: TestTracker;
let at: Awaited<ReturnType<typeof addressesOf>>;

beforeAll(async () => {
  tracker = await startTracker();
  at = await addressesOf(tracker);
}, 60_000);
afterAll(() => tracker.stop());

const page = async (path: string, account = 'demo-reader') => (await (await tracker.signedIn(account)).get(path)).text;
const nextStep = (html: string) => textOf(/<section class="mb-next[\s\S]*?<\/section>/.exec(html)?.[0] ?? '');

describe('the page of an action', () => {
  it('says its facts as the document has them', async () => {
    const text = textOf(await page(at.action('DK1')));
    expect(text).toContain('DK1 Implement an integrated operating model / Stronger Families Safer Children');
    expect(text).toContain('Due 31 March 2015 in 9 months');
    expect(text).toContain('Timescale, in the plan’s words March 2015');
    expect(text).toMatch(/Head of Service, Early Help .*Practice Lead, Single Assessment/);
    expect(text).toContain(
      'Document 003: Derbyshire Children and Younger Adults Workforce Strategy 2014-2017, row DK1',
    );
  });

  it('leads to its plan, to groups that lead or monitor, and into its audit trail', async () => {
    const html = await page(at.action('DW1'));
    expect(linksOf(html, /^Children and Younger Adults/)[0]).toBe(at.derbyshire);
    expect(linksOf(html, /^CAYA Workforce Steering Group$/)).toContain('/governance-groups/GG-WSG');
    expect(linksOf(html, /Audit trail of this action/)[0]).toBe(
      `/audit-trail?record=${at.action('DW1').replace('/actions/', 'action-')}`,
    );
  });

  it('puts a report, its correction and its verdict together, dated as the report was', async () => {
    const text = textOf(await page(at.action('DK3')));
    expect(text).toMatch(
      /Progress report, as corrected Amber Confirmed 22 May 2014 25 days ago · Action lead · recorded 27 May 2014, 09:20 · illustrative/,
    );
    expect(text).toMatch(
      /First reported Amber Action lead · recorded 22 May 2014, \d\d:\d\d illustrative .*two points/,
    );
    expect(text).toMatch(/Why: The meeting with HR is on 18 June.*Confirmed Monitoring lead/);
  });

  it('says of each report whether it waits, was judged, or was overtaken', async () => {
    const text = textOf(await page(at.action('DK1')));
    expect(text).toMatch(/Progress report Amber Awaiting confirmation 13 June 2014/);
    expect(text).toMatch(/Progress report Green Sent back 11 June 2014/);
    expect(text).toMatch(/Progress report Amber Superseded, never judged 20 May 2014/);
  });

  it('shows moves of the due date with their reasons', async () => {
    const text = textOf(await page(at.action('DW1')));
    expect(text).toContain('30 May 2014 17 days ago First due 30 April 2014, moved once');
    expect(text).toMatch(/Due date moved from 30 April 2014 to 30 May 2014 .*Why: Heads of service asked/);
  });

  it('shows the action as it stood, keeps the date in its links, and offers nothing', async () => {
    const html = await page(`${at.action('DW1')}?asAt=2014-04-10`, 'demo-action-lead');
    expect(textOf(html)).toContain('Due 30 April 2014 in 20 days');
    expect(html).not.toMatch(/mb-next|You can also/);
    expect(linksOf(html, /Audit trail of this action/)[0]).toContain('asAt=2014-04-10');
  });

  it('pages back to earlier entries', async () => {
    const stream = at.action('DK1').replace('/actions/', 'action-');
    const added = (await tracker.events()).findIndex((event) => event.stream === stream) + 1;
    const html = await page(`${at.action('DK1')}?before=${added + 1}`);
    expect(textOf(html)).toContain('Added to the plan');
    expect(textOf(html)).not.toContain('Progress report');
    expect(linksOf(html, /Latest entries/)).toEqual([at.action('DK1')]);
    const reader = await tracker.signedIn('demo-reader');
    await reader.get(`${at.action('DK1')}?before=yesterday`).expect(400);
  });

  it('is not found where nobody added it', async () => {
    await (await tracker.signedIn('demo-reader')).get('/actions/nothing').expect(404);
  });
});

describe('the next step of an action', () => {
  it.each([
    ['DK1', 'demo-monitoring-lead', 'Confirm the report, or send it back', ['confirm-progress', 'return-progress']],
    ['DK1', 'demo-action-lead', 'A monitoring lead confirms the report', ['report-progress', 'correct-progress']],
    ['DK1', 'demo-reader', 'A monitoring lead confirms the report', []],
    ['DK3', 'demo-action-lead', 'Report progress', ['report-progress', 'complete']],
    ['DK3', 'demo-clerk', 'The action lead reports progress', []],
    ['DK7', 'demo-action-lead', 'Answer the report that was sent back', ['correct-progress', 'report-progress']],
    ['DW1', 'demo-monitoring-lead', 'Confirm that the action is complete', ['confirm-completion', 'reopen']],
    ['DW1', 'demo-action-lead', 'A monitoring lead confirms that it is complete', []],
    ['DL7', 'demo-clerk', 'Nothing is left to do', ['reopen']],
  ])('of %s for %s: %s', async (reference, account, title, steps) => {
    const html = await page(at.action(reference), account);
    expect(nextStep(html)).toContain(title);
    const section = /<section class="mb-next[\s\S]*?<\/section>/.exec(html)?.[0] ?? '';
    expect(linksOf(section, /./)).toEqual(steps.map((step) => `${at.action(reference)}/${step}`));
  });

  it('is nobody’s any more once the plan is closed', async () => {
    const [action = ''] = linksOf(await page(at.leicestershire), /Workforce Data standards/);
    const html = await page(action, 'demo-clerk');
    expect(nextStep(html)).toContain('Nothing is left to do');
    expect(html).not.toMatch(/You can also|Reopen/);
  });

  it('leaves to each role what it may do besides', async () => {
    const offered = async (account: string) => {
      const side = (await page(at.action('DK3'), account)).split('You can also')[1] ?? '';
      return [...side.matchAll(/href="\/actions\/[^/]*\/([a-z-]+)"/g)].map(([, step]) => step);
    };
    expect(await offered('demo-action-lead')).toEqual(['correct-progress', 'move-due-date']);
    expect(await offered('demo-clerk')).toEqual(['move-due-date', 'assign-leads', 'amend', 'withdraw']);
    expect(await offered('demo-auditor')).toEqual([]);
  });
});
