import { Injectable, Inject } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { addDays, isHeld, londonDateOf, REMOVED_TEXT, sameScope, type Refusal } from '@minutebook/kernel';
import { CLOCK, newRandomId, type Clock, type CommandOutcome, type CommandRequest } from '@minutebook/kernel/recording';
import { ReadModels } from '@minutebook/kernel/read-models';
import { ExternalAccounts, type ClaimedRole, type ExternalIdentity } from '../openid/external-accounts';
import { SignInAddresses } from '../sign-in/sign-in-addresses';
import { RecordOnAccount } from './account.command-handler';
import { AccountOpening } from './account-opening';
import { AccountReader, accountStream, type AccountRead } from './account-reader';
import { Credentials } from './local-sign-in';

/** Minutebook itself, on the word of the provider. */
const BY_PROVIDER = { account: 'system', role: 'system', grant: 'system' } as const;

/** Roles that follow from claims have ids that begin so: what an administrator has given stays when claims change. */
const CLAIMED = 'claims-';

/** How long a first sign-in waits until its own account shows by name, in ms. */
const PATIENCE = 2_000;

/** Ids of the accounts that there are. */
export abstract class KnownAccountIds {
  abstract all(): readonly string[];
}

/** What accounts of a provider are found and kept with. */
@Injectable()
export class ProviderAccountParts {
  constructor(
    readonly accounts: AccountReader,
    readonly credentials: Credentials,
    readonly ids: KnownAccountIds,
    readonly readModels: ReadModels,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  today(): string {
    return londonDateOf(this.clock.now());
  }

  request(reason?: string): CommandRequest {
    return {
      ...{ commandId: newRandomId(), actor: BY_PROVIDER, origin: 'system', via: 'page' },
      ...(reason !== undefined && { reason }),
    };
  }
}

/**
 * The accounts of those whom a provider identifies, in the record: found by issuer and subject, else by an address that
 * the provider has verified, else opened; their roles follow the claims each time.
 */
@Injectable()
export class AccountsOfProvider extends ExternalAccounts {
  /** By issuer and subject: subjects are sealed, so each is opened once and kept in memory only. */
  private readonly bySubject = new Map<string, string>();
  private readonly looked = new Set<string>();
  /** One at a time: two first sign-ins of one person must not open two accounts. */
  private turn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly parts: ProviderAccountParts,
    private readonly addresses: SignInAddresses,
    private readonly opening: AccountOpening,
    private readonly commands: CommandBus,
  ) {
    super();
  }

  signIn(identity: ExternalIdentity): Promise<{ readonly account: string } | { readonly refused: Refusal }> {
    const done = this.turn.then(() => this.signInNow(identity));
    this.turn = done.catch(() => undefined);
    return done;
  }

  private async signInNow(identity: ExternalIdentity): Promise<{ account: string } | { refused: Refusal }> {
    const known = await this.find(identity);
    if (!known && identity.grants.length === 0) return { refused: NO_ROLE };
    const account = known ?? (await this.open(identity));
    if (typeof account !== 'string') return account;
    await this.followClaims(account, identity.grants);
    const read = await this.parts.accounts.read(account);
    if (read?.state.status !== 'open') return { refused: CLOSED };
    const today = this.parts.today();
    if (!read.state.grants.some((grant) => isHeld(grant, today))) return { refused: NO_ROLE };
    // Its name is opened when the read models have followed: the first page should show it.
    await this.parts.readModels.waitFor(accountStream(account), read.revision, PATIENCE);
    return { account };
  }

  private async find({ issuer, subject, email, emailVerified }: ExternalIdentity): Promise<string | undefined> {
    for (const id of this.parts.ids.all()) if (!this.looked.has(id)) await this.look(id);
    const linked = this.bySubject.get(keyOf(issuer, subject));
    if (linked !== undefined) return linked;
    const invited = email !== undefined && emailVerified === true ? await this.addresses.accountOf(email) : undefined;
    if (invited === undefined) return undefined;
    return (await this.link(invited, issuer, subject)) ? invited : undefined;
  }

  private async look(id: string): Promise<void> {
    const read = await this.parts.accounts.read(id);
    for (const { issuer, subject } of read?.state.signIns ?? []) {
      const opened = await this.parts.credentials.open(id, subject);
      if (opened !== undefined && opened !== REMOVED_TEXT) this.bySubject.set(keyOf(issuer, opened), id);
    }
    this.looked.add(id);
  }

  private async open({
    issuer,
    subject,
    name,
    email,
    emailVerified,
  }: ExternalIdentity): Promise<string | { refused: Refusal }> {
    const accountId = newRandomId();
    // An address that the provider does not vouch for would let somebody take another's.
    const isOwn = name !== undefined && email !== undefined && emailVerified !== false;
    const isFree = isOwn && (await this.addresses.accountOf(email)) === undefined;
    const outcome = await this.opening.open(
      {
        ...{ accountId, kind: 'person', title: 'Known to the provider', grants: [] },
        ...(name !== undefined && { name }),
        ...(isFree && { email }),
      },
      this.parts.request(),
    );
    if ('refused' in outcome) return outcome;
    await this.link(accountId, issuer, subject);
    return accountId;
  }

  private async link(account: string, issuer: string, subject: string): Promise<boolean> {
    const outcome = await this.record(account, { type: 'link-sign-in', issuer, subject });
    if ('refused' in outcome) return false;
    this.bySubject.set(keyOf(issuer, subject), account);
    this.looked.add(account);
    return true;
  }

  /** Gives the roles that the claims say, and takes back those that they said before and say no more. */
  private async followClaims(account: string, claimed: readonly ClaimedRole[]): Promise<void> {
    const read = await this.parts.accounts.read(account);
    if (read?.state.status !== 'open') return;
    const today = this.parts.today();
    const held = heldByClaims(read, today);
    for (const { grantId, role, scope } of held)
      if (!claimed.some((claim) => claim.role === role && sameScope(claim.scope, scope)))
        await this.record(
          account,
          { type: 'end-role', grantId, to: addDays(today, -1) },
          'The provider does not say so any more.',
        );
    for (const { role, scope } of claimed)
      if (
        !read.state.grants.some((grant) => isHeld(grant, today) && grant.role === role && sameScope(grant.scope, scope))
      )
        // What cannot be given, such as a role for a group that is not there, leaves the others as they are.
        await this.record(account, {
          type: 'grant-role',
          grantId: `${CLAIMED}${newRandomId()}`,
          role,
          scope,
          from: today,
        });
  }

  private record(
    account: string,
    input: ConstructorParameters<typeof RecordOnAccount>[1],
    reason?: string,
  ): Promise<CommandOutcome> {
    return this.commands.execute(new RecordOnAccount(account, input, this.parts.request(reason)));
  }
}

function heldByClaims({ state }: AccountRead, today: string) {
  return state.grants.filter((grant) => grant.grantId.startsWith(CLAIMED) && isHeld(grant, today));
}

function keyOf(issuer: string, subject: string): string {
  return `${issuer}\n${subject}`;
}

const NO_ROLE: Refusal = {
  rule: 'no-role',
  message:
    'You have no role in Minutebook. Ask whoever looks after Minutebook in your council to be given one, or to be put into the right group of the provider.',
};
const CLOSED: Refusal = {
  rule: 'account-is-closed',
  message: 'Your account was closed. Ask whoever looks after Minutebook in your council if that is a mistake.',
};
