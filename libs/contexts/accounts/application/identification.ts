import '@fastify/cookie';
import { Injectable } from '@nestjs/common';
import { AccountDirectory } from '../account';
import { ApiTokens } from '../api-tokens';
import { SESSION_COOKIE, Sessions } from '../sessions';
import type { IdentifiedRequest, Identity } from './identity';

export function isApiRequest({ url }: IdentifiedRequest): boolean {
  return url.startsWith('/api/');
}

/** Finds out who sent a request: pages by their cookie, the API by its bearer token and never by the cookie. */
@Injectable()
export class Identification {
  constructor(
    private readonly accounts: AccountDirectory,
    private readonly sessions: Sessions,
    private readonly tokens: ApiTokens,
  ) {}

  async of(request: IdentifiedRequest): Promise<Identity | undefined> {
    return isApiRequest(request) ? this.byToken(request) : this.byCookie(request);
  }

  private byToken(request: IdentifiedRequest): Identity | undefined {
    const [scheme, token] = (request.headers.authorization ?? '').split(' ');
    if (scheme?.toLowerCase() !== 'bearer' || !token) return undefined;
    return this.identityOf(this.tokens.accountOf(token));
  }

  private async byCookie(request: IdentifiedRequest): Promise<Identity | undefined> {
    const session = await this.sessions.open(request.cookies[SESSION_COOKIE]);
    const identity = session && this.identityOf(session.account);
    return identity && { ...identity, session };
  }

  private identityOf(accountId: string | undefined): Identity | undefined {
    const account = accountId === undefined ? undefined : this.accounts.find(accountId);
    return account && { account };
  }
}
