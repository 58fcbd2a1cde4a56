import { linksOf, textOf } from '../../../../test/tracker/page-text';
import { startTracker, type TestTracker } from '../../../../test/tracker/test-tracker';
import { readPlanCsv } from '../application/plan-csv';
import { addressesOf, dateTyped, hiddenFields } from './forms.fixture';

type Agent = Awaited<ReturnType<TestTracker['signedIn']>>;

let tracker: TestTracker;
let at: Awaited<ReturnType<typeof addressesOf>>;
let exported: string;

beforeAll(async () => {
  tracker = await startTracker();
  at = await addressesOf(tracker);
  exported = (await (await tracker.signedIn('demo-clerk')).get(`${at.derbyshire}/actions.csv`)).text;
}, 60_000);
afterAll(() => tracker.stop());

const recorded = async () => (await tracker.events()).length;
const PLAN = {
  title: 'Workforce plan, imported <again>',
  groupId: 'GG-WSG',
  ...dateTyped('startsOn', '2014-04-01'),
  ...dateTyped('endsOn', '2015-03-31'),
  ragScheme: 'rag',
};

/** Sends the form with a file, as a browser does; `fields` come before the file. */
async function upload(
  agent: Agent,
  fields: Readonly<Record<string, string>>,
  file?: string | Buffer,
  name = 'plan.csv',
) {
  const { text } = await agent.get('/action-plans/import').expect(200);
  const sending = agent.post('/action-plans/import');
  for (const [field, value] of Object.entries({ ...hiddenFields(text), ...fields })) void sending.field(field, value);
  return file === undefined ? sending : sending.attach('file', Buffer.from(file), name);
}

/** Sends the second step as the page of the first has it. */
async function confirm(agent: Agent, html: string, change: Readonly<Record<string, string>> = {}) {
  const sending = agent.post('/action-plans/import/accept');
  for (const [field, value] of Object.entries({ ...hiddenFields(html), ...change }))
    void sending.field(field, value.replaceAll('&lt;', '<').replaceAll('&gt;', '>'));
  return sending;
}

