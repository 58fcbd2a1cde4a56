import { textOf } from '../../../../test/tracker/page-text';
import { startTracker, type TestTracker } from '../../../../test/tracker/test-tracker';
import { addressesOf, dateTyped, fillIn, hiddenFields, rowOf } from './forms.fixture';

let tracker: TestTracker;
let at: Awaited<ReturnType<typeof addressesOf>>;

beforeAll(async () => {
  tracker = await startTracker();
  at = await addressesOf(tracker);
}, 60_000);
afterAll(() => tracker.stop());

const TODAY = dateTyped('effectiveOn', '2014-06-16');
const recorded = async () => (await tracker.events()).length;
const page = async (path: string, account = 'demo-reader') => (await (await tracker.signedIn(account)).get(path)).text;

describe('reporting progress', () => {
  it('is a choice with none preset, and says what each rating means and who has not confirmed that', async () => {
    const html = await page(`${at.action('DK4')}/report-progress`, 'demo-action-lead');
    expect(html).not.toMatch(/type="radio"[^>]*checked/);
    expect(textOf(html)).toContain('Red Significant issues or risks Amber Issues or risks identified');
    expect(textOf(html)).toContain('The council has not confirmed these meanings yet.');
  });

  it('is recorded, shown on the board as reported but not confirmed, and leads into the trail', async () => {
    const lead = await tracker.signedIn('demo-action-lead');
    const answer = await fillIn(lead, `${at.action('DK4')}/report-progress`, {
      rag: 'red',
      commentary: 'The trainer has left.\r\nNobody is found yet.',
      percentComplete: '40',
      ...dateTyped('forecastDue', '2015-05-31'),
      ...TODAY,
    });
    expect([answer.status, answer.headers['location']]).toEqual([303, at.action('DK4')]);
    const { text } = await lead.get(at.action('DK4')).expect(200);
    expect(textOf(text)).toContain('Progress on DK4 was reported. It now awaits confirmation.');
    expect(text).toContain(`href="/audit-trail?record=${at.action('DK4').replace('/actions/', 'action-')}"`);
    expect(textOf(text)).toContain('Progress report Red Awaiting confirmation');
    expect(rowOf(await page(at.derbyshire), 'DK4')).toContain(
      'Green Red reported 16 Jun, awaiting confirmation Open 40% done',
    );
  });

  it('shows what is wrong with each field, keeps what was typed, and records nothing', async () => {
    const before = await recorded();
    const lead = await tracker.signedIn('demo-action-lead');
    const answer = await fillIn(lead, `${at.action('DK5')}/report-progress`, {
      commentary: 'Half a <b>sentence',
      percentComplete: '140',
      ...dateTyped('forecastDue', '2015-02-30'),
      'effectiveOn-day': '1',
      'effectiveOn-month': '',
      'effectiveOn-year': '2014',
    });
    expect(answer.status).toBe(422);
    expect(textOf(answer.text)).toContain(
      'There is a problem Choose a rating The percentage complete must be a whole number from 0 to 100 The forecast date must be a real date The date of the report must include a month',
    );
    for (const id of ['rag', 'percentComplete', 'forecastDue', 'effectiveOn'])
      expect(answer.text).toMatch(new RegExp(`href="#${id}"[\\s\\S]*id="${id}"`));
    expect(answer.text).toContain('Half a &lt;b&gt;sentence');
    expect(answer.text).toContain('value="140"');
    expect(await recorded()).toBe(before);
  });

  it.each([
    [{ rag: 'purple' }, 'Choose a rating from the scheme of this plan: Red, Amber, Green.'],
    [dateTyped('effectiveOn', '2014-06-17'), 'The date of the report must not be in the future'],
    [dateTyped('effectiveOn', '2014-01-01'), 'must not be dated before it. To change what was reported earlier'],
  ])('shows the refusal of a rule at its field: %j', async (typed, message) => {
    const before = await recorded();
    const lead = await tracker.signedIn('demo-action-lead');
    const answer = await fillIn(lead, `${at.action('DK5')}/report-progress`, {
      ...{ rag: 'green', commentary: 'Well', ...TODAY },
      ...typed,
    });
    expect(answer.status).toBe(422);
    expect(textOf(answer.text)).toContain(message);
    expect(await recorded()).toBe(before);
  });

  it('sent twice with one key is recorded once', async () => {
    const lead = await tracker.signedIn('demo-action-lead');
    const path = `${at.action('DL1')}/report-progress`;
    const form = { ...hiddenFields((await lead.get(path)).text), rag: 'green', commentary: 'On course', ...TODAY };
    await lead.post(path).type('form').send(form).expect(303);
    const before = await recorded();
    await lead.post(path).type('form').send(form).expect(303);
    expect(await recorded()).toBe(before);
    expect(textOf((await lead.get(at.action('DL1'))).text)).toContain('nothing was recorded twice');
  });

  it('shows what somebody else recorded while the form was open, and can then be sent all the same', async () => {
    const lead = await tracker.signedIn('demo-action-lead');
    const path = `${at.action('DL3')}/report-progress`;
    const form = { ...hiddenFields((await lead.get(path)).text), rag: 'amber', commentary: 'Slower', ...TODAY };
    const clerk = await tracker.signedIn('demo-clerk');
    const move = { ...dateTyped('timescale.due', '2015-06-30'), reason: 'The school year ends later' };
    expect((await fillIn(clerk, `${at.action('DL3')}/move-due-date`, move)).status).toBe(303);

    const conflict = await lead.post(path).type('form').send(form).expect(409);
    expect(textOf(conflict.text)).toContain('Somebody else changed this since you opened the form');
    expect(textOf(conflict.text)).toMatch(/What is newer .*Due date moved from .* to 30 June 2015 .*The school year/);
    expect(conflict.text).toContain('Slower');
    await lead
      .post(path)
      .type('form')
      .send({ ...form, ...hiddenFields(conflict.text) })
      .expect(303);
  });

  it.each(['demo-monitoring-lead', 'demo-clerk', 'demo-reader'])('is not for %s', async (account) => {
    const agent = await tracker.signedIn(account);
    await agent.get(`${at.action('DK5')}/report-progress`).expect(403);
  });

  it('needs the token of the form', async () => {
    const before = await recorded();
    const lead = await tracker.signedIn('demo-action-lead');
    const sent = { rag: 'green', commentary: 'Well', ...TODAY };
    await lead
      .post(`${at.action('DK5')}/report-progress`)
      .type('form')
      .send(sent)
      .expect(403);
    expect(await recorded()).toBe(before);
  });

  it('is not offered for the past, nor for a completed action', async () => {
    const past = await page(`${at.action('DK5')}/report-progress?asAt=2014-05-01`, 'demo-action-lead');
    expect(textOf(past)).toContain('The past cannot be changed');
    expect(past).not.toContain('<textarea');
    const done = await page(`${at.action('DL7')}/report-progress`, 'demo-action-lead');
    expect(textOf(done)).toContain('The action is completed Reopen it first.');
    expect(done).not.toContain('<textarea');
  });
});

