import { Injectable } from '@nestjs/common';
import type { Role, Scope, ScopeKind } from '@minutebook/kernel';
import { ReadModels, textOrNull, type AsAt, type TemporalReader, type Version } from '@minutebook/kernel/read-models';
import type { Closing } from './accounts.projection';

/** An account as pages and API show it. */
export interface AccountSummary {
  readonly id: string;
  readonly kind: 'person' | 'service';
  readonly title: string;
  readonly person: string | null;
  readonly status: 'open' | 'closed';
  readonly closedOn: string | null;
  /** Record time of its opening, epoch ms. */
  readonly opened: number;
  readonly origin: string;
  readonly hasPassword: boolean;
  readonly hasSecondFactor: boolean;
  /** Issuer of the provider that signs in for it. */
  readonly signIn: string | null;
  /** Until when its invitation holds, epoch ms of the machine's clock; null once it is used. */
  readonly invitedUntil: number | null;
}

/** A role that is held, was held, or will be. */
export interface GrantSummary {
  readonly grantId: string;
  readonly account: string;
  readonly role: Role;
  readonly scope: Scope;
  readonly from: string;
  readonly to: string | null;
  /** Account that granted it. */
  readonly grantedBy: string;
  /** `stream@revision` of the event. */
  readonly event: string;
  readonly recordNumber: number;
}

export interface CoverSummary {
  readonly coverId: string;
  readonly account: string;
  readonly forAccount: string;
  readonly from: string;
  readonly to: string;
}

export interface TokenSummary {
  readonly tokenId: string;
  readonly name: string;
  readonly access: string;
  /** Epoch ms of the machine's clock. */
  readonly expiresAt: number;
  /** Record time, epoch ms. */
  readonly issued: number;
}

/** An account without what only its stream may say: codes, credentials, tokens. */
export interface LastKnownAccount {
  readonly status: 'open' | 'closed';
  readonly kind: 'person' | 'service';
  readonly title: string;
  readonly person?: string;
  readonly grants: readonly (Pick<GrantSummary, 'grantId' | 'role' | 'scope' | 'from'> & { readonly to?: string })[];
  readonly covers: readonly [];
  readonly signIns: readonly [];
  readonly tokens: readonly [];
  readonly sessionsValidFrom: number;
}

/** Asks accounts, and who holds which role, as they stood at a moment. */
@Injectable()
export class AccountsQuery {
  constructor(private readonly readModels: ReadModels) {}

  /** Every account, by title. */
  accounts(at: AsAt): readonly AccountSummary[] {
    return this.reader
      .members('account', 'accounts', 'all', at.recordNumber)
      .map(accountOf)
      .sort((a, b) => a.title.localeCompare(b.title, 'en-GB') || (a.id < b.id ? -1 : 1));
  }

  account(id: string, at: AsAt): AccountSummary | undefined {
    const row = this.reader.row('account', id, at.recordNumber);
    return row && accountOf(row);
  }

  /** The account as it stands now: names are today's, whatever moment a page shows. */
  today(id: string): AccountSummary | undefined {
    return this.account(id, { recordNumber: this.readModels.reached.recordNumber, pageDate: '', live: true });
  }

  /** An account as its stream would say, as far as it is needed to let somebody read while the log cannot be asked. */
  lastKnown(id: string): LastKnownAccount | undefined {
    const at = { recordNumber: this.readModels.reached.recordNumber, pageDate: '', live: true };
    const row = this.reader.row('account', id, at.recordNumber);
    if (!row) return undefined;
    const { status, kind, title, person } = accountOf(row);
    return {
      ...{ status, kind, title, covers: [], signIns: [], tokens: [] },
      ...(person !== null && { person }),
      grants: this.grants(at, id).map(({ grantId, role, scope, from, to }) => ({
        ...{ grantId, role, scope, from },
        ...(to !== null && { to }),
      })),
      sessionsValidFrom: Number(row['sessions_from'] ?? 0),
    };
  }