describe('importing a plan', () => {
  it('shows every action first and records nothing; then records all of them', async () => {
    const clerk = await tracker.signedIn('demo-clerk');
    const before = await recorded();
    const preview = await upload(clerk, PLAN, exported);
    expect(preview.status).toBe(200);
    const text = textOf(preview.text);
    expect(text).toContain('Check the plan before it is imported');
    expect(text).toContain('25 actions in plan.csv');
    expect(text).toContain('The ratings in 22 rows are not imported: a rating is reported and confirmed.');
    expect(preview.text).not.toContain('imported <again>');
    expect(await recorded()).toBe(before);

    const answer = await confirm(clerk, preview.text);
    expect(answer.status).toBe(303);
    const board = await clerk.get(String(answer.headers['location'])).expect(200);
    expect(textOf(board.text)).toContain('The plan was imported with 25 actions. See it in the audit trail');
    expect(textOf(board.text)).toContain('25 Not rated');
    expect(board.text.match(/mb-reference/g)).toHaveLength(25);

    // What was exported and imported again is the same plan, but for its ratings.
    const again = await clerk.get(`${String(answer.headers['location'])}/actions.csv`).expect(200);
    const actionsOf = (csv: string) => readPlanCsv(csv).rows.map(({ action }) => action);
    expect(actionsOf(again.text)).toEqual(actionsOf(exported));
  });

  it('warns of what is not kept, at its row', async () => {
    const clerk = await tracker.signedIn('demo-clerk');
    const noted = exported.replace('"data_as_at"', '"note"').replace('"2014-06-16"', '"Ask the school first"');
    const { text } = await upload(clerk, PLAN, noted);
    expect(textOf(text)).toContain('Warning: The note “Ask the school first” is not kept with the action.');
  });

  it('leads from an imported action to its import, which says how far it is', async () => {
    const clerk = await tracker.signedIn('demo-clerk');
    const list = (await clerk.get('/action-plans')).text;
    const [plan = ''] = linksOf(list, /imported/);
    const [action = ''] = linksOf((await clerk.get(plan)).text, /Child sexual exploitation/);
    const page = (await clerk.get(action)).text;
    expect(textOf(page)).toMatch(/Source Imported file, row \d+/);
    const [imported = ''] = linksOf(page, /Imported file/);
    const text = textOf((await clerk.get(imported).expect(200)).text);
    expect(text).toContain('Import of “Workforce plan, imported <again>” Carried out');
    expect(text).toContain('Recorded 25 of 25 actions');
    expect(text).toContain('File plan.csv Accepted Clerk to the groups, 16 June 2014');
  });

  it('refuses a file with errors as a whole, names each row, and keeps what was typed', async () => {
    const clerk = await tracker.signedIn('demo-clerk');
    const before = await recorded();
    const broken = exported.replace('"2015-03-31"', '"soon"').replace('"DK6"', '"DK1"');
    const answer = await upload(clerk, PLAN, broken);
    expect(answer.status).toBe(422);
    const text = textOf(answer.text);
    expect(text).toContain('The file has 2 errors, so nothing is imported');
    expect(text).toMatch(/Row \d+ due_date “soon” is not a date/);
    expect(text).toMatch(/Row \d+ id The reference “DK1” already stands in row \d+/);
    expect(answer.text).toMatch(/href="#file"[\s\S]*id="file"/);
    expect(answer.text).toContain('value="Workforce plan, imported &lt;again&gt;"');
    expect(await recorded()).toBe(before);
  });

  it.each([
    [{}, undefined, 'Choose the file with the actions'],
    [{}, '', 'The file is empty'],
    [{}, Buffer.from([0xff, 0xfe, 0x41, 0x00]), 'The file is in UTF-16'],
    [{}, 'x'.repeat(700 * 1024), 'The file is larger than 600 KB'],
    [{ title: '' }, 'id', 'Give the plan a title'],
    [{ groupId: 'GG-NONE' }, 'id', 'There is no such governance group'],
    [dateTyped('endsOn', '2013-03-31'), 'id', 'The plan must not end before it starts'],
  ])('refuses %j with the file %j', async (change, file, message) => {
    const clerk = await tracker.signedIn('demo-clerk');
    const before = await recorded();
    const answer = await upload(clerk, { ...PLAN, ...change }, file);
    expect(answer.status).toBe(422);
    expect(textOf(answer.text)).toContain(message);
    expect(await recorded()).toBe(before);
  });

  it.each([
    ['a workbook by its name', 'plan.xlsx', 'id,due_date'],
    ['a page by its name', 'plan.html', 'id,due_date'],
    ['an archive that is called a list', 'plan.csv', 'PK\u0003\u0004and so on'],
    ['a PDF that is called a list', 'plan.csv', '%PDF-1.7 and so on'],
  ])('refuses %s: %s', async (_case, name, content) => {
    const clerk = await tracker.signedIn('demo-clerk');
    const before = await recorded();
    const answer = await upload(clerk, PLAN, content, name);
    expect(answer.status).toBe(422);
    expect(textOf(answer.text)).toContain(`“${name}” is not a CSV file. Save the list as “CSV UTF-8`);
    expect(await recorded()).toBe(before);
  });

  it('reads no more of a form than it needs: fields together, their number, files, and names of the prototype', async () => {
    const clerk = await tracker.signedIn('demo-clerk');
    const { text } = await clerk.get('/action-plans/import').expect(200);
    const begin = () => {
      const sending = clerk.post('/action-plans/import');
      for (const [field, value] of Object.entries(hiddenFields(text))) void sending.field(field, value);
      return sending;
    };
    const half = 'x'.repeat(600 * 1024);
    const many = begin();
    for (let each = 0; each < 40; each += 1) void many.field(`field${each}`, 'x');

    expect((await begin().field('title', half).field('groupId', half)).status).toBe(413);
    expect((await many).status).toBe(413);
    expect(
      (await begin().attach('file', Buffer.from('a'), 'a.csv').attach('file', Buffer.from('b'), 'b.csv')).status,
    ).toBe(413);
    expect((await begin().field('__proto__', 'x')).status).toBe(400);
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });

  it('checks the second step again: nothing that was altered on the way is recorded', async () => {
    const clerk = await tracker.signedIn('demo-clerk');
    const preview = await upload(clerk, PLAN, exported);
    const before = await recorded();
    const altered = Buffer.from(exported.replace('"DK6"', '"DK1"')).toString('base64');
    const changes: readonly Readonly<Record<string, string>>[] = [
      { fileContent: altered },
      { fileContent: '' },
      { groupId: 'GG-NONE' },
      { title: '' },
    ];
    for (const change of changes) expect((await confirm(clerk, preview.text, change)).status).toBe(422);
    expect(await recorded()).toBe(before);
  });

  it('sent twice is imported once', async () => {
    const clerk = await tracker.signedIn('demo-clerk');
    const preview = await upload(clerk, { ...PLAN, title: 'Twice' }, exported);
    const first = await confirm(clerk, preview.text);
    const before = await recorded();
    const second = await confirm(clerk, preview.text);
    expect(second.headers['location']).toBe(first.headers['location']);
    expect(await recorded()).toBe(before);
  });

  it('needs the token of the form among the parts', async () => {
    const clerk = await tracker.signedIn('demo-clerk');
    const before = await recorded();
    for (const path of ['/action-plans/import', '/action-plans/import/accept'])
      await clerk.post(path).field('title', 'Forged').attach('file', Buffer.from(exported), 'plan.csv').expect(403);
    expect(await recorded()).toBe(before);
  });

  it.each(['demo-action-lead', 'demo-reader', 'demo-monitoring-lead'])('is closed to %s', async (account) => {
    const agent = await tracker.signedIn(account);
    await agent.get('/action-plans/import').expect(403);
    await agent.post('/action-plans/import').field('title', 'Mine').expect(403);
    await agent.post('/action-plans/import/accept').field('title', 'Mine').expect(403);
  });

  it('is not offered for the past', async () => {
    const clerk = await tracker.signedIn('demo-clerk');
    const { text } = await clerk.get('/action-plans/import?asAt=2014-05-01').expect(200);
    expect(textOf(text)).toContain('The past cannot be changed');
    expect(text).not.toContain('type="file"');
  });

  it('that nobody accepted is not found', async () => {
    await (await tracker.signedIn('demo-clerk')).get('/action-plans/imports/nothing').expect(404);
  });
});

describe('an export', () => {
  it('makes a title that a spreadsheet would take for a formula harmless, and an import takes it back', async () => {
    const clerk = await tracker.signedIn('demo-clerk');
    const dangerous = exported.replace('"Child sexual exploitation"', '"\'=HYPERLINK(""https://example.org"")"');
    const preview = await upload(clerk, { ...PLAN, title: 'Formula' }, dangerous);
    const answer = await confirm(clerk, preview.text);
    const board = String(answer.headers['location']);
    expect((await clerk.get(board)).text).toContain('=HYPERLINK(&quot;https://example.org&quot;)');
    const { text } = await clerk.get(`${board}/actions.csv`).expect(200);
    expect(text).toContain('"\'=HYPERLINK(""https://example.org"")"');
    expect(text).not.toContain('"=HYPERLINK');
  });
});
