import { RateLimiter, TooManyRequests } from '@minutebook/web-kit';
import { sha256 } from '../account-rights';

/** Requests that one token may make within a minute, unless an operator says otherwise. */
export const API_REQUESTS_PER_MINUTE = 3_000;

/** Keeps one token from taking the service away from everybody else: a script that goes round and round is told to wait. */
export class ApiLimit {
  private readonly limiter: RateLimiter;

  /** @param clock the machine's, not the demonstration's */
  constructor(perMinute: number, clock: { now(): number }) {
    this.limiter = new RateLimiter({ most: perMinute, withinSeconds: 60 }, clock);
  }

  /** Throws `TooManyRequests` where the token has made too many. */
  count(token: string): void {
    const taken = this.limiter.take(sha256(token));
    if (!taken.allowed) throw new TooManyRequests(taken.retryAfterSeconds, 'This token has made too many requests.');
  }
}
