import { Injectable } from '@nestjs/common';
import type { ClosureDay } from '@minutebook/kernel';
import { ReadModels, type AsAt, type TemporalReader, type Version } from '@minutebook/kernel/read-models';
import {
  COUNT_RULE_NAMES,
  type CountRuleName,
  type LocalRuleName,
  type LocalRuleVersion,
} from '../domain/local-rule.events';
import { localRulesProjection } from './local-rules.projection';

/** Who set something, when, why, and by which document or decision. */
export interface LocalSetting {
  readonly source: string | null;
  readonly setBy: string;
  /** Epoch ms. */
  readonly setAt: number;
  readonly reason: string | null;
  /** `stream@revision`. */
  readonly record: string;
}

export type LocalRuleSetting = LocalRuleVersion & LocalSetting;
export type ClosureDaySetting = ClosureDay & LocalSetting;

/** The record number is what matters: none of it depends on the page date. */
type At = Pick<AsAt, 'recordNumber'>;

/** Asks what the council has settled itself, as it stood at a moment. */
@Injectable()
export class LocalRulesQuery {
  constructor(private readonly readModels: ReadModels) {}

  /** What was set of a rule, in order of the days from which it holds. */
  versions(name: CountRuleName, at: At): readonly LocalRuleSetting[] {
    return this.reader
      .members('version', 'versions', name, at.recordNumber)
      .map((row) => ({
        from: String(row['from_date']),
        value: row['value'] === null ? null : Number(row['value']),
        ...settingOf(row),
      }))
      .sort((a, b) => (a.from < b.from ? -1 : 1));
  }

  /** The days on which the council is closed, the earliest first. */
  closures(at: At): readonly ClosureDaySetting[] {
    return this.reader
      .members('closure', 'closures', 'all', at.recordNumber)
      .map((row) => ({ date: String(row['date']), name: String(row['name']), ...settingOf(row) }))
      .sort((a, b) => (a.date < b.date ? -1 : 1));
  }

  /** Everything that a deadline may rest on. */
  known(at: At): {
    readonly versions: Readonly<Partial<Record<CountRuleName, readonly LocalRuleVersion[]>>>;
    readonly closures: readonly ClosureDay[];
  } {
    const versions = COUNT_RULE_NAMES.map((name) => [name, this.versions(name, at)] as const);
    return { versions: Object.fromEntries(versions), closures: this.closures(at) };
  }

  /** Revision at which a rule stands; -1 before anything was set. */
  revision(name: LocalRuleName, at: At): number {
    const row = this.reader.row('rule', name, at.recordNumber);
    return row ? Number(row['revision']) : -1;
  }

  private get reader(): TemporalReader {
    return this.readModels.reader(localRulesProjection.name);
  }
}

function settingOf(row: Version): LocalSetting {
  return {
    source: text(row['source']),
    setBy: String(row['set_by']),
    setAt: Number(row['set_at']),
    reason: text(row['reason']),
    record: String(row['record']),
  };
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
