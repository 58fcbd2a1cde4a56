import { Injectable } from '@nestjs/common';
import { ReadModels, textOrNull, type AsAt, type TemporalReader, type Version } from '@minutebook/kernel/read-models';
import { ALL_WANTED, type WantedReminders } from '../domain/reminder-preferences.events';
import type { Dated, OwnRules, ReminderDelivery, ReminderRules, RulesScope } from '../domain/reminder-rules.events';
import type { TestFault } from '../domain/reminder-switch.events';
import { reminderSettingsProjection } from './reminder-settings.projection';

/** Who set something, when and why. */
export interface Setting {
  readonly setBy: string;
  /** Epoch ms. */
  readonly setAt: number;
  readonly reason: string | null;
  readonly revision: number;
}

export type RulesVersion = Dated<ReminderRules | null> & Setting;
export type DeliveryVersion = Dated<ReminderDelivery> & Setting;

/** No mail leaves. */
export interface Paused {
  /** Epoch ms. */
  readonly since: number;
  readonly reason: string | null;
  readonly by: string;
}

export interface SentTest {
  readonly account: string;
  readonly taken: boolean;
  readonly why: TestFault | null;
  /** Epoch ms. */
  readonly sentAt: number;
}

/** What one person has set. */
export interface Preferences {
  readonly wanted: WantedReminders;
  readonly feed: { readonly feedId: string; readonly openedAt: number } | undefined;
  /** Epoch ms; undefined where none were. */
  readonly linksRevokedAt: number | undefined;
  /** -1 before anything was set. */
  readonly revision: number;
}

/** The record number is what matters: none of it depends on the page date. */
type At = Pick<AsAt, 'recordNumber'>;

const SWITCH = '1';

/** Asks what people have set about reminders, as it stood at a moment. Whatever nobody has set, the defaults say. */
@Injectable()
export class ReminderSettingsQuery {
  constructor(private readonly readModels: ReadModels) {}

  /** A scope's own rules, in order of the days; `rulesThroughTime` says what follows from those of several scopes. */
  ownRules(scope: RulesScope, at: At): OwnRules {
    return this.rulesVersions(scope, at).map(({ from, value }) => ({ from, value }));
  }

  /** The same with who set them, when and why. */
  rulesVersions(scope: RulesScope, at: At): readonly RulesVersion[] {
    return this.reader
      .members('rules', 'versions', nameOf(scope), at.recordNumber)
      .map((row) => {
        const rules = row['rules'];
        return dated(row, typeof rules === 'string' ? (JSON.parse(rules) as ReminderRules) : null);
      })
      .sort(byDay);
  }

  /** Every scope that has or had rules of its own: the council first, then in no order. */
  scopes(at: At): readonly RulesScope[] {
    return this.reader
      .members('scope', 'scopes', 'all', at.recordNumber)
      .map(scopeOf)
      .sort((a, b) => Number(b.kind === 'council') - Number(a.kind === 'council'));
  }

  /** When mail is sent as far as the council has set it, in order of the days; `deliveryThroughTime` adds the defaults. */
  ownDelivery(at: At): readonly DeliveryVersion[] {
    return this.reader
      .members('delivery', 'deliveries', 'all', at.recordNumber)
      .map((row) => dated(row, JSON.parse(String(row['delivery'])) as ReminderDelivery))
      .sort(byDay);
  }

  /** Revision at which the rules of a scope stand, delivery included; -1 before anything was set. */
  rulesRevision(scope: RulesScope, at: At): number {
    const versions: readonly Setting[] = [
      ...this.rulesVersions(scope, at),
      ...(scope.kind === 'council' ? this.ownDelivery(at) : []),
    ];
    return Math.max(-1, ...versions.map(({ revision }) => revision));
  }

  preferences(account: string, at: At): Preferences {
    const row = this.reader.row('preferences', account, at.recordNumber);
    const { wanted, feed_id, feed_opened_at, links_revoked_at, revision }: Partial<Version> = row ?? {};
    return {
      wanted: typeof wanted === 'string' ? (JSON.parse(wanted) as WantedReminders) : ALL_WANTED,
      feed: typeof feed_id === 'string' ? { feedId: feed_id, openedAt: Number(feed_opened_at) } : undefined,
      linksRevokedAt: instant(links_revoked_at),
      revision: row ? Number(revision) : -1,
    };
  }

  /** What a person wants to be reminded of: everything on any working day, unless they said otherwise. */
  wanted(account: string, at: At): WantedReminders {
    return this.preferences(account, at).wanted;
  }

  paused(at: At): Paused | undefined {
    const row = this.reader.row('switch', SWITCH, at.recordNumber);
    const since = instant(row?.['paused_at']);
    if (!row || since === undefined) return undefined;
    return { since, reason: textOrNull(row['reason']), by: String(row['paused_by']) };
  }

  /** Revision at which pauses and tests stand; -1 before the first. */
  switchRevision(at: At): number {
    return Number(this.reader.row('switch', SWITCH, at.recordNumber)?.['revision'] ?? -1);
  }

  /** The test mails, the latest first. */
  tests(at: At): readonly SentTest[] {
    return this.reader
      .members('test', 'tests', 'all', at.recordNumber)
      .map((row) => ({
        account: String(row['account']),
        taken: row['taken'] === 1,
        why: textOrNull(row['why']) as TestFault | null,
        sentAt: Number(row['sent_at']),
      }))
      .sort((a, b) => b.sentAt - a.sentAt);
  }

  /** The account whose calendar an address opens now, by the SHA-256 of its secret; undefined where none is open by it. */
  feedOwner(hash: string): string | undefined {
    const feed = this.reader.row('feed', hash, this.head);
    if (!feed) return undefined;
    const account = String(feed['account']);
    const open = this.preferences(account, { recordNumber: this.head }).feed;
    return open !== undefined && open.feedId === feed['feed_id'] ? account : undefined;
  }

  /** The record time up to which links sent to a person open nothing any more, as of now: epoch ms. */
  linksRevokedAt(account: string): number | undefined {
    return this.preferences(account, { recordNumber: this.head }).linksRevokedAt;
  }

  private get head(): number {
    return this.readModels.reached.recordNumber;
  }

  private get reader(): TemporalReader {
    return this.readModels.reader(reminderSettingsProjection.name);
  }
}

function nameOf(scope: RulesScope): string {
  return scope.kind === 'council' ? 'council' : `${scope.kind} ${scope.id}`;
}

function scopeOf(row: Version): RulesScope {
  const kind = row['kind'] as RulesScope['kind'];
  return kind === 'council' ? { kind } : { kind, id: String(row['id']) };
}

function dated<T>(row: Version, value: T): Dated<T> & Setting {
  return {
    from: String(row['from_date']),
    value,
    setBy: String(row['set_by']),
    setAt: Number(row['set_at']),
    reason: textOrNull(row['reason']),
    revision: Number(row['revision']),
  };
}

function byDay(a: Dated<unknown>, b: Dated<unknown>): number {
  return a.from < b.from ? -1 : 1;
}

function instant(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
