import { filesHolding } from '../../libs/contexts/retention/pages/erasure.fixture';
import { newLogSettings } from '../tracker/log-under-test.fixture';
import { newDataFolder, Product } from '../tracker/product.fixture';
import { JOURNEY_TIMEOUT, Town, type Visitor } from './browser.fixture';
import { AuditTrail, PlanBoard, signIn } from './pages.fixture';

jest.setTimeout(JOURNEY_TIMEOUT);

let town: Town;
let dataDir: string;
beforeAll(async () => {
  dataDir = newDataFolder();
  town = await Town.around(Product.start(dataDir, await newLogSettings(dataDir)));
});
afterAll(() => town.close());

describe.each([
  { visitorIs: 'with script', script: true, reference: 'DL1', name: 'Zyxwilla' },
  { visitorIs: 'without script', script: false, reference: 'DL3', name: 'Zyxwenda' },
])('a visitor $visitorIs', ({ script, reference, name }) => {
  let visitor: Visitor;

  beforeEach(async () => {
    visitor = await town.visitor(script);
  });
  afterEach(() => visitor.leaves());

  const main = () => visitor.page.locator('main');
  const button = (text: string) => main().getByRole('button', { name: text });

  it('asks for the removal of a text, another agrees, and it is nowhere any more', async () => {
    const { page } = visitor;
    const board = new PlanBoard(visitor);
    const trail = new AuditTrail(visitor);

    // Given: a report that says who is ill
    await signIn(visitor, 'Action lead');
    await board.open();
    const action = await board.openAction(reference);
    await action.begins('Report progress', 'Report progress');
    await action.rates('Red');
    await action.writes('Commentary', `${name} Quorble is ill`);
    await action.sends('Report progress');
    await visitor.signsOut();

    // When: the clerk finds it in the trail and asks for its removal
    await signIn(visitor, 'Clerk to the groups');
    await trail.open();
    expect(await trail.find(name)).toHaveLength(1);
    await main().locator('ol > li').first().getByRole('link').first().click();
    await visitor.arrivesAt(/^Record /);
    await visitor.follows('Ask for removal of this text');
    await visitor.arrivesAt('Ask for the removal of texts');
    expect(await main().innerText()).toContain(`${name} Quorble is ill`);
    await visitor.looksRight();
    await button('Ask for it').click();
    await page.getByRole('heading', { name: 'There is a problem' }).waitFor();
    await visitor.arrivesAt('Ask for the removal of texts');
    await page.getByLabel('It was written here by mistake').check();
    await page.getByLabel('Whose right or decision is it?').fill('Decision of the data protection officer');
    await page.getByLabel('Reason').fill('It says who is ill');
    await page.getByLabel('What may be read instead (optional)').fill('Delayed by an absence');
    await button('Ask for it').click();
    await visitor.arrivesAt('Request to remove texts');
    expect(await main().innerText()).toContain('You asked for it yourself');
    await visitor.looksRight();
    await visitor.signsOut();

    // And: HR agrees
    await signIn(visitor, 'HR officer');
    await visitor.follows('Erasure');
    await visitor.arrivesAt('Erasure');
    await visitor.looksRight();
    await main()
      .getByRole('button', { name: /^Decide/ })
      .first()
      .click();
    await visitor.arrivesAt('Request to remove texts');
    await button('Agree to it').click();
    await visitor.arrivesAt('Agree to the erasure');
    await visitor.looksRight();
    await button('Agree: erase it for good').click();
    await visitor.arrivesAt('Request to remove texts');
    expect(await main().innerText()).toContain('Carried out');
    await visitor.looksRight();

    // Then: the trail finds it no more, the action reads "removed", and no file holds it
    await trail.open();
    expect(await trail.find(name)).toEqual([]);
    await board.open();
    await board.openAction(reference);
    expect(await action.says()).toContain('Texts of an earlier entry removed');
    expect(await action.says()).not.toContain(name);
    expect(filesHolding(dataDir, name)).toEqual([]);
  });
});

describe('the pages of keeping', () => {
  it('look right, narrow and wide, and can be used by anybody', async () => {
    const visitor = await town.visitor(true);
    await signIn(visitor, 'HR officer');
    for (const path of [
      '/erasure/ask',
      '/erasure/holds',
      '/erasure/holds/place',
      '/erasure/due',
      '/erasure/due?show=all',
      '/erasure/subject-access',
    ]) {
      await visitor.page.goto(path);
      await visitor.arrivesAt(/./);
      await visitor.looksRight();
    }
    await visitor.page.getByLabel('Id of the account or the person').fill('demo-clerk');
    await visitor.page.getByLabel('Who asked for it, and how').fill('Letter of 12 June 2014');
    await visitor.page.locator('main').getByRole('button', { name: 'Export it' }).click();
    await visitor.arrivesAt('Everything held about somebody');
    await visitor.looksRight();
    await visitor.leaves();
  });
});
