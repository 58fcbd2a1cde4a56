import { createHash } from 'node:crypto';
import type supertest from 'supertest';
import { hiddenField, linksOf, textOf } from '../../../../test/tracker/page-text';
import { startTracker, type TestTracker } from '../../../../test/tracker/test-tracker';
import { ReminderSettingsQuery } from '../read-models/reminder-settings.query';

let tracker: TestTracker;
let clerk: supertest.Agent;
let lead: supertest.Agent;
let administrator: supertest.Agent;
let settings: ReminderSettingsQuery;

beforeAll(async () => {
  tracker = await startTracker();
  clerk = await tracker.signedIn('demo-clerk');
  lead = await tracker.signedIn('demo-action-lead');
  administrator = await tracker.signedIn('demo-administrator');
  settings = tracker.app.get(ReminderSettingsQuery, { strict: false });
}, 60_000);
afterAll(() => tracker.stop());

async function read(agent: supertest.Agent, path: string): Promise<string> {
  return textOf((await agent.get(path).expect(200)).text);
}

async function send(agent: supertest.Agent, path: string, fields: object): Promise<supertest.Response> {
  const { text } = await agent.get(path).expect(200);
  const sent = { _csrf: hiddenField(text, '_csrf'), _idempotencyKey: hiddenField(text, '_idempotencyKey'), ...fields };
  return agent
    .post(path.split('?')[0] ?? '')
    .type('form')
    .send(sent);
}

async function ofType(type: string) {
  return (await tracker.events()).filter((event) => event.type === type);
}

const RULES = {
  beforeDue: '3, 14',
  onTheDay: 'yes',
  overdueEvery: '14',
  silentAfter: '',
  toMonitoringLeadAfter: '5',
  toGroupAfter: '',
  'from-day': '1',
  'from-month': '6',
  'from-year': '2030',
  reason: 'Agreed by the steering group',
};

