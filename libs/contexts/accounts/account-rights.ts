import { createHash } from 'node:crypto';
import {
  ACCESS_CLASSES,
  covers,
  type AccessClass,
  type Actor,
  type Belongings,
  type Role,
  type Scope,
} from '@minutebook/kernel';
import { ANYWHERE, CLASS_READERS, OWN, PERMITTED, type Permission } from './permissions';

/** A role that an account may act in today. */
export interface HeldGrant {
  readonly role: Role;
  readonly scope: Scope;
  /** `stream@revision` of the event that grants it, or that arranged the cover. */
  readonly grant: string;
  /** Last day, where it has one: an ISO date. */
  readonly until?: string;
  /** Account whose absence is covered, where it is that account's role. */
  readonly actingFor?: string;
}

/** Somebody who is signed in. The id is opaque: it stands in the record for ever and says nothing about the person. */
export interface Account {
  readonly id: string;
  /** How pages call the account. */
  readonly name: string;
  readonly kind: 'person' | 'service';
  /** The roles held today, each once. */
  readonly roles: readonly Role[];
  readonly grants: readonly HeldGrant[];
  /** Roles that wait for a second factor: the account holds them, and cannot act in them yet. */
  readonly withheld?: readonly Role[];
  /** The log could not be asked for some time: what the account may do is what it was then, to read only. */
  readonly unsure?: boolean;
}

/** The role that lets an account do something to some record; undefined where none does. For links and next steps. */
export function roleFor(account: Account, permission: Permission, record?: Belongings): Role | undefined {
  return grantFor(account, permission, record ?? 'some record')?.role;
}

/**
 * The grant on which an account may do something. Deny by default: a role that is bound to a group, a plan or a lead
 * role holds only for what belongs to it, and a record that belongs to nothing is the whole council's.
 */
export function grantFor(
  account: Account,
  permission: Permission,
  record: Belongings | 'some record',
): HeldGrant | undefined {
  if (OWN.has(permission) && !account.unsure) return account.grants[0] ?? ownGrant(account);
  const permitted: readonly Role[] = PERMITTED[permission];
  if (account.unsure && !ANYWHERE.has(permission)) return undefined;
  return account.grants.find(
    ({ role, scope }) =>
      permitted.includes(role) && (record === 'some record' || ANYWHERE.has(permission) || covers(scope, record)),
  );
}

/** Whoever has an account looks after how it signs in, also without a role today: the opening of the account permits it. */
function ownGrant({ id, withheld }: Account): HeldGrant {
  return { role: withheld?.[0] ?? 'reader', scope: { kind: 'council' }, grant: `account-${id}@0` };
}

/** Who the record names as having done it. */
export function actorOf({ id }: Account, { role, grant, actingFor }: HeldGrant): Actor {
  return { account: id, role, grant, ...(actingFor !== undefined && { actingFor }) };
}

/** The access classes that an account may read. A role bound to a group reads the programme, and nothing that is closed. */
export function classesOf({ grants, unsure }: Account): readonly AccessClass[] {
  const may = (access: AccessClass): boolean =>
    grants.some(
      ({ role, scope }) => CLASS_READERS[access].includes(role) && (access === 'programme' || scope.kind === 'council'),
    );
  return ACCESS_CLASSES.filter((access) => may(access) && (access === 'programme' || !unsure));
}

/** What the record keeps of a secret: its SHA-256, hexadecimal. */
export function sha256(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
