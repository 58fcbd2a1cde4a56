import type { ReadModels } from '@minutebook/kernel/read-models';
import type { CommandOutcome, CommandReceipt } from '@minutebook/kernel/recording';
import { problemOf } from './problem';

/** What the API answers to every command. `recordNumber` is null until the event is counted. */
export interface CommandAnswer {
  readonly id: string;
  readonly revision: number;
  readonly recordNumber: number | null;
  readonly position: string | null;
}

/** The receipt of a command, or the problem that its refusal is. */
export function receiptOf(outcome: CommandOutcome): CommandReceipt {
  if ('refused' in outcome) throw problemOf(outcome.refused);
  return outcome.done;
}

export function answerOf(id: string, outcome: CommandOutcome, readModels: ReadModels): CommandAnswer {
  const { stream, revision, position } = receiptOf(outcome);
  return { id, revision, recordNumber: readModels.recordNumberOf(stream, revision), position };
}
