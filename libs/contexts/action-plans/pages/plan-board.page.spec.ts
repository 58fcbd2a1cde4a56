import { linksOf, textOf } from '../../../../test/tracker/page-text';
import { startTracker, type TestTracker } from '../../../../test/tracker/test-tracker';
import { readPlanCsv } from '../application/plan-csv';
import { addressesOf, rowOf } from './forms.fixture';

let tracker: TestTracker;
let at: Awaited<ReturnType<typeof addressesOf>>;

beforeAll(async () => {
  tracker = await startTracker();
  at = await addressesOf(tracker);
}, 60_000);
afterAll(() => tracker.stop());

const page = async (path: string, account = 'demo-reader') => (await (await tracker.signedIn(account)).get(path)).text;
const references = (html: string) => [...html.matchAll(/mb-reference"[^>]*>([A-Z]+\d+)</g)].map(([, ref]) => ref);

describe('the list of plans', () => {
  it('names each plan, its group, its period and where its actions stand', async () => {
    const html = await page('/action-plans');
    const text = textOf(html);
    expect(text).toContain('Children and Younger Adults Department Workforce Strategy: Action Plan 2014/15');
    expect(text).toContain('1 Apr 2014 to 31 Mar 2015');
    expect(text).toMatch(/2 red, 8 amber, 12 green, 3 not rated; 25 in all illustrative 2 overdue 8 to be confirmed/);
    expect(linksOf(html, /CAYA Workforce Steering Group/)).toEqual(['/governance-groups/GG-WSG']);
  });

  it.each(['demo-clerk', 'demo-chair', 'demo-administrator'])('offers %s a new plan and an import', async (account) => {
    const html = await page('/action-plans', account);
    expect(linksOf(html, /New plan/)).toEqual(['/action-plans/new']);
    expect(linksOf(html, /Import/)).toEqual(['/action-plans/import']);
  });

  it.each(['demo-reader', 'demo-action-lead', 'demo-auditor'])('offers %s neither', async (account) => {
    expect(await page('/action-plans', account)).not.toMatch(/New plan|Import a plan/);
  });

  it('offers nothing in the past, and says what there was then', async () => {
    const html = await page('/action-plans?asAt=2010-06-01', 'demo-clerk');
    expect(html).not.toContain('New plan');
    expect(textOf(html)).toContain('1 plan Plan');
    expect(linksOf(html, /2009\/10/)[0]).toContain('asAt=2010-06-01');
  });

  it('says what to do where there are no plans', async () => {
    expect(textOf(await page('/action-plans?asAt=2009-01-01', 'demo-clerk'))).toContain(
      'There are no action plans yet',
    );
  });
});

describe('the board of a plan', () => {
  it('shows every action with its leads, its due date and how far away it is', async () => {
    const html = await page(at.derbyshire);
    expect(references(html)).toHaveLength(25);
    expect(rowOf(html, 'DK1')).toContain('Head of Service, Early Help; Head of Service, Starting Point');
    expect(rowOf(html, 'DK1')).toContain('31 Mar 2015 in 9 months');
    expect(rowOf(html, 'DD1')).toContain('On-going');
  });

  it('shows the first date and how often it moved, and marks what is invented', async () => {
    const row = rowOf(await page(at.derbyshire), 'DW1');
    expect(row).toContain('30 May 2014 17 days ago, overdue first 30 Apr 2014, moved once illustrative');
  });

  it('keeps the confirmed rating apart from the one that is reported', async () => {
    const row = rowOf(await page(at.derbyshire), 'DW2');
    expect(row).toContain('Green Amber reported 12 Jun, awaiting confirmation illustrative');
  });

  it('counts by confirmed rating, and each figure leads to exactly the actions that it counts', async () => {
    const html = await page(at.derbyshire);
    expect(textOf(html)).toContain('2 Red 8 Amber 12 Green 3 Not rated');
    const figures = [
      [/^8 awaiting/, 8],
      [/^2 overdue/, 2],
      [/^1 completed/, 1],
      [/Red$/, 2],
      [/Not rated$/, 3],
    ] as const;
    for (const [label, count] of figures) {
      const [href = ''] = linksOf(html, label);
      expect([href, references(await page(href)).length]).toEqual([href, count]);
    }
  });

  it('filters by what the address says, all at once', async () => {
    const theme = encodeURIComponent('Keeping Children and Young People Safe');
    expect(references(await page(`${at.derbyshire}?theme=${theme}&rating=amber`))).toEqual(['DK1', 'DK3', 'DK5']);
    expect(references(await page(`${at.derbyshire}?lead=role%3Asmt`))).toEqual(['DW4', 'DK7']);
  });

  it('says so where nothing fits, and leads back to all', async () => {
    const html = await page(`${at.derbyshire}?rating=purple`);
    expect(textOf(html)).toContain('No action fits these filters');
    expect(linksOf(html, /Clear the filters/)).toEqual([at.derbyshire]);
  });

  it('stands in the order of its document, and by reference where that is asked', async () => {
    const asPublished = references(await page(at.derbyshire));
    expect(asPublished.slice(0, 5)).toEqual(['DW1', 'DW2', 'DW3', 'DW4', 'DK1']);
    const byReference = references(await page(`${at.derbyshire}?sort=reference`));
    expect(byReference.slice(0, 3)).toEqual(['DD1', 'DE1', 'DK1']);
    const turned = references(await page(`${at.derbyshire}?sort=-reference`));
    expect(turned).toEqual([...byReference].reverse());
  });

  it('sorts by due date and by rating, with what has neither last', async () => {
    const byDue = references(await page(`${at.derbyshire}?sort=due`));
    expect(byDue.slice(0, 2)).toEqual(['DW1', 'DK6']);
    expect(byDue.slice(-3).sort()).toEqual(['DD1', 'DV1', 'DW4']);
    const worstFirst = references(await page(`${at.derbyshire}?sort=rating`));
    expect(worstFirst.slice(0, 2)).toEqual(['DK6', 'DL4']);
    expect(worstFirst.slice(-3)).toEqual(['DK7', 'DL2', 'DX1']);
  });

  it('shows the plan as it stood, keeps the date in every link, and offers nothing to change it', async () => {
    const html = await page(`${at.derbyshire}?asAt=2014-04-08`, 'demo-clerk');
    expect(textOf(html)).toContain('25 Not rated');
    expect(html).not.toMatch(/Add an action|Amend the plan|Close the plan/);
    expect(linksOf(html, /Safeguarding Children: Systemic training/)[0]).toContain('asAt=2014-04-08');
    expect(linksOf(html, /Download/)[0]).toContain('asAt=2014-04-08');
  });

  it('is not found before the plan was opened, nor for a plan that nobody opened', async () => {
    const reader = await tracker.signedIn('demo-reader');
    await reader.get(`${at.derbyshire}?asAt=2013-01-01`).expect(404);
    await reader.get('/action-plans/nowhere').expect(404);
  });

  it('offers changes to those who may make them, while the plan is open', async () => {
    expect(linksOf(await page(at.derbyshire, 'demo-clerk'), /Add an action/)).toEqual([`${at.derbyshire}/add-action`]);
    expect(await page(at.derbyshire, 'demo-action-lead')).not.toContain('Add an action');
    expect(await page(at.leicestershire, 'demo-clerk')).not.toContain('Add an action');
  });
});

describe('the export of a board', () => {
  it('holds the actions that the board shows, with the date of the data, and can be imported again', async () => {
    const reader = await tracker.signedIn('demo-reader');
    const answer = await reader.get(`${at.derbyshire}/actions.csv?asAt=2014-05-01&rating=green`).expect(200);
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(answer.headers['content-disposition']).toMatch(/^attachment; filename="[a-z0-9-]+-2014-05-01\.csv"$/);
    const { rows, errors } = readPlanCsv(answer.text);
    expect(errors).toEqual([]);
    expect(rows.map(({ action }) => action.reference)).toEqual(
      references(await page(`${at.derbyshire}?asAt=2014-05-01&rating=green`)),
    );
    expect(
      answer.text
        .trim()
        .split('\r\n')
        .slice(1)
        .every((line) => line.endsWith('"2014-05-01"')),
    ).toBe(true);
  });

  it('is closed to those who are not signed in', async () => {
    await tracker.http.get(`${at.derbyshire}/actions.csv`).expect(303);
    await tracker.http.get('/action-plans.csv').expect(303);
  });
});
