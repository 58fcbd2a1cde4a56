import { isHeld, isId, isRecordKeeping, londonDateOf, type Told } from '@minutebook/kernel';
import {
  LogUnavailable,
  type Clock,
  type EventLog,
  type LoggedEvent,
  type SystemClock,
} from '@minutebook/kernel/recording';
import type { Account, HeldGrant } from '../account-rights';
import type { AccountEvent } from '../domain/account.events';
import { evolveAccount, initialAccount, type AccountState, type KnownAccount } from '../domain/account.state';

/** What was read of an account is taken for true this long, in ms: a role that is taken away works everywhere within it. */
const FRESH_FOR = 1_000;
/** While the log cannot be asked, what was read holds this long; after that the account may only read. In ms. */
const TRUSTED_FOR = 10_000;
/** A log that does not answer within this time is taken for one that cannot be asked, in ms. */
const PATIENCE = 2_000;
/** Accounts that are remembered; more than a council has. */
const REMEMBERED = 5_000;

export function accountStream(accountId: string): string {
  return `account-${accountId}`;
}

/** An account as its stream in the log has it. */
export interface AccountRead {
  readonly id: string;
  readonly state: KnownAccount;
  /** Revision of the event behind each grant and each cover, by its id; and of the last `invitation` and `reset`. */
  readonly revisions: ReadonlyMap<string, number>;
  /** Last revision of the stream. */
  readonly revision: number;
}

interface Remembered {
  /** Undefined where there is no such account. */
  readonly read: AccountRead | undefined;
  /** Machine's clock, epoch ms. */
  readonly at: number;
}

/**
 * Reads accounts from the log, which holds their roles and from when their sessions are valid. What was read is kept for
 * a second at most; on the node that records a change it is forgotten at once.
 */
export class AccountReader {
  private readonly remembered = new Map<string, Remembered>();
  private readonly reading = new Map<string, Promise<AccountRead | undefined>>();
  private generation = 0;

  constructor(
    private readonly log: Pick<EventLog, 'readStream'>,
    private readonly clock: Clock,
    private readonly systemClock: SystemClock,
    /** What the read models know of an account that was not read lately, for reading only while the log is away. */
    private readonly lastKnown: (id: string) => KnownAccount | undefined = () => undefined,
  ) {}

  /** An account as it stands; undefined where there is none. Throws `LogUnavailable`. */
  async read(id: string): Promise<AccountRead | undefined> {
    return (await this.recall(id)).read;
  }

  /**
   * What an account may do today; undefined where there is no such account, or where it is closed.
   * Throws `LogUnavailable` where the log cannot be asked about an account that is not remembered.
   */
  async identify(id: string, nameOf: (id: string) => string): Promise<(Account & { state: KnownAccount }) | undefined> {
    const { read, unsure } = await this.recall(id);
    if (read?.state.status !== 'open') return undefined;
    const today = londonDateOf(this.clock.now());
    const grants = [...ownGrants(read, today), ...(await this.coveredGrants(read, today))];
    return {
      id,
      name: nameOf(id),
      kind: read.state.kind,
      roles: [...new Set(grants.map(({ role }) => role))],
      grants,
      state: read.state,
      ...(unsure && { unsure }),
    };
  }

  /** Something was recorded about accounts: everything is read again. */
  forget(): void {
    this.generation += 1;
    this.remembered.clear();
    this.reading.clear();
  }

  private async coveredGrants({ id, state, revisions }: AccountRead, today: string): Promise<readonly HeldGrant[]> {
    const covers = state.covers.filter((cover) => isHeld(cover, today));
    const held = await Promise.all(
      covers.map(async ({ coverId, forAccount, to }): Promise<readonly HeldGrant[]> => {
        const { read } = await this.recall(forAccount);
        if (read?.state.status !== 'open') return [];
        const grant = `${accountStream(id)}@${revisions.get(coverId) ?? 0}`;
        return ownGrants(read, today).map(({ role, scope, until }) => ({
          role,
          scope,
          grant,
          until: until !== undefined && until < to ? until : to,
          actingFor: forAccount,
        }));
      }),
    );
    return held.flat();
  }

  private async recall(id: string): Promise<{ readonly read: AccountRead | undefined; readonly unsure?: boolean }> {
    if (!isId(id)) return { read: undefined };
    const known = this.remembered.get(id);
    if (known && this.systemClock.now() - known.at < FRESH_FOR) return known;
    try {
      return { read: await this.readAnew(id) };
    } catch (error) {
      if (!(error instanceof LogUnavailable)) throw error;
      if (known) return { read: known.read, unsure: this.systemClock.now() - known.at > TRUSTED_FOR };
      const state = this.lastKnown(id);
      if (!state) throw error;
      return { read: { id, state, revisions: new Map(), revision: 0 }, unsure: true };
    }
  }

  /** Requests that come at once share one reading. */
  private readAnew(id: string): Promise<AccountRead | undefined> {
    const under = this.reading.get(id) ?? this.readNow(id);
    this.reading.set(id, under);
    return under;
  }

  private async readNow(id: string): Promise<AccountRead | undefined> {
    const { generation } = this;
    const at = this.systemClock.now();
    try {
      const read = readingOf(id, await withinPatience(this.log.readStream(accountStream(id))));
      if (generation === this.generation) {
        if (this.remembered.size >= REMEMBERED) this.remembered.clear();
        this.remembered.set(id, { read, at });
      }
      return read;
    } finally {
      if (generation === this.generation) this.reading.delete(id);
    }
  }
}

function readingOf(id: string, history: readonly LoggedEvent[]): AccountRead | undefined {
  const revisions = new Map<string, number>();
  let state: AccountState = initialAccount;
  for (const event of history) {
    if (isRecordKeeping(event)) continue;
    const told = event as LoggedEvent & Told<AccountEvent>;
    state = evolveAccount(state, told);
    if (told.type === 'RoleGranted') revisions.set(told.data.grantId, event.revision);
    if (told.type === 'AbsenceCovered') revisions.set(told.data.coverId, event.revision);
    if (told.type === 'AccountInvited') revisions.set('invitation', event.revision);
    if (told.type === 'PasswordResetOffered') revisions.set('reset', event.revision);
  }
  if (state.status === 'not-opened') return undefined;
  return { id, state, revisions, revision: history.length - 1 };
}

function ownGrants({ id, state, revisions }: AccountRead, today: string): readonly HeldGrant[] {
  return state.grants
    .filter((grant) => isHeld(grant, today))
    .map(({ grantId, role, scope, to }) => ({
      role,
      scope,
      grant: `${accountStream(id)}@${revisions.get(grantId) ?? 0}`,
      ...(to !== undefined && { until: to }),
    }));
}

async function withinPatience<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const reason = new LogUnavailable(false, 'The log does not answer when it is asked about an account');
    timer = setTimeout(() => reject(reason), PATIENCE);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
