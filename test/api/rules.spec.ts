import { Api } from './api.fixture';

const SET = { from: '2014-05-22', value: 5, source: 'Constitution, part 4', reason: 'Annual council of 21 May 2014' };
const CLOSURE = { date: '2014-12-29', name: 'Christmas closure', source: 'Cabinet', reason: 'Agreed each year' };

describe('the rule book over HTTP', () => {
  let api: Api;

  beforeAll(async () => {
    api = await Api.start();
  });
  afterAll(() => api.stop());

  const post = (path: string, body: object, account = 'demo-clerk') => api.post(`rules/${path}`, account, body);
  const deadline = async (query: string) => (await api.get(`deadlines?${query}`).expect(200)).body;

  it('lists every rule with versions, sources and how sure we are of each', async () => {
    const { body } = await api.get('rules').expect(200);
    expect(body.items).toHaveLength(14);
    expect(body.items[0]).toMatchObject({
      id: 'agenda-publication',
      kind: 'rule',
      revision: null,
      inputs: { required: ['meetingOn', 'body'], optional: [] },
    });
    expect(body.items[0].versions[0]).toMatchObject({
      body: 'executive',
      from: '2012-09-10',
      to: null,
      says: '5 clear working days before the meeting',
      status: 'sourced',
    });
    const { body: rule } = await api.get('rules/collective-consultation').expect(200);
    expect(rule.versions).toMatchObject([
      { to: '2013-04-05', status: 'to-be-confirmed', says: expect.stringContaining('90 days for 100 or more') },
      { from: '2013-04-06', status: 'sourced', says: expect.stringContaining('45 days for 100 or more') },
    ]);
    await api.get('rules/no-such-rule').expect(404);
  });

  it.each([
    ['rule=agenda-publication&meetingOn=2014-01-21&body=executive', '2014-01-13', '2014-01-21'],
    ['rule=key-decision-notice&meetingOn=2014-01-21', '2013-12-23', '2014-01-21'],
    ['rule=agenda-publication&meetingOn=2014-04-22&body=executive', '2014-04-10', '2014-04-22'],
    ['rule=call-in-end&publishedOn=2014-01-23&workingDays=5', '2014-01-30', '2014-01-30'],
    ['rule=collective-consultation&startedOn=2014-05-01&employees=20', '2014-05-31', '2014-05-31'],
    ['rule=collective-consultation&startedOn=2014-05-01&employees=100', '2014-06-15', '2014-06-15'],
    ['rule=hr1-notification&firstDismissalOn=2014-06-15&employees=100', '2014-05-01', '2014-06-15'],
    ['rule=trial-period-end&startedOn=2014-09-01', '2014-09-28', '2014-09-28'],
  ])('works out %s: %s', async (query, date, last) => {
    const answer = await deadline(query);
    expect(answer.date).toBe(date);
    expect(answer.working.at(-1).date).toBe(last);
    expect(answer).toMatchObject({
      ruleVersion: expect.any(String),
      source: expect.any(String),
      status: expect.any(String),
    });
    expect(answer.meaning).not.toBe('');
  });

  it('answers with the second notice of a private meeting, and the first day after call-in', async () => {
    const notices = await deadline('rule=private-meeting-notice&meetingOn=2014-01-21');
    expect([notices.date, notices.further[0].date]).toEqual(['2013-12-23', '2014-01-13']);
    const callIn = await deadline('rule=call-in-end&publishedOn=2014-01-23&workingDays=5');
    expect(callIn.further[0].date).toBe('2014-01-31');
  });

  it.each([
    ['', 'rule'],
    ['rule=anything', 'rule'],
    ['rule=agenda-publication&body=executive', 'meetingOn'],
    ['rule=agenda-publication&meetingOn=2014-02-30&body=executive', 'meetingOn'],
    ['rule=agenda-publication&meetingOn=2014-01-21&body=parish', 'body'],
    ['rule=trial-period-end&startedOn=2014-09-01&years=2', 'years'],
    ['rule=trial-period-end&startedOn=2014-09-01&surprise=2', 'surprise'],
    ['rule=trial-period-end&startedOn=2014-09-01&startedOn=2014-09-02', 'startedOn'],
    ['rule=call-in-end&publishedOn=2014-01-23&workingDays=-1', 'workingDays'],
    ['rule=call-in-end&publishedOn=2014-01-23&workingDays=1e1', 'workingDays'],
    ['rule=trial-period-end&startedOn=2014-09-01&division=mars', 'division'],
    ['rule=trial-period-end&startedOn=2014-09-01&jurisdiction=france', 'jurisdiction'],
    ['rule=trial-period-end&startedOn=2014-09-01&asAt=never', 'asAt'],
  ])('names what it cannot read in “%s”', async (query, field) => {
    const { body } = await api.get(`deadlines?${query}`).expect(400);
    expect(body.errors.map((error: { field: string }) => error.field)).toContain(field);
  });

  it.each([
    ['rule=evaluation-appeal&outcomeOn=2014-04-01', 'local-rule-not-set', 'months'],
    ['rule=agenda-publication&meetingOn=2031-01-21&body=executive', 'outside-calendar', 'meetingOn'],
    ['rule=agenda-publication&meetingOn=2009-10-06&body=executive', 'no-rule-on-that-day', 'meetingOn'],
    [
      'rule=agenda-publication&meetingOn=2014-01-21&body=committee&jurisdiction=wales',
      'no-rule-in-jurisdiction',
      'jurisdiction',
    ],
  ])('refuses %s by %s', async (query, rule, field) => {
    const { body } = await api.get(`deadlines?${query}`).expect(422);
    expect(body).toMatchObject({ rule, errors: [{ field }] });
  });

  it('says in words where no day is set', async () => {
    const below = await deadline('rule=collective-consultation&startedOn=2014-05-01&employees=19');
    expect(below).toMatchObject({ date: null, meaning: expect.stringContaining('no act sets'), working: [] });
    const partnership = await deadline('rule=agenda-publication&meetingOn=2014-01-21&body=partnership');
    expect(partnership).toMatchObject({ date: null, status: 'local' });
  });

  it('takes what the council settles, and counts by what was recorded at the moment that is asked for', async () => {
    const before = await api.eventCount();
    const { body } = await post('call-in-working-days/set', SET).expect(200);
    expect(body).toMatchObject({ id: 'call-in-working-days', revision: 0 });
    const seen = 'seen=rule-call-in-working-days@0';
    const asked = 'rule=call-in-end&publishedOn=2014-06-05';
    expect(await deadline(`${asked}&${seen}`)).toMatchObject({
      date: '2014-06-12',
      status: 'local',
      restsOn: [{ rule: 'call-in-working-days', value: 5, record: 'rule-call-in-working-days@0' }],
    });
    await api.get(`deadlines?${asked}&asAt=${before}`).expect(422, /local-rule-not-set/);
    await api.get('deadlines?rule=call-in-end&publishedOn=2014-05-21').expect(422, /local-rule-not-set/);

    const { body: rule } = await api.get('rules/call-in-working-days').expect(200);
    expect(rule).toMatchObject({
      revision: 0,
      settings: [{ from: '2014-05-22', value: 5, source: SET.source, reason: SET.reason, setBy: 'demo-clerk' }],
    });
    expect((await api.get(`rules/call-in-working-days?asAt=${before}`).expect(200)).body.settings).toEqual([]);

    await post('call-in-working-days/end', { from: '2014-06-01', reason: 'No more' }, 'demo-hr').expect(200);
    await api.get(`deadlines?${asked}&seen=rule-call-in-working-days@1`).expect(422, /local-rule-not-set/);
  });

  it('counts no closure day, and names it', async () => {
    await post('closure-days/declare', CLOSURE).expect(200);
    const asked = 'rule=agenda-publication&meetingOn=2015-01-06&body=executive';
    const closed = await deadline(`${asked}&seen=rule-closure-days@0`);
    expect(closed.date).toBe('2014-12-23');
    expect(closed.working).toContainEqual({ date: '2014-12-29', counts: false, why: 'Christmas closure' });
    await post('closure-days/withdraw', { date: CLOSURE.date, reason: 'Open after all' }).expect(200);
    expect((await deadline(`${asked}&seen=rule-closure-days@1`)).date).toBe('2014-12-24');
  });

  it.each([
    ['call-in-working-days/set', { ...SET, value: 0 }, 422, 'local-rule-value'],
    ['call-in-working-days/set', { ...SET, from: '2014-02-30' }, 422, 'no-such-day'],
    ['call-in-working-days/set', { ...SET, source: ' ' }, 422, 'text-missing'],
    ['call-in-working-days/set', { ...SET, reason: '' }, 422, 'text-missing'],
    ['agenda-publication/set', SET, 404, 'no-such-local-rule'],
    ['closure-days/set', SET, 404, 'no-such-local-rule'],
    ['closure-days/declare', { ...CLOSURE, date: '2014-12-27' }, 422, 'closure-day-at-weekend'],
    ['closure-days/declare', { ...CLOSURE, date: '2031-12-29' }, 422, 'closure-day-outside-calendar'],
    ['call-in-working-days/declare', CLOSURE, 404, 'no-such-record'],
  ])('refuses %s of %j with %i %s', async (path, body, status, rule) => {
    const before = await api.eventCount();
    expect((await post(path, body).expect(status)).body).toMatchObject({ rule });
    expect(await api.eventCount()).toBe(before);
  });

  it('records a command that is sent twice once', async () => {
    const send = () =>
      post('pay-protection-years/set', { ...SET, value: 2 })
        .set('Idempotency-Key', 'pay-1')
        .expect(200);
    expect((await send()).body).toEqual((await send()).body);
    await post('pay-protection-years/set', { ...SET, value: 3 })
      .set('If-Match', '"7"')
      .expect(412);
  });
});
