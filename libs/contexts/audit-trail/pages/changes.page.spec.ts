import { RAG_SCHEMES } from '@minutebook/kernel';
import { linksOf, textOf } from '../../../../test/tracker/page-text';
import { startTracker, type TestTracker } from '../../../../test/tracker/test-tracker';
import { ratingOf } from './changes.presenter';

let tracker: TestTracker;

beforeAll(async () => {
  tracker = await startTracker();
}, 60_000);
afterAll(() => tracker.stop());

const ask = async (query: object = {}) => {
  const agent = await tracker.signedIn('demo-commissioner');
  return agent.get('/changes').query(query);
};

describe('what changed', () => {
  it('covers the last four weeks unless told', async () => {
    const page = (await ask()).text;
    expect(textOf(page)).toMatch(/\d+ changes from the end of 19 May 2014 to the end of 16 June 2014\./);
    expect(page).toContain('name="from" type="date" value="2014-05-19"');
    expect(page).toContain('name="to" type="date" value="2014-06-16"');
  });

  it('counts and lists changes by group and kind, with what was before and after', async () => {
    const page = (await ask({ from: '2014-06-01' })).text;
    const text = textOf(page);
    expect(text).toContain(
      '10 changes from the end of 1 June 2014 to the end of 16 June 2014. What was reported, moved or completed in this demonstration: illustrative 0 added 1 completed 2 dates moved 6 ratings changed 0 removed 1 reopened 0 amended',
    );
    expect(text).toContain('CAYA Workforce Steering Group 10 changes Completed (1)');
    expect(text).toMatch(/Dates moved \(2\).*DL5 SEND reforms.* 31 Jul 2014 30 Sep 2014 31 Mar 2015 2 Events/);
    expect(text).toContain('DK6 Child sexual exploitation Confirmed rating Amber Red');
    expect(text).toMatch(/DX1 .* Reported rating none Amber/);
    expect(page).toMatch(/mb-rag--red[\s\S]*?Red<\/strong>/);
  });

  it('leads from each line to the record and to its events in these days', async () => {
    const page = (await ask({ from: '2014-06-01' })).text;
    const [record] = linksOf(page, /^DK6 Child/);
    const [events] = linksOf(page, /^Events of DK6/);
    expect(record).toMatch(/^\/actions\/[\w-]+$/);
    expect(events).toMatch(/^\/audit-trail\?record=action-[\w-]+&from=2014-06-02&to=2014-06-16$/);
    const agent = await tracker.signedIn('demo-commissioner');
    const trail = (await agent.get(String(events)).expect(200)).text;
    expect(textOf(trail)).toContain('The report on action DK6 (red) was confirmed.');
    const days = [...trail.matchAll(/<h2[^>]*><time datetime="([\d-]+)"/g)].map(([, day]) => String(day));
    for (const day of days) expect(day >= '2014-06-02').toBe(true);
  });

  it('is narrowed to one group', async () => {
    expect(textOf((await ask({ from: '2014-06-01', group: 'GG-WSG' })).text)).toContain('10 changes');
    expect(textOf((await ask({ from: '2014-06-01', group: 'GG-CAB' })).text)).toContain('0 changes');
  });

  it('says so where nothing changed', async () => {
    const page = (await ask({ from: '2014-06-16', to: '2014-06-16' })).text;
    expect(textOf(page)).toContain('Nothing changed between these dates');
  });

  it('covers everything from before the first record on', async () => {
    const text = textOf((await ask({ from: '2009-01-01', to: '2009-12-31' })).text);
    expect(text).toMatch(/14 added/);
  });

  it('looks back from the day of the page, and every link stays there', async () => {
    const page = (await ask({ asAt: '2014-05-12' })).text;
    expect(textOf(page)).toContain('from the end of 14 April 2014 to the end of 12 May 2014');
    for (const href of linksOf(page, /./)) expect(href).toContain('asAt=2014-05-12');
  });

  it.each([
    [{ from: '2014-06-10', to: '2014-06-09' }, 'The first date must not be after the second', '#filter-from'],
    [{ from: '2014-06-17' }, 'The first date must be today or in the past', '#filter-from'],
    [{ to: '2015-01-01' }, 'The second date must be today or in the past', '#filter-to'],
    [{ from: '1 June' }, 'The first date must be a real date, such as 2014-06-16', '#filter-from'],
  ])('refuses %j and leads to the field', async (query, sentence, field) => {
    const answer = await ask(query);
    expect(answer.status).toBe(400);
    expect(linksOf(answer.text, new RegExp(sentence))).toEqual([field]);
    expect(textOf(answer.text)).not.toContain('Nothing changed');
  });

  it('is exported with its two dates in every row', async () => {
    const agent = await tracker.signedIn('demo-commissioner');
    const answer = await agent.get('/changes.csv?from=2014-06-01').expect(200);
    expect(answer.headers['content-disposition']).toBe('attachment; filename="changes-2014-06-01-to-2014-06-16.csv"');
    const rows = answer.text.trim().split('\r\n');
    expect(rows).toHaveLength(11);
    expect(rows[4]?.replace(/,\d+,/, ',(record),')).toBe(
      '"CAYA Workforce Steering Group","Ratings changed","DK6 Child sexual exploitation","Confirmed rating","Amber","Red","","",(record),"2014-06-01","2014-06-16","2014-06-16"',
    );
    await agent.get('/changes.csv?from=2014-06-17').expect(400);
  });
});

describe('a rating’s code', () => {
  it('has the same word, colour and shape in every scheme that has it', () => {
    const all = RAG_SCHEMES.flatMap(({ versions }) => versions).flatMap(({ ratings }) => ratings);
    for (const { code, label, colour, shape } of all) expect(ratingOf(code)).toMatchObject({ label, colour, shape });
  });
});
