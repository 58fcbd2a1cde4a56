import { textOf } from '../../../../test/tracker/page-text';
import { startTracker, type TestTracker } from '../../../../test/tracker/test-tracker';
import { addressesOf, dateTyped, fillIn, hiddenFields, rowOf } from './forms.fixture';

let tracker: TestTracker;
let at: Awaited<ReturnType<typeof addressesOf>>;

beforeAll(async () => {
  tracker = await startTracker();
  at = await addressesOf(tracker);
}, 60_000);
afterAll(() => tracker.stop());

const recorded = async () => (await tracker.events()).length;
const page = async (path: string, account = 'demo-reader') => (await (await tracker.signedIn(account)).get(path)).text;

/** Sends a form that must be refused: 422 with these words, and nothing recorded. */
async function refused(account: string, path: string, typed: Readonly<Record<string, string>>): Promise<string> {
  const before = await recorded();
  const answer = await fillIn(await tracker.signedIn(account), path, typed);
  expect(answer.status).toBe(422);
  expect(await recorded()).toBe(before);
  return answer.text;
}

/** Sends a form that is recorded, and gives the page that follows. */
async function done(account: string, path: string, typed: Readonly<Record<string, string>>): Promise<string> {
  const agent = await tracker.signedIn(account);
  const answer = await fillIn(agent, path, typed);
  expect([answer.status, textOf(answer.text).slice(0, 300)]).toEqual([303, expect.any(String)]);
  return textOf((await agent.get(String(answer.headers['location'])).expect(200)).text);
}

describe('moving a due date', () => {
  it('shows the first date and the moves so far, and counts one more', async () => {
    const form = textOf(await page(`${at.action('DR3')}/move-due-date`, 'demo-clerk'));
    expect(form).toContain('Due now 31 December 2014 in 7 months, moved twice so far First due 30 September 2014');
    expect(form).toContain('The action then counts as moved 3 times.');
    const after = await done('demo-clerk', `${at.action('DR3')}/move-due-date`, {
      ...dateTyped('timescale.due', '2015-02-28'),
      reason: 'The group agreed to it on 12 June',
    });
    expect(after).toContain('First due 30 September 2014, moved 3 times');
    expect(after).toContain('Timescale, in the plan’s words By 28 February 2015');
    expect(after).toMatch(/Due date moved from 31 December 2014 to 28 February 2015 .*Why: The group agreed/);
  });

  it.each([
    [{ reason: 'Late' }, 'Give a due date, choose ongoing, or say in words when it is to be done'],
    [
      { reason: 'Late', ...dateTyped('timescale.start', '2014-07-01') },
      'Give a due date, choose ongoing, or say in words when it is to be done',
    ],
    [dateTyped('timescale.due', '2015-04-31'), 'The due date must be a real date Say why the date is moved'],
    [
      { ...dateTyped('timescale.due', '2015-03-31'), ...dateTyped('timescale.start', '2015-04-01'), reason: 'So' },
      'The due date must not be before the start',
    ],
    [{ ...dateTyped('timescale.due', '2015-03-31'), reason: 'So' }, 'These are the dates that the action has already'],
  ])('refuses %j', async (typed, message) => {
    const html = await refused('demo-clerk', `${at.action('DK1')}/move-due-date`, typed);
    expect(textOf(html)).toContain(message);
    expect(html).toMatch(/href="#timescale-due"[\s\S]*id="timescale-due"/);
  });

  it('keeps phases and takes an end away', async () => {
    const after = await done('demo-action-lead', `${at.action('DK2')}/move-due-date`, {
      'timescale.ongoing': 'yes',
      reason: 'It has become everyday work',
    });
    expect(after).toContain('Ongoing, without an end First due 31 March 2015, moved once');
  });
});

