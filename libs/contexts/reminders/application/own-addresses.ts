import { Injectable } from '@nestjs/common';
import { AccountsQuery, PersonDirectory } from '@minutebook/accounts';

/** Addresses of mail of accounts, for their own holders: those of a demonstration are nobody's, and have none. */
@Injectable()
export class OwnAddresses {
  constructor(
    private readonly accounts: AccountsQuery,
    private readonly persons: PersonDirectory,
  ) {}

  of(account: string): string | undefined {
    const person = this.accounts.today(account)?.person;
    return typeof person === 'string' ? this.persons.emailOf(person) : undefined;
  }
}
