import { ERASURE_GROUNDS } from '../domain/erasure-request.commands';
import type { ErasureStatus } from '../read-models/erasures.query';
import { answerLimit, type RuleStatus } from '../application/retention-in-force';

/** How pages call the state of a request. */
export const STATUS_WORDS: Readonly<Record<ErasureStatus, string>> = {
  asked: 'Waits for an answer',
  agreed: 'Agreed, being carried out',
  declined: 'Declined',
  withdrawn: 'Withdrawn',
  'carried-out': 'Carried out',
};

/** How pages say how sure we are of a rule. */
export const RULE_STATUS_WORDS: Readonly<Record<RuleStatus, string>> = {
  sourced: 'sourced',
  'to-be-confirmed': 'to be confirmed',
  local: 'the council’s own',
};

export function groundLabel(ground: string): string {
  return ERASURE_GROUNDS.find(({ code }) => code === ground)?.label ?? ground;
}

/** The rule that says by when a request must be answered. */
export interface LimitView {
  readonly words: string;
  readonly source: string;
  readonly status: string;
}

export function limitOf(id: string): LimitView {
  const limit = answerLimit(id);
  return limit
    ? { words: limit.words, source: limit.source, status: RULE_STATUS_WORDS[limit.status] }
    : { words: id, source: '', status: '' };
}
