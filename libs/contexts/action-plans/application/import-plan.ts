import { Injectable } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { GovernanceGroupFact, type GovernanceGroupRead } from '@minutebook/governance-groups';
import type { LocalDate, Refusal } from '@minutebook/kernel';
import { textRefusal, uuidV5, type CommandOutcome, type CommandRequest } from '@minutebook/kernel/recording';
import { actionPlanRefusal } from '../domain/action-plan.refusals';
import { noSuchRagScheme, planDateNotReal, planEndsBeforeItStarts } from '../domain/action-plan.rules';
import { actionDecider } from '../domain/action.decider';
import { ImportPlanPolicy, type CarriedOut } from './import-plan.policy';
import { RecordOnPlanImport } from './import-plan.command-handler';
import { readPlanCsv, type CsvRemark, type KnownGroup, type PlanCsvRow } from './plan-csv';

/** Largest file that is imported at once, in bytes; its actions then fit into one event under one seal. */
export const MAX_IMPORT_BYTES = 600 * 1024;

/** Namespace of the ids of imported plans. Never changed. */
const PLANS = '9c2e51a4-0f0d-5a44-9a3c-6f1f7c1b7d01';

/** A plan as somebody wants to import it: what it says of itself, and a file with its actions in the plan's columns. */
export interface PlanImport {
  readonly title: string;
  readonly groupId: string;
  readonly startsOn: LocalDate;
  readonly endsOn: LocalDate;
  /** Id of the rating scheme. */
  readonly ragScheme: string;
  readonly fileName: string;
  /** CSV in UTF-8. */
  readonly file: string | Uint8Array;
}

/** What an import would do, and everything that is wrong with it. Nothing was recorded. */
export interface PlanImportDryRun {
  /** What is wrong with the plan itself, by field. */
  readonly planErrors: readonly Refusal[];
  /** The actions that would be added, with the rows in which they stand. */
  readonly rows: readonly PlanCsvRow[];
  /** Errors of the file and of its rows: with any of them nothing is imported. */
  readonly errors: readonly CsvRemark[];
  /** What is not kept, or was read in a way that the user should know. */
  readonly warnings: readonly CsvRemark[];
}

/** The answer to a wish to import: accepted, refused by a rule, or faulty and not accepted. */
export type PlanImportOutcome = CommandOutcome | { readonly faulty: PlanImportDryRun };

/**
 * Imports plans, all or nothing: a dry run names everything that is wrong; an import without fault is accepted as one
 * event; then it is carried out, which a crash interrupts but never undoes or doubles.
 */
@Injectable()
export class PlanImports {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly policy: ImportPlanPolicy,
  ) {}

  /**
   * Reads the file and checks every row by the rules that its action will meet.
   *
   * @param groups governance groups that a lead may name
   */
  async dryRun(wanted: PlanImport, groups: readonly KnownGroup[]): Promise<PlanImportDryRun> {
    const planErrors = await this.planErrors(wanted);
    const bytes = typeof wanted.file === 'string' ? Buffer.byteLength(wanted.file) : wanted.file.length;
    if (bytes > MAX_IMPORT_BYTES) return { planErrors, rows: [], errors: [{ message: TOO_LARGE }], warnings: [] };
    const { rows, errors, warnings } = readPlanCsv(wanted.file, { groups });
    const refused = rows.flatMap((row) => rowRefusal(row, wanted.ragScheme) ?? []);
    const tooLong = Buffer.byteLength(JSON.stringify(rows)) > MAX_IMPORT_BYTES ? [{ message: TOO_LARGE }] : [];
    return { planErrors, rows, errors: [...errors, ...refused, ...tooLong], warnings };
  }

  /** Accepts an import that has no error, as one event; otherwise says what is wrong, and nothing is recorded. */
  async accept(
    importId: string,
    wanted: PlanImport,
    groups: readonly KnownGroup[],
    request: CommandRequest,
  ): Promise<PlanImportOutcome> {
    const dryRun = await this.dryRun(wanted, groups);
    if (dryRun.planErrors.length > 0 || dryRun.errors.length > 0) return { faulty: dryRun };
    const { title, groupId, startsOn, endsOn, ragScheme, fileName } = wanted;
    const { rows } = dryRun;
    const plan = { planId: importedPlanId(importId), title, groupId, startsOn, endsOn, ragScheme };
    const input = { type: 'accept' as const, ...plan, fileName, actions: rows.length, rows: JSON.stringify(rows) };
    return this.commands.execute<RecordOnPlanImport, CommandOutcome>(new RecordOnPlanImport(importId, input, request));
  }

  /**
   * Opens the plan and adds its actions, or goes on where an earlier try stopped; whoever asks twice waits for the same
   * work. Throws where the import was never accepted or where recording fails: asking again, or the next start, goes on.
   */
  carryOut(importId: string): Promise<CarriedOut> {
    return this.policy.carryOut(importId);
  }

  private async planErrors({ title, groupId, ...plan }: PlanImport): Promise<readonly Refusal[]> {
    const group = await this.queries.execute<GovernanceGroupFact, GovernanceGroupRead>(
      new GovernanceGroupFact(groupId),
    );
    const found = [
      textRefusal({ title }, new Set(['title'])),
      group ? undefined : actionPlanRefusal('no-such-group'),
      planDateNotReal(plan) ?? planEndsBeforeItStarts(plan),
      noSuchRagScheme(plan.ragScheme),
    ];
    return found.filter((refusal) => refusal !== undefined);
  }
}

/** The plan that an import opens. */
export function importedPlanId(importId: string): string {
  return uuidV5(PLANS, importId);
}

const TOO_LARGE = `The file is too long to be recorded as one import: at most ${MAX_IMPORT_BYTES / 1024} KB. Divide it into two plans.`;

/** What the rules of actions would refuse of a row, so that nothing stops an import once it is accepted. */
function rowRefusal({ row, action }: PlanCsvRow, ragScheme: string): CsvRemark | undefined {
  const plan = { id: 'plan', revision: 0, status: 'open' as const, ragScheme, groupId: 'group' };
  const decision = actionDecider.decide(
    { ...action, by: 'import', today: '2000-01-01', plan },
    actionDecider.initialState,
  );
  return 'refused' in decision ? { row, message: decision.refused.message } : undefined;
}
