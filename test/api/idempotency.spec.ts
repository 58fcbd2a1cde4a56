import { randomUUID } from 'node:crypto';
import { anAction, Api, aPlan, aReport, CLERK, LEAD, MONITOR, problem, problemIn } from './api.fixture';

describe('the Idempotency-Key', () => {
  let api: Api;
  let planId: string;
  let action: string;
  let references = 0;

  beforeAll(async () => {
    api = await Api.start();
    planId = await api.newPlan();
  });
  afterAll(() => api.stop());
  beforeEach(async () => {
    action = await api.newAction(planId, `I${++references}`);
  });

  const keyed = (path: string, account: string, key: string, body: object) =>
    api.post(path, account, body).set('Idempotency-Key', key);

  /** An answer without the record number, which is null until the event is counted. */
  const answerOf = ({ status, headers, body }: { status: number; headers: object; body: object }) => {
    const { recordNumber: _, ...answer } = body as { recordNumber: unknown };
    return { status, location: (headers as { location?: string }).location, answer };
  };

  it('makes a command that is sent again one event with one answer', async () => {
    const path = `actions/${action}/report-progress`;
    const first = await keyed(path, LEAD, 'report-1', aReport()).expect(200);
    const before = await api.eventCount();

    const again = await keyed(path, LEAD, 'report-1', aReport()).expect(200);

    expect(answerOf(again)).toEqual(answerOf(first));
    expect(await api.eventCount()).toBe(before);
  });

  it('gives the first answer also when the record has moved on', async () => {
    const path = `actions/${action}/report-progress`;
    const first = await keyed(path, LEAD, 'report-2', aReport()).expect(200);
    await api.post(`actions/${action}/confirm-progress`, MONITOR, { reportId: first.body.reportId }).expect(200);

    const again = await keyed(path, LEAD, 'report-2', aReport()).expect(200);

    expect(answerOf(again)).toEqual(answerOf(first));
  });

  it.each<[string, () => object]>([
    ['action-plans', aPlan],
    ['actions', () => anAction(planId, 'K1')],
    ['governance-groups', () => ({ name: 'Board', kind: 'board', source: 'Cabinet' })],
  ])('makes one record of %s that is sent twice, at the same time too', async (collection, body) => {
    const before = await api.eventCount();
    const send = () => keyed(collection, CLERK, 'make-1', body()).expect(201);

    const [first, second] = await Promise.all([send(), send()]);
    const third = await send();

    expect(answerOf(second)).toEqual(answerOf(first));
    expect(answerOf(third)).toEqual(answerOf(first));
    const added = (await api.tracker.events()).slice(before).map(({ type }) => type);
    expect(new Set(added).size).toBe(added.length);
  });

  it('refuses another body, and records nothing of it', async () => {
    const made = await keyed('actions', CLERK, 'make-2', anAction(planId, 'K2')).expect(201);
    const before = await api.eventCount();

    const other = await keyed('actions', CLERK, 'make-2', anAction(planId, 'K3'));
    const report = await keyed(`actions/${made.body.id}/report-progress`, LEAD, 'r', aReport('red')).expect(200);
    const otherReport = await keyed(`actions/${made.body.id}/report-progress`, LEAD, 'r', aReport('green'));

    expect(problemIn(other)).toEqual(problem(422, 'idempotency-key-reused'));
    expect(problemIn(otherReport)).toEqual(problem(422, 'idempotency-key-reused'));
    expect(await api.eventCount()).toBe(before + 1);
    expect(report.body.revision).toBe(1);
    // The reference of the refused body is still free.
    await api.post('actions', CLERK, anAction(planId, 'K3')).expect(201);
  });

  it('belongs to the id that a client brings, too: no two events are ever the same', async () => {
    const [one, two] = [randomUUID(), randomUUID()];

    await keyed('action-plans', CLERK, 'own-ids', { ...aPlan(), id: one }).expect(201);
    await keyed('action-plans', CLERK, 'own-ids', { ...aPlan(), id: two }).expect(201);
    const again = await keyed('action-plans', CLERK, 'own-ids', { ...aPlan(), id: one }).expect(201);

    expect(again.body).toMatchObject({ id: one, revision: 0 });
    const ids = (await api.tracker.events()).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('belongs to one account and one path', async () => {
    const other = await api.newAction(planId, 'K4');
    const move = { timescale: { words: 'May 2015', due: '2015-05-31' }, reason: 'No bids' };

    const answers = [
      await keyed(`actions/${action}/move-due-date`, LEAD, 'same', move).expect(200),
      await keyed(`actions/${other}/move-due-date`, LEAD, 'same', move).expect(200),
    ];
    const later = { ...move, timescale: { words: 'June 2015', due: '2015-06-30' } };
    const byClerk = await keyed(`actions/${action}/move-due-date`, CLERK, 'same', later).expect(200);

    expect(answers.map(({ body }) => body.revision)).toEqual([1, 1]);
    expect(byClerk.body.revision).toBe(2);
  });

  it('of a refused command may be used again: it is decided anew', async () => {
    const path = `actions/${action}/confirm-progress`;
    const reportId = randomUUID();
    await keyed(path, MONITOR, 'early', { reportId }).expect(404);

    await api.post(`actions/${action}/report-progress`, LEAD, { ...aReport(), reportId }).expect(200);

    await keyed(path, MONITOR, 'early', { reportId }).expect(200);
  });

  it('of an answered command is found before If-Match is looked at', async () => {
    const send = () => keyed(`actions/${action}/withdraw`, CLERK, 'w', { reason: 'Overtaken' }).set('If-Match', '"0"');
    const first = await send().expect(200);

    expect(answerOf(await send())).toEqual(answerOf(first));
  });

  it.each([' ', 'two words', 'k'.repeat(201)])('cannot be "%s"', async (key) => {
    const before = await api.eventCount();

    await keyed('action-plans', CLERK, key, aPlan()).expect(400);

    expect(await api.eventCount()).toBe(before);
  });

  it('cannot cover a body that holds half a character', async () => {
    const answer = await api.postText('action-plans', CLERK, '{"title":"\\ud800"}').set('Idempotency-Key', 'half');

    expect(answer).toMatchObject({ status: 400, type: 'application/problem+json' });
  });
});
