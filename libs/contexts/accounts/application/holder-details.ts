import { CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { uuidV5, type CommandOutcome, type CommandRequest } from '@minutebook/kernel/recording';
import { RecordOnAccount } from './account.command-handler';
import { AccountReader } from './account-reader';
import { RecordOnAccountDirectory } from './account-directory.command-handler';
import { RecordOnPerson } from './person.command-handler';

/** Changes what is known of the holder of an account: name, address, and what the account is called without a name. */
export class ChangeHolderDetails {
  constructor(
    readonly accountId: string,
    readonly details: { readonly name?: string; readonly email?: string; readonly title?: string },
    readonly request: CommandRequest,
  ) {}
}

/** What is left out stays as it is. The address first, for it may be another account's. */
@CommandHandler(ChangeHolderDetails)
export class ChangeHolderDetailsHandler implements ICommandHandler<ChangeHolderDetails, CommandOutcome> {
  constructor(
    private readonly commands: CommandBus,
    private readonly accounts: AccountReader,
  ) {}

  async execute({ accountId, details, request }: ChangeHolderDetails): Promise<CommandOutcome> {
    const { title, ...ofPerson } = details;
    const person = (await this.accounts.read(accountId))?.state.person;
    const commands: object[] = [];
    const part = (what: string): CommandRequest => ({
      ...request,
      commandId: uuidV5(request.commandId, what),
      correlationId: request.commandId,
    });
    if (person !== undefined) {
      const { email } = ofPerson;
      if (email !== undefined)
        commands.push(
          new RecordOnAccountDirectory({ type: 'take', account: accountId, person, email }, part('address')),
        );
      commands.push(new RecordOnPerson(person, { type: 'change-details', ...ofPerson }, part('details')));
    }
    if (title !== undefined) commands.push(new RecordOnAccount(accountId, { type: 'retitle', title }, request));
    let outcome: CommandOutcome = { refused: NOTHING_CHANGED };
    for (const command of commands) {
      outcome = await this.commands.execute<object, CommandOutcome>(command);
      if ('refused' in outcome) return outcome;
    }
    return outcome;
  }
}

const NOTHING_CHANGED = { rule: 'nothing-changed', message: 'Nothing was changed on the form.' };
