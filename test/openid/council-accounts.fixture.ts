import { CommandBus } from '@nestjs/cqrs';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  AccountOpening,
  AccountReader,
  ExternalAccounts,
  OfferedAccounts,
  RecordOnAccount,
  type ExternalIdentity,
  type OfferedAccount,
} from '@minutebook/accounts';
import { ReadModels } from '@minutebook/kernel/read-models';
import { newRandomId } from '@minutebook/kernel/recording';
import { SYSTEM_ACTOR } from '../../apps/tracker/system-actor';

/** For specs only: an account of Minutebook's own. */
export const LOCAL_CLERK: OfferedAccount = {
  id: 'local-clerk',
  name: 'Local clerk',
  role: 'clerk',
  canTry: 'Whatever a clerk may do.',
};

/** For specs only: the accounts of a council, with one that is offered without a password; watches who is identified. */
export class CouncilAccounts {
  /** Every identity that was asked for, the last one last. */
  readonly identified: ExternalIdentity[] = [];
  private app: NestFastifyApplication | undefined;
  private readonly bySubject = new Map<string, string>();

  /** Opens the local account, offers it, and watches. */
  async begin(app: NestFastifyApplication): Promise<void> {
    this.app = app;
    const { id, name, role } = LOCAL_CLERK;
    const grant = { grantId: 'clerk', role, scope: { kind: 'council' }, from: '2026-01-01' } as const;
    await app
      .get(CommandBus)
      .execute(
        new RecordOnAccount(
          id,
          { type: 'open', id, kind: 'person', title: name, grants: [grant] },
          { commandId: newRandomId(), actor: SYSTEM_ACTOR, origin: 'user', via: 'page' },
        ),
      );
    await app.get(ReadModels).waitFor(`account-${id}`, 0, 2_000);
    Object.assign(app.get(OfferedAccounts), { all: [LOCAL_CLERK] });
    const accounts = app.get(ExternalAccounts, { strict: false });
    const signIn = accounts.signIn.bind(accounts);
    accounts.signIn = async (identity) => {
      this.identified.push(identity);
      const outcome = await signIn(identity);
      if ('account' in outcome) this.bySubject.set(identity.subject, outcome.account);
      return outcome;
    };
  }

  /** Opens an account as an administrator does, with an address to sign in with. */
  async invite(name: string, email: string, role: 'reader'): Promise<void> {
    const grant = { grantId: newRandomId(), role, scope: { kind: 'council' }, from: '2026-01-01' } as const;
    const outcome = await this.running
      .get(AccountOpening, { strict: false })
      .open(
        { accountId: newRandomId(), kind: 'person', title: 'Invited', name, email, grants: [grant] },
        { commandId: newRandomId(), actor: SYSTEM_ACTOR, origin: 'user', via: 'page' },
      );
    if ('refused' in outcome) throw new Error(outcome.refused.message);
  }

  /** The account that a subject of the provider signed in to. */
  accountOf(subject: string): string {
    return this.bySubject.get(subject) ?? '';
  }

  /** The roles that an account holds today. */
  async rolesOf(id: string): Promise<readonly string[]> {
    return (await this.running.get(AccountReader).identify(id, String))?.roles ?? [];
  }

  private get running(): NestFastifyApplication {
    if (!this.app) throw new Error('There is no record yet');
    return this.app;
  }
}
