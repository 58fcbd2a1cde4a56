import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { SystemClock } from '@minutebook/kernel/recording';
import { sha256 } from './account-rights';
import type { ApiToken, KnownAccount } from './domain/account.state';

/** A new token of an account: shown once, its SHA-256 kept. It names its account, so that it is found without an index. */
export function newToken(accountId: string): { readonly token: string; readonly hash: string } {
  const token = `mb_${accountId}_${randomBytes(32).toString('base64url')}`;
  return { token, hash: sha256(token) };
}

/** The account that a token says it is of; whether it is, its hash tells. */
export function accountInToken(token: string): string | undefined {
  return /^mb_([A-Za-z0-9-]{1,64})_[\w-]{43}$/.exec(token)?.[1];
}

/** The token among those of an account, where it has not expired or been revoked. */
export function findToken({ tokens }: KnownAccount, token: string, now: number): ApiToken | undefined {
  const hash = sha256(token);
  return tokens.find(({ tokenHash, expiresAt }) => tokenHash === hash && now < expiresAt);
}

/** A demonstration's tokens last this long, in ms. */
const LIFETIME = 30 * 24 * 60 * 60 * 1000;

/**
 * Tokens of a demonstration, whose accounts everybody may choose: made without an event, under the session secret.
 * Elsewhere none of them is taken.
 */
export class DemonstrationTokens {
  constructor(
    private readonly secret: Uint8Array,
    private readonly clock: SystemClock,
    private readonly isDemonstration: boolean,
  ) {}

  issue(accountId: string): string {
    if (!this.isDemonstration) throw new Error('Tokens without an event are for a demonstration only');
    const head = `mbdemo_${accountId}_${(this.clock.now() + LIFETIME).toString(36)}`;
    return `${head}_${this.sign(head)}`;
  }

  /** The account of a token of the demonstration; undefined for every other. */
  accountOf(token: string): string | undefined {
    const [, head, accountId, expires, signature] =
      /^(mbdemo_([A-Za-z0-9-]{1,64})_([0-9a-z]{1,12}))_([\w-]{43})$/.exec(token) ?? [];
    if (!this.isDemonstration || head === undefined || expires === undefined || signature === undefined)
      return undefined;
    const made = Buffer.from(this.sign(head));
    if (!timingSafeEqual(made, Buffer.from(signature))) return undefined;
    return this.clock.now() < parseInt(expires, 36) ? accountId : undefined;
  }

  private sign(head: string): string {
    return createHmac('sha256', this.secret).update(head).digest('base64url');
  }
}
