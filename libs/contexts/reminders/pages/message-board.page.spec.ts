import type supertest from 'supertest';
import type { Mailer } from '@minutebook/kernel/recording';
import { beginReminders } from '../../../../apps/tracker/reminders/begin-reminders';
import { bySystem, claimed, record } from '../../../../test/tracker/answer-links.fixture';
import { hiddenField, linksOf, textOf } from '../../../../test/tracker/page-text';
import { startTracker, type TestTracker } from '../../../../test/tracker/test-tracker';
import { ComingReminders, type ComingMail } from '../application/coming-reminders';
import { DueFactsQuery, RecordOnReminder, RemindersQuery, SwitchReminders } from '../index';

const TODAY = '2014-06-16';
/** The last of the days that are looked at ahead. */
const LAST = ['14', '7', '2014'] as const;

let tracker: TestTracker;
let reader: supertest.Agent;
let lead: supertest.Agent;
let administrator: supertest.Agent;
let reminders: RemindersQuery;

beforeAll(async () => {
  tracker = await startTracker();
  reader = await tracker.signedIn('demo-reader');
  lead = await tracker.signedIn('demo-action-lead');
  administrator = await tracker.signedIn('demo-administrator');
  reminders = tracker.app.get(RemindersQuery, { strict: false });
}, 60_000);
afterAll(() => tracker.stop());

const get = async (path: string, agent = reader): Promise<string> => (await agent.get(path).expect(200)).text;
const read = async (path: string, agent = reader): Promise<string> => textOf(await get(path, agent));
const recorded = async (): Promise<number> => (await tracker.events()).length;

async function send(agent: supertest.Agent, path: string, fields: object): Promise<supertest.Response> {
  const { text } = await agent.get(path).expect(200);
  const sent = { _csrf: hiddenField(text, '_csrf'), _idempotencyKey: hiddenField(text, '_idempotencyKey'), ...fields };
  return agent.post(path).type('form').send(sent);
}

/** Moves the demonstration's clock, and waits until the days between were played. */
async function moveClock([day, month, year]: readonly [string, string, string]): Promise<void> {
  const _csrf = hiddenField(await get('/demonstration', administrator), '_csrf');
  const to = { 'to-day': day, 'to-month': month, 'to-year': year };
  await administrator
    .post('/demonstration/move-clock')
    .type('form')
    .send({ _csrf, ...to })
    .expect(303);
  await tracker.record.demonstration?.played();
}

const pause = (type: 'pause' | 'resume') =>
  record(tracker, new SwitchReminders({ type }, { ...bySystem(), reason: 'The mail server moves' }));

describe('before any mail', () => {
  it('says that reminders have not begun', async () => {
    const board = await read('/reminders');
    expect(board).toContain('No mail was sent from 17 March 2014 to 16 June 2014');
    expect(board).toContain('Reminders have not begun yet');
    expect(await read('/reminders/preview', administrator)).toContain('Reminders have not begun yet');
  });

  it('says when the next goes, once they have', async () => {
    await beginReminders(tracker.app, tracker.record);
    expect(await read('/reminders')).toContain('The next mail goes on 17 June 2014 at 08:00, to 2 people');
  });

  it('says that they are paused, by whom and why', async () => {
    await pause('pause');
    const board = await read('/reminders');
    expect(board).toContain('Reminders are paused Since 16 June 2014');
    expect(board).toContain('The mail server moves');
    expect(board).not.toContain('The next mail goes');
    await pause('resume');
    expect(await read('/reminders')).not.toContain('Reminders are paused');
  });

  it('says that no mail leaves where there is no mail server', async () => {
    const mailer: Mailer = { ...tracker.options.mailer, canSend: false };
    const other = await startTracker({ mailer });
    const agent = await other.signedIn('demo-reader');
    expect(textOf((await agent.get('/reminders')).text)).toContain('No mail leaves here: no mail server is set');
    await other.stop();
  });
});

