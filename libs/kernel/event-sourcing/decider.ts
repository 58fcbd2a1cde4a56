import type { Event, EventMetadata } from './event';

/**
 * A refusal is data: the name of the rule that said no, the field that it concerns, and the facts that a person needs
 * to understand it. `message` is one sentence in the user's words.
 */
export interface Refusal<R extends string = string> {
  readonly rule: R;
  readonly message: string;
  readonly field?: string;
  /** `conflict`: somebody else changed the record meanwhile (409); otherwise a rule of the trade refused (422). */
  readonly kind?: 'conflict' | 'not-found';
  readonly facts?: Readonly<Record<string, unknown>>;
}

/** Makes the refusals of one kind of record from the table of its rules, with what a rule found in this case. */
export function refusalsFrom<R extends string>(rules: Readonly<Record<R, Omit<Refusal, 'rule'>>>) {
  return (rule: R, found?: Pick<Partial<Refusal>, 'field' | 'message' | 'facts'>): Refusal<R> => ({
    rule,
    ...rules[rule],
    ...found,
  });
}

/** An empty `accepted` means "already so": nothing to record, nothing wrong. */
export type Decision<E, R> = { readonly accepted: readonly E[] } | { readonly refused: R };

/** An event together with what the record wrote beside it that a state may rest on: who, when, since when, why. */
export type Told<E extends Event> = E & {
  readonly metadata: Pick<EventMetadata, 'recordedAt' | 'effectiveOn' | 'actor' | 'reason'>;
};

/**
 * The pure core of a record: a decision is a function of command and state, a state a function of the events.
 * Time, ids and look-ups arrive in the command; `evolve` is total and refuses nothing.
 */
export interface Decider<S, C, E extends Event, R extends Refusal> {
  readonly initialState: S;
  decide(command: C, state: S): Decision<E, R>;
  evolve(state: S, event: Told<E>): S;
}

export const accept = <E>(...events: E[]): { readonly accepted: readonly E[] } => ({ accepted: events });
export const refuse = <R>(refused: R): { readonly refused: R } => ({ refused });

/** The compile error for an event or command that a switch forgot. */
export function unreachable(value: never): never {
  throw new Error(`Not handled: ${JSON.stringify(value)}`);
}
