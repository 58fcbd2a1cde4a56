import { actionIdOf, DERBYSHIRE, planIdOf } from '../../apps/tracker/demonstration/published-plans';
import { JOURNEY_TIMEOUT, Town, type Visitor } from './browser.fixture';
import { signIn } from './pages.fixture';

jest.setTimeout(JOURNEY_TIMEOUT);

const PLAN = `/action-plans/${planIdOf(DERBYSHIRE)}`;
const at = (reference: string, step = '') => `/actions/${actionIdOf(reference)}${step}`;

const PAGES: readonly (readonly [account: string, paths: readonly string[]])[] = [
  [
    'Clerk to the groups',
    [
      '/',
      '/action-plans',
      '/action-plans/new',
      '/action-plans/import',
      PLAN,
      `${PLAN}?state=awaiting`,
      `${PLAN}?rating=blue`,
      `${PLAN}?asAt=2014-05-01`,
      `${PLAN}/add-action`,
      `${PLAN}/amend`,
      `${PLAN}/transfer`,
      `${PLAN}/close`,
      at('DK1'),
      at('DR3', '?asAt=2014-06-15'),
      at('DW1', '/amend'),
      at('DW1', '/assign-leads'),
      at('DW1', '/withdraw'),
      '/governance-groups',
      '/governance-groups/GG-WSG',
      '/governance-groups/new',
      '/reminders',
      '/reminders?from=2014-02-30',
      '/reminders/nobody-to-ask',
      '/reminders/preview',
      '/reminders/preview?asAt=2014-06-01',
      '/reminders/rules',
      '/reminders/rules/set?scope=group:GG-WSG',
      '/reminders/rules/end',
      '/reminders/rules/delivery',
      '/reminders/preferences',
      '/reminders/preferences/wanted',
      '/reminders/preferences/calendar',
      '/reminders/preferences/revoke-links',
      '/governance-groups/reporting-lines',
      '/governance-groups/GG-DDSCB-WF',
      '/governance-groups/GG-DDSCB-TP',
      '/governance-groups/GG-DDSCB-TP/adopt-terms-of-reference',
      '/governance-groups/GG-DDSCB-WF/terms-of-reference/1',
      '/governance-groups/GG-DDSCB-TP/terms-of-reference/1',
      '/governance-groups/GG-DDSCB-TP/terms-of-reference/compare',
      '/governance-groups/GG-WSG/members',
      '/governance-groups/GG-WSG/appoint-member',
      '/governance-groups/GG-WSG/stand-down-member',
      '/governance-groups/GG-WSG/rename',
      '/governance-groups/GG-WSG/merge-into',
      '/governance-groups/GG-WSG/dissolve',
      '/governance-groups/GG-WSG/report-to',
      '/governance-groups/GG-WSG/end-reporting-line?to=GG-SMT',
      '/rules',
      '/rules?status=none',
      '/rules?asAt=2014-05-01',
      '/rules/collective-consultation',
      '/rules/call-in-working-days',
      '/rules/call-in-working-days/set',
      '/rules/call-in-working-days/end',
      '/rules/closure-days',
      '/rules/closure-days/declare',
      '/rules/closure-days/withdraw',
      '/deadlines',
      '/deadlines?rule=agenda-publication',
      '/deadlines?rule=agenda-publication&meetingOn=2014-04-22&body=executive',
      '/deadlines?rule=agenda-publication&meetingOn=2014-02-30&body=',
      '/deadlines?rule=private-meeting-notice&meetingOn=2014-07-15',
      '/deadlines?rule=pay-protection-end&startedOn=2014-09-01&years=2',
      '/deadlines?rule=evaluation-appeal&outcomeOn=2014-06-02',
      '/deadlines?rule=collective-consultation&startedOn=2014-05-01&employees=12',
      '/changes?from=2014-05-01',
      '/audit-trail',
      '/audit-trail?q=nothing+says+this',
      '/demonstration',
      '/accessibility',
      '/api/v1/docs',
      '/there-is-no-such-page',
    ],
  ],
  [
    'Action lead',
    [
      '/',
      at('DL5', '/report-progress'),
      at('DD1', '/correct-progress'),
      at('DL5', '/move-due-date'),
      at('DL5', '/complete'),
    ],
  ],
  [
    'Administrator',
    ['/', '/demonstration', '/demonstration/outbox', '/reminders/operations', '/reminders/operations/pause'],
  ],
  [
    'Monitoring lead',
    ['/', at('DX1', '/confirm-progress'), at('DX1', '/return-progress'), at('DW1', '/confirm-completion')],
  ],
];

