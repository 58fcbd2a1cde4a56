import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { JOURNEY_TIMEOUT, Town, type Visitor } from './browser.fixture';
import { signIn } from './pages.fixture';

jest.setTimeout(JOURNEY_TIMEOUT);

/** The eight actions of the older published plan. */
const GOOD = readFileSync(
  join(__dirname, '../../apps/tracker/demonstration/data/action-plan-leicestershire-2009.csv'),
  'utf8',
);
/** The same file with a date that is none in its second row, and a reference twice. */
const FAULTY = GOOD.replace('2010-04-30', '2010-02-30').replace('\nLA4,', '\nLA3,');

let town: Town;
beforeAll(async () => {
  town = await Town.open();
});
afterAll(() => town.close());

/** Fills in the form of an import, and sends it with a file. */
async function sendFile({ page }: Visitor, title: string, csv: string): Promise<void> {
  await page.getByLabel('Title').fill(title);
  await page.getByLabel('Which group owns it?').selectOption({ label: 'CAYA Workforce Steering Group' });
  for (const [name, [day, month, year]] of [
    ['Starts on', ['1', '4', '2014']],
    ['Ends on', ['31', '3', '2016']],
  ] as const) {
    const date = page.getByRole('group', { name });
    await date.getByLabel('Day').fill(day);
    await date.getByLabel('Month').fill(month);
    await date.getByLabel('Year').fill(year);
  }
  await page.getByRole('group', { name: 'How are its actions rated?' }).getByRole('radio').first().check();
  await page
    .getByLabel('The file with the actions')
    .setInputFiles({ name: 'plan.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
  await page.locator('main').getByRole('button').last().click();
}

describe.each([
  { visitorIs: 'with script', script: true },
  { visitorIs: 'without script', script: false },
])('a clerk $visitorIs', ({ visitorIs, script }) => {
  let visitor: Visitor;

  beforeEach(async () => {
    visitor = await town.visitor(script);
  });
  afterEach(() => visitor.leaves());

  it('imports a plan: told of every error first, then shown what it brings, then it stands there', async () => {
    const { page } = visitor;
    const title = `Imported by a clerk ${visitorIs}`;
    const plans = async () => (await page.locator('main tbody th').allInnerTexts()).map((text) => text.trim());

    // Given: a file with two mistakes, of which each is told with its row, and nothing is recorded
    await signIn(visitor, 'Clerk to the groups');
    await page.goto('/action-plans/import');
    await visitor.arrivesAt('Import a plan');
    await sendFile(visitor, title, FAULTY);
    await page.getByRole('heading', { name: 'There is a problem' }).waitFor();
    await visitor.arrivesAt('Import a plan');
    const errors = await page.locator('main tbody tr').allInnerTexts();
    expect(errors).toHaveLength(2);
    expect(errors.join('\n')).toMatch(/Row 3\s+due_date/);
    expect(errors.join('\n')).toMatch(/LA3/);

    // When: the file is put right and sent again, and what it brings is confirmed
    await sendFile(visitor, title, GOOD);
    await visitor.arrivesAt('Check the plan before it is imported');
    expect(await page.locator('main tbody tr').count()).toBe(8);
    await page
      .locator('main')
      .getByRole('button', { name: /import/i })
      .click();

    // Then: all eight actions stand on the board of a plan in the list
    await visitor.arrivesAt(/./);
    await visitor.follows('Plans');
    await visitor.arrivesAt('Action plans');
    expect(await plans()).toContain(title);
    await visitor.follows(title);
    await visitor.arrivesAt(title);
    expect(await page.locator('main tbody tr').count()).toBe(8);
  });
});
