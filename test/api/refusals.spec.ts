import { randomUUID } from 'node:crypto';
import type supertest from 'supertest';
import { AccountReader } from '@minutebook/accounts';
import { aLead, anAction, Api, aPlan, aReport, CLERK, LEAD, MONITOR, problem, problemIn } from './api.fixture';

describe('what the API refuses', () => {
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
    action = await api.newAction(planId, `F${++references}`);
  });

  /** Sends it and makes sure that nothing was recorded. */
  const refused = async (request: () => supertest.Test): Promise<supertest.Response> => {
    const before = await api.eventCount();
    const answer = await request();
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(await api.eventCount()).toBe(before);
    return answer;
  };
  const refusedCommand = async (command: string, account: string, body?: object) =>
    problemIn(await refused(() => api.post(`actions/${action}/${command}`, account, body)));

  describe('404: what is not there', () => {
    it.each(['no-such-id', '00000000-0000-4000-8000-000000000000', 'not%20an%20id', '%F0%9F%92%A9', '..%2F..'])(
      'no record is called %s',
      async (id) => {
        const reads = ['action-plans', 'actions', 'governance-groups'].map((collection) => `${collection}/${id}`);
        for (const path of reads) expect(await api.get(path)).toMatchObject({ status: 404, body: { status: 404 } });
        const commands: [string, string, object?][] = [
          [`actions/${id}/report-progress`, LEAD, aReport()],
          [`actions/${id}/withdraw`, CLERK, { reason: 'Overtaken' }],
          [`action-plans/${id}/close`, CLERK],
        ];
        for (const [path, account, body] of commands) {
          const answer = await refused(() => api.post(path, account, body));
          expect(answer).toMatchObject({ status: 404, type: 'application/problem+json' });
        }
      },
    );

    it('a report that nobody made cannot be judged or corrected', async () => {
      const reportId = randomUUID();
      const correction = { ...aReport(), reportId, reason: 'Wrong' };

      expect(await refusedCommand('confirm-progress', MONITOR, { reportId })).toEqual(problem(404, 'no-such-report'));
      expect(await refusedCommand('correct-progress', LEAD, correction)).toEqual(problem(404, 'no-such-report'));
    });

    it('there is nothing at other addresses', async () => {
      expect(await api.get('minutes')).toMatchObject({ status: 404, type: 'application/problem+json' });
      expect(await api.post(`actions/${action}/delete`, CLERK, {})).toMatchObject({ status: 404 });
    });
  });

  describe('409: what has changed meanwhile', () => {
    it('a report that a newer one has superseded, and the answer shows the newer one', async () => {
      const older = await api.report(action, 'amber');
      const newer = await api.report(action, 'red');

      const answer = await refused(() => api.post(`actions/${action}/confirm-progress`, MONITOR, { reportId: older }));

      expect(problemIn(answer)).toEqual(problem(409, 'report-superseded'));
      expect(answer.body.facts).toEqual({
        newer: { reportId: newer, rag: 'red', on: '2014-06-16', by: LEAD, state: 'awaiting' },
      });
    });

    it('a report that was sent back is not confirmed, and one that was confirmed is not sent back', async () => {
      const sentBack = await api.report(action);
      await api.post(`actions/${action}/return-progress`, MONITOR, { reportId: sentBack, reason: 'Say more' });
      expect(await refusedCommand('confirm-progress', MONITOR, { reportId: sentBack })).toEqual(
        problem(409, 'report-not-awaiting'),
      );

      const confirmed = await api.report(action);
      await api.post(`actions/${action}/confirm-progress`, MONITOR, { reportId: confirmed });
      expect(
        await refusedCommand('return-progress', MONITOR, { reportId: confirmed, reason: 'Second thoughts' }),
      ).toEqual(problem(409, 'report-not-awaiting'));
    });

    it('an id that is taken', async () => {
      const plan = await refused(() => api.post('action-plans', CLERK, { ...aPlan(), id: planId }));
      const group = { id: 'GG-WSG', name: 'Another', kind: 'board', source: 'Nowhere' };
      const second = await refused(() => api.post('governance-groups', CLERK, group));
      const same = await refused(() => api.post('actions', CLERK, { ...anAction(planId, 'F999'), id: action }));
      const reportId = await api.report(action);

      expect(problemIn(plan)).toEqual(problem(409, 'action-plan-already-exists', 'id'));
      expect(problemIn(second)).toEqual(problem(409, 'governance-group-already-exists', 'id'));
      expect(problemIn(same)).toEqual(problem(409, 'action-already-exists', 'id'));
      expect(await refusedCommand('report-progress', LEAD, { ...aReport(), reportId })).toEqual(
        problem(409, 'report-already-exists', 'reportId'),
      );
    });
  });

  describe('422: what a rule forbids', () => {
    it('nobody confirms or sends back a report of their own', async () => {
      const reportId = await api.report(action);
      const sentBack = { reportId, reason: 'On second thoughts' };

      await withBothRoles(api, async () => {
        expect(await refusedCommand('confirm-progress', LEAD, { reportId })).toEqual(problem(422, 'own-report'));
        expect(await refusedCommand('return-progress', LEAD, sentBack)).toEqual(problem(422, 'own-report'));
      });
    });

    it('nobody confirms a completion of their own', async () => {
      await api.post(`actions/${action}/complete`, LEAD, { on: '2014-06-12', evidence: 'Filled' }).expect(200);

      await withBothRoles(api, async () => {
        expect(await refusedCommand('confirm-completion', LEAD)).toEqual(problem(422, 'own-completion'));
      });
    });

    it.each([
      ['a rating of another scheme', 'report-progress', { ...aReport('purple') }, 'rating-not-in-scheme', 'rag'],
      ['a rating in capitals', 'report-progress', { ...aReport('RED') }, 'rating-not-in-scheme', 'rag'],
      [
        'more than all',
        'report-progress',
        { ...aReport(), percentComplete: 101 },
        'percentage-out-of-range',
        'percentComplete',
      ],
      [
        'a report of tomorrow',
        'report-progress',
        { ...aReport(), effectiveOn: '2014-06-17' },
        'report-date-in-future',
        'effectiveOn',
      ],
      [
        'a day that is none',
        'report-progress',
        { ...aReport(), effectiveOn: '2014-02-30' },
        'report-date-not-real',
        'effectiveOn',
      ],
      [
        'a forecast that is no date',
        'report-progress',
        { ...aReport(), forecastDue: 'soon' },
        'forecast-not-real-date',
        'forecastDue',
      ],
      ['an empty commentary', 'report-progress', { ...aReport(), commentary: ' ' }, 'text-missing', 'commentary'],
      [
        'a commentary that is too long',
        'report-progress',
        { ...aReport(), commentary: 'x'.repeat(5_001) },
        'text-too-long',
        'commentary',
      ],
      [
        'half a character',
        'report-progress',
        { ...aReport(), commentary: 'a\ud800b' },
        'text-not-readable',
        'commentary',
      ],
      [
        'the same dates',
        'move-due-date',
        { timescale: { words: 'By autumn', due: '2014-09-30' }, reason: 'Words' },
        'due-date-unchanged',
        'timescale',
      ],
      [
        'dates in the wrong order',
        'move-due-date',
        { timescale: { words: 'x', start: '2015-01-01', due: '2014-01-01' }, reason: 'r' },
        'timescale-faulty',
        'timescale.due',
      ],
      [
        'a move without a reason',
        'move-due-date',
        { timescale: { words: 'May', due: '2015-05-31' }, reason: '' },
        'text-missing',
        'reason',
      ],
      [
        'a completion of tomorrow',
        'complete',
        { on: '2014-06-17', evidence: 'Nearly' },
        'completion-date-in-future',
        'on',
      ],
    ])('%s', async (_case, command, body, rule, field) => {
      expect(await refusedCommand(command, LEAD, body)).toEqual(problem(422, rule, field));
    });

    it.each([
      ['an amendment of nothing', 'amend', { fields: {}, reason: 'Why not' }, 'nothing-to-amend', 'fields'],
      [
        'a one-off cost without its amount',
        'amend',
        { fields: { costs: [{ kind: 'one-off', words: 'Ads' }] }, reason: 'r' },
        'cost-faulty',
        'costs.0.pence',
      ],
      ['an action without a lead', 'assign-leads', { leads: [], monitoringLeads: [] }, 'action-needs-lead', 'leads'],
      [
        'a lead named twice',
        'assign-leads',
        { leads: [aLead(), aLead()], monitoringLeads: [] },
        'lead-named-twice',
        'leads',
      ],
    ])('%s', async (_case, command, body, rule, field) => {
      expect(await refusedCommand(command, CLERK, body)).toEqual(problem(422, rule, field));
    });

    it.each([
      ['a group that is unknown', { groupId: 'GG-NONE' }, 'no-such-group', 'groupId'],
      ['a group that cannot be', { groupId: '../x' }, 'no-such-group', 'groupId'],
      ['a scheme that is unknown', { ragScheme: 'traffic' }, 'no-such-rag-scheme', 'ragScheme'],
      ['an end before the start', { endsOn: '2014-05-31' }, 'plan-ends-before-it-starts', 'endsOn'],
      ['a start that is no date', { startsOn: '1 June 2014' }, 'plan-date-not-real', 'startsOn'],
    ])('a plan with %s', async (_case, fault, rule, field) => {
      const answer = await refused(() => api.post('action-plans', CLERK, { ...aPlan(), ...fault }));
      expect(problemIn(answer)).toEqual(problem(422, rule, field));
    });

    it.each([
      ['a plan that is unknown', { planId: randomUUID() }, 'no-such-plan', 'planId'],
      ['a reference that is taken', { reference: 'f1' }, 'reference-taken', 'reference'],
      ['a reference with a space', { reference: 'F 1' }, 'reference-malformed', 'reference'],
    ])('an action with %s', async (_case, fault, rule, field) => {
      const answer = await refused(() => api.post('actions', CLERK, { ...anAction(planId, 'F998'), ...fault }));
      expect(problemIn(answer)).toEqual(problem(422, rule, field));
    });

    it('a closed plan takes no more', async () => {
      const closed = await api.newPlan();
      await api.post(`action-plans/${closed}/close`, CLERK).expect(200);

      const answer = await refused(() => api.post('actions', CLERK, anAction(closed, 'X1')));

      expect(problemIn(answer)).toEqual(problem(422, 'plan-closed'));
    });
  });

  describe('400: what cannot be understood', () => {
    it.each<[string, object, string[]]>([
      ['a field that is missing', { commentary: 'Late' }, ['rag']],
      ['a field that is unknown', { ...aReport(), colour: 'red' }, ['colour']],
      ['null', { ...aReport(), percentComplete: null }, ['percentComplete']],
      ['a number as text', { ...aReport(), percentComplete: '10' }, ['percentComplete']],
      ['a list as text', { ...aReport(), commentary: ['Late'] }, ['commentary']],
      ['an object as text', { ...aReport(), rag: { red: true } }, ['rag']],
      ['an id that is none', { ...aReport(), reportId: 'first' }, ['reportId']],
      ['several at once', { rag: 1, percentComplete: 1.5 }, ['rag', 'commentary', 'percentComplete']],
    ])('%s', async (_case, body, fields) => {
      expect(await refusedCommand('report-progress', LEAD, body)).toEqual(problem(400, undefined, ...fields));
    });

    it.each<[string, object, string[]]>([
      ['a list instead of an object', { timescale: [] }, ['timescale']],
      ['null instead of an object', { timescale: null }, ['timescale']],
      ['an object instead of a list', { leads: aLead() }, ['leads']],
      ['lists within a list', { leads: [[aLead()]] }, ['leads']],
      ['null within a list', { leads: [null] }, ['leads', 'leads.0']],
      ['a kind of lead that is none', { leads: [{ ...aLead(), kind: 'person' }] }, ['leads.0.kind']],
      ['a field too many, deep within', { leads: [{ ...aLead(), email: 'a@b.c' }] }, ['leads.0.email']],
      ['numbers within a list of texts', { subItems: [1] }, ['subItems']],
      ['more than a hundred items', { subItems: Array<string>(101).fill('x') }, ['subItems']],
      ['an amount that is not whole', { costs: [{ kind: 'saving', pence: 0.5, words: 'x' }] }, ['costs.0.pence']],
      ['an id with a space', { id: 'my id' }, ['id']],
      ['an id that is too long', { id: 'x'.repeat(65) }, ['id']],
    ])('an action with %s', async (_case, fault, fields) => {
      const answer = await refused(() => api.post('actions', CLERK, { ...anAction(planId, 'F997'), ...fault }));
      expect(problemIn(answer)).toEqual(problem(400, undefined, ...fields));
    });

    it.each([
      ['null', 'null'],
      ['a list', '[]'],
      ['text', '"close"'],
      ['a number', '1'],
      ['nothing', ''],
      ['half of it', '{"reason":'],
      ['a prototype', '{"__proto__":{"reason":"x"}}'],
      ['a nest without end', `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`],
      ['lists without end', `{"reason":${'['.repeat(50_000)}${']'.repeat(50_000)}}`],
    ])('a body that is %s', async (_case, text) => {
      const answer = await refused(() => api.postText(`action-plans/${planId}/close`, CLERK, text));
      expect(answer).toMatchObject({ status: 400, type: 'application/problem+json' });
    });

    it('a body that is too large, or no JSON', async () => {
      const huge = JSON.stringify({ reason: 'x'.repeat(300_000) });
      const path = `action-plans/${planId}/close`;

      expect(await refused(() => api.postText(path, CLERK, huge))).toMatchObject({ status: 413 });
      expect(await refused(() => api.postText(path, CLERK, 'close', 'text/plain'))).toMatchObject({ status: 400 });
      expect(await refused(() => api.postText(path, CLERK, '<a/>', 'application/xml'))).toMatchObject({ status: 415 });
    });
  });

  describe('412: what the client has not seen', () => {
    it('a revision that the record has left behind; the answer says who changed it and where it stands', async () => {
      await api.report(action);
      const path = `actions/${action}/withdraw`;

      const answer = await refused(() => api.post(path, CLERK, { reason: 'Overtaken' }).set('If-Match', '"0"'));

      expect(problemIn(answer)).toEqual(problem(412, 'changed-meanwhile'));
      expect(answer.body).toMatchObject({ title: expect.stringContaining('Action lead'), facts: { revision: 1 } });
      await api.post(path, CLERK, { reason: 'Overtaken' }).set('If-Match', '"1"').expect(200);
    });

    it('a new record stands at no revision, and its reference stays free', async () => {
      const body = anAction(planId, 'F996');

      const answer = await refused(() => api.post('actions', CLERK, body).set('If-Match', '"0"'));

      expect(answer.status).toBe(412);
      await api.post('actions', CLERK, body).expect(201);
    });

    it.each(['*', 'W/"1"', 'latest', '"-1"', '"1", "2"'])('If-Match: %s says no revision', async (header) => {
      const answer = await refused(() => api.post(`action-plans/${planId}/close`, CLERK).set('If-Match', header));
      expect(answer.status).toBe(400);
    });
  });
});

/** Work while the action lead's account is a monitoring lead too: in the demonstration nobody holds both roles. */
async function withBothRoles({ tracker }: Api, work: () => Promise<void>): Promise<void> {
  const accounts = tracker.app.get(AccountReader);
  const identify = accounts.identify.bind(accounts);
  const find = jest.spyOn(accounts, 'identify').mockImplementation(async (...asked) => {
    const account = await identify(...asked);
    const grants = account?.grants.flatMap((grant) => [grant, { ...grant, role: 'monitoring-lead' as const }]) ?? [];
    return account && { ...account, grants };
  });
  try {
    await work();
  } finally {
    find.mockRestore();
  }
}
