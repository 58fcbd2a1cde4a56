import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { QueueUnavailable, realSystemClock, type ReminderQueue } from '@minutebook/kernel/recording';
import { openSqliteReminderQueue } from '@minutebook/reminder-queue-sqlite';
import { Api, problem, problemIn } from './api.fixture';
import { DescribedApi } from './conformance.fixture';

const ADMINISTRATOR = 'demo-administrator';
const SENDING = 'reminder-sending/council';
const FAULT = 'The mail server closed the door';
const KEYS = ['digest-demo-action-lead-20140617', 'sweep-20140618', 'escalate-action-one', 'delivery-m1-2', 'other-1'];

describe('the sending of reminders over HTTP', () => {
  let api: Api;
  let folder: string;
  let queue: ReminderQueue;
  let fails = true;
  const rung: string[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'minutebook-alarms-'));
    // Laid aside after the first try.
    queue = await openSqliteReminderQueue(join(folder, 'alarms.sqlite'), { clock: realSystemClock, waits: [] });
    queue.ring(async ({ key }) => {
      if (fails) throw new Error(FAULT);
      rung.push(key);
    });
    api = await Api.start({ reminderQueue: queue });
  });
  afterAll(async () => {
    await api.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const shown = async (query = '') => (await api.get(`${SENDING}${query}`, ADMINISTRATOR).expect(200)).body;
  const after = ({ revision }: { readonly revision: number }) => shown(`?seen=reminderSwitch-1@${revision}`);
  const alarms = async (query = '') => (await api.get(`${SENDING}/alarms${query}`, ADMINISTRATOR).expect(200)).body;
  const ringAgain = (body: object) => api.post(`${SENDING}/ring-again`, ADMINISTRATOR, body);
  const until = async (isSo: (counts: Awaited<ReturnType<ReminderQueue['counts']>>) => boolean): Promise<void> => {
    for (let looks = 0; looks < 1_000; looks++) {
      if (isSo(await queue.counts())) return;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error('The alarms did not come to this');
  };

  it('is paused with a reason and resumed, and read as it stood', async () => {
    expect(await shown()).toMatchObject({ id: 'council', revision: -1, paused: null, tests: [] });
    await api.post(`${SENDING}/pause`, ADMINISTRATOR, {}).expect(400);
    const blank = await api.post(`${SENDING}/pause`, ADMINISTRATOR, { reason: ' ' });
    expect(problemIn(blank)).toMatchObject({ status: 422, fields: ['reason'] });

    const paused = await api.post(`${SENDING}/pause`, ADMINISTRATOR, { reason: 'The mail server moves' }).expect(200);
    const then = await after(paused.body);
    expect(then).toMatchObject({ revision: 0, paused: { by: ADMINISTRATOR, reason: 'The mail server moves' } });
    const count = await api.eventCount();
    await api.post(`${SENDING}/pause`, ADMINISTRATOR, { reason: 'It moves on' }).expect(200);
    expect(await api.eventCount()).toBe(count);

    const resumed = await api.post(`${SENDING}/resume`, ADMINISTRATOR, { reason: 'It has moved' }).expect(200);
    expect(await after(resumed.body)).toMatchObject({ revision: 1, paused: null });
    const past = await shown(`?asAt=${then.asAt.recordNumber}`);
    expect(past).toMatchObject({ revision: 0, paused: { reason: 'The mail server moves' } });
  });

  it('is that of the council alone', async () => {
    const refused = problem(404, 'no-such-record');
    const reason = { reason: 'None' };
    expect(problemIn(await api.get('reminder-sending/GG-WSG', ADMINISTRATOR))).toEqual(refused);
    expect(problemIn(await api.get('reminder-sending/GG-WSG/alarms', ADMINISTRATOR))).toEqual(refused);
    for (const command of ['pause', 'resume', 'send-test'])
      expect(problemIn(await api.post(`reminder-sending/GG-WSG/${command}`, ADMINISTRATOR, reason))).toEqual(refused);
    const all = await api.post('reminder-sending/GG-WSG/ring-again', ADMINISTRATOR, { all: true });
    expect(problemIn(all)).toEqual(refused);
  });

  it('is tested by an account with an address, once for an Idempotency-Key', async () => {
    const someone = { kind: 'person', title: 'Second administrator' };
    const newcomer = { ...someone, name: 'Ann Smith', email: 'a.smith@derby.example' };
    const role = { role: 'administrator', scope: { kind: 'council' }, from: '2014-06-16' };
    const { body: opened } = await api
      .post('accounts', ADMINISTRATOR, { id: 'second', ...newcomer, grants: [role] })
      .expect(201);
    const token = api.tracker.token('second');
    const send = () =>
      api.tracker.http
        .post(`/api/v1/${SENDING}/send-test`)
        .set({ Authorization: `Bearer ${token}`, 'Idempotency-Key': 'test-1' });

    await api.get(`accounts/second?seen=account-second@${opened.revision}`, ADMINISTRATOR).expect(200);
    const first = await send().expect(200);
    await send().expect(200);

    expect(await after(first.body)).toMatchObject({ tests: [{ account: 'second', taken: true, why: null }] });
    expect(api.tracker.mails().filter(({ to }) => to === 'a.smith@derby.example')).toHaveLength(1);
  });

  it('lists the alarms that were laid aside, with what each is about, and lets them ring again', async () => {
    // given
    expect(await alarms()).toMatchObject({ waiting: 0, ringing: 0, laidAside: 0, items: [], next: null });
    await queue.set(KEYS.map((key) => ({ key, at: 0 })));
    await until(({ laidAside }) => laidAside === KEYS.length);
    const before = await api.eventCount();

    // then
    const first = await alarms('?limit=3');
    const rest = await alarms(`?limit=3&after=${first.next}`);
    expect([first.laidAside, first.items.length, rest.items.length, rest.next]).toEqual([5, 3, 2, null]);
    const of = Object.fromEntries([...first.items, ...rest.items].map((one) => [one.key, one]));
    const nothing = { account: null, day: null, reminder: null, record: null };
    expect(of).toMatchObject({
      [KEYS[0] as string]: { ...nothing, what: 'digest', account: 'demo-action-lead', day: '2014-06-17', tries: 1 },
      'sweep-20140618': { ...nothing, what: 'sweep', day: '2014-06-18', reason: FAULT },
      'escalate-action-one': { ...nothing, what: 'escalate', record: 'action-one' },
      'delivery-m1-2': { ...nothing, what: 'delivery', reminder: 'm1' },
      'other-1': { ...nothing, what: null },
    });
    const described = await DescribedApi.of(api);
    expect(described.deviations('listAlarmsLaidAside', first)).toEqual([]);
    expect(described.deviations('getReminderSending', await shown())).toEqual([]);

    // when
    fails = false;
    const { body: one } = await ringAgain({ alarms: [KEYS[0], 'unknown-1'] }).expect(200);
    await until(({ laidAside, ringing, waiting }) => laidAside === 4 && ringing + waiting === 0);
    expect([one, rung]).toEqual([{ ringAgain: 1 }, [KEYS[0]]]);
    expect(described.deviations('ringAlarmsAgain', one)).toEqual([]);
    expect((await ringAgain({ alarms: [KEYS[0]] }).expect(200)).body).toEqual({ ringAgain: 0 });

    // when
    expect((await ringAgain({ all: true }).expect(200)).body).toEqual({ ringAgain: 4 });
    await until(({ laidAside, ringing, waiting }) => laidAside + ringing + waiting === 0);
    expect(rung).toHaveLength(5);
    expect(await api.eventCount()).toBe(before);
  });

  it.each([
    [{}],
    [{ alarms: [] }],
    [{ alarms: ['a b'] }],
    [{ alarms: 'all' }],
    [{ alarms: Array.from({ length: 101 }, (_, nth) => `sweep-${nth}`) }],
    [{ all: true, alarms: ['sweep-20140618'] }],
  ])('lets no alarm ring again by %j', async (body) => {
    const retry = jest.spyOn(queue, 'retry');
    expect(problemIn(await ringAgain(body))).toEqual(problem(400, undefined, 'alarms'));
    expect(retry).not.toHaveBeenCalled();
    retry.mockRestore();
  });

  it('knows of alarms as they stand now, and says so while they are away', async () => {
    const past = await api.get(`${SENDING}/alarms?asAt=2014-06-01`, ADMINISTRATOR);
    expect(problemIn(past)).toEqual(problem(400, undefined, 'asAt'));
    const away = jest.spyOn(queue, 'laidAside').mockRejectedValue(new QueueUnavailable('No answer'));
    const refused = problem(503, 'alarms-out-of-reach');
    expect(problemIn(await api.get(`${SENDING}/alarms`, ADMINISTRATOR))).toEqual(refused);
    expect(problemIn(await ringAgain({ all: true }))).toEqual(refused);
    away.mockRestore();
  });
});
