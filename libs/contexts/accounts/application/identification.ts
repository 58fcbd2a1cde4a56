import { SENSITIVE_ROLES } from '@minutebook/kernel';
import '@fastify/cookie';
import { Inject, Injectable } from '@nestjs/common';
import { LogUnavailable, SYSTEM_CLOCK, type SystemClock } from '@minutebook/kernel/recording';
import type { Account } from '../account-rights';
import { AccountDirectory } from '../account-directory';
import { accountInToken, DemonstrationTokens, findToken } from '../api-tokens';
import type { KnownAccount } from '../domain/account.state';
import { Sessions, type Session } from '../sessions';
import { AccountReader } from './account-reader';
import { RequestSession } from './request-session';
import type { IdentifiedRequest, Identity } from './identity';

export function isApiRequest({ url }: IdentifiedRequest): boolean {
  return url.startsWith('/api/');
}

/** The token that a request brought, whoever may have made it up. */
export function bearerTokenOf({ headers }: IdentifiedRequest): string | undefined {
  const [scheme, token] = (headers.authorization ?? '').split(' ');
  return scheme?.toLowerCase() === 'bearer' && token ? token : undefined;
}

/**
 * Finds out who sent a request: pages by their cookie, the API by its bearer token and never by the cookie. What the
 * account may do, and from when its sessions are valid, is read from its stream in the log.
 */
@Injectable()
export class Identification {
  constructor(
    private readonly accounts: AccountReader,
    private readonly directory: AccountDirectory,
    private readonly sessions: Sessions,
    private readonly demonstrationTokens: DemonstrationTokens,
    @Inject(SYSTEM_CLOCK) private readonly clock: SystemClock,
    private readonly requestSession: RequestSession,
  ) {}

  /** Throws `LogUnavailable` where the log cannot be asked about an account that was not seen lately. */
  async of(request: IdentifiedRequest): Promise<Identity | undefined> {
    return isApiRequest(request) ? this.byToken(request) : this.byCookie(request);
  }

  private async byToken(request: IdentifiedRequest): Promise<Identity | undefined> {
    const token = bearerTokenOf(request);
    if (token === undefined) return undefined;
    const demonstration = this.demonstrationTokens.accountOf(token);
    if (demonstration !== undefined) {
      const account = await this.account(demonstration);
      return account && { account, mayWrite: true };
    }
    const account = await this.account(accountInToken(token));
    const held = account && findToken(account.state, token, this.clock.now());
    if (account?.unsure && !held) throw new LogUnavailable(false, 'The log cannot be asked about a token');
    return account && held && { account, mayWrite: held.access === 'write' };
  }

  private async byCookie(request: IdentifiedRequest): Promise<Identity | undefined> {
    const session = await this.sessions.open(this.requestSession.broughtBy(request));
    const account = await this.account(session?.account);
    // Whoever signed in before the account was signed out everywhere is signed out.
    if (!session || !account || session.issuedAt < account.state.sessionsValidFrom) return undefined;
    return { account: withSecondFactor(account, session), session, mayWrite: true };
  }

  private async account(id: string | undefined) {
    return id === undefined ? undefined : this.accounts.identify(id, (account) => this.directory.nameOf(account));
  }
}

/** Roles that see what is closed hold only for who has a second factor, where the first is a password of ours. */
function withSecondFactor(account: Account & { readonly state: KnownAccount }, { byPassword }: Session): Account {
  if (!byPassword || account.state.secondFactor) return account;
  const withheld = account.roles.filter((role) => SENSITIVE_ROLES.includes(role));
  if (withheld.length === 0) return account;
  const grants = account.grants.filter(({ role }) => !withheld.includes(role));
  return { ...account, grants, roles: account.roles.filter((role) => !withheld.includes(role)), withheld };
}
