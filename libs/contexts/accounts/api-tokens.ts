import { randomBytes } from 'node:crypto';
import type { SqlDatabase } from '@minutebook/kernel/read-models';
import type { SystemClock } from '@minutebook/kernel/recording';
import { sha256 } from './account';

/** A token lasts this long, in ms. */
const LIFETIME = 30 * 24 * 60 * 60 * 1000;

/** Bearer tokens of the API. Only their SHA-256 is kept: a token is shown once. */
export class ApiTokens {
  private readonly held = new Map<string, { readonly account: string; readonly expiresAt: number }>();

  constructor(
    private readonly database: SqlDatabase,
    private readonly clock: SystemClock,
  ) {
    database.exec(
      'CREATE TABLE IF NOT EXISTS api_token (hash TEXT PRIMARY KEY, account TEXT NOT NULL, expires_at INTEGER NOT NULL) STRICT, WITHOUT ROWID',
    );
  }

  issue(account: string): string {
    const token = `mb_${randomBytes(32).toString('base64url')}`;
    this.database
      .prepare('INSERT INTO api_token (hash, account, expires_at) VALUES (?, ?, ?)')
      .run(sha256(token), account, this.clock.now() + LIFETIME);
    return token;
  }

  /** The account of a token that has not expired. */
  accountOf(token: string): string | undefined {
    const hash = sha256(token);
    const held = this.held.get(hash) ?? this.find(hash);
    return held && held.expiresAt > this.clock.now() ? held.account : undefined;
  }

  private find(hash: string): { readonly account: string; readonly expiresAt: number } | undefined {
    const row = this.database.prepare('SELECT account, expires_at FROM api_token WHERE hash = ?').get(hash);
    if (!row) return undefined;
    const held = { account: String(row['account']), expiresAt: Number(row['expires_at']) };
    this.held.set(hash, held);
    return held;
  }
}
