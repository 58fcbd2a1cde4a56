import { Injectable } from '@nestjs/common';
import { type Belongings, ROLE_NAMES } from '@minutebook/kernel';
import { Problem } from '@minutebook/web-kit';
import { grantFor, type Account } from '../account-rights';
import { ANYWHERE, PERMITTED, type Permission } from '../permissions';
import type { IdentifiedRequest, Identity, RecordOf } from './identity';
import { RecordScopes, type RecordKind } from './record-scopes';

/** Says whether a request may do something to some record, and remembers the grant for the event that follows. */
@Injectable()
export class Rights {
  constructor(private readonly scopes: RecordScopes) {}

  /** Throws a 403 `Problem`, or a 503 one where the log could not be asked what the account may do. */
  async require(request: IdentifiedRequest, permission: Permission, record: RecordOf | undefined): Promise<void> {
    const { identity } = request;
    if (!identity) throw new Error('Only requests that were identified have rights');
    const belongings = ANYWHERE.has(permission) ? 'some record' : await this.belongingsOf(request, record);
    this.remember(identity, permission, belongings);
  }

  /** The same for a record that only the route itself knows, such as the one that an uploaded form names. */
  async requireFor(
    request: IdentifiedRequest,
    permission: Permission,
    record: { readonly kind: RecordKind; readonly id: string },
  ): Promise<void> {
    if (!request.identity) throw new Error('Only requests that were identified have rights');
    this.remember(request.identity, permission, await this.belongings(record.kind, record.id));
  }

  /** Where there is no such record, a role for some record leads on to the answer that there is none. */
  private async belongings(kind: RecordKind, id: unknown): Promise<Belongings | 'some record'> {
    return (await this.scopes.belongingsOf(kind, id)) ?? 'some record';
  }

  private remember(identity: Identity, permission: Permission, belongings: Belongings | 'some record'): void {
    const { account } = identity;
    const grant = grantFor(account, permission, belongings);
    if (!grant) throw refused(account, permission);
    identity.permitted = { permission, grant };
  }

  private belongingsOf(
    request: IdentifiedRequest,
    record: RecordOf | undefined,
  ): Promise<Belongings | 'some record'> | Belongings | 'some record' {
    if (record === undefined) return {};
    if (record === 'somewhere') return 'some record';
    const from = (record.in === 'params' ? request.params : request.body) as
      Readonly<Record<string, unknown>> | undefined;
    return this.belongings(record.kind, from?.[record.name]);
  }
}

/** The account's role holds only with a second factor, which is not set up yet: pages lead there. */
export class SecondFactorNeeded extends Problem {
  constructor() {
    super(403, {
      title: 'Your role needs a second factor. Set one up on the page “My account” first',
      rule: 'second-factor-needed',
    });
  }
}

function refused(account: Account, permission: Permission): Problem {
  if (account.unsure)
    return new Problem(503, {
      title:
        'The record has not answered for more than ten seconds, so it is not known what you may do now. What every role may read stays open; everything else is closed until it answers.',
      rule: 'rights-not-known',
    });
  if (account.withheld?.some((role) => (PERMITTED[permission] as readonly string[]).includes(role)))
    return new SecondFactorNeeded();
  const elsewhere = account.roles.some((role) => (PERMITTED[permission] as readonly string[]).includes(role));
  const names = account.roles.map((role) => ROLE_NAMES[role].toLowerCase()).join(' and ');
  const title =
    account.roles.length === 0
      ? 'Your account holds no role today. Ask an administrator for one'
      : elsewhere
        ? `Your role of ${names} is bound to other groups or plans, and may not do this here`
        : `The role of ${names} may not do this`;
  return new Problem(403, { title, rule: 'role-may-not' });
}
