import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type supertest from 'supertest';
import { QueueUnavailable, realSystemClock, type Alarm, type ReminderQueue } from '@minutebook/kernel/recording';
import { openSqliteReminderQueue } from '@minutebook/reminder-queue-sqlite';
import { hiddenField, textOf } from '../../../../test/tracker/page-text';
import { startTracker, type TestTracker } from '../../../../test/tracker/test-tracker';
import { digestAlarm, escalationAlarm, sweepAlarm } from '../application/alarm-keys';
import { DueFactsQuery } from '../read-models/due-facts.query';

const PAGE = '/reminders/operations';
const REASON = 'The mail server closed the door';

let folder: string;
let queue: ReminderQueue;
let tracker: TestTracker;
let administrator: supertest.Agent;
let fails = true;
const rung: string[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'minutebook-alarms-'));
  // Laid aside after the first try.
  queue = await openSqliteReminderQueue(join(folder, 'alarms.sqlite'), { clock: realSystemClock, waits: [] });
  tracker = await startTracker({ reminderQueue: queue });
  administrator = await tracker.signedIn('demo-administrator');
}, 60_000);
afterAll(async () => {
  await tracker.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function shown(): Promise<string> {
  return textOf((await administrator.get(PAGE).expect(200)).text);
}

async function metrics(): Promise<string> {
  return (await tracker.http.get('/metrics').expect(200)).text;
}

async function retry(fields: object): Promise<supertest.Response> {
  const { text } = await administrator.get(`${PAGE}/pause`).expect(200);
  return administrator
    .post(`${PAGE}/retry`)
    .type('form')
    .send({ _csrf: hiddenField(text, '_csrf'), ...fields });
}

async function until(isSo: (counts: Awaited<ReturnType<ReminderQueue['counts']>>) => boolean): Promise<void> {
  for (let looks = 0; looks < 1_000; looks++) {
    if (isSo(await queue.counts())) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('The alarms did not come to this');
}

async function layAside(...keys: readonly string[]): Promise<void> {
  fails = true;
  rung.length = 0;
  await queue.set(keys.map((key) => ({ key, at: 0 })));
  queue.ring(async ({ key }: Alarm) => {
    if (fails) throw new Error(REASON);
    rung.push(key);
  });
  await until(({ laidAside }) => laidAside === keys.length);
}

describe('the alarms of reminders', () => {
  it('are counted, and none is laid aside at first', async () => {
    await queue.set([{ key: sweepAlarm('2100-01-01'), at: Date.UTC(2100, 0, 1) }]);

    expect(await shown()).toContain('1 alarm set for later, 0 ringing now, 0 laid aside');
    expect(await shown()).toContain('None was laid aside');
    expect(await metrics()).toContain('minutebook_reminder_alarms{state="waiting"} 1\n');
    await queue.cancel([sweepAlarm('2100-01-01')]);
  });

  it('that were laid aside are said in words, with why, and ring again: one, or all', async () => {
    // given
    const [fact] = tracker.app.get(DueFactsQuery, { strict: false }).open();
    if (!fact) throw new Error('The demonstration has nothing that is due');
    const digest = digestAlarm('demo-action-lead', '2014-06-17');
    const before = (await tracker.events()).length;
    await layAside(digest, sweepAlarm('2014-06-18'), escalationAlarm(fact.stream), 'other-1');

    // then
    const page = await shown();
    expect(page).toMatch(/Mail to \S.* of 17 June 2014/);
    expect(page).not.toContain(digest);
    expect(page).toContain('Planning of 18 June 2014');
    expect(page).toContain(`To the governance group: ${fact.label} ${fact.reference}, ${fact.title}`);
    expect(page).toContain('An alarm of another version of Minutebook (other-1)');
    expect(page).toContain(REASON);
    expect(await metrics()).toContain('minutebook_reminder_alarms{state="laid-aside"} 4\n');

    // when
    expect((await retry({})).status).toBe(422);
    expect((await queue.counts()).laidAside).toBe(4);
    fails = false;
    const one = await retry({ alarm: digest });

    // then
    expect([one.status, one.headers['location']]).toEqual([303, PAGE]);
    expect(await shown()).toContain('One alarm rings again now.');
    await until(({ laidAside, ringing }) => laidAside === 3 && ringing === 0);
    expect(rung).toEqual([digest]);

    // when
    await retry({ all: 'yes' });
    expect(await shown()).toContain('3 alarms ring again now.');
    await until(({ laidAside, ringing }) => laidAside === 0 && ringing === 0);
    expect(rung).toHaveLength(4);
    await retry({ alarm: digest });
    expect(await shown()).toContain('It is not laid aside any more: nothing was changed.');
    expect((await tracker.events()).length).toBe(before);
  });

  it('are for administrators, and of now', async () => {
    const clerk = await tracker.signedIn('demo-clerk');
    const { text } = await clerk.get('/reminders/preferences/calendar').expect(200);
    await clerk
      .post(`${PAGE}/retry`)
      .type('form')
      .send({ _csrf: hiddenField(text, '_csrf'), all: 'yes' })
      .expect(403);
    expect(textOf((await administrator.get(`${PAGE}?asAt=2014-06-01`).expect(200)).text)).not.toContain('Alarms');
  });

  it('are said to be away while they are, and everything else works', async () => {
    const away = jest.spyOn(queue, 'counts').mockRejectedValue(new QueueUnavailable('No answer'));
    const none = jest.spyOn(queue, 'laidAside').mockRejectedValue(new QueueUnavailable('No answer'));

    expect(await shown()).toContain('The alarms cannot be reached at the moment, so no reminder leaves.');
    expect(await shown()).toContain('Sent as they fall due');
    expect(await metrics()).toContain('minutebook_reminder_queue_in_reach 0\n');
    expect(await metrics()).not.toContain('minutebook_reminder_alarms{');
    await tracker.http.get('/health/ready').expect(200);
    expect((await retry({ all: 'yes' })).status).toBe(303);
    expect(await shown()).toContain('The alarms cannot be reached at the moment: nothing was changed.');

    away.mockRestore();
    none.mockRestore();
    expect(await metrics()).toContain('minutebook_reminder_queue_in_reach 1\n');
  });
});