describe('the rules of reminders', () => {
  it('are the defaults at first, with their source, and unconfirmed', async () => {
    const page = await read(clerk, '/reminders/rules');
    expect(page).toContain('28, 14 and 3 working days before; on the day; each week while overdue');
    expect(page).toContain('To be confirmed by the council');
    expect(page).toContain('At 08:00 on working days; nothing from 18:00 to 07:30; at most 3 a week to one person');
  });

  it('are set for a group from a day on, and ended again', async () => {
    const set = await send(clerk, '/reminders/rules/set?scope=group:GG-WSG', { ...RULES, scope: 'group:GG-WSG' });
    expect([set.status, set.headers['location']]).toEqual([303, '/reminders/rules']);
    const board = await read(clerk, '/reminders/rules');
    expect(board).toContain(
      '14 and 3 working days before; on the day; every 14 days while overdue; the monitoring lead',
    );
    expect(board).toContain('Group To come 14 and 3');
    expect(board).toContain('Agreed by the steering group');

    const form = await clerk.get('/reminders/rules/set?scope=group:GG-WSG').expect(200);
    expect(form.text).toContain('value="group:GG-WSG" selected');
    const openIn = (page: string): number => Number(/There are (\d+) open records now/.exec(textOf(page))?.[1]);
    const nowhere = await clerk.get('/reminders/rules/set?scope=group:none').expect(200);
    expect([openIn(form.text) > 0, openIn(nowhere.text)]).toEqual([true, 0]);

    const end = { scope: 'group:GG-WSG', 'from-day': '1', 'from-month': '7', 'from-year': '2030' };
    const ended = await send(clerk, '/reminders/rules/end', { ...end, reason: 'It did not help' });
    expect(ended.status).toBe(303);
    expect(await read(clerk, '/reminders/rules')).toContain('No rules of its own: those around it hold');
    expect(await ofType('ReminderRulesEnded')).toHaveLength(1);
  });

  it.each([
    [{ scope: '' }, 'Choose whose reminders these are'],
    [{ beforeDue: '3; x' }, 'Enter the days before the due date as whole numbers'],
    [{ onTheDay: '' }, 'Choose whether there is a reminder on the due date'],
    [{ overdueEvery: '-7' }, 'Enter a whole number of days, or leave it empty'],
    [{ overdueEvery: '91' }, 'Reminders while overdue come every 1 to 90 days'],
    [{ 'from-year': '2010' }, 'Rules begin today or later'],
    [{ 'from-month': '13' }, 'The first day must be a real date'],
    [{ reason: '' }, 'Enter why, or who decided it'],
    [{ scope: 'plan:none' }, 'There is no such group or plan'],
  ])('are refused with what was typed kept: %j', async (change, sentence) => {
    const before = await ofType('ReminderRulesSet');
    const answer = await send(clerk, '/reminders/rules/set', {
      ...RULES,
      scope: 'council',
      beforeDue: '77',
      ...change,
    });
    expect(answer.status).toBe(422);
    expect(textOf(answer.text)).toContain(sentence);
    expect(answer.text).toContain(`value="${'beforeDue' in change ? change.beforeDue : '77'}"`);
    expect(await ofType('ReminderRulesSet')).toHaveLength(before.length);
  });

  it('are set by a role that is bound to a group there and nowhere else', async () => {
    const chair = await tracker.signedIn('demo-chair');
    const { text } = await chair.get('/reminders/rules/set').expect(200);
    expect(text).not.toContain('value="council"');
    const _csrf = hiddenField(text, '_csrf');
    await chair
      .post('/reminders/rules/set')
      .type('form')
      .send({ _csrf, ...RULES, scope: 'council' })
      .expect(403);
    expect(linksOf((await chair.get('/reminders/rules')).text, /Set when mail/)).toEqual([]);
  });

  it('say when mail is sent, which is set for the whole council', async () => {
    const fields = {
      sendAt: '9:30',
      quietFrom: '18:00',
      quietTo: '07:30',
      perWeek: 'none',
      division: 'scotland',
      ...{ 'from-day': '1', 'from-month': '6', 'from-year': '2030', reason: 'Agreed' },
    };
    const quiet = await send(clerk, '/reminders/rules/delivery', { ...fields, sendAt: '19:00' });
    expect([quiet.status, textOf(quiet.text)]).toEqual([
      422,
      expect.stringContaining('not sent within the quiet hours'),
    ]);
    expect((await send(clerk, '/reminders/rules/delivery', fields)).status).toBe(303);
    expect(await read(clerk, '/reminders/rules')).toContain(
      'At 09:30 on working days; nothing from 18:00 to 07:30; as many a week as are due; bank holidays of Scotland To come',
    );
  });

  it('are shown as they were', async () => {
    const page = await clerk.get('/reminders/rules?asAt=10').expect(200);
    expect(textOf(page.text)).not.toContain('every 14 days while overdue');
    expect(linksOf(page.text, /^Set/)).toEqual([]);
  });
});

