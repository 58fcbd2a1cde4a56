import { createHash } from 'node:crypto';
import type { Actor, Role } from '@minutebook/kernel';
import { PERMITTED, ROLE_NAMES, type Permission } from './permissions';

/** Somebody who may sign in. The id is opaque: it stands in the record for ever and says nothing about the person. */
export interface Account {
  readonly id: string;
  /** How pages call the account: by role, never a person's name in the record. */
  readonly name: string;
  readonly roles: readonly Role[];
  /** `stream@revision` of the event that grants the roles. */
  readonly grant: string;
}

/** Where accounts are looked up. For now they are the demonstration's, and configuration rather than events. */
export abstract class AccountDirectory {
  abstract find(id: string): Account | undefined;
  /** Accounts that the sign-in page may offer by name. */
  abstract offered(): readonly (Account & { readonly canTry: string })[];

  /** How a page names an account; an id that nobody holds any more is shown as it is. */
  nameOf(id: string): string {
    return id === 'system' ? ROLE_NAMES.system : (this.find(id)?.name ?? id);
  }
}

/** The role in which an account may do something; undefined where it may not. Deny by default. */
export function roleFor(account: Account, permission: Permission): Role | undefined {
  const permitted: readonly Role[] = PERMITTED[permission];
  return account.roles.find((role) => permitted.includes(role));
}

/** Who the record names as having done it. Only for what `roleFor` permits. */
export function actorFor(account: Account, permission: Permission): Actor {
  const role = roleFor(account, permission);
  if (role === undefined) throw new Error(`${account.id} may not ${permission}`);
  return { account: account.id, role, grant: account.grant };
}

/** What the store keeps of a secret: its SHA-256, hexadecimal. */
export function sha256(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
