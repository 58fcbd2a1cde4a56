import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { aLead, anAction, Api, aPlan, aReport, CLERK, LEAD, MONITOR } from './api.fixture';
import { operationsOf } from './operations.fixture';

/** Requests for each operation: some 300 in all. */
const RUNS = 13;

const REASON = { reason: 'Overtaken' };
const ADMINISTRATOR = 'demo-administrator';
const WANTED = { beforeDue: true, onTheDay: true, overdue: true, noReport: false, onlyOn: 2 };
const TIMESCALE = { words: 'Autumn', start: '2014-09-01', due: '2014-11-30', phases: [{ words: 'First' }] };

const TERMS = {
  standing: 'draft',
  dated: '2012-11-28',
  words: '28/11/12, DRAFT',
  source: 'Strategy',
  sections: [{ section: 'purpose', words: 'To promote' }],
  quorum: { kind: 'share', numerator: 4, denominator: 6 },
  cadence: { kind: 'times-a-year', times: 6 },
  chair: { kind: 'alternates', between: ['City', 'County'], role: 'LADO' },
  agencies: ['Police'],
  ...REASON,
};

/** A body that each command would take, and an account that may send it. */
const COMMANDS: Readonly<Record<string, readonly [account: string, body: (planId: string) => object]>> = {
  establishGovernanceGroup: [CLERK, () => ({ id: 'GG-X', name: 'Board', kind: 'board', source: 'Cabinet' })],
  adoptTermsOfReference: [CLERK, () => TERMS],
  appointGroupMember: [
    CLERK,
    () => ({
      role: 'Lead',
      agency: 'Police',
      kind: 'guest',
      invitedFor: 'Item 4',
      from: '2014-06-01',
      to: '2014-07-01',
    }),
  ],
  standDownGroupMember: [CLERK, () => ({ memberId: 'm1', on: '2014-06-02', ...REASON })],
  renameGovernanceGroup: [CLERK, () => ({ name: 'Anew', ...REASON })],
  mergeGovernanceGroup: [CLERK, () => ({ intoId: 'GG-CAB', on: '2014-06-02', ...REASON })],
  dissolveGovernanceGroup: [CLERK, () => ({ on: '2014-06-02', ...REASON })],
  drawReportingLine: [CLERK, () => ({ toId: 'GG-CAB', how: 'Quarterly', source: 'Cabinet', ...REASON })],
  endReportingLine: [CLERK, () => ({ toId: 'GG-SMT', ...REASON })],
  openActionPlan: [CLERK, () => ({ ...aPlan(), id: randomUUID(), ragScheme: 'rag' })],
  amendActionPlan: [CLERK, () => ({ fields: { title: 'Anew', endsOn: '2015-06-30' }, ...REASON })],
  closeActionPlan: [CLERK, () => REASON],
  transferActionPlan: [CLERK, () => ({ groupId: 'GG-CAB', ...REASON })],
  addAction: [CLERK, (planId) => ({ ...anAction(planId, 'Z1'), id: randomUUID() })],
  amendAction: [CLERK, () => ({ fields: { title: 'Anew', costs: [{ kind: 'unpriced', words: 'Time' }] }, ...REASON })],
  assignLeads: [CLERK, () => ({ leads: [aLead()], monitoringLeads: [aLead('smt')] })],
  withdrawAction: [CLERK, () => REASON],
  reopenAction: [CLERK, () => REASON],
  moveDueDate: [LEAD, () => ({ timescale: TIMESCALE, ...REASON })],
  reportProgress: [LEAD, () => ({ ...aReport(), forecastDue: '2014-12-31', effectiveOn: '2014-06-16' })],
  correctProgress: [LEAD, () => ({ ...aReport('amber'), reportId: randomUUID(), ...REASON })],
  completeAction: [LEAD, () => ({ on: '2014-06-12', evidence: 'Filled' })],
  confirmProgress: [MONITOR, () => ({ reportId: randomUUID() })],
  returnProgress: [MONITOR, () => ({ reportId: randomUUID(), ...REASON })],
  confirmCompletion: [MONITOR, () => REASON],
  setReminderPreferences: [LEAD, () => WANTED],
  openCalendar: [LEAD, () => REASON],
  closeCalendar: [LEAD, () => ({ calendarId: 'c1', ...REASON })],
  revokeOwnReminderLinks: [LEAD, () => REASON],
  pauseReminders: [ADMINISTRATOR, () => REASON],
  resumeReminders: [ADMINISTRATOR, () => REASON],
  sendReminderTest: [ADMINISTRATOR, () => REASON],
  ringAlarmsAgain: [ADMINISTRATOR, () => ({ alarms: ['sweep-20140618'] })],
};