describe('what somebody wants to be reminded of', () => {
  it('is everything on any working day until they say otherwise', async () => {
    const before = await read(lead, '/reminders/preferences');
    expect(before).toContain('While something is overdue Yes');
    expect(before).toContain('To demo-action-lead@demonstration.invalid');
    expect((await send(lead, '/reminders/preferences/wanted', {})).status).toBe(422);
    const set = await send(lead, '/reminders/preferences/wanted', { kinds: ['overdue', 'beforeDue'], onlyOn: '2' });
    expect(set.headers['location']).toBe('/reminders/preferences');
    const page = await read(lead, '/reminders/preferences');
    expect(page).toContain('Before a due date Yes On the due date No While something is overdue Yes');
    expect(page).toContain('Tuesdays only');
  });

  it('has a calendar by an address that is shown once, of which only the digest is kept', async () => {
    expect((await send(lead, '/reminders/preferences/calendar', {})).status).toBe(422);
    const { text } = await send(lead, '/reminders/preferences/calendar', { confirm: 'yes' });
    const secret = /\/calendar\/([\w-]{43})\.ics/.exec(text)?.[1] ?? '';
    const hash = createHash('sha256').update(secret).digest('hex');
    await read(lead, '/reminders/preferences');
    expect(settings.feedOwner(hash)).toBe('demo-action-lead');
    expect(JSON.stringify(await tracker.events())).not.toContain(secret);

    // when another is made, the first opens nothing any more
    const other = await send(lead, '/reminders/preferences/calendar', { confirm: 'yes' });
    expect(other.text).toContain('.ics');
    await read(lead, '/reminders/preferences');
    expect(settings.feedOwner(hash)).toBeUndefined();

    expect((await send(lead, '/reminders/preferences/close-calendar', { confirm: 'yes' })).status).toBe(303);
    expect(await read(lead, '/reminders/preferences')).toContain('No address is open');
    expect(await read(lead, '/reminders/preferences/close-calendar')).toContain('No calendar address of yours is open');
  });

  it('includes that links in mail open nothing any more', async () => {
    const empty = await send(lead, '/reminders/preferences/revoke-links', {});
    expect([empty.status, textOf(empty.text)]).toEqual([422, expect.stringContaining('Enter why')]);
    expect((await send(lead, '/reminders/preferences/revoke-links', { reason: 'Passed on' })).status).toBe(303);
    await read(lead, '/reminders/preferences');
    expect(settings.linksRevokedAt('demo-action-lead')).toEqual(expect.any(Number));
    expect(settings.linksRevokedAt('demo-clerk')).toBeUndefined();
  });

  it('stands in the trail for those who may read about people, and sealed for others', async () => {
    const trail = '/audit-trail?record=reminderPreferences-demo-action-lead';
    expect(await read(administrator, trail)).toContain('on Tuesdays only');
    expect(textOf((await lead.get(trail)).text)).not.toContain('on Tuesdays only');
  });
});

describe('the sending of reminders', () => {
  it('is paused with a reason, and resumed', async () => {
    expect((await send(administrator, '/reminders/operations/pause', {})).status).toBe(422);
    const paused = await send(administrator, '/reminders/operations/pause', { reason: 'The mail server moves' });
    expect(paused.headers['location']).toBe('/reminders/operations');
    expect(await read(administrator, '/reminders/operations')).toContain('The mail server moves');
    expect(await read(clerk, '/reminders/rules')).toContain('Reminders are paused since');
    expect(await read(administrator, '/reminders/operations/pause')).toContain('Reminders are paused already');

    expect((await send(administrator, '/reminders/operations/resume', { reason: 'It has moved' })).status).toBe(303);
    const running = await read(administrator, '/reminders/operations');
    expect(running).toContain('Sent as they fall due');
    expect(running).toContain('Bank holidays Known to 31 December 2028');
  });

  it('is tested by a mail to the address that reminders go to', async () => {
    const page = await read(administrator, '/reminders/operations/test');
    expect(page).toContain('Send a test to my own address, demo-administrator@demonstration.invalid');
    expect((await send(administrator, '/reminders/operations/test', { confirm: 'yes' })).status).toBe(303);
    expect(tracker.mails()[0]).toMatchObject({
      to: 'demo-administrator@demonstration.invalid',
      subject: 'Minutebook: a test of reminders',
    });
    expect(await read(administrator, '/reminders/operations')).toContain('Administrator Taken by the mail server');
    expect(await ofType('ReminderTestSent')).toHaveLength(1);
  });

  it('cannot be tested where no mail leaves', async () => {
    const other = await startTracker({ mailer: { ...tracker.options.mailer, canSend: false } });
    const agent = await other.signedIn('demo-administrator');
    const why = 'No mail leaves';
    expect(await read(agent, '/reminders/operations')).toContain(why);
    const { text } = await agent.get('/reminders/operations/pause').expect(200);
    const sent = { _csrf: hiddenField(text, '_csrf'), confirm: 'yes' };
    const answer = await agent.post('/reminders/operations/test').type('form').send(sent).expect(422);
    expect(textOf(answer.text)).toContain(why);
    await other.stop();
  });
});
