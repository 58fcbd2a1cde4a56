import { linksOf, textOf } from '../../../../test/tracker/page-text';
import { startTracker, type TestTracker } from '../../../../test/tracker/test-tracker';

let tracker: TestTracker;
let dk6: string;

beforeAll(async () => {
  tracker = await startTracker();
  const added = (await tracker.events()).find(
    ({ type, data }) => type === 'ActionAdded' && (data as { reference: string }).reference === 'DK6',
  );
  dk6 = String(added?.stream);
}, 60_000);
afterAll(() => tracker.stop());

const ask = async (query: object = {}, account = 'demo-auditor') => {
  const agent = await tracker.signedIn(account);
  return agent.get('/audit-trail').query(query);
};
const read = async (path: string): Promise<string> => {
  const agent = await tracker.signedIn('demo-auditor');
  return (await agent.get(path).expect(200)).text;
};
const numbers = (html: string): readonly number[] =>
  [...html.matchAll(/mb-timeline__number" href="\/audit-trail\/(\d+)/g)].map(([, n]) => Number(n));

describe('the audit trail', () => {
  it('shows each event as one sentence with who, when, why, what was before and after, and by what right', async () => {
    const text = textOf((await ask({ kind: 'DueDateMoved', from: '2014-06-09', to: '2014-06-09' })).text);
    expect(text).toContain('9 June 2014 7 days ago');
    expect(text).toContain(
      'The due date of action DR3 was moved from 31 October 2014 to 31 December 2014. 10:10 · Action lead, from the command line · illustrative',
    );
    expect(text).toContain('Reason: Services under review can only decide on places');
    expect(text).toContain('Due before: 31 October 2014 → after: 31 December 2014');
    expect(text).toContain('allowed by account-demo-action-lead@2');
  });

  it('names the document and the row of what was taken from a published plan', async () => {
    const text = textOf((await ask({ kind: 'ActionAdded', q: 'exploitation' })).text);
    expect(text).toMatch(
      /Action DK6 “Child sexual exploitation” was added to .* from Document 003: Derbyshire .*, row DK6/,
    );
    expect(text).not.toContain('illustrative Action DK6');
  });

  it.each([
    [{ kind: 'ActionWithdrawn' }, /was withdrawn\./],
    [{ actor: 'demo-monitoring-lead' }, /· Monitoring lead,/],
    [{ q: 'radicalisation DK7' }, /DK7/],
    [{ group: 'GG-WSG', kind: 'ProgressConfirmed' }, /was confirmed\./],
  ])('is narrowed by %j to lines that all say so', async (query, every) => {
    const page = (await ask(query)).text;
    const bodies = [...page.matchAll(/mb-timeline__body">([\s\S]*?)<\/li>/g)].map(([, body]) => textOf(body ?? ''));
    expect(bodies.length).toBeGreaterThan(0);
    for (const body of bodies) expect(body).toMatch(every);
  });

  it('is narrowed to one record, whose name the filter shows, and to its dates, both inclusive', async () => {
    const page = (await ask({ record: dk6, order: 'oldest' })).text;
    expect(page).toMatch(new RegExp(`<option value="${dk6}" selected>DK6 Child sexual exploitation</option>`));
    const events = (await tracker.events()).filter(({ stream }) => stream === dk6);
    expect(numbers(page)).toHaveLength(events.length);
    const days = [...page.matchAll(/<h2[^>]*><time datetime="([\d-]+)"/g)].map(([, day]) => String(day));
    expect(days).toEqual([...days].sort());
    const [first] = days;
    const ofDay = (await ask({ record: dk6, from: first, to: first })).text;
    expect([...ofDay.matchAll(/<h2[^>]*><time datetime="([\d-]+)"/g)].map(([, day]) => day)).toEqual([first]);
  });

  it('keeps its filters in every link and in the date box', async () => {
    const page = (await ask({ q: 'action', kind: 'ProgressReported' })).text;
    expect(linksOf(page, /^Older$/)[0]).toMatch(/^\/audit-trail\?kind=ProgressReported&q=action&before=\d+$/);
    expect(linksOf(page, /^Oldest first$/)).toEqual(['/audit-trail?kind=ProgressReported&q=action&order=oldest']);
    expect(linksOf(page, /CSV$/)).toEqual(['/audit-trail.csv?kind=ProgressReported&q=action']);
    expect(page).toMatch(/class="mb-date-box"[\s\S]*name="kind" value="ProgressReported"/);
  });

  it.each([{}, { order: 'oldest' }, { group: 'GG-WSG' }])(
    'is read page by page to its end and back without missing or repeating a line (%j)',
    async (query) => {
      const agent = await tracker.signedIn('demo-auditor');
      const forward = query.order === 'oldest' ? /^Newer$/ : /^Older$/;
      const backward = query.order === 'oldest' ? /^Older$/ : /^Newer$/;
      let page = (await agent.get('/audit-trail').query(query).expect(200)).text;
      expect(linksOf(page, backward)).toEqual([]);
      const seen = [...numbers(page)];
      const first = [...seen];
      for (let next = linksOf(page, forward)[0]; next !== undefined; next = linksOf(page, forward)[0]) {
        page = (await agent.get(next).expect(200)).text;
        seen.push(...numbers(page));
      }
      const sorted = [...new Set(seen)].sort((a, b) => (query.order === 'oldest' ? a - b : b - a));
      expect(seen).toEqual(sorted);
      if (query.group === undefined) expect(seen).toHaveLength((await tracker.events()).length);
      for (let back = linksOf(page, backward)[0]; back !== undefined; back = linksOf(page, backward)[0])
        page = (await agent.get(back).expect(200)).text;
      expect(numbers(page)[0]).toBe(first[0]);
    },
  );

  it('shows nothing that was recorded after the day of the page', async () => {
    const page = (await ask({ asAt: '2014-05-12' })).text;
    const shown = numbers(page);
    const times = (await tracker.events()).map(({ metadata }) => metadata.recordedAt);
    const last = times.filter((time) => time < Date.UTC(2014, 4, 12, 23)).length;
    expect(shown[0]).toBe(last);
    for (const href of linksOf(page, /./)) expect(href).toContain('asAt=2014-05-12');
  });

  it('says that nothing matches, and the way out', async () => {
    for (const query of [{ q: 'zzz' }, { q: '!!!' }, { record: 'action-none' }, { kind: 'Nothing' }]) {
      const page = (await ask(query)).text;
      expect(textOf(page)).toContain('No event matches these filters');
      expect(linksOf(page, /^Clear the filters$/)).toEqual(['/audit-trail']);
    }
  });

  it.each([
    [{ from: '2014-06-17' }, 'The first date must be today or in the past', '#filter-from'],
    [{ to: 'soon' }, 'The last date must be a real date, such as 2014-06-16', '#filter-to'],
    [{ from: '2014-02-30' }, 'The first date must be a real date', '#filter-from'],
    [{ from: '2014-06-02', to: '2014-06-01' }, 'The first date must not be after the last', '#filter-from'],
  ])('refuses %j and leads to the field', async (query, sentence, field) => {
    const answer = await ask(query);
    expect(answer.status).toBe(400);
    expect(textOf(answer.text)).toContain(`There is a problem ${sentence}`);
    expect(linksOf(answer.text, new RegExp(sentence))).toEqual([field]);
    expect(numbers(answer.text)).toEqual([]);
  });

  it.each([{ before: 'x' }, { after: '-1' }, { q: 'x'.repeat(201) }, { kind: ['a', 'b'] }])(
    'refuses %j, which no form of ours sends',
    async (query) => {
      expect((await ask(query)).status).toBe(400);
    },
  );

  it('shows what is asked for as text, whatever it holds', async () => {
    const page = (await ask({ q: '"><script>alert(1)</script>', record: '"><script>alert(1)</script>' })).text;
    expect(page).not.toContain('<script>alert(1)');
    expect(page).toContain('&quot;&gt;&lt;script&gt;alert(1)');
  });
});

describe('the exported trail', () => {
  it('holds every event, newest first, with the date of the data', async () => {
    const agent = await tracker.signedIn('demo-auditor');
    const answer = await agent.get('/audit-trail.csv').expect(200);
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(answer.headers['content-disposition']).toBe('attachment; filename="audit-trail-2014-06-16.csv"');
    expect(answer.headers['cache-control']).toBe('no-store');
    const rows = answer.text.split(/\r\n(?=\d|$)/);
    const all = (await tracker.events()).length;
    expect(rows.filter((row) => /^\d+,/.test(row)).map((row) => Number(row.split(',')[0]))).toEqual(
      Array.from({ length: all }, (_, index) => all - index),
    );
    expect(rows.at(-2)).toMatch(/,"2014-06-16"$/);
  });

  it('holds what the filters show', async () => {
    const agent = await tracker.signedIn('demo-auditor');
    const { text } = await agent.get('/audit-trail.csv?kind=DueDateMoved&from=2014-06-09').expect(200);
    expect(text.split('\r\n').filter((row) => /^\d+,"/.test(row))).toHaveLength(1);
    expect(text).toContain('"The due date of action DR3 was moved from 31 October 2014 to 31 December 2014."');
    expect(text).toContain('Due: 31 October 2014 -> 31 December 2014');
  });

  it('refuses dates that the page refuses', async () => {
    const agent = await tracker.signedIn('demo-auditor');
    await agent.get('/audit-trail.csv?from=2014-06-17').expect(400);
  });
});

describe('the page of one event', () => {
  /** The record number of the last date that was moved, on 9 June. */
  const dueDateMoved = async () => numbers(await read('/audit-trail?kind=DueDateMoved'))[0];

  it('shows everything that the record wrote beside it', async () => {
    const moved = await dueDateMoved();
    const text = textOf(await read(`/audit-trail/${moved}`));
    expect(text).toContain(`Record ${moved} The due date of action DR3 was moved`);
    expect(text).toContain('Due 31 October 2014 31 December 2014');
    expect(text).toContain('Who Action lead (demo-action-lead)');
    expect(text).toContain('Allowed by account-demo-action-lead@2');
    expect(text).toContain('Recorded 9 June 2014, 10:10');
    expect(text).toContain('Origin Invented for the demonstration illustrative');
    expect(text).toMatch(/Event [\da-f]{8}-[\da-f-]{27} Stream and revision action-[\da-f-]{36}@\d+/);
  });

  it('leads to the events of the same record before and after it', async () => {
    const [, second, third] = numbers(await read(`/audit-trail?record=${dk6}&order=oldest`));
    const page = await read(`/audit-trail/${second}`);
    expect(linksOf(page, /^Next: record/)).toEqual([`/audit-trail/${third}`]);
    expect(linksOf(page, /^Before: record/)).toHaveLength(1);
    expect(linksOf(page, /^All events of this record$/)).toEqual([`/audit-trail?record=${dk6}`]);
  });

  it.each(['/audit-trail/0', '/audit-trail/999999', '/audit-trail/x'])('is not there at %s', async (path) => {
    const agent = await tracker.signedIn('demo-auditor');
    await agent.get(path).expect(404);
  });

  it('is not there before it was recorded', async () => {
    const agent = await tracker.signedIn('demo-auditor');
    await agent.get(`/audit-trail/${await dueDateMoved()}?asAt=2014-05-01`).expect(404);
  });
});
