import { randomUUID } from 'node:crypto';
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { openEventStoreLog } from '@minutebook/event-log-eventstoredb';
import type { TestServerOrder } from '@minutebook/eventstoredb-test-server/main';
import type { LoggedEvent } from '@minutebook/kernel/recording';
import { command, type Product } from '../tracker/product.fixture';

const PROGRAM = resolve(__dirname, '../../dist/libs/adapters/eventstoredb-test-server/main.js');

/** The test server as a process of its own, to be stopped and killed; what it acknowledged is in its journal. */
export class EventStoreProcess {
  private constructor(
    private readonly child: ChildProcess,
    private readonly ended: Promise<void>,
    readonly port: number,
    private readonly journal: string,
  ) {}

  static async start(journal: string, port = 0): Promise<EventStoreProcess> {
    if (!existsSync(PROGRAM)) throw new Error(`${PROGRAM} is not there: npm test builds it`);
    const child = spawn(process.execPath, [PROGRAM, String(port), journal], { stdio: ['pipe', 'pipe', 'inherit'] });
    const ended = new Promise<void>((done) => child.once('close', () => done()));
    const line = await new Promise<string>((ready, reject) => {
      child.stdout?.once('data', (chunk: Buffer) => ready(chunk.toString()));
      void ended.then(() => reject(new Error('The test server ended before it listened')));
    });
    return new EventStoreProcess(child, ended, (JSON.parse(line) as { port: number }).port, journal);
  }

  /** What the product is told, so that it gives up an append after a second. */
  get settings(): Readonly<Record<string, string>> {
    return { EVENT_LOG: this.connectionString, EVENT_LOG_PREFIX: 'derby' };
  }

  tell(order: TestServerOrder): void {
    this.child.stdin?.write(`${JSON.stringify(order)}\n`);
  }

  /** `SIGSTOP` freezes it with all its connections, `SIGCONT` lets it go on. */
  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended;
  }

  /** Another one on the same port, with what this one had acknowledged. */
  async startAgain(): Promise<EventStoreProcess> {
    return EventStoreProcess.start(this.journal, this.port);
  }

  /** Every event of the product in it. */
  async events(): Promise<readonly LoggedEvent[]> {
    const log = openEventStoreLog({ connectionString: this.connectionString, prefix: 'derby' });
    const events: LoggedEvent[] = [];
    for await (const page of log.readAll()) events.push(...page);
    await log.close();
    return events;
  }

  private get connectionString(): string {
    return `esdb://127.0.0.1:${this.port}?tls=false&defaultDeadline=1000`;
  }
}

/** One report that was sent, under a key that makes every repeat of it the same command. */
export interface SentReport {
  readonly reportId: string;
  readonly actionId: string;
}

/** Somebody who reports progress through the API, on one action after another, and remembers every answer. */
export class Reporter {
  readonly acknowledged = new Map<string, number>();
  readonly unknown: SentReport[] = [];
  readonly notRecorded: SentReport[] = [];
  readonly others: string[] = [];
  private next = 0;

  private constructor(
    private readonly actionIds: readonly string[],
    private token: string,
  ) {}

  static async on(product: Product, settings: Readonly<Record<string, string>>): Promise<Reporter> {
    const token = await tokenOf(product, settings);
    const headers = { Authorization: `Bearer ${token}` };
    const plans = (await (await product.get('/api/v1/action-plans', headers)).json()) as { items: { id: string }[] };
    const boards = await Promise.all(
      plans.items.map(async ({ id }) => (await product.get(`/api/v1/action-plans/${id}`, headers)).json()),
    );
    const actions = (boards as { actions: { id: string; status: string }[] }[]).flatMap((board) => board.actions);
    return new Reporter(
      actions.filter(({ status }) => status === 'open').map(({ id }) => id),
      token,
    );
  }

  /** Sends a new report on the next action; answers with the status. */
  async report(product: Product): Promise<number> {
    const actionId = this.actionIds[this.next++ % this.actionIds.length] as string;
    return this.send(product, { reportId: randomUUID(), actionId });
  }

  /** Sends a report, or sends it again. */
  async send(product: Product, report: SentReport): Promise<number> {
    const body = { reportId: report.reportId, rag: 'amber', commentary: `As at ${report.reportId}` };
    let answer: Response;
    try {
      answer = await product.post(`/api/v1/actions/${report.actionId}/report-progress`, this.token, body, {
        'Idempotency-Key': report.reportId,
      });
    } catch {
      // The product itself went away: whether it recorded nobody has said.
      this.unknown.push(report);
      return 0;
    }
    const { rule, revision } = (await answer.json()) as { rule?: string; revision?: number };
    if (answer.status === 200) this.acknowledged.set(report.reportId, revision ?? -1);
    else if (rule === 'outcome-unknown') this.unknown.push(report);
    else if (rule === 'not-recorded') this.notRecorded.push(report);
    else this.others.push(`${answer.status} ${rule ?? ''}`);
    return answer.status;
  }

  /** What was said not to be recorded does not stand in the record. */
  expectNotRecorded(events: readonly LoggedEvent[]): void {
    const recorded = new Set(events.map(({ data }) => (data as { reportId?: string }).reportId));
    expect(this.notRecorded.filter(({ reportId }) => recorded.has(reportId))).toEqual([]);
  }

  /** Every report that was acknowledged stands in the record once, and none more than once. */
  expectOnceEach(events: readonly LoggedEvent[]): void {
    const counts = new Map<string, number>();
    for (const { type, data } of events) {
      if (type !== 'ProgressReported') continue;
      const { reportId } = data as { reportId: string };
      counts.set(reportId, (counts.get(reportId) ?? 0) + 1);
    }
    expect([...counts.values()].filter((count) => count !== 1)).toEqual([]);
    expect([...this.acknowledged.keys()].filter((reportId) => !counts.has(reportId))).toEqual([]);
    expect(this.others).toEqual([]);
  }
}

async function tokenOf({ dataDir }: Product, settings: Readonly<Record<string, string>>): Promise<string> {
  return (await command(dataDir, ['token', '--account', 'demo-action-lead'], settings)).stdout.trim();
}

/** Asks until something is so; fails where it does not come. */
export async function eventually(what: string, isSo: () => Promise<boolean>, withinMs = 30_000): Promise<void> {
  for (const end = Date.now() + withinMs; Date.now() < end; await wait(50)) if (await isSo()) return;
  throw new Error(`It did not come to this: ${what}`);
}
