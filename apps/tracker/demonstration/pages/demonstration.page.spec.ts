import { hiddenField, textOf } from '../../../../test/tracker/page-text';
import { startTracker, type TestTracker } from '../../../../test/tracker/test-tracker';

let tracker: TestTracker;

beforeAll(async () => {
  tracker = await startTracker();
}, 60_000);
afterAll(() => tracker.stop());

const moveTo = async (account: string, day: string, month: string, year: string) => {
  const agent = await tracker.signedIn(account);
  const page = await agent.get('/demonstration').expect(200);
  const body = { _csrf: hiddenField(page.text, '_csrf'), 'to-day': day, 'to-month': month, 'to-year': year };
  return { agent, answer: await agent.post('/demonstration/move-clock').type('form').send(body) };
};
const moves = async () => (await tracker.events()).filter(({ type }) => type === 'DemonstrationClockMoved');

describe('the page about the demonstration', () => {
  it('says what is real, what is invented, who can be played, and where the clock stands', async () => {
    const agent = await tracker.signedIn('demo-reader');
    const text = textOf((await agent.get('/demonstration').expect(200)).text);
    expect(text).toContain('word for word as they were published');
    expect(text).toContain('Every report, confirmation, moved date and completion');
    expect(text).toContain('stands at 16 June 2014, 09:0');
    expect(text).toContain('demo-auditor Auditor');
    expect(text).toContain('An administrator can move the clock forward.');
  });

  it('offers nothing to move while it shows the past', async () => {
    const agent = await tracker.signedIn('demo-administrator');
    const text = textOf((await agent.get('/demonstration?asAt=2014-06-01').expect(200)).text);
    expect(text).toContain('The clock can be moved from today’s page only.');
  });

  it.each([
    ['', '', '', 'Enter the date to move the clock to'],
    ['31', '6', '2014', 'The new date must be a real date'],
    ['1', '', '2015', 'The new date must include a month'],
    ['1', '6', '2014', 'The clock can only be moved forward'],
    ['1', '1', '2030', 'at most two years at once'],
  ])('refuses to move to %s %s %s and keeps what was typed', async (day, month, year, sentence) => {
    const { answer } = await moveTo('demo-administrator', day, month, year);
    expect(answer.status).toBe(422);
    expect(textOf(answer.text)).toContain(sentence);
    expect(answer.text).toContain(`name="to-year" type="text" value="${year}"`.replace(' value=""', ''));
    expect(await moves()).toEqual([]);
  });

  it('lets nobody but an administrator move the clock, and nobody without the form’s token', async () => {
    const { answer } = await moveTo('demo-chair', '14', '7', '2014');
    expect(answer.status).toBe(403);
    const agent = await tracker.signedIn('demo-administrator');
    const body = { 'to-day': '14', 'to-month': '7', 'to-year': '2014' };
    await agent.post('/demonstration/move-clock').type('form').send(body).expect(403);
    expect(await moves()).toEqual([]);
  });

  it('moves the clock, records it, and every page stands at the new day', async () => {
    const { agent, answer } = await moveTo('demo-administrator', '14', 'July', '2014');
    expect([answer.status, answer.headers['location']]).toEqual([303, '/demonstration']);
    const page = await agent.get('/demonstration').expect(200);
    expect(textOf(page.text)).toContain('The clock of the demonstration was moved forward.');
    expect(textOf(page.text)).toContain('stands at 14 July 2014, 09:0');
    expect(await moves()).toHaveLength(1);
    const trail = await agent.get('/audit-trail?kind=DemonstrationClockMoved').expect(200);
    expect(textOf(trail.text)).toContain('Moved the demonstration’s clock forward');
  });
});