let town: Town;
let visitor: Visitor;

beforeAll(async () => {
  town = await Town.open();
});
afterAll(() => town.close());
beforeEach(async () => {
  visitor = await town.visitor(true);
});
afterEach(() => visitor.leaves());

describe('every page', () => {
  it.each(PAGES)(
    'that is the %s’s looks right on a telephone and on a desk, and can be used by anybody',
    async (account, paths) => {
      await signIn(visitor, account);

      for (const path of paths) {
        await visitor.page.goto(path);
        await visitor.arrivesAt(/./);
        await visitor.looksRight();
      }
    },
  );

  it('of one event of the trail looks right too', async () => {
    await signIn(visitor, 'Clerk to the groups');
    await visitor.page.goto('/audit-trail?kind=DueDateMoved');
    await visitor.page.locator('.mb-timeline__number').first().click();

    await visitor.arrivesAt(/^Record /);
    await visitor.looksRight();
  });

  it('of mails that were sent, and of one that will be, looks right too', async () => {
    const { page } = visitor;
    await signIn(visitor, 'Administrator');
    await page.goto('/reminders/preview');
    await page
      .getByRole('link', { name: /^Read it/ })
      .first()
      .click();
    await visitor.arrivesAt(/^Mail of /);
    await visitor.looksRight();

    // The days between are played: each sends its mail.
    await page.goto('/demonstration');
    for (const [part, value] of Object.entries({ day: '14', month: '7', year: '2014' }))
      await page.locator(`[name="to-${part}"]`).fill(value);
    await page.locator('main').getByRole('button').click();
    await visitor.arrivesAt('About this demonstration');
    const mails = page.locator('main tbody').getByRole('link', { name: /, to / });
    for (let tries = 0; tries < 50 && (await mails.count()) === 0; tries += 1) {
      await page.waitForTimeout(200);
      await page.goto('/reminders');
    }
    await visitor.arrivesAt('Reminders');
    await visitor.looksRight();
    await mails.last().click();
    await visitor.arrivesAt(/^Reminder of /);
    await visitor.looksRight();
    await page.getByRole('link', { name: 'Revoke its links' }).click();
    await visitor.arrivesAt('Revoke the links of this mail');
    await visitor.looksRight();
  });

  it('of a form that was not understood looks right too', async () => {
    await signIn(visitor, 'Action lead');
    await visitor.page.goto(at('DL5', '/report-progress'));
    await visitor.page.locator('main').getByRole('button', { name: 'Report progress' }).click();

    await visitor.page.getByRole('heading', { name: 'There is a problem' }).waitFor();
    await visitor.arrivesAt('Report progress');
    await visitor.looksRight();
  });
});

describe('by the keyboard alone, a visitor', () => {
  const focused = () => visitor.page.evaluate(() => document.activeElement?.id || document.activeElement?.className);

  it('signs in', async () => {
    const { page } = visitor;
    await page.goto('/sign-in');

    await page.getByRole('radio').first().focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');

    await visitor.page.waitForURL('/');
  });

  it('skips to the main content, past the navigation', async () => {
    const { page } = visitor;
    await signIn(visitor, 'Auditor');

    await page.goto('/audit-trail');
    await page.keyboard.press('Tab');
    const skipLink = page.getByRole('link', { name: 'Skip to main content' });
    expect(await skipLink.evaluate((link) => link === document.activeElement)).toBe(true);
    expect((await skipLink.boundingBox())?.height).toBeGreaterThan(20);
    await page.keyboard.press('Enter');

    expect(await focused()).toBe('main-content');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true);
  });

  it('is led to the summary of errors, and from there to the field', async () => {
    const { page } = visitor;
    await signIn(visitor, 'Action lead');
    await page.goto(at('DL5', '/report-progress'));
    await page.getByLabel('Commentary', { exact: true }).fill('Rating forgotten');
    await page.locator('main').getByRole('button', { name: 'Report progress' }).focus();

    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'There is a problem' }).waitFor();

    const summary = page.locator('.govuk-error-summary');
    expect(await summary.evaluate((element) => element.contains(document.activeElement))).toBe(true);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => (document.activeElement as HTMLInputElement | null)?.name)).toBe('rag');
    expect(await page.getByLabel('Commentary', { exact: true }).inputValue()).toBe('Rating forgotten');
  });
});
