import { DueFactsQuery, RecordOnReminder } from '@minutebook/reminders';
import { beginReminders } from '../../apps/tracker/reminders/begin-reminders';
import { bySystem, claimed, record } from '../tracker/answer-links.fixture';
import { Api, LEAD, problemIn, TODAY } from './api.fixture';
import { DescribedApi } from './conformance.fixture';

describe('reminders over HTTP', () => {
  let api: Api;
  let streams: readonly string[];
  let sent: string;
  let covered: string;

  beforeAll(async () => {
    api = await Api.start();
    streams = api.tracker.app
      .get(DueFactsQuery, { strict: false })
      .open()
      .map(({ stream }) => stream);
    sent = await claimed(api.tracker, streams.slice(0, 2), { day: TODAY });
    for (const command of [
      { type: 'send', now: Date.UTC(2014, 5, 16) },
      { type: 'accept', attempt: 1, transmitted: true },
      { type: 'answer', record: { stream: streams[0] ?? '', revision: 0 }, on: '2014-06-16' },
    ] as const)
      await record(api.tracker, new RecordOnReminder(sent, command, bySystem()));
    const whom = { account: 'demo-chair', person: LEAD, day: '2014-06-13' };
    covered = await claimed(api.tracker, streams.slice(0, 1), whom);
  });
  afterAll(() => api.stop());

  const idsOf = async (query: string): Promise<readonly string[]> =>
    ((await api.get(`reminders${query}`).expect(200)).body.items as { id: string }[]).map(({ id }) => id);

  it('are listed, the newest first, by what became of them, person and days', async () => {
    expect(await idsOf('')).toEqual([covered, sent]);
    expect(await idsOf('?fate=accepted')).toEqual([sent]);
    expect(await idsOf('?account=demo-chair')).toEqual([covered]);
    expect(await idsOf(`?account=${LEAD}`)).toEqual([covered, sent]);
    expect(await idsOf(`?from=${TODAY}`)).toEqual([sent]);
    expect(await idsOf('?to=2014-06-13')).toEqual([covered]);
    expect(await idsOf('?asAt=300')).toEqual([]);
    const first = (await api.get('reminders?limit=1').expect(200)).body;
    expect(await idsOf(`?limit=1&after=${first.next}`)).toEqual([sent]);
  });

  it.each(['fate=lost', 'account=a%20b', 'from=2014-02-30', 'to=yesterday'])('are not listed by %s', async (query) => {
    const refused = await api.get(`reminders?${query}`).expect(400);
    expect(problemIn(refused)).toMatchObject({ fields: [query.split('=')[0]] });
  });

  it('say what was asked and what became of it, as it is described', async () => {
    const { body } = await api.get(`reminders/${sent}`).expect(200);
    expect(body).toMatchObject({
      ...{ id: sent, account: LEAD, day: TODAY, fate: 'accepted', attempts: 1, transmissions: 1, revision: 3 },
      occurrences: [
        { record: streams[0], rule: 'overdue', answeredOn: '2014-06-16' },
        { record: streams[1], answeredOn: null },
      ],
      events: [
        { type: 'ReminderAnswered' },
        { type: 'ReminderAccepted' },
        { type: 'ReminderSent' },
        { type: 'ReminderClaimed' },
      ],
    });
    const described = await DescribedApi.of(api);
    expect(described.deviations('getReminder', body)).toEqual([]);
    const list = (await api.get('reminders').expect(200)).body;
    expect(described.deviations('listReminders', list)).toEqual([]);
    await api.get('reminders/none').expect(404);
  });

  it('lose their links by whoever they were sent to, and by administrators alone', async () => {
    const path = `reminders/${sent}/revoke-links`;
    const reason = { reason: 'Passed on' };
    expect((await api.post(path, 'demo-chair', reason).expect(403)).body).toMatchObject({ rule: 'role-may-not' });
    await api.post(path, LEAD, {}).expect(400);
    await api.post('reminders/none/revoke-links', LEAD, reason).expect(404);

    const { body } = await api.post(path, LEAD, reason).expect(200);
    const seen = `seen=reminder-${sent}@${body.revision}`;
    expect((await api.get(`reminders/${sent}?${seen}`)).body).toMatchObject({ linksRevoked: true, revision: 4 });

    const before = await api.eventCount();
    await api.post(path, 'demo-administrator', reason).expect(200);
    expect(await api.eventCount()).toBe(before);
    await api.post(`reminders/${covered}/revoke-links`, 'demo-administrator', reason).expect(200);
  });

  it('are foreseen for 28 days, for the present alone, once they have begun', async () => {
    const preview = async () => (await api.get('reminders/preview', 'demo-clerk').expect(200)).body;
    expect(await preview()).toMatchObject({ items: [], begun: false, paused: false });

    await beginReminders(api.tracker.app, api.tracker.record);

    const body = await preview();
    expect((await DescribedApi.of(api)).deviations('previewReminders', body)).toEqual([]);
    expect(body.begun).toBe(true);
    expect(body.items.length).toBeGreaterThan(5);
    expect(JSON.stringify(body)).not.toContain('/answer/');
    const past = await api.get('reminders/preview?asAt=2014-06-01', 'demo-clerk').expect(400);
    expect(problemIn(past)).toMatchObject({ fields: ['asAt'] });
  });
});
