import {
  londonInstant,
  type Decider,
  type Decision,
  type Event,
  type LocalDate,
  type Refusal,
  type Told,
} from '@minutebook/kernel';

/** For specs only: who told an event, and when. Without it, an account of no importance on a day long past. */
export interface Telling {
  readonly by?: string;
  /** London date on which the record received it. */
  readonly recordedOn?: LocalDate;
  readonly effectiveOn?: LocalDate;
}

/** For specs only: an event with what the record wrote beside it. */
export function told<E extends Event>(event: E, { by = 'somebody', recordedOn, effectiveOn }: Telling = {}): Told<E> {
  return {
    ...event,
    metadata: {
      recordedAt: londonInstant(recordedOn ?? '2014-01-06', '09:00'),
      actor: { account: by, role: 'action-lead', grant: `account-${by}@0` },
      ...(effectiveOn !== undefined && { effectiveOn }),
    },
  };
}

/** For specs only: the record of a decider after a history, asked for its state or for a decision. */
export interface Given<S, C, E extends Event, R extends Refusal> {
  readonly state: S;
  when(command: C): Decision<E, R>;
}

/** For specs only: `expect(given(decider, history).when(command)).toEqual(accept(event))`. */
export function given<S, C, E extends Event, R extends Refusal>(
  decider: Decider<S, C, E, R>,
  history: readonly Told<E>[],
): Given<S, C, E, R> {
  const state = history.reduce((before, event) => decider.evolve(before, event), decider.initialState);
  return { state, when: (command) => decider.decide(command, state) };
}

/** For specs only: nothing to record, nothing wrong. */
export const ALREADY_SO = { accepted: [] };

/** For specs only: what `toMatchObject` is to find where a rule says no. */
export function refusedBy<R extends string>(
  rule: R,
  details: Partial<Omit<Refusal, 'rule'>> = {},
): { readonly refused: { readonly rule: R } } {
  return { refused: { rule, ...details } };
}