  /** Roles of an account, or of all, the latest first; those that ended are among them. */
  grants(at: AsAt, account = 'all'): readonly GrantSummary[] {
    const closings = new Map<string, readonly Closing[]>();
    return this.reader
      .members('grant', 'grants', account, at.recordNumber)
      .map((row) => this.grantOf(row, at, closings))
      .sort((a, b) => (a.from === b.from ? b.recordNumber - a.recordNumber : a.from < b.from ? 1 : -1));
  }

  /** Cover that an account gives or gets. */
  covers(at: AsAt, account: string): readonly CoverSummary[] {
    const closings = new Map<string, readonly Closing[]>();
    return this.reader
      .members('cover', 'covers', account, at.recordNumber)
      .map((row) => {
        const owner = String(row['account']);
        const bound = boundOf(row, this.closingsOf(owner, at, closings));
        const to = String(row['to_day']);
        return {
          coverId: partOf(row.key),
          account: owner,
          forAccount: String(row['for_account']),
          from: String(row['from_day']),
          to: bound !== undefined && bound < to ? bound : to,
        };
      })
      .sort((a, b) => (a.from < b.from ? 1 : -1));
  }

  /** Tokens that were not revoked, the latest first; they may have expired. */
  tokens(at: AsAt, account: string): readonly TokenSummary[] {
    const closings = this.closingsOf(account, at, new Map());
    return this.reader
      .members('token', 'tokens', account, at.recordNumber)
      .filter((row) => boundOf(row, closings) === undefined)
      .map((row) => ({
        tokenId: partOf(row.key),
        name: String(row['title']),
        access: String(row['access']),
        expiresAt: Number(row['expires']),
        issued: Number(row['issued']),
      }))
      .sort((a, b) => b.issued - a.issued);
  }

  /** Ids of all persons, those without an account too. */
  persons(at: AsAt): readonly string[] {
    return this.reader
      .members('person', 'persons', 'all', at.recordNumber)
      .map(({ key }) => key)
      .sort();
  }

  private grantOf(row: Version, at: AsAt, known: Map<string, readonly Closing[]>): GrantSummary {
    const account = String(row['account']);
    const bound = boundOf(row, this.closingsOf(account, at, known));
    const to = textOrNull(row['to_day']);
    const kind = row['scope_kind'] as ScopeKind;
    return {
      grantId: partOf(row.key),
      account,
      role: row['role'] as Role,
      scope: kind === 'council' ? { kind } : { kind, id: String(row['scope_id']) },
      from: String(row['from_day']),
      to: bound !== undefined && (to === null || bound < to) ? bound : to,
      grantedBy: String(row['granted_by']),
      event: String(row['event']),
      recordNumber: row.recordNumber,
    };
  }

  private closingsOf(account: string, at: AsAt, known: Map<string, readonly Closing[]>): readonly Closing[] {
    const found =
      known.get(account) ??
      (JSON.parse(
        String(this.reader.row('account', account, at.recordNumber)?.['closings'] ?? '[]'),
      ) as readonly Closing[]);
    known.set(account, found);
    return found;
  }

  private get reader(): TemporalReader {
    return this.readModels.reader('accounts.accounts');
  }
}

/** The last day of what ended because its account was closed; undefined where it has not been since. */
function boundOf({ recordNumber }: Version, closings: readonly Closing[]): string | undefined {
  return closings.find((closing) => closing.recordNumber > recordNumber)?.on;
}

function partOf(key: string): string {
  return key.slice(key.indexOf('/') + 1);
}

function accountOf(row: Version): AccountSummary {
  const closings = JSON.parse(String(row['closings'])) as readonly Closing[];
  const invited = row['invited_until'];
  return {
    id: row.key,
    kind: row['kind'] as AccountSummary['kind'],
    title: String(row['title']),
    person: textOrNull(row['person']),
    status: row['status'] as AccountSummary['status'],
    closedOn: row['status'] === 'closed' ? (closings.at(-1)?.on ?? null) : null,
    opened: Number(row['opened']),
    origin: String(row['origin']),
    hasPassword: row['has_password'] === 1,
    hasSecondFactor: row['second_factor'] === 1,
    signIn: textOrNull(row['sign_in']),
    invitedUntil: typeof invited === 'number' || typeof invited === 'bigint' ? Number(invited) : null,
  };
}
