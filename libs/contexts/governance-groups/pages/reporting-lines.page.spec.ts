import { hiddenField, linksOf, textOf } from '../../../../test/tracker/page-text';
import { startTracker, type TestTracker } from '../../../../test/tracker/test-tracker';

let tracker: TestTracker;

beforeAll(async () => {
  tracker = await startTracker();
}, 60_000);
afterAll(() => tracker.stop());

const read = async (path: string, account = 'demo-reader'): Promise<string> => {
  const agent = await tracker.signedIn(account);
  return (await agent.get(path).expect(200)).text;
};

/** Sends the form at an address, with what it carries along. */
async function send(path: string, fields: object, account = 'demo-clerk') {
  const agent = await tracker.signedIn(account);
  const page = await agent.get(path).expect(200);
  const own = { _csrf: hiddenField(page.text, '_csrf'), _idempotencyKey: hiddenField(page.text, '_idempotencyKey') };
  const answer = await agent
    .post(path)
    .type('form')
    .send({ ...own, ...fields });
  return { agent, answer };
}

describe('the page of reporting lines', () => {
  it('shows every line as a list, with how the group reports where its terms say it', async () => {
    const text = textOf(await read('/governance-groups/reporting-lines'));

    expect(text).toContain('12 reporting lines');
    expect(text).toContain(
      'Training Providers Group - joint Derby and Derbyshire SCBs&#39; group Workforce Group'.replace('&#39;', "'"),
    );
    expect(text).toContain('Produce quarterly reports and an annual report');
    expect(text).toContain('Not stated');
  });

  it('shows the same as a picture whose boxes are links, one part for groups that hang together', async () => {
    const page = await read('/governance-groups/reporting-lines');

    const pictures = [...page.matchAll(/<svg class="mb-graph__picture"[\s\S]*?<\/svg>/g)].map(([picture]) => picture);
    const boxes = pictures.map((picture) => [...picture.matchAll(/href="([^"]+)"/g)].map(([, href]) => href));
    expect(boxes.map((of) => of.length)).toEqual([6, 5, 3, 2]);
    expect(boxes[0]?.at(-1)).toBe('/governance-groups/GG-DDSCB-TP');
    expect(pictures.map((picture) => picture.match(/mb-graph__edge"/g)?.length)).toEqual([5, 4, 2, 1]);
  });

  it('names the groups that no line touches', async () => {
    const page = await read('/governance-groups/reporting-lines');

    expect(textOf(page)).toContain('Groups without a line');
    expect(linksOf(page, /^Health and Wellbeing Board$/)).toEqual(['/governance-groups/GG-HWB']);
  });

  it('shows a day in the past as it was then, and every link stays there', async () => {
    const page = await read('/governance-groups/reporting-lines?asAt=2014-01-31', 'demo-clerk');

    expect(textOf(page)).toContain('3 reporting lines');
    for (const href of linksOf(page, /./)) expect(href).toContain('asAt=2014-01-31');
    expect(linksOf(page, /^End this line/)).toEqual([]);
  });

  it('says what to do first before there was any group', async () => {
    const text = textOf(await read('/governance-groups/reporting-lines?asAt=2009-01-01'));

    expect(text).toContain('There was no governance group yet');
  });

  it('is exported, with the date of the data', async () => {
    const agent = await tracker.signedIn('demo-reader');

    const { text } = await agent.get('/governance-groups/reporting-lines.csv').expect(200);

    const rows = text.split('\r\n');
    expect(rows[0]).toBe(
      '\uFEFF"group_id","group","reports_to_id","reports_to","how","source","origin","in_this_record_since","data_as_at"',
    );
    expect(rows.filter((row) => row.startsWith('"GG-'))).toHaveLength(12);
  });
});

describe('the page of a group', () => {
  it('says to whom it reports and who reports to it', async () => {
    const page = await read('/governance-groups/GG-CYPTB-WSG');

    expect(textOf(page)).toContain("Reports to Children and Young People's Trust Board (Derbyshire)");
    expect(linksOf(page, /^CAYA Workforce Steering Group$/)).toEqual(['/governance-groups/GG-WSG']);
    expect(linksOf(page, /^Draw a reporting line$|^End this line/)).toEqual([]);
  });
});

describe('drawing a line', () => {
  it('records it, shows it on both pages, and leads into the trail', async () => {
    const { agent, answer } = await send('/governance-groups/GG-QA/report-to', {
      toId: 'GG-HWB',
      how: 'Every quarter',
      source: 'Action DW2',
    });

    expect([answer.status, answer.headers['location']]).toEqual([303, '/governance-groups/GG-QA']);
    const page = textOf((await agent.get('/governance-groups/GG-QA')).text);
    expect(page).toContain('Workforce QA group now reports to Health and Wellbeing Board.');
    expect(page).toContain('Reports to Health and Wellbeing Board Every quarter');
    expect(page).toContain('Workforce QA group reports to Health and Wellbeing Board from now on.');
    const other = textOf(await read('/governance-groups/GG-HWB'));
    expect(other).toContain('Reports to it Workforce QA group Every quarter');
  });

  it('seals what was typed', async () => {
    const drawn = (await tracker.events()).findLast(({ type }) => type === 'ReportingLineDrawn');

    expect(drawn?.data).toMatchObject({ to: { id: 'GG-HWB', revision: 0 }, how: { sealed: 1 }, source: { sealed: 1 } });
  });

  it.each([
    [{ toId: '', how: '' }, 'Choose the group that it is to report to'],
    [{ toId: 'GG-NONE' }, 'There is no such governance group to report to. Choose one from the list.'],
    [{ toId: 'GG-WSG' }, 'A group does not report to itself. Choose another group.'],
    [{ toId: 'GG-SMT', how: 'x'.repeat(5_001) }, 'How it reports must be 5,000 characters or fewer'],
  ])('refuses what is missing or wrong and keeps the rest (%#)', async (fields, sentence) => {
    const before = (await tracker.events()).length;

    const { answer } = await send('/governance-groups/GG-WSG/report-to', fields);

    expect(answer.status).toBe(422);
    expect(textOf(answer.text)).toContain(`There is a problem ${sentence}`);
    expect(await tracker.events()).toHaveLength(before);
  });

  it('refuses a line that would close a circle over others', async () => {
    const { answer } = await send('/governance-groups/GG-CYPTB/report-to', { toId: 'GG-WSG' });

    expect(answer.status).toBe(422);
    expect(textOf(answer.text)).toContain('the lines would run in a circle');
  });

  it('is closed to other roles, and to forms without a token', async () => {
    const chair = await tracker.signedIn('demo-chair');
    await chair.get('/governance-groups/GG-WSG/report-to').expect(403);
    const clerk = await tracker.signedIn('demo-clerk');
    await clerk.post('/governance-groups/GG-WSG/report-to').type('form').send({ toId: 'GG-SMT' }).expect(403);
  });
});

describe('ending a line', () => {
  it('takes it from both pages, and from the past of neither', async () => {
    const path = '/governance-groups/GG-LLIG/end-reporting-line';
    expect(linksOf(await read('/governance-groups/GG-LLIG', 'demo-clerk'), /^End this line/)).toEqual([
      `${path}?to=GG-LCYPE`,
    ]);
    expect(await read(`${path}?to=GG-LCYPE`, 'demo-clerk')).toMatch(/value="GG-LCYPE" checked/);

    const { answer } = await send(path, { toId: 'GG-LCYPE', reason: 'The executive was reorganised' });

    expect(answer.status).toBe(303);
    expect(textOf(await read('/governance-groups/GG-LLIG'))).toContain('Reports to Nobody in this record');
    expect(textOf(await read('/governance-groups/GG-LLIG?asAt=2014-06-15'))).not.toContain('Reports to Nobody');
    expect(textOf(await read(path, 'demo-clerk'))).toContain('There is no line to end');
  });
});

describe('two lines that were drawn at the same moment from both ends', () => {
  it('close a circle that the page survives and names', async () => {
    const { record } = tracker;
    const stream = 'governanceGroup-GG-LCYPB';
    const last = (await record.log.readStream(stream)).at(-1);
    if (!last) throw new Error('There is no such group');
    const data = { to: { id: 'GG-LCYPE', revision: 0 } };
    await record.log.append(stream, last.revision, [
      { id: 'c0c0c0c0-0000-4000-8000-000000000001', type: 'ReportingLineDrawn', data, metadata: last.metadata },
    ]);
    await record.readModels.waitFor(stream, last.revision + 1, 5_000);

    const page = await read('/governance-groups/reporting-lines');

    expect(textOf(page)).toContain('Some of these lines run in a circle');
    expect(page).toContain('mb-graph__edge--turned');
  });
});
