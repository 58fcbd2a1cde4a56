import { type Role, ROLE_NAMES } from '@minutebook/kernel';
import type { AccountsQuery } from './read-models/accounts.query';
import type { PersonDirectory } from './application/person-directory';

/** How pages call accounts. Names are today's, whatever moment a page shows. */
export abstract class AccountDirectory {
  abstract nameOf(account: string): string;
}

/** By the name of the account's person, where it is known; else by the account's title. */
export class NamesOfAccounts extends AccountDirectory {
  constructor(
    private readonly accounts: AccountsQuery,
    private readonly persons: PersonDirectory,
  ) {
    super();
  }

  nameOf(account: string): string {
    if (account === 'system') return ROLE_NAMES.system;
    const known = this.accounts.today(account);
    if (!known) return account;
    return (known.person === null ? undefined : this.persons.nameOf(known.person)) ?? known.title;
  }
}

/** An account that the sign-in page offers by name, in a demonstration. */
export interface OfferedAccount {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly canTry: string;
}

/** The accounts that need no password: a demonstration's, and nobody's elsewhere. */
export abstract class OfferedAccounts {
  abstract readonly all: readonly OfferedAccount[];
}
