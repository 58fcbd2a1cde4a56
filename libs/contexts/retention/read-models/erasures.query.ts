import { Injectable } from '@nestjs/common';
import type { LocalDate } from '@minutebook/kernel';
import {
  numberOrNull,
  ReadModels,
  textOrNull,
  type AsAt,
  type TemporalReader,
  type Version,
} from '@minutebook/kernel/read-models';
import { erasuresProjection } from './erasures.projection';

export const ERASURE_STATUSES = ['asked', 'agreed', 'declined', 'withdrawn', 'carried-out'] as const;
export type ErasureStatus = (typeof ERASURE_STATUSES)[number];

/** A request for erasure as it stood at a moment. */
export interface ErasureRequest {
  readonly id: string;
  readonly revision: number;
  readonly status: ErasureStatus;
  readonly kind: 'texts' | 'person';
  /** The record that it is about. */
  readonly stream: string;
  /** Of texts: the event. */
  readonly eventId: string | null;
  readonly eventRevision: number | null;
  readonly eventType: string | null;
  readonly ground: string;
  readonly authority: string;
  /** What may be read instead. */
  readonly wording: string | null;
  readonly reason: string | null;
  readonly askedBy: string;
  readonly askedAt: number;
  readonly answerBy: LocalDate;
  readonly answerRule: string;
  readonly decidedBy: string | null;
  readonly decidedAt: number | null;
  readonly decisionReason: string | null;
  readonly carriedOutAt: number | null;
  /** How many events lose their texts; null until it is agreed. */
  readonly events: number | null;
}

/** A hold as it stood at a moment. */
export interface Hold {
  readonly id: string;
  readonly revision: number;
  readonly kind: 'record' | 'class';
  /** A stream, or the id of a retention class. */
  readonly over: string;
  readonly status: 'placed' | 'lifted';
  readonly reason: string | null;
  readonly placedBy: string;
  readonly placedAt: number;
  readonly liftedBy: string | null;
  readonly liftedAt: number | null;
  readonly liftedReason: string | null;
}

/** What was removed from an event. */
export interface Removal {
  readonly stream: string;
  readonly request: string;
  readonly wording: string | null;
  /** Of the event that says so. */
  readonly recordNumber: number;
}

/** Everything about somebody was given out. */
export interface SubjectAccess {
  readonly id: string;
  readonly kind: 'account' | 'person';
  readonly subject: string;
  readonly reason: string | null;
  readonly exportedBy: string;
  readonly exportedAt: number;
}

/** Asks requests for erasure and holds as they stood at a moment, and what the record says is destroyed. */
@Injectable()
export class ErasuresQuery {
  constructor(private readonly readModels: ReadModels) {}

  /** Every request, the latest first. */
  requests(at: AsAt): readonly ErasureRequest[] {
    return this.reader
      .members('request', 'requests', 'all', at.recordNumber)
      .map(requestOf)
      .sort((a, b) => b.askedAt - a.askedAt || (a.id < b.id ? -1 : 1));
  }

  request(id: string, at: AsAt): ErasureRequest | undefined {
    const row = this.reader.row('request', id, at.recordNumber);
    return row && requestOf(row);
  }

  /** What was removed from an event by then. */
  removalOf(eventId: string, at: AsAt): Removal | undefined {
    const row = this.reader.row('removed', eventId, at.recordNumber);
    return row && removalOf(row);
  }

  removalsOf(requestId: string, at: AsAt): readonly Removal[] {
    return this.reader
      .members('removed', 'removals-of-request', requestId, at.recordNumber)
      .map(removalOf)
      .sort((a, b) => a.recordNumber - b.recordNumber);
  }

  /** Every hold, those in force first, then the latest first. */
  holds(at: AsAt): readonly Hold[] {
    return this.reader
      .members('hold', 'holds', 'all', at.recordNumber)
      .map(holdOf)
      .sort((a, b) => Number(a.status === 'lifted') - Number(b.status === 'lifted') || b.placedAt - a.placedAt);
  }

  hold(id: string, at: AsAt): Hold | undefined {
    const row = this.reader.row('hold', id, at.recordNumber);
    return row && holdOf(row);
  }

  /** Who was given everything about whom, the latest first. */
  subjectAccesses(at: AsAt): readonly SubjectAccess[] {
    return this.reader
      .members('subject_access', 'subject-accesses', 'all', at.recordNumber)
      .map(subjectAccessOf)
      .sort((a, b) => b.exportedAt - a.exportedAt);
  }

  subjectAccess(id: string, at: AsAt): SubjectAccess | undefined {
    const row = this.reader.row('subject_access', id, at.recordNumber);
    return row && subjectAccessOf(row);
  }

  unfinished(): readonly string[] {
    return this.reader.members('request', 'unfinished', 'all', this.head).map(({ key }) => key);
  }

  keys(): readonly string[] {
    return this.reader.members('removed', 'destroyed-keys', 'all', this.head).map(({ key }) => key);
  }

  anyAfter(recordNumber: number): boolean {
    return this.reader.changedBetween('removed', recordNumber, this.head).length > 0;
  }

  private get head(): number {
    return this.readModels.reached.recordNumber;
  }

  private get reader(): TemporalReader {
    return this.readModels.reader(erasuresProjection.name);
  }
}

function requestOf(row: Version): ErasureRequest {
  return {
    id: row.key,
    revision: Number(row['revision']),
    status: row['status'] as ErasureStatus,
    kind: row['kind'] as ErasureRequest['kind'],
    stream: String(row['stream']),
    eventId: textOrNull(row['event_id']),
    eventRevision: numberOrNull(row['event_revision']),
    eventType: textOrNull(row['event_type']),
    ground: String(row['ground']),
    authority: String(row['authority']),
    wording: textOrNull(row['wording']),
    reason: textOrNull(row['reason']),
    askedBy: String(row['asked_by']),
    askedAt: Number(row['asked_at']),
    answerBy: String(row['answer_by']),
    answerRule: String(row['answer_rule']),
    decidedBy: textOrNull(row['decided_by']),
    decidedAt: numberOrNull(row['decided_at']),
    decisionReason: textOrNull(row['decision_reason']),
    carriedOutAt: numberOrNull(row['carried_out_at']),
    events: numberOrNull(row['events']),
  };
}

function removalOf(row: Version): Removal {
  return {
    stream: String(row['stream']),
    request: String(row['request']),
    wording: textOrNull(row['wording']),
    recordNumber: row.recordNumber,
  };
}

function holdOf(row: Version): Hold {
  return {
    id: row.key,
    revision: Number(row['revision']),
    kind: row['kind'] as Hold['kind'],
    over: String(row['over']),
    status: row['status'] as Hold['status'],
    reason: textOrNull(row['reason']),
    placedBy: String(row['placed_by']),
    placedAt: Number(row['placed_at']),
    liftedBy: textOrNull(row['lifted_by']),
    liftedAt: numberOrNull(row['lifted_at']),
    liftedReason: textOrNull(row['lifted_reason']),
  };
}

function subjectAccessOf(row: Version): SubjectAccess {
  return {
    id: row.key,
    kind: row['kind'] as SubjectAccess['kind'],
    subject: String(row['subject']),
    reason: textOrNull(row['reason']),
    exportedBy: String(row['exported_by']),
    exportedAt: Number(row['exported_at']),
  };
}
