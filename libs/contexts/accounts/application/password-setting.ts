import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { Actor, Refusal } from '@minutebook/kernel';
import { newRandomId, SYSTEM_CLOCK, type CommandOutcome, type SystemClock } from '@minutebook/kernel/recording';
import { RecordOnAccount } from './account.command-handler';
import { AccountReader, accountStream, type AccountRead } from './account-reader';
import { PersonDirectory } from './person-directory';
import { accountRefusal } from '../domain/account.refusals';
import { hashOfCode } from '../sign-in/codes';
import { LocalSignIn } from './local-sign-in';
import { hashPassword, passwordRefusal } from '../sign-in/passwords';
import { SignInAddresses } from '../sign-in/sign-in-addresses';

/** Sets a password: with the code of an invitation or a reset, or with the present password. */
@Injectable()
export class PasswordSetting {
  constructor(
    private readonly addresses: SignInAddresses,
    private readonly accounts: AccountReader,
    private readonly persons: PersonDirectory,
    private readonly signIn: LocalSignIn,
    private readonly commands: CommandBus,
    @Inject(SYSTEM_CLOCK) private readonly clock: SystemClock,
  ) {}

  /**
   * With a code that was handed over. An address that is not known, a code that is wrong and one that is too old are
   * refused in the same words. Throws `TooManyRequests`.
   */
  async withCode(
    email: string,
    code: string,
    password: string,
    computer: string,
  ): Promise<{ readonly account: string } | { readonly refused: Refusal }> {
    this.signIn.takeTry(computer);
    const accountId = await this.addresses.accountOf(email);
    const read = accountId === undefined ? undefined : await this.accounts.read(accountId);
    const codeHash = hashOfCode(code);
    const by = read && this.whichCode(read, codeHash);
    if (!read || !by) return { refused: accountRefusal('code-not-valid') };
    const refused = this.refusalOf(read, password, email);
    if (refused) return { refused };
    const actor: Actor = {
      account: read.id,
      role: read.state.grants[0]?.role ?? 'system',
      grant: `${accountStream(read.id)}@${read.revisions.get(by) ?? 0}`,
    };
    const outcome = await this.set(read.id, password, by, actor, codeHash);
    return 'refused' in outcome ? outcome : { account: read.id };
  }

  /** What is wrong with a password for an account. */
  refusalOf({ state }: AccountRead, password: string, ...known: readonly string[]): Refusal | undefined {
    const name = state.person === undefined ? undefined : this.persons.nameOf(state.person);
    return passwordRefusal(password, [...known, ...(name === undefined ? [] : [name])]);
  }

  async set(
    accountId: string,
    password: string,
    by: 'set-up' | 'invitation' | 'reset' | 'change',
    actor: Actor,
    codeHash?: string,
  ): Promise<CommandOutcome> {
    const credential = await hashPassword(password);
    const input = {
      ...{ type: 'set-password' as const, credential, by, now: this.clock.now() },
      ...(codeHash !== undefined && { codeHash }),
    };
    const request = { commandId: newRandomId(), actor, origin: 'user', via: 'page' } as const;
    return this.commands.execute<RecordOnAccount, CommandOutcome>(new RecordOnAccount(accountId, input, request));
  }

  private whichCode({ state }: AccountRead, codeHash: string): 'invitation' | 'reset' | undefined {
    const now = this.clock.now();
    return (['invitation', 'reset'] as const).find((kind) => {
      const offered = state[kind];
      return state.status === 'open' && offered?.codeHash === codeHash && now < offered.expiresAt;
    });
  }
}
