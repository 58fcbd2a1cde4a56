import { Inject, Injectable } from '@nestjs/common';
import { AccountsQuery } from '@minutebook/accounts';
import type { AsAt } from '@minutebook/kernel/read-models';
import {
  EVENT_LOG,
  KEY_VAULT,
  openPage,
  type EventLog,
  type KeyVault,
  type LoggedEvent,
} from '@minutebook/kernel/recording';
import type { AccessSubject } from '../domain/subject-access.events';
import { withoutSecrets } from './secrets';

/** Why an event is about somebody: it stands on their own record, they did it, or it names them. */
export type Because = 'their-record' | 'they-did-it' | 'names-them';

/** One event that is about somebody, its texts opened and without secrets. */
export interface HeldEvent {
  readonly recordNumber: number;
  readonly because: Because;
  readonly event: LoggedEvent;
}

/** Finds everything that the record holds about an account and the person whose account it is, or the other way round. */
@Injectable()
export class HeldAbout {
  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(KEY_VAULT) private readonly vault: KeyVault,
    private readonly accounts: AccountsQuery,
  ) {}

  /** Goes through the whole log: what a read model would have to keep for this, nobody else needs. */
  async of(subject: AccessSubject, at: AsAt): Promise<Held> {
    const ids = this.idsOf(subject, at);
    const found: HeldEvent[] = [];
    let recordNumber = 0;
    for await (const page of this.log.readAll({ pageSize: 500 })) {
      const about = page.flatMap((event, index) => {
        const because = becauseOf(event, ids);
        return because === undefined ? [] : [{ recordNumber: recordNumber + index + 1, because, event }];
      });
      recordNumber += page.length;
      const opened = await openPage(
        about.map(({ event }) => event),
        this.vault,
      );
      found.push(...about.map((each, index) => ({ ...each, event: withoutSecretsIn(opened[index] as LoggedEvent) })));
    }
    return { ...ids, events: found };
  }

  /** Accounts and persons that are the same human being. */
  private idsOf({ kind, id }: AccessSubject, at: AsAt): Ids {
    if (kind === 'account') {
      const person = this.accounts.today(id)?.person ?? undefined;
      return { accounts: [id], persons: person === undefined ? [] : [person] };
    }
    const accounts = this.accounts.accounts(at).filter(({ person }) => person === id);
    return { accounts: accounts.map((account) => account.id), persons: [id] };
  }
}

/** All of it, and under which ids. */
export interface Held extends Ids {
  readonly events: readonly HeldEvent[];
}

interface Ids {
  readonly accounts: readonly string[];
  readonly persons: readonly string[];
}

function becauseOf({ stream, data, metadata }: LoggedEvent, { accounts, persons }: Ids): Because | undefined {
  const own = [...accounts.map((id) => `account-${id}`), ...persons.map((id) => `person-${id}`)];
  if (own.includes(stream)) return 'their-record';
  const { account, actingFor } = metadata.actor;
  if (accounts.includes(account) || (actingFor !== undefined && accounts.includes(actingFor))) return 'they-did-it';
  return names(data, new Set([...accounts, ...persons, ...own])) ? 'names-them' : undefined;
}

/** Whether any value of an event is one of these ids or streams, at any depth. */
function names(value: unknown, ids: ReadonlySet<string>): boolean {
  if (typeof value === 'string') return ids.has(value);
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some((inner) => names(inner, ids));
}

function withoutSecretsIn(event: LoggedEvent): LoggedEvent {
  return {
    ...event,
    data: withoutSecrets(event.data),
    metadata: withoutSecrets(event.metadata) as LoggedEvent['metadata'],
  };
}
