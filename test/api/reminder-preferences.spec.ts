import { DescribedApi } from './conformance.fixture';
import { Api, LEAD, problem, problemIn } from './api.fixture';

const WANTED = { beforeDue: true, onTheDay: false, overdue: true, noReport: false, onlyOn: 2 };
const MINE = 'reminder-preferences/me';

describe('what one wants to be reminded of, over HTTP', () => {
  let api: Api;

  beforeAll(async () => {
    api = await Api.start();
  });
  afterAll(() => api.stop());

  /** The preferences once the event of a command is applied. */
  const after = async ({ revision }: { readonly revision: number }, account = LEAD) =>
    (await api.get(`${MINE}?seen=reminderPreferences-${account}@${revision}`, account).expect(200)).body;
  const calendarAt = (address: string) => api.tracker.http.get(new URL(address).pathname);

  it('is everything on any working day until something else is set', async () => {
    const { body } = await api.get(MINE, LEAD).expect(200);
    expect(body).toMatchObject({
      ...{
        id: LEAD,
        revision: -1,
        calendar: null,
        linksRevokedAt: null,
        email: `${LEAD}@demonstration.invalid`,
        covers: [],
      },
      wanted: { beforeDue: true, onTheDay: true, overdue: true, noReport: true, onlyOn: null },
      asAt: { live: true },
    });
    expect((await api.get(`reminder-preferences/${LEAD}`, LEAD).expect(200)).body).toEqual(body);
  });

  it('is set, and read as it stood', async () => {
    const set = await api.post(`${MINE}/set`, LEAD, WANTED).expect(200);
    expect(set.body).toMatchObject({ id: LEAD, revision: 0 });
    const shown = await after(set.body);
    expect(shown).toMatchObject({ revision: 0, wanted: WANTED });
    const before = await api.get(`${MINE}?asAt=${shown.asAt.recordNumber - 1}`, LEAD).expect(200);
    expect(before.body).toMatchObject({ revision: -1, wanted: { onlyOn: null } });

    const count = await api.eventCount();
    await api.post(`reminder-preferences/${LEAD}/set`, LEAD, WANTED).expect(200);
    expect(await api.eventCount()).toBe(count);
  });

  it.each([
    [{ ...WANTED, onlyOn: 6 }, problem(422, 'no-such-weekday', 'onlyOn')],
    [{ ...WANTED, onlyOn: 'Tuesday' }, problem(400, undefined, 'onlyOn')],
    [{ ...WANTED, overdue: null }, problem(400, undefined, 'overdue')],
    [{ ...WANTED, escalated: false }, problem(400, undefined, 'escalated')],
  ])('is not set by %j', async (body, refused) => {
    const before = await api.eventCount();
    expect(problemIn(await api.post(`${MINE}/set`, LEAD, body))).toEqual(refused);
    expect(await api.eventCount()).toBe(before);
  });

  it('belongs to nobody else: not to an administrator either', async () => {
    const before = await api.eventCount();
    const path = `reminder-preferences/${LEAD}`;
    const refused = problem(404, 'no-such-record');
    expect(problemIn(await api.get(path, 'demo-administrator'))).toEqual(refused);
    expect(problemIn(await api.post(`${path}/set`, 'demo-administrator', WANTED))).toEqual(refused);
    expect(problemIn(await api.post(`${path}/open-calendar`, 'demo-administrator', {}))).toEqual(refused);
    const closing = { calendarId: 'one' };
    expect(problemIn(await api.post(`${path}/close-calendar`, 'demo-administrator', closing))).toEqual(refused);
    const revoking = { reason: 'Passed on' };
    expect(problemIn(await api.post(`${path}/revoke-links`, 'demo-administrator', revoking))).toEqual(refused);
    expect(await api.eventCount()).toBe(before);
  });

  it('opens a calendar by an address that is given once, and closes it', async () => {
    // given
    const open = () => api.post(`${MINE}/open-calendar`, LEAD, {}).set('Idempotency-Key', 'calendar-1');
    const { body: opened } = await open().expect(200);
    const { calendar } = await after(opened);
    expect(calendar).toMatchObject({ id: opened.calendarId });
    expect(opened.address).toMatch(/^http:\/\/127\.0\.0\.1:3000\/calendar\/[\w-]{43}\.ics$/);
    await calendarAt(opened.address).expect(200, /BEGIN:VCALENDAR/);
    const secret = /calendar\/([\w-]+)\.ics/.exec(opened.address)?.[1] ?? '';
    expect(JSON.stringify(await api.tracker.events())).not.toContain(secret);

    // when it is sent again
    const before = await api.eventCount();
    const { body: again } = await open().expect(200);
    expect(again).toMatchObject({ calendarId: opened.calendarId, revision: opened.revision, address: null });
    expect(await api.eventCount()).toBe(before);
    await calendarAt(opened.address).expect(200);

    // when another is opened
    const { body: other } = await api.post(`${MINE}/open-calendar`, LEAD).expect(200);
    await after(other);
    await calendarAt(opened.address).expect(404);
    await calendarAt(other.address).expect(200);

    // when it is closed
    const close = (calendarId: string) => api.post(`${MINE}/close-calendar`, LEAD, { calendarId });
    expect(problemIn(await close('none'))).toEqual(problem(404, 'no-such-feed'));
    const { body: closed } = await close(other.calendarId).expect(200);
    expect(await after(closed)).toMatchObject({ calendar: null });
    await calendarAt(other.address).expect(404);
    expect((await close(other.calendarId).expect(200)).body.revision).toBe(closed.revision);
  });

  it('revokes every link that was sent to one, with the reason', async () => {
    await api.post(`${MINE}/revoke-links`, LEAD, {}).expect(400);
    const blank = await api.post(`${MINE}/revoke-links`, LEAD, { reason: ' ' });
    expect(problemIn(blank)).toMatchObject({ status: 422, fields: ['reason'] });
    const { body } = await api.post(`${MINE}/revoke-links`, LEAD, { reason: 'Passed on' }).expect(200);
    expect(await after(body)).toMatchObject({ linksRevokedAt: expect.stringMatching(/^2014-06-16T/) });
  });

  it('names absences that have not ended, of both who is away and who covers', async () => {
    const cover = { forAccount: LEAD, from: '2014-06-16', to: '2014-06-20' };
    const { body } = await api
      .post('accounts/demo-monitoring-lead/cover-absence', 'demo-administrator', cover)
      .expect(200);
    const seen = `seen=account-demo-monitoring-lead@${body.revision}`;

    const covers = [{ account: 'demo-monitoring-lead', ...cover }];
    expect((await api.get(`${MINE}?${seen}`, LEAD)).body).toMatchObject({ covers });
    expect((await api.get(MINE, 'demo-monitoring-lead')).body).toMatchObject({ covers });
    expect((await api.get(`${MINE}?asAt=2014-06-13`, LEAD)).body).toMatchObject({ covers: [] });
  });

  it('is answered as it is described', async () => {
    const described = await DescribedApi.of(api);
    const { body } = await api.post(`${MINE}/open-calendar`, LEAD, { reason: 'A new telephone' }).expect(200);
    expect(described.deviations('openCalendar', body)).toEqual([]);
    expect(described.deviations('getReminderPreferences', await after(body))).toEqual([]);
  });
});