describe('amending the wording', () => {
  it('records only what was changed', async () => {
    const { text: form } = await (await tracker.signedIn('demo-clerk')).get(`${at.action('DR1')}/amend`);
    const area = (name: string) => new RegExp(`<textarea[^>]*name="${name}"[^>]*>([^<]*)<`).exec(form)?.[1] ?? '';
    const theme = /name="theme"[^>]*value="([^"]*)"/.exec(form)?.[1] ?? '';
    await done('demo-clerk', `${at.action('DR1')}/amend`, {
      theme,
      title: area('title'),
      subItems: area('subItems'),
      successCriteria: `${area('successCriteria')}\nTeams sit together`,
      'costs.0.kind': 'one-off',
      'costs.0.pence': '1,000.50',
      'costs.0.words': 'Room hire',
      reason: 'The group asked for a criterion that can be seen',
    });
    const last = (await tracker.events()).at(-1);
    expect(last?.type).toBe('ActionAmended');
    expect(Object.keys(last?.data as object).sort()).toEqual(['costs', 'successCriteria']);
    expect(textOf(await page(at.action('DR1')))).toContain('£1,000.50 Room hire one-off');
  });

  it('refuses what says nothing, at each field', async () => {
    const html = await refused('demo-clerk', `${at.action('DR2')}/amend`, {
      title: '',
      theme: 'Theme',
      'costs.0.kind': 'one-off',
      'costs.0.pence': 'dear',
      'costs.0.words': '',
    });
    const text = textOf(html);
    expect(text).toContain('Say what is to be done');
    expect(text).toContain('“dear” is not an amount. Write 1000 or 1,000.50');
    expect(text).toContain('Say why the wording is amended');
    for (const id of ['title', 'costs-0-pence', 'costs-0-words'])
      expect(html).toMatch(new RegExp(`href="#${id}"[\\s\\S]*id="${id}"`));
  });
});

describe('assigning leads', () => {
  it('keeps who stays, names groups by their id and roles by their words', async () => {
    const path = `${at.action('DW2')}/assign-leads`;
    const after = await done('demo-clerk', path, {
      'leads.0.kind': 'role',
      'leads.0.name': 'HR Service Partner',
      'leads.0.origin': 'stated',
      'leads.1.name': '',
      'leads.2.kind': 'group',
      'leads.2.name': 'caya workforce steering group',
      'leads.2.origin': 'assigned',
      'monitoringLeads.0.kind': 'role',
      'monitoringLeads.0.name': 'SMT',
      'monitoringLeads.0.origin': 'stated',
    });
    expect(after).toContain('Leads were assigned to DW2.');
    expect(after).toMatch(/Leads HR Service Partner CAYA Workforce Steering Group assigned/);
    const last = (await tracker.events()).at(-1);
    expect(last?.data).toMatchObject({
      leads: [
        { kind: 'role', id: 'hr-service-partner' },
        { kind: 'group', id: 'GG-WSG' },
      ],
      monitoringLeads: [{ kind: 'role', id: 'smt' }],
    });
  });

  it('refuses a group that the record does not have, and an action without a lead', async () => {
    const path = `${at.action('DW3')}/assign-leads`;
    const unknown = await refused('demo-clerk', path, { 'leads.0.kind': 'group', 'leads.0.name': 'The Cabal' });
    expect(textOf(unknown)).toContain('“The Cabal” is not a governance group of the record');
    expect(unknown).toContain('value="The Cabal"');
    const none = await refused('demo-clerk', path, { 'leads.0.kind': 'role', 'leads.0.name': ' ' });
    expect(textOf(none)).toContain('Name at least one lead for the action.');
    expect(none).toMatch(/href="#leads-0-name"[\s\S]*id="leads-0-name"/);
  });

  it('gives more rows without recording anything', async () => {
    const before = await recorded();
    const path = `${at.action('DW3')}/assign-leads`;
    const typed = { 'leads.0.kind': 'role', 'leads.0.name': 'Somebody new', more: 'leads' };
    const answer = await fillIn(await tracker.signedIn('demo-clerk'), path, typed);
    expect(answer.status).toBe(200);
    expect(answer.text).toContain('name="leads.4.name"');
    expect(answer.text).toContain('value="Somebody new"');
    expect(await recorded()).toBe(before);
  });
});

