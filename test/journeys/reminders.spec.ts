import { JOURNEY_TIMEOUT, Town, type Visitor } from './browser.fixture';
import { AuditTrail, PlanBoard, signIn } from './pages.fixture';

jest.setTimeout(JOURNEY_TIMEOUT);

let town: Town;
beforeAll(async () => {
  town = await Town.open();
});
afterAll(() => town.close());

// One demonstration for both: its clock only goes forward.
describe.each([
  {
    visitorIs: 'with script',
    script: true,
    moveTo: { day: '17', month: '6', year: '2014' },
    reference: 'DK6',
    subject: 'DK6: overdue by 18 days',
    times: 'Reminded twice, last on 17 June 2014, accepted by the mail server',
    answeredOn: '17 June 2014',
  },
  {
    visitorIs: 'without script',
    script: false,
    moveTo: { day: '19', month: '6', year: '2014' },
    reference: 'DW1',
    subject: 'DW1: overdue by 20 days',
    times: 'Reminded twice, last on 19 June 2014, accepted by the mail server',
    answeredOn: '19 June 2014',
  },
])('a visitor $visitorIs', ({ script, moveTo, reference, subject, times, answeredOn }) => {
  let visitor: Visitor;

  beforeEach(async () => {
    visitor = await town.visitor(script);
  });
  afterEach(() => visitor.leaves());

  it('lets days pass, finds the reminder, answers from it on a telephone, and finds the proof of it', async () => {
    const { page } = visitor;
    const commentary = `All that was open of ${reference} is agreed, as said by the link`;

    // Given: the days up to a reminder have passed, and nothing was sent before
    await signIn(visitor, 'Administrator');
    await page.goto('/demonstration');
    await visitor.arrivesAt('About this demonstration');
    for (const [part, value] of Object.entries(moveTo)) await page.locator(`[name="to-${part}"]`).fill(value);
    await page.getByRole('button', { name: 'Move the clock forward' }).click();
    await page.getByText('The clock of the demonstration was moved forward').waitFor();

    // When: the mail is opened in the outbox
    await page.goto('/demonstration/outbox');
    await visitor.arrivesAt('Outbox');
    await page.getByRole('row', { name: 'demo-action-lead' }).getByRole('link', { name: subject }).first().click();
    await visitor.arrivesAt(subject);
    await visitor.looksRight();
    const links = await page
      .locator('.mb-letter a')
      .evaluateAll((found) => found.map((each) => each.getAttribute('href') ?? ''));
    const link = links.find((each) => each.includes('/answer/')) ?? 'no link';
    await visitor.page.goto('/');
    await visitor.signsOut();

    // And: a program that looks into mail has followed every link and sent every form without a choice
    for (const each of links) await page.request.get(each, { maxRedirects: 0 });
    const refused = await page.request.post(link, { form: {}, headers: { 'sec-fetch-site': 'same-origin' } });
    expect(refused.status()).toBe(422);

    // And: the reader answers on a telephone, without signing in
    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto(link);
    await visitor.arrivesAt(`How does ${reference} stand?`);
    await page.getByRole('radio', { name: 'Amber', exact: true }).check();
    await page.getByLabel('Commentary', { exact: true }).fill(commentary);
    await page.getByRole('button', { name: 'Send the answer' }).click();
    await visitor.arrivesAt('Thank you');
    await page.setViewportSize({ width: 1280, height: 900 });

    // Then: the action shows the new rating and the proof of the chase
    await signIn(visitor, 'Monitoring lead');
    const board = new PlanBoard(visitor);
    await board.open();
    expect(await board.ratingOf(reference)).toContain('Amber reported');
    const action = await board.openAction(reference);
    await visitor.arrivesAt(new RegExp(`^${reference}`));
    await visitor.looksRight();
    const said = await action.says();
    expect(said).toContain(times);
    expect(said).toContain(`answered on ${answeredOn}`);

    // And: the trail says by which link it came
    const trail = new AuditTrail(visitor);
    await trail.open();
    const found = await trail.find(commentary);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain('by the link sent to Action lead');
  });
});
