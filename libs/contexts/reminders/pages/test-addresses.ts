import { Inject, Injectable } from '@nestjs/common';
import { AccountsQuery, PersonDirectory } from '@minutebook/accounts';
import { MAILER, type Mailer } from '@minutebook/kernel/recording';
import { REMINDER_SWITCH_REFUSALS } from '../domain/reminder-switch.refusals';

/** Addresses of mail of signed-in accounts, and whether mail leaves at all. */
@Injectable()
export class TestAddresses {
  constructor(
    private readonly accounts: AccountsQuery,
    private readonly persons: PersonDirectory,
    @Inject(MAILER) private readonly mailer: Mailer,
  ) {}

  of(account: string): string | undefined {
    const person = this.accounts.today(account)?.person;
    return typeof person === 'string' ? this.persons.emailOf(person) : undefined;
  }

  /** Why a test to this account cannot be sent; undefined where it can. */
  noTest(account: string): string | undefined {
    if (!this.mailer.canSend) return REMINDER_SWITCH_REFUSALS['no-mail-leaves'].message;
    return this.of(account) === undefined ? REMINDER_SWITCH_REFUSALS['no-own-address'].message : undefined;
  }
}
