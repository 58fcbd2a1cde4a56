import { Problem } from './problem';

/** So many at once, and so many again in every stretch of that length. */
export interface RateLimit {
  readonly most: number;
  readonly withinSeconds: number;
}

/** Whether something may be done now; where it may not, when it may be tried again. */
export type Taken =
  | { readonly allowed: true; readonly retryAfterSeconds: 0 }
  | { readonly allowed: false; readonly retryAfterSeconds: number };

/** Most keys that are remembered; beyond, those that were used least recently are forgotten. */
const MOST_KEYS = 20_000;

/**
 * Counts what is done under a key, in memory and outside the record (generic cell rate algorithm, ITU-T I.371: one instant per
 * key). What was taken comes back evenly, so that there is no moment at which everything is free again.
 */
export class RateLimiter {
  /** When each key will be as if it had never been used, in epoch ms; the least recently used first. */
  private readonly freeAt = new Map<string, number>();
  private readonly interval: number;
  private readonly stretch: number;

  /** @param clock the machine's, not the demonstration's */
  constructor(
    { most, withinSeconds }: RateLimit,
    private readonly clock: { now(): number },
    private readonly mostKeys = MOST_KEYS,
  ) {
    this.stretch = withinSeconds * 1000;
    this.interval = this.stretch / most;
  }

  /** Takes one, where there is one. */
  take(key: string): Taken {
    const now = this.clock.now();
    const before = Math.max(this.known(key, now), now);
    const wait = before + this.interval - this.stretch - now;
    // A clock moves in whole milliseconds, an interval does not.
    const allowed = wait <= 0.5;
    this.remember(key, allowed ? before + this.interval : before, now);
    return allowed ? { allowed, retryAfterSeconds: 0 } : { allowed, retryAfterSeconds: Math.ceil(wait / 1000) };
  }

  /** Gives one back: it turned out to be none of those that are counted. */
  giveBack(key: string): void {
    const now = this.clock.now();
    const freeAt = this.known(key, now) - this.interval;
    if (freeAt > now) this.freeAt.set(key, freeAt);
    else this.freeAt.delete(key);
  }

  /** A clock that was set back must not keep anybody waiting for longer than the stretch. */
  private known(key: string, now: number): number {
    return Math.min(this.freeAt.get(key) ?? 0, now + this.stretch);
  }

  private remember(key: string, freeAt: number, now: number): void {
    this.freeAt.delete(key);
    if (this.freeAt.size >= this.mostKeys) this.forget(now);
    this.freeAt.set(key, freeAt);
  }

  private forget(now: number): void {
    for (const [key, freeAt] of this.freeAt) if (freeAt <= now) this.freeAt.delete(key);
    const tooMany = this.freeAt.size - Math.floor(this.mostKeys * 0.9);
    for (const key of [...this.freeAt.keys()].slice(0, Math.max(0, tooMany))) this.freeAt.delete(key);
  }
}

/** 429: too much of it was asked for, by this address, for this account or with this token. */
export class TooManyRequests extends Problem {
  constructor(
    readonly retryAfterSeconds: number,
    what: string,
  ) {
    super(429, { title: `${what} Try again in ${inWords(retryAfterSeconds)}.`, rule: 'too-many-requests' });
    this.name = 'TooManyRequests';
  }
}

function inWords(seconds: number): string {
  if (seconds <= 90) return seconds === 1 ? '1 second' : `${seconds} seconds`;
  return `${Math.ceil(seconds / 60)} minutes`;
}