describe('the preview', () => {
  it('is of mail with its text, in which nothing answers', async () => {
    const before = await recorded();
    const page = await get('/reminders/preview', administrator);
    expect(textOf(page)).toContain('17 Jun 2014 tomorrow, at 08:00 Action lead DK6');
    expect(textOf(page)).toContain('DK6 Child sexual exploitation Overdue, due 30 May 2014');
    expect(textOf(page)).toMatch(
      /\d+ Ju[nl] 2014 in \d+ days, at 08:00 Action lead Held back 2 items: one person is sent at most 3 mails a week/,
    );

    const [path = ''] = linksOf(page, /^Read it *: the mail to Action lead of 17 June/);
    const mail = await get(path, administrator);
    expect(textOf(mail)).toContain('DK6: overdue by 18 days');
    expect(textOf(mail)).toContain('Answer without signing in: [link to answer]');
    expect(mail + page).not.toContain('/answer/');
    await administrator.get('/reminders/preview/2014-06-18/demo-action-lead').expect(404);
    expect(await recorded()).toBe(before);
  });

  it('is for those who steer, and for today only', async () => {
    await lead.get('/reminders/preview').expect(403);
    expect(linksOf(await get('/reminders', lead), /Preview/)).toEqual([]);
    const past = await read('/reminders/preview?asAt=2014-06-01', administrator);
    expect(past).toContain('The preview exists for today only');
    await administrator.get('/reminders/preview/2014-06-17/demo-action-lead?asAt=2014-06-01').expect(404);
  });

  it('is what is sent, where nothing changes', async () => {
    const days = (await tracker.app.get(ComingReminders, { strict: false }).days()) ?? [];
    const foreseen = days.flatMap(({ mails, heldBack }) => [
      ...mails.map(({ day, account, items }) => [day, account, 'accepted', itemsIn(items)]),
      ...heldBack.map(({ day, account, items }) => [day, account, 'held-back', itemsIn(items)]),
    ]);
    expect(foreseen.length).toBeGreaterThan(15);

    await moveClock(LAST);

    const sent = reminders
      .between({ from: TODAY, to: '2014-07-13' })
      .map(({ day, account, fate, occurrences }) => [
        day,
        account,
        fate,
        occurrences.map(({ record: { stream }, rule, person }) => `${rule} ${stream} ${person}`).sort(),
      ]);
    expect(sent.sort()).toEqual(foreseen.sort());
  }, 60_000);

  function itemsIn(items: ComingMail['items']): readonly string[] {
    return items.map(({ fact, occurrence, person }) => `${occurrence.rule} ${fact.stream} ${person}`).sort();
  }
});

