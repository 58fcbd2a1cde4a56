import { textOf } from '../../../../test/tracker/page-text';
import { startTracker, type TestTracker } from '../../../../test/tracker/test-tracker';
import { addressesOf, dateTyped, fillIn, rowOf } from './forms.fixture';

let tracker: TestTracker;
let at: Awaited<ReturnType<typeof addressesOf>>;

beforeAll(async () => {
  tracker = await startTracker();
  at = await addressesOf(tracker);
}, 60_000);
afterAll(() => tracker.stop());

const recorded = async () => (await tracker.events()).length;
const page = async (path: string, account = 'demo-reader') => (await (await tracker.signedIn(account)).get(path)).text;

async function refused(path: string, typed: Readonly<Record<string, string>>): Promise<string> {
  const before = await recorded();
  const answer = await fillIn(await tracker.signedIn('demo-clerk'), path, typed);
  expect(answer.status).toBe(422);
  expect(await recorded()).toBe(before);
  return answer.text;
}

async function done(path: string, typed: Readonly<Record<string, string>>): Promise<{ at: string; text: string }> {
  const agent = await tracker.signedIn('demo-clerk');
  const answer = await fillIn(agent, path, typed);
  expect([answer.status, textOf(answer.text).slice(0, 400)]).toEqual([303, expect.any(String)]);
  const location = String(answer.headers['location']);
  return { at: location, text: (await agent.get(location).expect(200)).text };
}

const ACTION = {
  reference: 'SS1',
  theme: 'Skills',
  title: '<script>alert(1)</script> & training',
  subItems: 'First\nSecond',
  successCriteria: 'All are trained',
  ...dateTyped('timescale.due', '2014-12-31'),
  'leads.0.kind': 'role',
  'leads.0.name': 'Head of "Skills"',
  'leads.0.origin': 'assigned',
};
const PLAN = {
  title: 'Skills <b>plan</b> 2014',
  groupId: 'GG-WSG',
  ...dateTyped('startsOn', '2014-07-01'),
  ...dateTyped('endsOn', '2015-06-30'),
  ragScheme: 'rag-dates',
};

describe('a new plan', () => {
  it('is opened, takes an action, and shows what was typed as text, never as markup', async () => {
    const plan = await done('/action-plans/new', PLAN);
    expect(textOf(plan.text)).toContain('The plan was opened. Add its first action.');
    expect(textOf(plan.text)).toContain('The plan has no actions yet');
    expect(plan.text).not.toContain('<b>plan</b>');
    const action = await done(`${plan.at}/add-action`, ACTION);
    expect(textOf(action.text)).toContain('Action SS1 was added to the plan.');
    expect(textOf(action.text)).toContain('Due 31 December 2014 in 7 months');
    const board = await page(plan.at);
    expect(rowOf(board, 'SS1')).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; training');
    for (const html of [board, action.text, await page('/action-plans')]) expect(html).not.toContain('<script>alert');
  });

  it('refuses what is missing, each at its field, and keeps the rest', async () => {
    const html = await refused('/action-plans/new', { title: '', ragScheme: '', ...dateTyped('endsOn', '2015-13-01') });
    expect(textOf(html)).toContain(
      'There is a problem Give the plan a title Choose the group that owns the plan Give the date on which the plan starts The end of the plan must be a real date Choose how its actions are rated',
    );
    for (const id of ['title', 'groupId', 'startsOn', 'endsOn', 'ragScheme'])
      expect(html).toMatch(new RegExp(`href="#${id}"[\\s\\S]*id="${id}"`));
    expect(html).toMatch(/name="endsOn-month"[^>]*value="13"/);
  });

  it.each([
    [{ groupId: 'GG-NONE' }, 'There is no such governance group'],
    [dateTyped('endsOn', '2014-06-30'), 'The plan must not end before it starts'],
    [{ ragScheme: 'traffic-light' }, 'Choose the rating scheme of the plan from the list'],
  ])('refuses %j by its rule', async (typed, message) => {
    expect(textOf(await refused('/action-plans/new', { ...PLAN, ...typed }))).toContain(message);
  });
});

