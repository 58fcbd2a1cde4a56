import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import { ADMINISTRATOR, Council } from '../tracker/council.fixture';
import { JOURNEY_TIMEOUT, Town, type Visitor } from './browser.fixture';

jest.setTimeout(JOURNEY_TIMEOUT);

const PLAN = join(__dirname, '../../apps/tracker/demonstration/data/action-plan-leicestershire-2009.csv');
const BEN = { name: 'Ben Moor', email: 'ben.moor@example.gov.uk', password: 'quiet lantern river' };

/** A council's own record, empty, served on a port of this machine. */
async function served(council: Council) {
  await council.app.listen(0, '127.0.0.1');
  const { port } = council.app.getHttpServer().address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, stop: () => council.stop() };
}

describe.each([
  ['with script', true],
  ['without script', false],
])('the first hour of a record, %s', (_, script) => {
  let council: Council;
  let town: Town;
  let administrator: Visitor;

  beforeAll(async () => {
    council = await Council.start();
    town = await Town.around(served(council));
    administrator = await town.visitor(script);
  });
  afterAll(() => town.close());

  async function fill(visitor: Visitor, fields: Readonly<Record<string, string>>): Promise<void> {
    for (const [label, value] of Object.entries(fields))
      await visitor.page.getByLabel(label, { exact: true }).fill(value);
  }

  async function press(visitor: Visitor, button: string): Promise<void> {
    await visitor.page.getByRole('button', { name: button, exact: true }).click();
  }

  it('leads from the code of the console to the administrator’s second factor', async () => {
    const { page } = administrator;
    await page.goto('/');
    await administrator.arrivesAt('Set up your council’s record');
    await administrator.looksRight();

    await fill(administrator, {
      'Code from the console': council.code,
      'Name of the council': 'Harbour Council',
      'Your name': ADMINISTRATOR.name,
      'Your e-mail address': ADMINISTRATOR.email,
      Password: ADMINISTRATOR.password,
    });
    await press(administrator, 'Begin the record');
    await administrator.arrivesAt('Sign in with your telephone as well');
    await administrator.looksRight();

    const secret = await page.locator('input[name=secret]').inputValue();
    await fill(administrator, {
      'Six digits of the app': council.oneTimePassword(secret),
      'Your password': ADMINISTRATOR.password,
    });
    await press(administrator, 'Set it up');
    await administrator.arrivesAt('My account');
    await administrator.looksRight();
  });

  it('goes on with the first group and the first plan, imported, to a first board', async () => {
    const { page } = administrator;
    await page.goto('/');
    await administrator.arrivesAt('What needs attention');
    await administrator.looksRight();
    await page.getByRole('link', { name: 'Establish a group' }).first().click();
    await page.locator('[name=name]').fill('Workforce Steering Group');
    await page.locator('[name=kind]').selectOption('steering group');
    await page.locator('[name=source]').fill('Cabinet, 4 November 2026');
    await page.locator('main button[type=submit]').click();
    await administrator.arrivesAt('Workforce Steering Group');

    await page.goto('/action-plans/import');
    await page.locator('[name=title]').fill('Workforce plan 2026/27');
    await page.locator('[name=groupId]').selectOption({ label: 'Workforce Steering Group' });
    for (const [name, value] of Object.entries({
      ...{ 'startsOn-day': '1', 'startsOn-month': '4', 'startsOn-year': '2026' },
      ...{ 'endsOn-day': '31', 'endsOn-month': '3', 'endsOn-year': '2027' },
    }))
      await page.locator(`[name=${name}]`).fill(value);
    await page.locator('input[type=radio][name=ragScheme]').first().check();
    await page.locator('input[type=file]').setInputFiles(PLAN);
    await press(administrator, 'Check the file');
    await administrator.isAt('Check the plan before it is imported');
    await page.getByRole('button', { name: /^Import the plan with/ }).click();
    await administrator.arrivesAt('Workforce plan 2026/27');
  });

  it('ends with a first colleague, who sets a password and sees the board', async () => {
    const { page } = administrator;
    await page.goto('/people/new');
    await administrator.arrivesAt('Add somebody');
    await administrator.looksRight();
    await fill(administrator, { Name: BEN.name, 'E-mail address': BEN.email, 'What they do here': 'Head of Learning' });
    await page.getByLabel('Role', { exact: true }).selectOption('action-lead');
    await page.getByLabel('Where does it hold?').selectOption({ label: 'Group: Workforce Steering Group' });
    await press(administrator, 'Add them');
    await administrator.arrivesAt(BEN.name);
    await administrator.looksRight();
    await page.getByRole('link', { name: 'Invite with a code' }).first().click();
    await administrator.arrivesAt('Invite');
    await press(administrator, 'Make the code');
    await administrator.arrivesAt('The code');
    const code = await page.locator('.mb-code code').innerText();

    await page.goto('/people');
    await administrator.arrivesAt('People');
    await administrator.looksRight();
    await page.goto('/who-may-see?page=/action-plans');
    await administrator.arrivesAt('Why you can see this, and who else can');
    await administrator.looksRight();

    const colleague = await town.visitor(script);
    await colleague.page.goto('/sign-in');
    await colleague.arrivesAt('Sign in');
    await colleague.looksRight();
    await colleague.follows('You have a code: set your password');
    await colleague.arrivesAt('Set your password');
    await fill(colleague, { 'E-mail address': BEN.email, Code: code, 'New password': BEN.password });
    await press(colleague, 'Set the password and sign in');
    await colleague.isAt('What waits for you');
    await colleague.follows('Workforce plan 2026/27');
    await colleague.isAt('Workforce plan 2026/27');
    await colleague.leaves();
  });
});
