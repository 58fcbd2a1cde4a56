import { Injectable } from '@nestjs/common';
import { AccountsQuery } from '@minutebook/accounts';
import { londonDateOf } from '@minutebook/kernel';
import type { AsAt } from '@minutebook/kernel/read-models';
import { RetainedRecords, type RetainedRecord, type RetainedRecordSource } from './retained-records';

/** How accounts are kept, and what this context records itself: accounts know nothing of retention. */
@Injectable()
export class RetentionOfAccounts implements RetainedRecordSource {
  readonly classes = {
    account: 'accounts',
    accountDirectory: 'accounts',
    person: 'accounts',
    erasureRequest: 'erasure-and-holds',
    hold: 'erasure-and-holds',
    subjectAccess: 'erasure-and-holds',
  };

  constructor(
    retained: RetainedRecords,
    private readonly accounts: AccountsQuery,
  ) {
    retained.register(this);
  }

  /** By their titles, never by the names of persons. */
  records(at: AsAt): readonly RetainedRecord[] {
    return this.accounts.accounts(at).map(({ id, title, opened, closedOn }) => ({
      stream: `account-${id}`,
      kind: 'Account',
      name: title,
      path: `/people/${id}`,
      retentionClass: this.classes.account,
      lastAmended: closedOn ?? londonDateOf(opened),
      closedOn,
    }));
  }
}
