import { createHmac, randomBytes } from 'node:crypto';
import { RateLimiter, TooManyRequests, type RateLimit } from '@minutebook/web-kit';

/** Somebody who tries what a guess could open. */
export interface Attempt {
  /** The address that the request came from. */
  readonly address: string;
  /** The name of the account as it was typed; whether there is such an account makes no difference. */
  readonly name: string;
  /** The browser, where it has proved that this account signed in from it before (`DeviceMarks`). */
  readonly device?: string | undefined;
}

/** An attempt that may be made. */
export interface Attempting {
  /** It was no guess: it does not count against whoever comes next. */
  succeeded(): void;
}

const QUARTER = 15 * 60;
const HOUR = 60 * 60;

/**
 * How many wrong attempts are let through. A whole office reaches us from one address, so that it may err more often than one
 * person; a name may be guessed at from many addresses, so that all of them together have a limit too.
 */
const LIMITS = {
  address: { most: 100, withinSeconds: QUARTER },
  nameAtAddress: { most: 10, withinSeconds: QUARTER },
  name: { most: 100, withinSeconds: HOUR },
  device: { most: 10, withinSeconds: QUARTER },
  code: { most: 20, withinSeconds: QUARTER },
  resetFromAddress: { most: 20, withinSeconds: HOUR },
  resetMails: { most: 3, withinSeconds: HOUR },
} as const satisfies Readonly<Record<string, RateLimit>>;

type LimitName = keyof typeof LIMITS;

const SIGN_IN = 'There were too many attempts to sign in.';

/**
 * Limits on signing in, codes and resets. Nobody can lock another out: a browser from which the account has signed in before
 * has an allowance of its own, which nobody else's attempts use up. Kept in memory: a restart forgets them.
 */
export class AttemptLimits {
  private readonly limiters: Readonly<Record<LimitName, RateLimiter>>;
  /** What was typed as a name may be a password in the wrong field: nothing that is typed is kept. */
  private readonly secret = randomBytes(32);

  /** @param clock the machine's, not the demonstration's */
  constructor(clock: { now(): number }) {
    this.limiters = Object.fromEntries(
      Object.entries(LIMITS).map(([name, limit]) => [name, new RateLimiter(limit, clock)]),
    ) as Record<LimitName, RateLimiter>;
  }

  /** Before a password or a one-time password is looked at. Throws `TooManyRequests`. */
  signIn({ address, name, device }: Attempt): Attempting {
    const who = this.keyOf(name);
    return this.attempt(
      SIGN_IN,
      device === undefined
        ? [
            ['address', address],
            ['nameAtAddress', `${who} ${address}`],
            ['name', who],
          ]
        : [['device', `${who} ${device}`]],
    );
  }

  /** Before the code of an invitation, of a reset or of the first hour is looked at. Throws `TooManyRequests`. */
  code(address: string): Attempting {
    return this.attempt('There were too many attempts with a code.', [['code', address]]);
  }

  /**
   * Before a reset is mailed. Whether it may be mailed depends on the name, and must not show in the answer: the mailbox of
   * somebody else is not to be filled, nor to be found out. Throws `TooManyRequests` by the address alone.
   */
  mayMailReset({ address, name }: Attempt): boolean {
    this.attempt('A new password was asked for too often.', [['resetFromAddress', address]]);
    return this.limiters.resetMails.take(this.keyOf(name)).allowed;
  }

  private attempt(what: string, counted: readonly (readonly [LimitName, string])[]): Attempting {
    for (const [name, key] of counted) {
      const { allowed, retryAfterSeconds } = this.limiters[name].take(key);
      // What is refused by its address is not counted against the name.
      if (!allowed) throw new TooManyRequests(retryAfterSeconds, what);
    }
    return {
      succeeded: () => {
        for (const [name, key] of counted) this.limiters[name].giveBack(key);
      },
    };
  }

  private keyOf(name: string): string {
    const typed = name.normalize('NFKC').trim().toLowerCase();
    return createHmac('sha256', this.secret).update(typed).digest('base64url');
  }
}