describe('completing an action', () => {
  it('is said by one and counts when another has confirmed it', async () => {
    const path = at.action('DR2');
    const form = textOf(await page(`${path}/complete`, 'demo-action-lead'));
    expect(form).toContain('Success criteria');
    const said = await done('demo-action-lead', `${path}/complete`, {
      ...dateTyped('on', '2014-06-16'),
      evidence: 'Report to the board of 13 June',
    });
    expect(said).toContain('Reported complete, awaiting confirmation');
    const toConfirm = textOf(await page(`${path}/confirm-completion`, 'demo-monitoring-lead'));
    expect(toConfirm).toContain('Evidence Report to the board of 13 June');
    const confirmed = await done('demo-monitoring-lead', `${path}/confirm-completion`, {});
    expect(confirmed).toContain('Completed 16 June 2014');
    expect(rowOf(await page(at.derbyshire), 'DR2')).toContain('Completed 16 Jun 2014');
  });

  it.each([
    [{ ...dateTyped('on', '2014-06-16') }, 'Give the evidence that it is done', 'evidence'],
    [{ evidence: 'Done', 'on-day': '', 'on-month': '', 'on-year': '' }, 'Give the date on which', 'on'],
    [{ evidence: 'Done', ...dateTyped('on', '2014-06-17') }, 'must not be in the future', 'on'],
    [{ evidence: 'Done', ...dateTyped('on', '2014-05-01') }, 'per cent complete. Give a later date', 'on'],
  ])('refuses %j', async (typed, message, id) => {
    const html = await refused('demo-action-lead', `${at.action('DK5')}/complete`, typed);
    expect(textOf(html)).toContain(message);
    expect(html).toMatch(new RegExp(`href="#${id}"[\\s\\S]*id="${id}"`));
  });

  it('is reopened with a reason, which sends a waiting completion back', async () => {
    const path = `${at.action('DW1')}/reopen`;
    expect(textOf(await page(path, 'demo-monitoring-lead'))).toContain('The completion that waits is sent back');
    expect(textOf(await refused('demo-monitoring-lead', path, {}))).toContain('Say why the action is reopened');
    const after = await done('demo-monitoring-lead', path, { reason: 'Not yet on the intranet' });
    expect(after).toContain('DW1 was reopened.');
    expect(textOf(await page(path, 'demo-monitoring-lead'))).toContain('The action is open');
  });
});

describe('withdrawing an action', () => {
  it('puts it below the board with its reason, and can be taken back', async () => {
    const path = at.action('DX1');
    expect(textOf(await refused('demo-chair', `${path}/withdraw`, {}))).toContain('Say why the action is withdrawn');
    const after = await done('demo-chair', `${path}/withdraw`, { reason: 'Taken over by <i>corporate</i> evaluation' });
    expect(after).toContain('Why: Taken over by <i>corporate</i> evaluation');
    const board = await page(at.derbyshire);
    expect(textOf(board)).toContain('24 actions');
    expect(textOf(board)).toMatch(/Withdrawn 1 action, no longer part of the plan’s work .*DX1/);
    await done('demo-chair', `${path}/reopen`, { reason: 'Corporate evaluation was given up' });
    expect(textOf(await page(at.derbyshire))).toContain('25 actions');
  });
});

describe('forms of an action', () => {
  it.each([
    ['move-due-date', ['demo-monitoring-lead', 'demo-reader']],
    ['amend', ['demo-action-lead', 'demo-monitoring-lead']],
    ['assign-leads', ['demo-action-lead', 'demo-commissioner']],
    ['complete', ['demo-monitoring-lead', 'demo-clerk']],
    ['confirm-completion', ['demo-action-lead', 'demo-clerk']],
    ['reopen', ['demo-action-lead', 'demo-reader']],
    ['withdraw', ['demo-action-lead', 'demo-auditor']],
  ])('%s are closed to %j', async (step, accounts) => {
    const before = await recorded();
    for (const account of accounts) {
      const agent = await tracker.signedIn(account);
      await agent.get(`${at.action('DK6')}/${step}`).expect(403);
      const token = hiddenFields((await agent.get('/')).text);
      await agent
        .post(`${at.action('DK6')}/${step}`)
        .type('form')
        .send(token)
        .expect(403);
    }
    expect(await recorded()).toBe(before);
  });

  it.each(['move-due-date', 'amend', 'assign-leads', 'reopen', 'withdraw'])(
    '%s are not offered for the past',
    async (step) => {
      const html = await page(`${at.action('DK6')}/${step}?asAt=2014-05-01`, 'demo-clerk');
      expect(textOf(html)).toContain('The past cannot be changed');
      expect(html).not.toMatch(/<textarea|name="reason"/);
    },
  );

  it('refuse a text that is too long, and keep it', async () => {
    const reason = 'x'.repeat(5_001);
    const html = await refused('demo-clerk', `${at.action('DK6')}/withdraw`, { reason });
    expect(textOf(html)).toContain('The reason must be 5,000 characters or fewer');
    expect(html).toContain(reason);
  });
});