describe('adding an action', () => {
  it('refuses what is missing, each at its field', async () => {
    const html = await refused(`${at.derbyshire}/add-action`, { 'monitoringLeads.0.kind': 'role' });
    const text = textOf(html);
    expect(text).toContain('Give the action a reference of its own');
    expect(text).toContain('Say which theme the action belongs to Say what is to be done');
    expect(text).toContain('Give a due date, choose ongoing, or say in words');
    expect(text).toContain('Name at least one lead for the action');
    for (const id of ['reference', 'theme', 'title', 'timescale-due', 'leads-0-name'])
      expect(html).toMatch(new RegExp(`href="#${id}"[\\s\\S]*id="${id}"`));
  });

  it.each([
    [{ reference: 'dk1' }, 'The plan already has an action'],
    [{ reference: 'a b' }, 'The reference must have 1 to 20 letters'],
  ])('refuses the reference %j', async (typed, message) => {
    const html = await refused(`${at.derbyshire}/add-action`, { ...ACTION, ...typed });
    expect(textOf(html)).toContain(message);
    expect(html).toMatch(/href="#reference"[\s\S]*id="reference"/);
    expect(html).toContain('Head of &quot;Skills&quot;');
  });
});

describe('amending, transferring and closing a plan', () => {
  it('changes only what differs, then another group, then nothing any more', async () => {
    const plan = await done('/action-plans/new', { ...PLAN, title: 'A plan for a while' });
    const amended = { ...PLAN, title: 'A plan for a year' };
    await done(`${plan.at}/amend`, amended);
    expect(Object.keys((await tracker.events()).at(-1)?.data as object)).toEqual(['title']);
    expect(textOf(await refused(`${plan.at}/amend`, amended))).toContain('Change at least one thing');
    expect(textOf(await refused(`${plan.at}/amend`, { ...amended, title: ' ' }))).toContain('Give the plan a title');

    expect(textOf(await refused(`${plan.at}/transfer`, { groupId: '' }))).toContain('Choose the group');
    expect(textOf(await refused(`${plan.at}/transfer`, { groupId: 'GG-WSG' }))).toContain('owns the plan already');
    const moved = await done(`${plan.at}/transfer`, { groupId: 'GG-LLIG', reason: 'Decided on 3 June' });
    expect(textOf(moved.text)).toContain("owned by Children and Young People's Workforce Local Implementation Group");

    const closed = await done(`${plan.at}/close`, {});
    expect(textOf(closed.text)).toContain('Closed: it takes no more actions, reports or changes.');
    for (const step of ['add-action', 'amend', 'transfer', 'close'])
      expect(textOf(await page(`${plan.at}/${step}`, 'demo-clerk'))).toContain('The plan is closed');
  });

  it('refuses a reason that is no text', async () => {
    const html = await refused(`${at.derbyshire}/close`, { reason: 'over\0' });
    expect(textOf(html)).toContain('The reason holds characters that are not text');
  });

  it.each(['demo-action-lead', 'demo-monitoring-lead', 'demo-reader'])('is closed to %s', async (account) => {
    const agent = await tracker.signedIn(account);
    for (const step of ['add-action', 'amend', 'transfer', 'close'])
      await agent.get(`${at.derbyshire}/${step}`).expect(403);
    await agent.get('/action-plans/new').expect(403);
  });

  it.each(['new', 'amend', 'transfer', 'close', 'add-action'])('%s is not offered for the past', async (step) => {
    const path = step === 'new' ? '/action-plans/new' : `${at.derbyshire}/${step}`;
    const html = await page(`${path}?asAt=2014-05-01`, 'demo-clerk');
    expect(textOf(html)).toContain('The past cannot be changed');
    expect(html).not.toMatch(/class="govuk-(input|textarea|select)/);
  });
});
