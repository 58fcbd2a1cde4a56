import { Inject, Injectable } from '@nestjs/common';
import { SYSTEM_CLOCK, type SystemClock } from '@minutebook/kernel/recording';
import { RateLimiter, TooManyRequests } from '@minutebook/web-kit';

/** Wrong addresses that one computer may try before it must wait; nobody mistypes a link so often. */
const PER_COMPUTER = { most: 60, withinSeconds: 10 * 60 };

/** Counts who tries secret addresses that open nothing. Those that open something are not counted: a scanner may open many. */
@Injectable()
export class WrongSecrets {
  private readonly byComputer: RateLimiter;

  constructor(@Inject(SYSTEM_CLOCK) clock: SystemClock) {
    this.byComputer = new RateLimiter(PER_COMPUTER, clock);
  }

  /** Takes one try. Throws `TooManyRequests`. */
  take(computer: string): void {
    const taken = this.byComputer.take(computer);
    if (!taken.allowed)
      throw new TooManyRequests(taken.retryAfterSeconds, 'There were too many links that open nothing.');
  }

  /** It was one of ours after all. */
  giveBack(computer: string): void {
    this.byComputer.giveBack(computer);
  }
}
