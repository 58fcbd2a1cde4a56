import type { Event, LocalDate, Text } from '@minutebook/kernel';

/** The texts of one event of a record, or everything that is sealed under a person's key. */
export type ErasureTarget =
  | {
      readonly kind: 'texts';
      readonly stream: string;
      readonly revision: number;
      readonly eventId: string;
      readonly eventType: string;
    }
  | { readonly kind: 'person'; readonly personId: string };

/** An event whose texts go. */
export interface EventToClear {
  readonly stream: string;
  readonly revision: number;
  readonly eventId: string;
}

/** Somebody asked for an erasure. Why stands in the metadata. */
export type ErasureAsked = Event<
  'ErasureAsked',
  {
    readonly target: ErasureTarget;
    /** Code of `ERASURE_GROUNDS`. */
    readonly ground: string;
    /** Whose right or decision it is. */
    readonly authority: Text;
    /** What may be read instead. */
    readonly wording?: Text;
    /** The day by which whoever asked must have an answer, and the rule that says so. */
    readonly answerBy: LocalDate;
    readonly answerRule: string;
  }
>;

/** Somebody else agreed: from now on it is carried out, whatever happens to the process that does. */
export type ErasureAgreed = Event<
  'ErasureAgreed',
  {
    /** Every event whose texts go: also those that hold a copy. */
    readonly events: readonly EventToClear[];
    /** The retention class under which it was looked at, where the record has one. */
    readonly retentionClass?: string;
  }
>;

export type ErasureDeclined = Event<'ErasureDeclined', Readonly<Record<never, never>>>;
export type ErasureWithdrawn = Event<'ErasureWithdrawn', Readonly<Record<never, never>>>;

/** The keys are destroyed, and nothing that is derived from the record holds the texts any more. */
export type ErasureCarriedOut = Event<'ErasureCarriedOut', { readonly keys: number }>;

export type ErasureRequestEvent = ErasureAsked | ErasureAgreed | ErasureDeclined | ErasureWithdrawn | ErasureCarriedOut;