describe('correcting the latest report', () => {
  it('begins with the words that stand, and keeps both versions', async () => {
    const lead = await tracker.signedIn('demo-action-lead');
    const path = `${at.action('DK7')}/correct-progress`;
    const { text: form } = await lead.get(path).expect(200);
    expect(form).toMatch(/value="green" checked/);
    expect(form).toContain('The course has been run once for the partnership');
    const answer = await fillIn(lead, path, {
      rag: 'amber',
      commentary: 'Leads are named for schools; youth work has none yet.',
      reason: 'Asked for by the monitoring lead',
      ...dateTyped('effectiveOn', '2014-06-06'),
    });
    expect(answer.status).toBe(303);
    const text = textOf((await lead.get(at.action('DK7'))).text);
    expect(text).toMatch(/Progress report, as corrected Amber Awaiting confirmation/);
    expect(text).toMatch(/First reported Green .*The course has been run once .*Sent back Monitoring lead/);
  });

  it('asks why', async () => {
    const lead = await tracker.signedIn('demo-action-lead');
    const typed = { rag: 'green', commentary: 'Better', ...TODAY };
    const answer = await fillIn(lead, `${at.action('DK2')}/correct-progress`, typed);
    expect([answer.status, textOf(answer.text)]).toEqual([
      422,
      expect.stringContaining('Say why the report is corrected'),
    ]);
  });
});

describe('judging a report', () => {
  it('shows the report and what happens, and makes its rating count', async () => {
    const monitor = await tracker.signedIn('demo-monitoring-lead');
    const path = `${at.action('DW2')}/confirm-progress`;
    const { text: form } = await monitor.get(path).expect(200);
    expect(textOf(form)).toMatch(/Reported rating Amber as at 12 June 2014 4 days ago/);
    expect(textOf(form)).toContain('Amber becomes the confirmed rating of the action; until now it is Green.');
    expect((await fillIn(monitor, path, {})).status).toBe(303);
    expect(textOf((await monitor.get(at.action('DW2'))).text)).toContain('The report on DW2 was confirmed.');
    expect(rowOf(await page(at.derbyshire), 'DW2')).toContain('Amber Reported 12 Jun');
    expect(textOf((await monitor.get(path)).text)).toContain('No report waits');
  });

  it('sends a report back with the reason, and leaves the rating', async () => {
    const monitor = await tracker.signedIn('demo-monitoring-lead');
    const path = `${at.action('DE1')}/return-progress`;
    const before = await recorded();
    const refused = await fillIn(monitor, path, { reason: '  ' });
    expect([refused.status, textOf(refused.text)]).toEqual([
      422,
      expect.stringContaining('Say why the report is sent back'),
    ]);
    expect(await recorded()).toBe(before);
    expect((await fillIn(monitor, path, { reason: 'Which sessions were held?' })).status).toBe(303);
    expect(textOf((await monitor.get(at.action('DE1'))).text)).toContain('Why: Which sessions were held?');
    expect(rowOf(await page(at.derbyshire), 'DE1')).toContain('Green Green reported 10 Jun, sent back');
  });

  it('of an older report is refused, and shows the newer one', async () => {
    const monitor = await tracker.signedIn('demo-monitoring-lead');
    const path = `${at.action('DL5')}/confirm-progress`;
    const old = hiddenFields((await monitor.get(path)).text);
    const lead = await tracker.signedIn('demo-action-lead');
    const newer = { rag: 'red', commentary: 'The code of practice is late', ...TODAY };
    expect((await fillIn(lead, `${at.action('DL5')}/report-progress`, newer)).status).toBe(303);
    const before = await recorded();
    const answer = await monitor.post(path).type('form').send(old).expect(409);
    expect(textOf(answer.text)).toContain('A newer report has been made since, dated 16 June 2014. Look at that one.');
    expect(textOf(answer.text)).toContain('Commentary The code of practice is late');
    expect(hiddenFields(answer.text)['reportId']).not.toBe(old['reportId']);
    expect(await recorded()).toBe(before);
  });

  it.each(['demo-action-lead', 'demo-clerk'])('is not for %s', async (account) => {
    const agent = await tracker.signedIn(account);
    await agent.get(`${at.action('DK1')}/confirm-progress`).expect(403);
    await agent.get(`${at.action('DK1')}/return-progress`).expect(403);
  });
});
