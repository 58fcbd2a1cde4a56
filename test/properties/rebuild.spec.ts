import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteKeyVault } from '@minutebook/key-vault-sqlite';
import { fillFresh, ReadModels, recordTimesProjection, type ReadModelFolder } from '@minutebook/kernel/read-models';
import {
  CommandRunner,
  holdsSeal,
  newRandomId,
  openPage,
  realSystemClock,
  RecordingClock,
  uuidV5,
  type CommandOutcome,
  type CommandRequest,
  type EventLog,
  type KeyVault,
  type LoggedEvent,
} from '@minutebook/kernel/recording';
import { ReadModelFiles } from '@minutebook/read-models-sqlite';
import { RecordOnActionPlan } from '@minutebook/action-plans/application/action-plan.command-handler';
import { RecordOnAction } from '@minutebook/action-plans/application/action.command-handler';
import { RecordOnGovernanceGroup } from '@minutebook/governance-groups/application/governance-group.command-handler';
import { openDatabase } from '@minutebook/sqlite';
import fc from 'fast-check';
import { rowsOf, type Rows } from '../../libs/kernel/testing/rows.fixture';
import { commandHandlersOver, type CommandHandlers } from '../tracker/command-handlers.fixture';
import { openLog } from '../../apps/tracker/record/log-place';
import { leaveLogPlace, newLogPlace } from '../tracker/log-under-test.fixture';
import { everyProjection } from './council.fixture';
import { FIRST_INSTANT, GROUPS, historyOf, wishes, type AcceptedCommand } from './histories.fixture';

const ALL = [recordTimesProjection, ...everyProjection];
const COMMANDS = '6f1d5f3e-0000-5000-8000-000000000002';

/** Log, keys and read models on the disk, and the product's command handlers before them; the clock is the story's. */
class Council {
  private constructor(
    private readonly clock: { time: number },
    readonly folder: string,
    readonly log: EventLog,
    readonly vault: KeyVault,
    readonly readModels: ReadModels,
    private readonly handlers: CommandHandlers,
  ) {}

  static async open(): Promise<Council> {
    const folder = mkdtempSync(join(tmpdir(), 'minutebook-council-'));
    const log = await openLog(await newLogPlace(folder));
    const vault = await openSqliteKeyVault(join(folder, 'keys'), randomBytes(32));
    const openTexts = (page: readonly LoggedEvent[]) => openPage(page, vault);
    const files = new ReadModelFiles(join(folder, 'read-models'), newRandomId, 'sqlite');
    const readModels = new ReadModels({
      log,
      openTexts,
      projections: everyProjection,
      folder: files,
      build: (wanted) => fillFresh(wanted, { log, openTexts, folder: files }),
    });
    await readModels.start();
    const clock = { time: FIRST_INSTANT };
    const recordingClock = new RecordingClock({ now: () => clock.time }, realSystemClock);
    const handlers = await commandHandlersOver(log, new CommandRunner(log, vault, recordingClock));
    return new Council(clock, folder, log, vault, readModels, handlers);
  }

  /** Sends a history's commands through the handlers, every third one as published wording, and waits for the rows. */
  async live(commands: readonly AcceptedCommand[]): Promise<void> {
    for (const id of GROUPS) {
      const input = { type: 'establish', name: `Group ${id}`, kind: 'board', source: 'A story' } as const;
      await this.send(new RecordOnGovernanceGroup(id, input, this.request(`group ${id}`, false)));
    }
    for (const [nth, { target, at, ...said }] of commands.entries()) {
      this.clock.time = at;
      const request = this.request(`command ${nth}`, nth % 3 === 0, said);
      await this.send(
        'planId' in target
          ? new RecordOnActionPlan(target.planId, target.input, request)
          : new RecordOnAction(target.actionId, target.input, request),
      );
    }
    const last = (await this.events()).at(-1);
    if (last) expect(await this.readModels.waitFor(last.stream, last.revision, 5_000)).toBe(true);
  }

  async events(): Promise<readonly LoggedEvent[]> {
    const all: LoggedEvent[] = [];
    for await (const page of this.log.readAll()) all.push(...page);
    return all;
  }

  /** Every row of every projection that pages are served from. */
  servedRows(): Readonly<Record<string, Rows>> {
    return Object.fromEntries(ALL.map(({ name }) => [name, rowsOf(this.readModels.reader(name).own)]));
  }

  /** Every row of every projection after filling fresh files from the log and the keys, read page by page. */
  async rebuiltRows(): Promise<Readonly<Record<string, Rows>>> {
    const aside = join(this.folder, 'aside');
    const folder: ReadModelFolder = new ReadModelFiles(aside, newRandomId, 'sqlite');
    const openTexts = (page: readonly LoggedEvent[]) => openPage(page, this.vault);
    const files = await fillFresh(ALL, { log: this.log, openTexts, folder });
    return Object.fromEntries(
      ALL.map(({ name }) => {
        const database = openDatabase(join(aside, files.get(name) ?? ''), { readOnly: true });
        const rows = rowsOf(database);
        database.close();
        return [name, rows];
      }),
    );
  }

  async close(): Promise<void> {
    await this.handlers.close();
    await this.readModels.stop();
    await this.log.close();
    await this.vault.close();
    await leaveLogPlace();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async send(command: object): Promise<void> {
    const outcome = await this.handlers.commands.execute<object, CommandOutcome>(command);
    expect(outcome).toHaveProperty('done');
  }

  private request(
    key: string,
    published: boolean,
    { by = 'demo-clerk', reason = 'x', effectiveOn }: Partial<Omit<AcceptedCommand, 'target' | 'at'>> = {},
  ): CommandRequest {
    return {
      commandId: uuidV5(COMMANDS, key),
      actor: { account: by, role: 'clerk', grant: 'demonstration-1@0' },
      origin: published ? 'import' : 'user',
      via: 'api',
      published,
      reason,
      effectiveOn,
    };
  }
}

/** Many histories take longer than one test may without saying so. In ms. */
jest.setTimeout(120_000);

describe('rebuilding the read models of any history', () => {
  it('gives the rows that were made live, row by row, sealed texts opened', async () => {
    await fc.assert(
      fc.asyncProperty(wishes, async (wished) => {
        const council = await Council.open();
        try {
          await council.live(historyOf(wished).commands);

          const rebuilt = await council.rebuiltRows();

          expect(rebuilt).toEqual(council.servedRows());
          expect((await council.events()).some(({ data }) => holdsSeal(data))).toBe(true);
          expect(JSON.stringify(rebuilt)).not.toContain('"sealed":1');
        } finally {
          await council.close();
        }
      }),
      { numRuns: 8 },
    );
  });
});
