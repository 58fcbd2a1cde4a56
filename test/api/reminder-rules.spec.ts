import { Api } from './api.fixture';
import { DescribedApi } from './conformance.fixture';

const RULES = {
  beforeDue: [3, 14],
  onTheDay: false,
  overdueEvery: null,
  silentAfter: 60,
  toMonitoringLeadAfter: 5,
  toGroupAfter: 10,
};
const GROUP = { kind: 'group', id: 'GG-WSG' };
const SET = { scope: GROUP, from: '2030-06-01', rules: RULES, reason: 'Agreed by the group' };
const DELIVERY = {
  sendAt: '09:00',
  quietFrom: '18:00',
  quietTo: '07:00',
  perWeek: null,
  division: 'northern-ireland',
};

describe('rules of reminders over HTTP', () => {
  let api: Api;

  beforeAll(async () => {
    api = await Api.start();
  });
  afterAll(() => api.stop());

  const post = (path: string, body: object, account = 'demo-clerk') =>
    api.tracker.http.post(`/api/v1/${path}`).set('Authorization', api.bearer(account)).send(body);
  const get = (path: string) => api.tracker.http.get(path).set('Authorization', api.bearer('demo-reader'));

  it('are set for a group, read as they stand, and ended', async () => {
    const set = await post('reminder-rules', SET).expect(201);
    const { id, revision } = set.body as { id: string; revision: number };
    const seen = (at: number) => `seen=reminderRules-${id}@${at}`;
    const shown = await get(`${set.headers['location']}?${seen(revision)}`).expect(200);
    expect(shown.body).toMatchObject({
      id,
      revision: 0,
      scope: GROUP,
      versions: [{ from: '2030-06-01', rules: { ...RULES, beforeDue: [14, 3] }, setBy: 'demo-clerk' }],
    });

    await post(`reminder-rules/${id}/end`, { from: '2030-07-01', reason: 'No more' }).expect(200);
    const list = await get(`/api/v1/reminder-rules?${seen(1)}`).expect(200);
    expect(list.body).toMatchObject({ items: [{ id, versions: [{}, { from: '2030-07-01', rules: null }] }] });
    await get('/api/v1/reminder-rules?asAt=10').expect(200, /"items":\[\]/);
  });

  it.each([
    ['no-such-scope', { ...SET, scope: { kind: 'plan', id: 'none' } }, 422],
    ['rules-for-the-past', { ...SET, from: '2010-01-01' }, 422],
    ['no-such-day', { ...SET, from: '2030-02-30' }, 422],
    ['later-rules-set', { ...SET, from: '2030-05-01', rules: { ...RULES, onTheDay: true } }, 409],
    ['ladder-order', { ...SET, rules: { ...RULES, toGroupAfter: 5 } }, 422],
    ['text-missing', { ...SET, reason: ' ' }, 422],
  ])('are refused by %s', async (rule, body, status) => {
    const answer = await post('reminder-rules', body).expect(status);
    expect(answer.body).toMatchObject({ rule });
  });

  it('are set by a role that is bound to a group there alone', async () => {
    const own = { ...SET, scope: { kind: 'council' } };
    expect((await post('reminder-rules', own, 'demo-chair').expect(403)).body).toMatchObject({ rule: 'role-may-not' });
  });

  it('say when mail is sent', async () => {
    const body = { from: '2030-06-01', delivery: DELIVERY, reason: 'Agreed' };
    const set = await post('reminder-rules/council/delivery', body).expect(201);
    const shown = (query: string) => get(`${set.headers['location']}?${query}`).expect(200);
    const { body: list } = await shown(`seen=reminderRules-council@${set.body.revision}`);
    expect(list).toMatchObject({
      items: [{ from: '2030-06-01', delivery: DELIVERY, setBy: 'demo-clerk', reason: 'Agreed' }],
      next: null,
    });
    expect((await DescribedApi.of(api)).deviations('listReminderDelivery', list)).toEqual([]);
    expect((await shown(`asAt=${list.asAt.recordNumber - 1}`)).body).toMatchObject({ items: [] });
    const noisy = { ...body, delivery: { ...DELIVERY, sendAt: '20:00' } };
    expect((await post('reminder-rules/council/delivery', noisy).expect(422)).body).toMatchObject({
      rule: 'sent-in-quiet-hours',
      errors: [{ field: 'sendAt' }],
    });
  });
});