describe('the board', () => {
  it('lists each mail, the newest first: to whom, about what, and what became of it', async () => {
    const page = await get('/reminders');
    const board = textOf(page);
    expect(board).toMatch(/\d+ mails, 14 April 2014 to 14 July 2014/);
    expect(board).toMatch(
      /17 Jun 2014, to Action lead Action lead 1 record: DK6 Child .+ Accepted by the mail server 0 of 1/,
    );
    expect(board).toContain('Held back one person is sent at most 3 mails a week');
    const days = [...board.matchAll(/(\d+) (Jun|Jul) 2014, to/g)].map(
      ([, day, month]) => `${month === 'Jun' ? 6 : 7} ${day?.padStart(2, '0')}`,
    );
    expect(days.length).toBeGreaterThan(15);
    expect(days).toEqual(days.toSorted().reverse());
    expect(linksOf(page, /^DK6/)[0]).toMatch(/^\/actions\//);
  });

  it('is filtered by its address, and says what fits nothing', async () => {
    const held = await read('/reminders?fate=held-back');
    expect(held).not.toContain('Accepted by the mail server 0 of');
    expect(await read('/reminders?person=demo-monitoring-lead')).not.toContain(', to Action lead');
    expect(await read('/reminders?from=2014-06-17&to=2014-06-17')).toMatch(/2 mails, 17 June 2014 to 17 June 2014/);
    expect(await read('/reminders?fate=none')).toContain('No mail fits these filters');
    const wrong = await reader.get('/reminders?from=2014-02-30').expect(400);
    expect(textOf(wrong.text)).toContain('Ask for real dates');
  });

  it('shows what was known then', async () => {
    const past = await read('/reminders?asAt=2014-06-17');
    expect(past).toContain('2 mails, 18 March 2014 to 17 June 2014');
    expect(past).not.toContain('The next mail goes');
  });

  it('goes on page by page, each mail once', async () => {
    const { claimedRecord } = reminders.between({})[2] ?? {};
    const all = linksOf(await get('/reminders'), /, to /);
    const rest = linksOf(await get(`/reminders?before=${claimedRecord}`), /, to /);
    expect(rest).toEqual(all.slice(3));
    expect(await read('/reminders?before=1')).toContain('There are no earlier mails');
  });

  it('is a file of what it shows, one line for each thing asked', async () => {
    const { text, headers } = await reader.get('/reminders.csv?from=2014-06-17&to=2014-06-17').expect(200);
    expect(headers['content-disposition']).toContain('reminders-2014-07-14.csv');
    const lines = text.trim().split('\r\n');
    expect(lines).toHaveLength(3);
    expect(text).toContain('"Action lead","Action lead","DK6","Child sexual exploitation","Overdue"');
    await reader.get('/reminders.csv?to=yesterday').expect(400);
  });
});

describe('the page of a mail', () => {
  const messageTo = (account: string) => {
    const found = reminders.between({}).findLast((each) => each.account === account && each.fate === 'accepted');
    return { key: found?.key ?? '', path: `/reminders/${found?.key}` };
  };

  it('says what was asked, what happened and what comes next', async () => {
    const page = await read(messageTo('demo-action-lead').path);
    expect(page).toContain('Reminder of 17 June 2014 Accepted by the mail server To Action lead.');
    expect(page).toContain('Next step An answer');
    expect(page).toContain('DK6 Child sexual exploitation Overdue 30 May 2014 Not yet');
    expect(page).toMatch(/Accepted by the mail server 17 June 2014 27 days ago · at 08:00.+Sent, attempt 1.+Begun/);
  });

  it('says for which day something is asked that was held back until then', async () => {
    const [path = ''] = linksOf(await get('/reminders'), /^7 Jul 2014 ?, to Action lead$/);
    expect(await read(path)).toContain(
      'DR2 Improved family learning in priority areas No report for long for 3 Jul 2014',
    );
  });

  it('is where the trail of the mail leads', async () => {
    const { key, path } = messageTo('demo-action-lead');
    const trail = await get(`/audit-trail?record=reminder-${key}`);
    expect(trail).toContain(`href="${path}"`);
  });

  it('says who covers whom, a second transmission, and when and by which record it was answered', async () => {
    const { stream = '', answer } =
      tracker.app
        .get(DueFactsQuery, { strict: false })
        .open()
        .find((fact) => fact.answer) ?? {};
    const whom = { account: 'demo-chair', person: 'demo-action-lead', day: '2014-07-12' };
    const key = await claimed(tracker, [stream], whom);
    const now = Date.UTC(2014, 6, 14);
    const told = (command: ConstructorParameters<typeof RecordOnReminder>[1]) =>
      record(tracker, new RecordOnReminder(key, command, bySystem()));
    await told({ type: 'send', now });
    await told({ type: 'send', now: now + 365 * 86_400_000 });
    await told({ type: 'accept', attempt: 2, transmitted: true });
    await told({ type: 'answer', record: { stream, revision: answer?.revision ?? -1 }, on: '2014-07-13' });

    const page = await get(`/reminders/${key}`);
    expect(textOf(page)).toMatch(/To Chair of the steering group, in place of Action lead\./);
    expect(textOf(page)).toContain(' asked of Action lead Overdue 30 May 2014 ');
    expect(textOf(page)).toContain('2 attempts, handed over 2 times under one name');
    expect(textOf(page)).toContain('Second transmission, attempt 2');
    expect(textOf(page)).toContain('13 Jul 2014');
    expect(linksOf(page, /^The answer/)).toEqual([`/audit-trail/${answer?.recordNumber}`]);
    expect(await read('/reminders?person=demo-action-lead')).toContain(
      'Chair of the steering group in place of Action lead',
    );
  });

  it('is of nothing else', async () => {
    await reader.get('/reminders/none').expect(404);
    await reader.get(`${messageTo('demo-action-lead').path}?asAt=2014-06-16`).expect(404);
  });

  it('offers to revoke its links to whom it was sent, and to administrators', async () => {
    const { path } = messageTo('demo-action-lead');
    expect(linksOf(await get(path), /Revoke/)).toEqual([]);
    await reader.get(`${path}/revoke-links`).expect(403);
    expect(linksOf(await get(path, administrator), /Revoke/)).toEqual([`${path}/revoke-links`]);
    await lead.get(`${messageTo('demo-monitoring-lead').path}/revoke-links`).expect(403);

    const before = await recorded();
    const empty = await send(lead, `${path}/revoke-links`, {});
    expect([empty.status, textOf(empty.text)]).toEqual([422, expect.stringContaining('Enter why')]);
    expect(await recorded()).toBe(before);

    const done = await send(lead, `${path}/revoke-links`, { reason: 'The mail was passed on' });
    expect([done.status, done.headers['location']]).toEqual([303, path]);
    const page = await get(path, lead);
    expect(textOf(page)).toContain('Links revoked');
    expect(linksOf(page, /Revoke/)).toEqual([]);
    expect(await read(`${path}/revoke-links`, lead)).toContain('Its links were revoked already');
    const revoked = (await tracker.events()).findLast(({ type }) => type === 'ReminderLinksRevoked');
    expect(revoked?.metadata.actor.account).toBe('demo-action-lead');
  });

  it('lets an administrator revoke the links of another', async () => {
    const { path } = messageTo('demo-monitoring-lead');
    expect((await send(administrator, `${path}/revoke-links`, { reason: 'Lost phone' })).status).toBe(303);
    expect(await read(path)).toContain('Links revoked');
  });

  it('of one that was held back says where it goes, and has no links to revoke', async () => {
    const held = reminders.between({}).find(({ fate }) => fate === 'held-back');
    const path = `/reminders/${held?.key}`;
    expect(await read(path)).toContain('It goes into a later mail');
    expect(await read(`${path}/revoke-links`, administrator)).toContain('It was not sent, so that there are no links');
  });
});

describe('whom nobody asks', () => {
  it('says which roles nobody holds, of how many records, where mail goes instead, and what to do', async () => {
    const page = await read('/reminders/nobody-to-ask');
    expect(page).toMatch(/Mail goes to .+ Heads of Service 2 records: DR3 .+ Action lead/);
    // Said to be done, and to be confirmed by a role that nobody holds.
    expect(page).toMatch(/Workforce Strategy Manager 1 record: DW1 .+? Chair of the steering group/);
    expect(page).toContain('An administrator can give the role on the page of an account');
    expect(await read('/reminders/nobody-to-ask', administrator)).toContain('Give the role on the page of an account');
    expect(page).not.toContain('People whom no mail can reach');
  });

  it('is shown for today only', async () => {
    expect(await read('/reminders/nobody-to-ask?asAt=2014-06-01')).toContain('This is shown for today only');
  });
});
