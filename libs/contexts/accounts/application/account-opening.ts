import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { uuidV5, type CommandOutcome, type CommandRequest } from '@minutebook/kernel/recording';
import type { GrantWanted } from '../domain/account.commands';
import { AccountCommandHandler, RecordOnAccount } from './account.command-handler';
import { RecordOnAccountDirectory } from './account-directory.command-handler';
import { RecordOnPerson } from './person.command-handler';

/** Somebody who gets an account. */
export interface Newcomer {
  readonly accountId: string;
  readonly kind: 'person' | 'service';
  /** How the account is called where no name is known, or not any more. */
  readonly title: string;
  /** Of a person whom pages call by name. */
  readonly name?: string;
  /** What a person signs in with; only together with a name. */
  readonly email?: string;
  readonly grants: readonly GrantWanted[];
}

/**
 * Opens the account of somebody: takes the address, adds the person, opens the account with its roles. Each is a command
 * whose id follows from the first, so that a repeat goes on where it stopped; what would be refused is refused before
 * anything is recorded.
 */
@Injectable()
export class AccountOpening {
  constructor(
    private readonly commands: CommandBus,
    private readonly accounts: AccountCommandHandler,
  ) {}

  async open(newcomer: Newcomer, request: CommandRequest): Promise<CommandOutcome> {
    const { accountId, kind, title, name, email, grants } = newcomer;
    const person = name === undefined ? undefined : uuidV5(request.commandId, 'person');
    const opening = new RecordOnAccount(
      accountId,
      { type: 'open', id: accountId, kind, title, ...(person !== undefined && { person }), grants },
      request,
    );
    const refused = await this.accounts.check(opening);
    if (refused) return { refused };
    // Only the account itself is what the request is about: its revision and body belong there.
    const { expectedRevision: _, body: __, reason: ___, ...plain } = request;
    const part = (what: string): CommandRequest => ({
      ...plain,
      commandId: uuidV5(request.commandId, what),
      correlationId: request.commandId,
    });
    if (person !== undefined && name !== undefined) {
      if (email !== undefined) {
        const taken = await this.run(
          new RecordOnAccountDirectory({ type: 'take', account: accountId, person, email }, part('address')),
        );
        if ('refused' in taken) return taken;
      }
      const adding = { type: 'add' as const, id: person, name, ...(email !== undefined && { email }) };
      const added = await this.run(new RecordOnPerson(person, adding, part('person added')));
      if ('refused' in added) return added;
    }
    return this.run(opening);
  }

  private run(command: object): Promise<CommandOutcome> {
    return this.commands.execute<object, CommandOutcome>(command);
  }
}
