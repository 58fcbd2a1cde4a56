import type { LocalDate, Text } from '@minutebook/kernel';
import type { ErasureTarget, EventToClear } from './erasure-request.events';

/** Why something may be erased: UK GDPR, article 17(1), and the council's own decisions. */
export const ERASURE_GROUNDS = [
  { code: 'no-longer-needed', label: 'It is no longer needed for what it was collected for' },
  { code: 'consent-withdrawn', label: 'Consent was withdrawn, and nothing else allows keeping it' },
  { code: 'objection', label: 'The person objects, and no stronger ground stands against it' },
  { code: 'unlawful', label: 'It was recorded or kept unlawfully' },
  { code: 'legal-duty', label: 'A law or a court requires it' },
  { code: 'written-by-mistake', label: 'It was written here by mistake' },
] as const;

/** What was found out about the thing that is to go, in the log, before anybody decides. */
export type FoundTarget =
  | { readonly state: 'there'; readonly target: ErasureTarget }
  | { readonly state: 'missing' }
  | { readonly state: 'without-text' }
  | { readonly state: 'gone' };

/** What stands in the way of an agreement. */
export interface InTheWay {
  /** Ids of the holds over the record, the record around it or its class. */
  readonly holds: readonly string[];
  /** The act that requires keeping, and up to which day. */
  readonly statute?: { readonly name: string; readonly until: LocalDate | undefined };
  /** In one sentence: a work under way still needs the text. */
  readonly neededBy?: string;
}

export interface AskForErasure {
  readonly type: 'ask';
  readonly found: FoundTarget;
  readonly ground: string;
  readonly authority: Text;
  readonly wording?: Text;
  readonly answerBy: LocalDate;
  readonly answerRule: string;
}

export interface AgreeToErasure {
  readonly type: 'agree';
  readonly by: string;
  readonly found: FoundTarget;
  readonly events: readonly EventToClear[];
  readonly inTheWay: InTheWay;
  readonly retentionClass?: string;
}

export interface DeclineErasure {
  readonly type: 'decline';
  readonly by: string;
}

export interface WithdrawErasureRequest {
  readonly type: 'withdraw';
  readonly by: string;
}

export interface ConfirmErasure {
  readonly type: 'confirm';
  readonly keys: number;
}

export type ErasureRequestCommand =
  AskForErasure | AgreeToErasure | DeclineErasure | WithdrawErasureRequest | ConfirmErasure;