const oddText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '',
    ' ',
    '\0',
    '\ud800',
    '\u202e',
    'x'.repeat(6_000),
    '2014-02-30',
    '-1',
    '1e999',
    '${7*7}',
    "' OR 1=1",
  ),
);
const oddValue = fc.oneof(
  { weight: 3, arbitrary: oddText },
  { weight: 2, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  fc.constantFrom(null, true, -1, 0.5, 1e21, [], {}, [[]], [null], { sealed: 1 }, { type: 'withdraw' }),
);
const oddName = fc.oneof(
  fc.constantFrom('type', 'constructor', 'toString', 'id', 'by', 'today', 'plan', 'then', '__proto__', 'length'),
  fc.string({ maxLength: 10 }),
);

/** A body of the right form in which one thing, at any depth, is replaced or added; or anything at all. */
const oddBody = (right: object): fc.Arbitrary<string> =>
  fc
    .oneof(
      { weight: 4, arbitrary: fc.tuple(fc.nat(), oddValue).map(([at, value]) => replaced(right, at, value)) },
      { weight: 2, arbitrary: fc.tuple(oddName, oddValue).map(([name, value]) => ({ ...right, [name]: value })) },
      { weight: 1, arbitrary: fc.jsonValue() },
    )
    .map((body) => JSON.stringify(body));

function replaced(right: object, at: number, value: unknown): unknown {
  const places: [object, string][] = [];
  const copy = structuredClone(right);
  const walk = (within: object): void => {
    for (const [name, inner] of Object.entries(within)) {
      places.push([within, name]);
      if (typeof inner === 'object' && inner !== null) walk(inner);
    }
  };
  walk(copy);
  const [within, name] = places[at % places.length] as [object, string];
  Object.assign(within, { [name]: value });
  return copy;
}

const PARAMETERS = ['asAt', 'limit', 'after', 'group', 'record', 'actor', 'kind', 'from', 'to', 'q', 'x'];
/** Queries with, among others, a record number and a cursor that there are. */
const oddQuery = (record: string, cursor: string): fc.Arbitrary<string> =>
  fc
    .array(
      fc.tuple(
        fc.constantFrom(...PARAMETERS),
        fc.oneof(
          oddText,
          fc.constantFrom('2014-06-01', record, '0', '2014-06-01T00:00Z', cursor, 'GG-WSG', 'plan "OR'),
        ),
      ),
      { maxLength: 4 },
    )
    .map((pairs) =>
      pairs.map(([name, value]) => `${name}=${encodeURIComponent(value.replace(/\p{Surrogate}/gu, '?'))}`).join('&'),
    );

const oddHeaders = fc.record(
  {
    'Idempotency-Key': fc.string({ unit: fc.constantFrom(...'aZ9-_~!"# ') }),
    'If-Match': fc.constantFrom('"0"', '0', '"1"', '*', 'x', '""'),
  },
  { requiredKeys: [] },
);

/** Each operation is asked many times, and the whole log is counted before and after, so that it takes a while. In ms. */
const MANY_OPERATIONS = 300_000;

describe('random requests', () => {
  let api: Api;
  let planId: string;
  let ids: fc.Arbitrary<string>;
  let queries: fc.Arbitrary<string>;

  beforeAll(async () => {
    api = await Api.start();
    planId = await api.newPlan();
    const action = await api.newAction(planId, 'A1');
    await api.report(action);
    const { body: trail } = await api.get('audit-trail?limit=2').expect(200);
    queries = oddQuery(String(trail.items[0].recordNumber), String(trail.next));
    const oddId = fc.string({ minLength: 1, maxLength: 80 }).map((id) => encodeURIComponent(id));
    ids = fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(planId, action, 'GG-WSG', 'me', 'council') },
      { weight: 1, arbitrary: oddId },
    );
  });
  afterAll(() => api.stop());

  it(
    'get an answer from every operation: what is refused records nothing, and nothing fails',
    async () => {
      for (const { id: operation, method, path } of await operationsOf(api)) {
        const [account, right] = COMMANDS[operation] ?? ['demo-reader', () => REASON];
        const requests = fc.tuple(ids, queries, oddBody(right(planId)), oddHeaders);
        await fc.assert(
          fc.asyncProperty(requests, async ([id, query, body, headers]) => {
            const before = await api.eventCount();
            const at = `${path.replace('{id}', id)}${method === 'get' ? `?${query}` : ''}`;

            const answer = method === 'get' ? await api.get(at) : await api.postText(at, account, body).set(headers);

            const isProblem = answer.type === 'application/problem+json';
            expect({ operation, status: answer.status, isProblem }).toEqual({
              operation,
              status: answer.status < 500 ? answer.status : 'below 500',
              isProblem: answer.status >= 400,
            });
            const added = (await api.eventCount()) - before;
            expect(added === 0 || (method === 'post' && answer.status < 300)).toBe(true);
          }),
          { numRuns: RUNS },
        );
      }
    },
    MANY_OPERATIONS,
  );
});
