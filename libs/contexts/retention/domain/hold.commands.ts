import type { Held } from './hold.events';

export interface PlaceHold {
  readonly type: 'place';
  readonly over: Held;
  /** Whether there is such a record in the log, or such a class in the rules. */
  readonly exists: boolean;
}

export interface LiftHold {
  readonly type: 'lift';
}

export type HoldCommand = PlaceHold | LiftHold;
