import { JOURNEY_TIMEOUT, Town, type Visitor } from './browser.fixture';
import { signIn, WhatChanged } from './pages.fixture';

jest.setTimeout(JOURNEY_TIMEOUT);

const WORKFORCE = 'Workforce Group - joint Derby and Derbyshire SCB sub-group';
const STEERING = 'CAYA Workforce Steering Group';

let town: Town;
let visitor: Visitor;

beforeAll(async () => {
  town = await Town.open();
});
afterAll(() => town.close());
afterEach(() => visitor.leaves());

const main = () => visitor.page.locator('main');
const says = async () => (await main().innerText()).replace(/\s+/g, ' ');
const sends = (button: string) => main().getByRole('button', { name: button, exact: true }).click();

async function opensGroup(name: string): Promise<void> {
  await visitor.follows('Groups');
  await visitor.isAt('Governance groups');
  await main().getByRole('link', { name, exact: true }).first().click();
  await visitor.arrivesAt(name);
}

describe.each([
  { visitorIs: 'with script', script: true, role: 'Voluntary sector representative' },
  { visitorIs: 'without script', script: false, role: 'Faith groups representative' },
])('a clerk $visitorIs', ({ script, role }) => {
  beforeEach(async () => {
    visitor = await town.visitor(script);
    await signIn(visitor, 'Clerk to the groups');
  });

  it('appoints a member, stands it down, and finds it among the former', async () => {
    const { page } = visitor;

    // Given: somebody who is to be appointed
    await opensGroup(STEERING);
    await visitor.follows('Appoint a member');
    await visitor.arrivesAt('Appoint a member');
    await sends('Appoint');
    await page.getByRole('heading', { name: 'There is a problem' }).waitFor();
    await visitor.arrivesAt('Appoint a member');

    // When: it is appointed, and stands down
    await page.getByLabel('Role', { exact: true }).fill(role);
    await page.getByLabel('Agency (optional)').fill('Voluntary sector');
    await sends('Appoint');
    await visitor.arrivesAt('Members');
    expect(await says()).toContain(`${role} (Voluntary sector) was appointed.`);
    await main()
      .getByRole('link', { name: new RegExp(`^Stand down.*${role}`) })
      .click();
    await visitor.arrivesAt('Stand a member down');
    expect(await page.getByLabel(`${role} (Voluntary sector)`).isChecked()).toBe(true);
    await page.getByLabel('Why? (optional)').fill('The post moved');
    await sends('Stand down');

    // Then: it is a former member, and both stand in what changed
    await visitor.arrivesAt('Members');
    await visitor.looksRight();
    const former = page.getByRole('table', { name: 'Former' });
    expect(await former.innerText()).toContain(role);
    const changes = new WhatChanged(visitor);
    await changes.open();
    expect((await changes.since('2014-06-15')).some((line) => line.includes(`Member: ${role}`))).toBe(true);
  });
});

describe('the clerk of a joint group', () => {
  it('adopts a further version of the terms of reference and compares it with the one before', async () => {
    visitor = await town.visitor(true);
    const { page } = visitor;
    await signIn(visitor, 'Clerk to the groups');

    // Given: a draft
    await opensGroup(WORKFORCE);
    expect(await says()).toContain('Draft');
    await visitor.follows('Adopt another version');
    await visitor.arrivesAt('Adopt terms of reference');

    // When: a version is adopted that says some of it otherwise
    await page.getByLabel('Agreed', { exact: true }).check();
    await page.getByLabel('Where is it known from?').fill('Minutes of both boards, 2 June 2014');
    await page.getByLabel('Day', { exact: true }).fill('2');
    await page.getByLabel('Month', { exact: true }).fill('6');
    await page.getByLabel('Year', { exact: true }).fill('2014');
    const purpose = page.getByLabel('Mission and purpose', { exact: true });
    await purpose.fill((await purpose.inputValue()).replace('regular analysis', 'yearly analysis'));
    await page.getByLabel('A share of the members').check();
    await page.getByLabel('So many (for a share)').fill('4');
    await page.getByLabel('of every', { exact: true }).fill('6');
    await sends('Adopt this version');

    // Then: its quorum counts, and the comparison shows the words that differ
    await visitor.arrivesAt(WORKFORCE);
    expect(await says()).toContain('4 of every 6 members');
    await visitor.follows('Compare versions');
    await visitor.arrivesAt('Compare terms of reference');
    await visitor.looksRight();
    expect(await page.locator('.mb-compare del').first().innerText()).toContain('regular');
    expect(await page.locator('.mb-compare ins').first().innerText()).toContain('yearly');
    await main().getByRole('link', { name: 'Version 1 of 28 November 2012' }).first().click();
    await visitor.arrivesAt(/^Terms of reference: Version 1/);
  });
});

describe('by the keyboard alone, a reader', () => {
  it('finds the way through the picture of reporting lines, box by box from the top', async () => {
    visitor = await town.visitor(true);
    const { page } = visitor;
    await signIn(visitor, 'Reader');
    await page.goto('/governance-groups/reporting-lines');
    await visitor.arrivesAt('Reporting lines');

    await page.locator('.mb-graph__link').first().focus();
    const walked: string[] = [];
    for (let step = 0; step < 6; step++) {
      walked.push(await page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? 'elsewhere'));
      const outline = await page.evaluate(() => {
        const box = document.activeElement?.querySelector('rect');
        return box ? getComputedStyle(box).strokeWidth : '';
      });
      expect(outline).toBe('3px');
      if (step < 5) await page.keyboard.press('Tab');
    }

    expect(walked.slice(-2)).toEqual([WORKFORCE, "Training Providers Group - joint Derby and Derbyshire SCBs' group"]);
    expect(walked.slice(0, 4).toSorted()).toEqual([
      'Derby Safeguarding Children Board',
      'Derbyshire Safeguarding Children Board',
      'Policy and Procedures sub-group',
      'Quality Assurance sub-group of each LSCB',
    ]);
    await page.keyboard.press('Enter');
    await visitor.arrivesAt(/^Training Providers Group/);
  });
});
