import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { SealedText } from '@minutebook/kernel';
import { CommandRunner, type CommandOutcome, type CommandRequest } from '@minutebook/kernel/recording';
import { accountDirectoryDecider } from '../domain/account-directory.decider';
import { ACCOUNT_DIRECTORY, SignInAddresses } from '../sign-in/sign-in-addresses';
import { AccountReader } from './account-reader';
import { emailRefusal, personStream } from './person.command-handler';

/** Takes an address for an account, or gives up the one that it has. */
export class RecordOnAccountDirectory {
  constructor(
    readonly input:
      | { readonly type: 'take'; readonly account: string; readonly person: string; readonly email: string }
      | { readonly type: 'release'; readonly account: string },
    readonly request: CommandRequest,
  ) {}
}

@CommandHandler(RecordOnAccountDirectory)
export class AccountDirectoryCommandHandler implements ICommandHandler<RecordOnAccountDirectory, CommandOutcome> {
  constructor(
    private readonly runner: CommandRunner,
    private readonly addresses: SignInAddresses,
    private readonly accounts: AccountReader,
  ) {}

  async execute({ input, request }: RecordOnAccountDirectory): Promise<CommandOutcome> {
    const recording = { stream: ACCOUNT_DIRECTORY, decider: accountDirectoryDecider, request };
    if (input.type === 'release') return this.runner.run({ ...recording, command: () => input });
    const { account, person, email } = input;
    const refused = emailRefusal(email);
    if (refused) return { refused };
    return this.runner.run({
      ...recording,
      keyId: personStream(person),
      command: async (texts) => {
        const heldBy = await this.heldBy(email, account);
        return {
          type: 'take' as const,
          account,
          email: texts.text('data.email', email) as SealedText,
          ...(heldBy !== undefined && { heldBy }),
        };
      },
    });
  }

  /** An address that was taken for an account which then was never opened is free: that opening was cut short. */
  private async heldBy(email: string, account: string): Promise<string | undefined> {
    const holder = await this.addresses.accountOf(email);
    if (holder === undefined || holder === account) return holder;
    return (await this.accounts.read(holder)) ? holder : undefined;
  }
}
