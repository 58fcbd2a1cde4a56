import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Opened, Refusal } from '@minutebook/kernel';
import {
  CommandRunner,
  reasonRefusal,
  textRefusal,
  type CommandOutcome,
  type CommandRequest,
  type Recording,
} from '@minutebook/kernel/recording';
import type { AccountCommand, AskedOfAccount } from '../domain/account.commands';
import { accountDecider } from '../domain/account.decider';
import type { AccountEvent } from '../domain/account.events';
import type { AccountRefusal } from '../domain/account.refusals';
import type { AccountState, KnownAccount } from '../domain/account.state';
import { AccountReader, accountStream } from './account-reader';
import { RecordScopes } from './record-scopes';

/** A command as a form or a JSON body brings it. */
export type AccountInput = Opened<AccountCommand>;

const TEXTS = new Set(['title', 'name', 'credential', 'subject']);

/** Commands that say why, so that the trail can answer it. */
const NEED_REASON: ReadonlySet<AccountInput['type']> = new Set(['end-role', 'close', 'reopen']);

export class RecordOnAccount {
  constructor(
    readonly accountId: string,
    readonly input: AccountInput,
    readonly request: CommandRequest,
  ) {}
}

/** The keys, to destroy those of credentials that were replaced. */
export abstract class CredentialKeys {
  abstract destroy(keyIds: readonly string[]): Promise<void>;
}

@CommandHandler(RecordOnAccount)
export class AccountCommandHandler implements ICommandHandler<RecordOnAccount, CommandOutcome> {
  constructor(
    private readonly runner: CommandRunner,
    private readonly accounts: AccountReader,
    private readonly scopes: RecordScopes,
    private readonly keys: CredentialKeys,
  ) {}

  async execute(asked: RecordOnAccount): Promise<CommandOutcome> {
    const refused = await this.inputRefusal(asked);
    if (refused) return { refused };
    let before: KnownAccount | undefined;
    const outcome = await this.runner.run(this.recording(asked, (state) => (before = state)));
    this.accounts.forget();
    if ('done' in outcome && outcome.done.recorded && before) await this.destroyReplaced(asked.accountId, before);
    return outcome;
  }

  /** The refusal that a command would meet now; nothing is recorded. */
  async check(asked: RecordOnAccount): Promise<Refusal | undefined> {
    return (await this.inputRefusal(asked)) ?? this.runner.check(this.recording(asked));
  }

  private async inputRefusal({ input, request }: RecordOnAccount): Promise<Refusal | undefined> {
    return (
      textRefusal(input, TEXTS) ??
      (NEED_REASON.has(input.type) ? reasonRefusal(request.reason) : undefined) ??
      (await this.nothingThere(input))
    );
  }

  private recording(
    { accountId, input, request }: RecordOnAccount,
    onState: (state: KnownAccount | undefined) => void = () => undefined,
  ): Recording<AccountState, AskedOfAccount, AccountEvent, AccountRefusal> {
    return {
      stream: accountStream(accountId),
      decider: accountDecider,
      request,
      command: (texts, today, state) => {
        onState(state.status === 'not-opened' ? undefined : state);
        const command = texts.texts(input, TEXTS) as AccountCommand;
        return { accountId, by: request.actor.account, today, command };
      },
    };
  }

  /** A role is bound, and cover given, only to what there is. */
  private async nothingThere(input: AccountInput): Promise<Refusal | undefined> {
    const wanted = input.type === 'open' ? input.grants : input.type === 'grant-role' ? [input] : [];
    for (const { scope } of wanted)
      if (scope.kind !== 'council' && !(await this.scopes.belongingsOf(scope.kind, scope.id)))
        return {
          rule: 'nothing-to-bind-the-role-to',
          field: 'scope',
          message: 'There is nothing with this id that the role could be bound to.',
        };
    if (input.type === 'cover-absence' && !(await this.accounts.read(input.forAccount)))
      return { rule: 'no-such-account-to-cover', field: 'forAccount', message: 'There is no account with this id.' };
    return undefined;
  }

  private async destroyReplaced(accountId: string, before: KnownAccount): Promise<void> {
    const now = (await this.accounts.read(accountId))?.state;
    const kept = new Set(credentialKeys(now));
    await this.keys.destroy(credentialKeys(before).filter((keyId) => !kept.has(keyId)));
  }
}

/** Under which keys the credentials of an account are sealed: each has one of its own. */
export function credentialKeys(account: KnownAccount | undefined): readonly string[] {
  if (!account) return [];
  const { password, secondFactor, signIns } = account;
  return [password, secondFactor, ...signIns.map(({ subject }) => subject)].flatMap((sealed) =>
    sealed ? [sealed.keyId] : [],
  );
}
