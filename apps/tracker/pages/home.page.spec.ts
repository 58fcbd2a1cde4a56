import { linksOf, textOf } from '../../../test/tracker/page-text';
import { startTracker, type TestTracker } from '../../../test/tracker/test-tracker';

let tracker: TestTracker;

beforeAll(async () => {
  tracker = await startTracker();
}, 60_000);
afterAll(() => tracker.stop());

const desk = async (account: string, query = ''): Promise<string> => {
  const agent = await tracker.signedIn(account);
  return (await agent.get(`/${query}`).expect(200)).text;
};

/** The headings of what waits and the things beneath, in the order of the page. */
const waiting = (html: string): readonly string[] =>
  [...html.matchAll(/<h2 class="mb-heading" id="waiting-[^>]*>([^<]*)|mb-waiting__title"><a[^>]*>([A-Z]{2}\d+)/g)].map(
    ([, heading, reference]) => (heading ?? reference ?? '').trim(),
  );

describe('the desk', () => {
  it('shows an action lead what was sent back, what is overdue and what nobody has reported, in this order', async () => {
    const page = await desk('demo-action-lead');
    expect(waiting(page)).toEqual([
      'Sent back to you',
      'DK7',
      'Overdue',
      'DW1',
      'DK6',
      'Not reported for 60 days',
      'DL2',
      'DW4',
    ]);
    expect(textOf(page)).toContain('DK6 Child sexual exploitation Rated red');
    expect(textOf(page)).toContain('30 May 2014 17 days ago');
    expect(textOf(page)).toContain('moved once, first due 30 Apr 2014, reported complete and awaiting confirmation');
    expect(textOf(page)).toContain('Never reported');
  });

  it('offers an action lead one step for each: the form of the report', async () => {
    const page = await desk('demo-action-lead');
    const steps = linksOf(page, /^Report progress/);
    expect(steps).toHaveLength(5);
    for (const step of steps) expect(step).toMatch(/^\/actions\/[\w-]+\/report-progress$/);
  });

  it('shows a monitoring lead what awaits confirmation, oldest first', async () => {
    const page = await desk('demo-monitoring-lead');
    expect(waiting(page)).toEqual(['Awaiting confirmation', 'DX1', 'DL5', 'DE1', 'DW1', 'DW2', 'DK2', 'DR3', 'DK1']);
    expect(linksOf(page, /^Confirm or send back/)).toHaveLength(7);
    expect(linksOf(page, /^Confirm completion/)).toHaveLength(1);
  });

  it.each(['demo-chair', 'demo-clerk', 'demo-member', 'demo-reader', 'demo-auditor'])(
    'shows %s what needs attention, each action once, and offers no step that it may not take',
    async (account) => {
      const page = await desk(account);
      const found = waiting(page);
      expect(found.slice(0, 4)).toEqual(['Overdue', 'DW1', 'DK6', 'Awaiting confirmation']);
      expect(new Set(found).size).toBe(found.length);
      expect(textOf(page)).toMatch(/^What needs attention/);
      expect(linksOf(page, /^(Report progress|Confirm)/)).toEqual([]);
    },
  );

  it('says how each plan stands, and each figure leads to its actions', async () => {
    const page = await desk('demo-chair');
    expect(textOf(page)).toContain(
      'CAYA Workforce Steering Group 2 Red 8 Amber 12 Green 3 Not rated 25 actions · 1 completed · 2 overdue · 8 awaiting confirmation',
    );
    expect(linksOf(page, /^2 Red$/)[0]).toMatch(/^\/action-plans\/[\w-]+\?rating=red$/);
    expect(textOf(page)).toContain('· closed');
    expect(linksOf(page, /^What changed in the last 28 days$/)).toEqual(['/changes']);
  });

  it('marks what is invented', async () => {
    const page = await desk('demo-monitoring-lead');
    expect(textOf(page)).toContain('Reported amber · Evaluation and impact on outcomes - project illustrative');
  });

  it('shows a day in the past as it was then, without any step, and keeps the day in each link', async () => {
    const page = await desk('demo-action-lead', '?asAt=2014-05-12');
    expect(textOf(page)).not.toContain('DK6 Child sexual exploitation Rated red');
    expect(linksOf(page, /^Report progress/)).toEqual([]);
    for (const href of linksOf(page, /./)) expect(href).toContain('asAt=2014-05-12');
  });

  it('says what to do first where nothing has been recorded', async () => {
    const page = await desk('demo-chair', '?asAt=2009-01-01');
    expect(textOf(page)).toContain('Nothing waits');
    expect(textOf(page)).toContain('There is no action plan yet');
  });

  it.each([
    ['2014-06-17', 'The date must be today or in the past'],
    ['yesterday', 'Enter a date such as 2014-06-15'],
    ['999999', 'There is no record number 999999'],
  ])('refuses the date %s with a clear sentence', async (asAt, sentence) => {
    const agent = await tracker.signedIn('demo-reader');
    const { text } = await agent.get('/').query({ asAt }).expect(400);
    expect(textOf(text)).toContain(sentence);
  });
});

describe('pages about the service', () => {
  it('say how accessible it is, and what was not tested', async () => {
    const { text } = await tracker.http.get('/accessibility').expect(200);
    expect(textOf(text)).toContain('What was not tested');
  });

  it('say that there is no page at an address, and the address is no part of its code', async () => {
    const agent = await tracker.signedIn('demo-reader');
    const { text } = await agent.get('/%3Cscript%3Ealert(1)%3C/script%3E').expect(404);
    expect(textOf(text)).toBe('There is no such page There is nothing at this address. Go to the home page');
    expect(text).not.toContain('<script>alert(1)');
  });
});
