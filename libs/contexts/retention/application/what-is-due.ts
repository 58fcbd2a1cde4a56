import { Injectable } from '@nestjs/common';
import type { LocalDate } from '@minutebook/kernel';
import type { AsAt } from '@minutebook/kernel/read-models';
import {
  endOf,
  retentionClass,
  retentionRuleOn,
  type RetentionClass,
  type RetentionRule,
} from '../domain/retention-rules';
import { RetainedRecords, type RetainedRecord } from './retained-records';

/** A record with the day up to which its class says that it is kept. */
export interface KeptRecord extends RetainedRecord {
  readonly className: string;
  readonly rule: RetentionRule;
  /** What the period is counted from; null where that has not happened yet. */
  readonly countedFrom: LocalDate | null;
  /** Null where it is kept for good, or the period has not begun. */
  readonly keptUntil: LocalDate | null;
  /** Whether the period has passed on the page date. */
  readonly isDue: boolean;
}

/** Works out how long every record is kept. It disposes of nothing: that is for people to decide, record by record. */
@Injectable()
export class WhatIsDue {
  constructor(private readonly records: RetainedRecords) {}

  /** Every record of a class that is known, the longest overdue first. */
  kept(at: AsAt): readonly KeptRecord[] {
    return this.records
      .records(at)
      .flatMap((record) => {
        const found = retentionClass(record.retentionClass);
        return found ? [keptRecord(record, found, at.pageDate)] : [];
      })
      .sort(
        (a, b) => (a.keptUntil ?? '9999').localeCompare(b.keptUntil ?? '9999') || a.name.localeCompare(b.name, 'en-GB'),
      );
  }
}

function keptRecord(record: RetainedRecord, found: RetentionClass, today: LocalDate): KeptRecord {
  const rule = retentionRuleOn(found, today);
  const countedFrom = rule.begins === 'closure' ? record.closedOn : record.lastAmended;
  const keptUntil = countedFrom === null || rule.period === 'permanent' ? null : endOf(rule.period, countedFrom);
  return {
    ...record,
    className: found.name,
    rule,
    countedFrom,
    keptUntil,
    isDue: keptUntil !== null && keptUntil < today,
  };
}
