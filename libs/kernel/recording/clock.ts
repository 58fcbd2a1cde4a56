/** The record's time: what `recordedAt` and "today" mean. In a demonstration it stands in June 2014. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
}

/** The machine's time: sessions, rate limits, leases, time-outs. Always real. */
export interface SystemClock {
  /** Epoch milliseconds. */
  now(): number;
  /** Milliseconds of a clock that nobody sets; only differences mean something. */
  monotonic(): number;
}

/** A new random id. */
export type NewId = () => string;
