import type supertest from 'supertest';
import type { TrackerOptions } from '../../apps/tracker/tracker';
import { startTracker, type TestTracker } from '../tracker/test-tracker';

// Each spec loads the whole demonstration, which takes long on a busy machine.
jest.setTimeout(60_000);

/** The API of a tracker with the whole demonstration, asked with the tokens of its accounts. */
export class Api {
  private readonly tokens = new Map<string, string>();

  private constructor(readonly tracker: TestTracker) {}

  static async start(changes: Partial<TrackerOptions> = {}): Promise<Api> {
    return new Api(await startTracker(changes));
  }

  stop(): Promise<void> {
    return this.tracker.stop();
  }

  get(path: string, account = 'demo-reader'): supertest.Test {
    return this.tracker.http.get(`/api/v1/${path}`).set('Authorization', this.bearer(account));
  }

  post(path: string, account: string, body?: object): supertest.Test {
    const request = this.tracker.http.post(`/api/v1/${path}`).set('Authorization', this.bearer(account));
    return body === undefined ? request : request.send(body);
  }

  /** A body as it stands on the wire, JSON or not. */
  postText(path: string, account: string, text: string, type = 'application/json'): supertest.Test {
    return this.post(path, account).set('Content-Type', type).send(text);
  }

  bearer(account: string): string {
    const token = this.tokens.get(account) ?? this.tracker.token(account);
    this.tokens.set(account, token);
    return `Bearer ${token}`;
  }

  async eventCount(): Promise<number> {
    return (await this.tracker.events()).length;
  }

  /** A new plan of the steering group, empty. */
  async newPlan(): Promise<string> {
    return idOf(await this.post('action-plans', CLERK, aPlan()).expect(201));
  }

  /** A new action of that plan. */
  async newAction(planId: string, reference: string): Promise<string> {
    return idOf(await this.post('actions', CLERK, anAction(planId, reference)).expect(201));
  }

  /** A report by the action lead; answers with its id. */
  async report(actionId: string, rag = 'red'): Promise<string> {
    const { body } = await this.post(`actions/${actionId}/report-progress`, LEAD, aReport(rag)).expect(200);
    return String(body.reportId);
  }
}

export const CLERK = 'demo-clerk';
export const LEAD = 'demo-action-lead';
export const MONITOR = 'demo-monitoring-lead';

/** The day at which the demonstration's clock stands. */
export const TODAY = '2014-06-16';

export const aPlan = () => ({
  title: 'Recruitment plan 2014/15',
  groupId: 'GG-WSG',
  startsOn: '2014-06-01',
  endsOn: '2015-03-31',
});

export const aLead = (id = 'heads-of-service') => ({ kind: 'role', id, name: 'Heads of Service', origin: 'stated' });

export const anAction = (planId: string, reference: string) => ({
  planId,
  reference,
  theme: 'Recruitment',
  title: 'Advertise the vacant posts',
  subItems: ['In the local press', 'On the council’s site'],
  timescale: { words: 'September 2014', due: '2014-09-30' },
  leads: [aLead()],
  monitoringLeads: [aLead('hr')],
  successCriteria: 'All posts are filled',
  costs: [{ kind: 'one-off', pence: 120_000, words: 'Advertisements (£1,200)' }],
});

export const aReport = (rag = 'red') => ({ rag, commentary: 'The advertiser withdrew.', percentComplete: 10 });

function idOf({ body }: { readonly body: { readonly id?: unknown } }): string {
  return String(body.id);
}

/** What a problem says: status, rule and the fields at fault. */
export function problemIn({ status, type, body }: supertest.Response): object {
  const errors = (body.errors ?? []) as { readonly field: string }[];
  return { status, type, rule: body.rule as unknown, fields: errors.map(({ field }) => field) };
}

/** The same as a test expects it. */
export function problem(status: number, rule?: string, ...fields: string[]): object {
  return { status, type: 'application/problem+json', rule, fields };
}
