import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import Tokens from '@fastify/csrf';
import { CSRF_FIELD, isSecretAddress, Problem } from '@minutebook/web-kit';
import { FORM_WITH_FILE, PERMISSION, PUBLIC, RECORD_OF, type IdentifiedRequest, type RecordOf } from './identity';
import type { Permission } from '../permissions';
import type { Session } from '../sessions';
import { ApiLimit } from './api-limit';
import { bearerTokenOf, Identification, isApiRequest } from './identification';
import { Rights } from './rights';

const csrfTokens = new Tokens({ userInfo: true });

/** A token for the forms of one session; it fits no other session and no other account. */
export function csrfTokenFor({ csrfSecret, account }: Session): string {
  return csrfTokens.create(csrfSecret, account);
}

/** Whether a form brought a token that was made for this session. */
export function isOwnForm({ csrfSecret, account }: Session, token: unknown): boolean {
  return typeof token === 'string' && csrfTokens.verify(csrfSecret, token, account);
}

/** Nobody is signed in: pages send the reader to the sign-in page. */
export class NotSignedIn extends Error {}

/**
 * Lets a request through that is signed in (pages: cookie; API: bearer token, never the cookie), may do what the route
 * asks for, and, where it is a form, was sent from a page of ours.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly identification: Identification,
    private readonly rights: Rights,
    private readonly apiLimit: ApiLimit,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const targets = [context.getHandler(), context.getClass()];
    const request = context.switchToHttp().getRequest<IdentifiedRequest>();
    const isApi = isApiRequest(request);
    // Whoever has a secret address needs no other sign of who they are, and none that the browser sends counts.
    if (!isSecretAddress(request)) request.identity = await this.identification.of(request);
    if (isApi && request.identity) this.apiLimit.count(bearerTokenOf(request) ?? '');
    const readsParts = this.reflector.getAllAndOverride<boolean>(FORM_WITH_FILE, targets) === true;
    if (!isApi) refuseForeignForms(request, readsParts);
    if (this.reflector.getAllAndOverride<boolean>(PUBLIC, targets) === true) return true;

    const { identity } = request;
    if (!identity) {
      if (!isApi) throw new NotSignedIn();
      throw new Problem(401, { title: 'A valid API token is needed: Authorization: Bearer <token>' });
    }
    const permission = this.reflector.getAllAndOverride<Permission | undefined>(PERMISSION, targets);
    if (permission === undefined)
      throw new Problem(403, { title: 'Nobody may do this: nothing says who might', rule: 'role-may-not' });
    if (isApi && !identity.mayWrite && request.method !== 'GET' && request.method !== 'HEAD')
      throw new Problem(403, { title: 'This token may read only', rule: 'token-may-not' });
    const record = this.reflector.getAllAndOverride<RecordOf | undefined>(RECORD_OF, targets);
    await this.rights.require(request, permission, record);
    return true;
  }
}

function refuseForeignForms(request: IdentifiedRequest, readsParts: boolean): void {
  if (request.method === 'GET' || request.method === 'HEAD') return;
  if (isFromElsewhere(request.headers['sec-fetch-site'])) throw notOurForm();
  const session = request.identity?.session;
  if (session === undefined || readsParts) return;
  const body = (request.body ?? {}) as Readonly<Record<string, unknown>>;
  if (!isOwnForm(session, body[CSRF_FIELD])) throw notOurForm();
}

/** A neighbour under the council's domain is another site too: what it is broken into for must not reach us. */
function isFromElsewhere(site: unknown): boolean {
  return site !== undefined && site !== 'same-origin' && site !== 'none';
}

export function notOurForm(): Problem {
  return new Problem(403, {
    title: 'This form was sent from another page or has expired. Go back, load the page again and send it once more.',
    rule: 'form-not-from-here',
  });
}
