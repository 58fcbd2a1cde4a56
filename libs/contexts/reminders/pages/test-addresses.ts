import { Inject, Injectable } from '@nestjs/common';
import { MAILER, type Mailer } from '@minutebook/kernel/recording';
import { Addresses } from '../application/what-is-known';
import { REMINDER_SWITCH_REFUSALS } from '../domain/reminder-switch.refusals';

/** Addresses of mail of signed-in accounts, and whether mail leaves at all. */
@Injectable()
export class TestAddresses {
  constructor(
    private readonly addresses: Addresses,
    @Inject(MAILER) private readonly mailer: Mailer,
  ) {}

  of(account: string): string | undefined {
    return this.addresses.addressOf(account);
  }

  /** Why a test to this account cannot be sent; undefined where it can. */
  noTest(account: string): string | undefined {
    if (!this.mailer.canSend) return REMINDER_SWITCH_REFUSALS['no-mail-leaves'].message;
    return this.of(account) === undefined ? REMINDER_SWITCH_REFUSALS['no-own-address'].message : undefined;
  }
}
