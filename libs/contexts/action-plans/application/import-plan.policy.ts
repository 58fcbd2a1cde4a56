import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { Actor, LocalDate } from '@minutebook/kernel';
import { uuidV5, type CommandOutcome, type CommandRequest } from '@minutebook/kernel/recording';
import { RecordOnActionPlan } from './action-plan.command-handler';
import { RecordOnAction } from './action.command-handler';
import { planImportStream, RecordOnPlanImport } from './import-plan.command-handler';
import type { PlanCsvRow } from './plan-csv';

/** An import as it was accepted. */
export interface AcceptedImport {
  readonly planId: string;
  readonly title: string;
  readonly groupId: string;
  readonly startsOn: LocalDate;
  readonly endsOn: LocalDate;
  readonly ragScheme: string;
  readonly actions: number;
  readonly status: 'accepted' | 'completed';
  readonly eventId: string;
  readonly correlationId: string;
  /** Who had it imported: what it records is theirs. */
  readonly actor: Actor;
}

/** Where the policy finds what was accepted; the application says which read model answers. */
export abstract class AcceptedImports {
  /** Waits, bounded, until an acceptance that is in the log is known. */
  abstract planImport(importId: string): Promise<AcceptedImport | undefined>;
  /** The rows as JSON, in the form of `PlanImportAccepted`. */
  abstract rows(importId: string): string | undefined;
  abstract unfinished(): readonly string[];
}

/** An import that is carried out: its plan, and where its completion stands. */
export interface CarriedOut {
  readonly planId: string;
  readonly actions: number;
  readonly stream: string;
  readonly revision: number;
}

/**
 * Carries accepted imports out. Each command's id is derived from the event of acceptance and its row: whatever an
 * earlier try recorded is met as "recorded already", so that a crash costs nothing and doubles nothing. At every start
 * what is unfinished goes on.
 */
@Injectable()
export class ImportPlanPolicy implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('PlanImport');
  private readonly running = new Map<string, Promise<CarriedOut>>();
  private readonly failures = new Map<string, string>();
  private stopping = false;

  constructor(
    private readonly commands: CommandBus,
    private readonly imports: AcceptedImports,
  ) {}

  onApplicationBootstrap(): void {
    for (const importId of this.imports.unfinished()) this.carryOut(importId).catch(() => undefined);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    await Promise.allSettled(this.running.values());
  }

  carryOut(importId: string): Promise<CarriedOut> {
    const running = this.running.get(importId);
    if (running) return running;
    const work = this.work(importId)
      .catch((error: unknown) => {
        const message = error instanceof Error ? error.message : String(error);
        this.failures.set(importId, message);
        this.logger.error(`Import ${importId} stopped: ${message}`);
        throw error;
      })
      .finally(() => this.running.delete(importId));
    this.running.set(importId, work);
    this.failures.delete(importId);
    return work;
  }

  /** Why the last try to carry an import out stopped, if it did. */
  failureOf(importId: string): string | undefined {
    return this.failures.get(importId);
  }

  isRunning(importId: string): boolean {
    return this.running.has(importId);
  }

  private async work(importId: string): Promise<CarriedOut> {
    const accepted = await this.imports.planImport(importId);
    if (!accepted) throw new Error('There is no such import');
    if (accepted.status === 'accepted') {
      const { planId, title, groupId, startsOn, endsOn, ragScheme } = accepted;
      const opening = { type: 'open' as const, title, groupId, startsOn, endsOn, ragScheme };
      await this.record('The plan', new RecordOnActionPlan(planId, opening, requestOf(importId, accepted, 'plan')));
      for (const { row, action } of this.rowsOf(importId)) {
        if (this.stopping) throw new Error('The service is stopping; the import goes on at the next start');
        const request = requestOf(importId, accepted, `row ${row}`, row);
        const actionId = uuidV5(accepted.eventId, `action ${row}`);
        await this.record(`Row ${row}`, new RecordOnAction(actionId, { ...action, planId }, request));
      }
    }
    const completion = requestOf(importId, accepted, 'complete');
    const { revision } = await this.record(
      'The completion',
      new RecordOnPlanImport(importId, { type: 'complete' }, completion),
    );
    return { planId: accepted.planId, actions: accepted.actions, stream: planImportStream(importId), revision };
  }

  private rowsOf(importId: string): readonly PlanCsvRow[] {
    const rows = this.imports.rows(importId);
    if (rows === undefined) throw new Error('There is no such import');
    return JSON.parse(rows) as readonly PlanCsvRow[];
  }

  /** Rows were checked before the import was accepted: what is refused now was changed by somebody meanwhile. */
  private async record(what: string, command: object): Promise<{ readonly revision: number }> {
    const outcome = await this.commands.execute<object, CommandOutcome>(command);
    if ('refused' in outcome) throw new Error(`${what} was refused: ${outcome.refused.message}`);
    return outcome.done;
  }
}

function requestOf(
  importId: string,
  { eventId, correlationId, actor }: AcceptedImport,
  part: string,
  row?: number,
): CommandRequest {
  return {
    commandId: uuidV5(eventId, part),
    actor,
    origin: 'import',
    via: 'policy',
    source: { document: planImportStream(importId), ...(row !== undefined && { row: String(row) }) },
    correlationId,
    causationId: eventId,
  };
}
