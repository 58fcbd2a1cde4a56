import { Injectable } from '@nestjs/common';
import { AccountDirectory, AccountReader, actorOf, grantFor, RecordScopes, type Account } from '@minutebook/accounts';
import type { Actor } from '@minutebook/kernel';
import { LogUnavailable } from '@minutebook/kernel/recording';
import type { AnswerForm } from './reminder-kinds';
import type { ShutLink } from './shut-link';

/** Who answers by a link: whoever its message was sent to, in a role that is held today. */
@Injectable()
export class LinkHolders {
  constructor(
    private readonly accounts: AccountReader,
    private readonly directory: AccountDirectory,
    private readonly scopes: RecordScopes,
  ) {}

  /** @param person whom the message asks; another than the account where an absence is covered */
  async of(
    accountId: string,
    person: string,
    { permission, record }: AnswerForm,
    recordId: string,
  ): Promise<{ readonly actor: Actor } | ShutLink> {
    const account = await this.accounts.identify(accountId, (id) => this.directory.nameOf(id));
    if (!account) return { why: 'account-closed' };
    if (account.unsure) throw new LogUnavailable(false, 'The log cannot be asked what an account may do');
    const belongings = await this.scopes.belongingsOf(record, recordId);
    const grant = belongings && grantFor(inPlaceOf(account, person), permission, belongings);
    return grant ? { actor: actorOf(account, grant) } : { why: 'no-role' };
  }
}

/** Whoever covers an absence may hold the same role: the one of whoever was asked comes first. */
function inPlaceOf(account: Account, person: string): Account {
  const isAskedOne = ({ actingFor }: Account['grants'][number]): boolean => (actingFor ?? account.id) === person;
  return { ...account, grants: account.grants.toSorted((a, b) => Number(isAskedOne(b)) - Number(isAskedOne(a))) };
}
