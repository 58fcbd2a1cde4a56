import { Injectable } from '@nestjs/common';
import type { Opened, Timescale } from '@minutebook/kernel';
import {
  numberOrNull,
  ReadModels,
  textOrNull,
  type AsAt,
  type Row,
  type TemporalReader,
  type Version,
} from '@minutebook/kernel/read-models';
import type { Cost, Lead } from '../domain/action.events';
import { plansProjection } from './plans.projection';

/** A plan in the list: what it is, who owns it, and how many of its actions stand where. */
export interface PlanSummary {
  readonly id: string;
  readonly title: string;
  readonly groupId: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly ragScheme: string;
  readonly status: 'open' | 'closed';
  readonly origin: string;
}

/** The latest report of an action, confirmed or not. */
export interface Reported {
  readonly reportId: string;
  readonly rag: string;
  readonly on: string;
  readonly by: string;
  readonly state: 'awaiting' | 'confirmed' | 'returned';
}

export type ActionStatus = 'open' | 'completion-reported' | 'completed' | 'withdrawn';

/** Where an action stands. `rag` = the last confirmed rating, or null. */
export interface Standing {
  readonly status: ActionStatus;
  readonly due: string | null;
  readonly firstDue: string | null;
  readonly timesMoved: number;
  readonly rag: string | null;
  readonly reported: Reported | null;
  readonly percentComplete: number | null;
  readonly forecastDue: string | null;
  readonly completedOn: string | null;
  readonly completionBy: string | null;
  /** Where the due date comes from: `demonstration` = invented. */
  readonly dueOrigin: string;
  /** The same of the latest report, judgement or completion. */
  readonly progressOrigin: string;
  /** The day of the last answer: a report, a correction or a completion; before any, that of its adding or reopening. */
  readonly heardOn: string;
  /** Since when it lies with the group of its plan: overdue, and nobody has answered since `heardOn`. */
  readonly escalatedOn: string | null;
  /** Due before the page date and neither completed nor withdrawn. */
  readonly overdue: boolean;
}

export interface ActionSummary extends Standing {
  readonly id: string;
  readonly planId: string;
  readonly reference: string;
  readonly title: string;
  readonly theme: string;
  readonly timescale: Opened<Timescale>;
  readonly leads: readonly Opened<Lead>[];
  readonly origin: string;
}

export interface ActionDetail extends ActionSummary {
  readonly subItems: readonly string[];
  readonly successCriteria: string | null;
  readonly costs: readonly Opened<Cost>[];
  readonly monitoringLeads: readonly Opened<Lead>[];
  readonly source: { readonly document: string; readonly row?: string } | null;
}

/** One line of an action's timeline. */
export interface TimelineEntry {
  readonly recordNumber: number;
  readonly revision: number;
  readonly kind: string;
  readonly reportId: string | null;
  readonly rag: string | null;
  readonly wording: string | null;
  readonly percentComplete: number | null;
  readonly forecastDue: string | null;
  readonly due: string | null;
  readonly dueBefore: string | null;
  readonly unansweredSince: string | null;
  readonly reason: string | null;
  readonly account: string;
  readonly role: string;
  readonly recordedAt: number;
  readonly effectiveOn: string | null;
  readonly origin: string;
}

/** Boards that were asked for last are kept: so many. */
const KEPT_BOARDS = 100;

/** Asks the plans, boards and actions as they stood at a moment. */
@Injectable()
export class PlansQuery {
  /**
   * What stood at a record number, seen from a date, never changes while one file serves. A file that was filled anew,
   * for example because a text was removed, is another reader: nothing of the old one is shown any more.
   */
  private readonly kept = new WeakMap<TemporalReader, Map<string, readonly ActionSummary[]>>();

  constructor(private readonly readModels: ReadModels) {}

  /** Every plan, or the plans of one group, newest first. */
  plans(at: AsAt, group?: string): readonly PlanSummary[] {
    const [list, of] = group === undefined ? (['plans', 'all'] as const) : (['plans-of-group', group] as const);
    return this.reader
      .members('plan', list, of, at.recordNumber)
      .map(planOf)
      .sort((a, b) => b.startsOn.localeCompare(a.startsOn) || a.title.localeCompare(b.title, 'en-GB'));
  }

  plan(id: string, at: AsAt): PlanSummary | undefined {
    const row = this.reader.row('plan', id, at.recordNumber);
    return row && planOf(row);
  }

  /** Id and title of every plan. */
  planNames(at: AsAt): readonly { readonly id: string; readonly name: string }[] {
    return this.plans(at).map(({ id, title }) => ({ id, name: title }));
  }

  /** Id and name of every lead role that an action on a board names, by name. */
  leadRoles(at: AsAt): readonly { readonly id: string; readonly name: string }[] {
    const rows = this.plans(at).flatMap(({ id }) =>
      this.reader.members('action', 'actions-of-plan', id, at.recordNumber),
    );
    const leads = rows.flatMap((row) =>
      [row['leads'], row['monitoring_leads']].flatMap((column) => parsed<Opened<Lead>[]>(column) ?? []),
    );
    const roles = new Map(leads.filter(({ kind }) => kind === 'role').map(({ id, name }) => [id, name]));
    return [...roles].map(([id, name]) => ({ id, name })).sort((a, b) => a.name.localeCompare(b.name, 'en-GB'));
  }

  /** The actions on the board of a plan, in the order in which they were added: that of the document. */
  actionsOf(planId: string, at: AsAt): readonly ActionSummary[] {
    return this.onList('actions-of-plan', planId, at);
  }

  withdrawnFrom(planId: string, at: AsAt): readonly ActionSummary[] {
    return this.onList('withdrawn-from-plan', planId, at);
  }

  action(id: string, at: AsAt): ActionDetail | undefined {
    const row = this.reader.row('action', id, at.recordNumber);
    const standing = this.reader.row('standing', id, at.recordNumber);
    if (!row || !standing) return undefined;
    return {
      ...summaryOf(row, standing, at.pageDate),
      subItems: parsed<string[]>(row['sub_items']) ?? [],
      successCriteria: textOrNull(row['success_criteria']),
      costs: parsed<Opened<Cost>[]>(row['costs']) ?? [],
      monitoringLeads: parsed<Opened<Lead>[]>(row['monitoring_leads']) ?? [],
      source: parsed<{ document: string; row?: string }>(row['source']),
    };
  }

  /**
   * The record numbers at which a plan or any of its actions was last written to, and at which it was closed if it is. That
   * a text was removed counts too: it is for people to say what an amendment is before anything is disposed of.
   */
  lastRecords(planId: string, at: AsAt): { readonly lastAmended: number; readonly closed: number | undefined } {
    const { reader } = this;
    const versions = reader.history('plan', planId, at.recordNumber);
    const entries = ['actions-of-plan', 'withdrawn-from-plan'].flatMap((list) =>
      reader.members('entry', list, planId, at.recordNumber),
    );
    const open = versions.findIndex((version) => version['status'] !== 'closed');
    const closed = open === 0 ? undefined : (open < 0 ? versions : versions.slice(0, open)).at(-1);
    return {
      lastAmended: [...versions.slice(0, 1), ...entries].reduce((last, row) => Math.max(last, row.recordNumber), 0),
      closed: closed?.recordNumber,
    };
  }

  /** The timeline of an action, newest first. `before`: only entries of smaller record numbers. */
  timeline(id: string, at: AsAt, limit: number, before?: number): readonly TimelineEntry[] {
    const upTo = before === undefined ? at.recordNumber : Math.min(at.recordNumber, before - 1);
    return this.reader.history('entry', id, upTo, limit).map(entryOf);
  }

  private onList(list: string, planId: string, at: AsAt): readonly ActionSummary[] {
    const board = `${list} ${planId} ${at.recordNumber} ${at.pageDate}`;
    const { reader } = this;
    const kept = this.kept.get(reader) ?? new Map<string, readonly ActionSummary[]>();
    this.kept.set(reader, kept);
    const known = kept.get(board);
    if (known) return known;
    const found = this.find(list, planId, at);
    if (kept.size >= KEPT_BOARDS) kept.clear();
    kept.set(board, found);
    return found;
  }

  private find(list: string, planId: string, at: AsAt): readonly ActionSummary[] {
    const { reader } = this;
    const standings = new Map(
      reader.members('standing', list, planId, at.recordNumber).map((standing) => [standing.key, standing]),
    );
    return reader
      .members('action', list, planId, at.recordNumber)
      .sort((a, b) => Number(a['place']) - Number(b['place']))
      .flatMap((action) => {
        const standing = standings.get(action.key);
        return standing ? [summaryOf(action, standing, at.pageDate)] : [];
      });
  }

  private get reader(): TemporalReader {
    return this.readModels.reader(plansProjection.name);
  }
}

function planOf(row: Version): PlanSummary {
  return {
    id: row.key,
    title: String(row['title']),
    groupId: String(row['group_id']),
    startsOn: String(row['starts_on']),
    endsOn: String(row['ends_on']),
    ragScheme: String(row['rag_scheme']),
    status: row['status'] as PlanSummary['status'],
    origin: String(row['origin']),
  };
}

function summaryOf(action: Version, standing: Row, pageDate: string): ActionSummary {
  return {
    id: action.key,
    planId: String(action['plan_id']),
    reference: String(action['reference']),
    title: String(action['title']),
    theme: String(action['theme']),
    timescale: parsed<Opened<Timescale>>(action['timescale']) ?? { words: '' },
    leads: parsed<Opened<Lead>[]>(action['leads']) ?? [],
    origin: String(action['origin']),
    ...standingOf(standing, pageDate),
  };
}

/** Where an action stands, seen from a date: overdue is worked out here, never stored. */
export function standingOf(row: Row, pageDate: string): Standing {
  const status = row['status'] as ActionStatus;
  const due = textOrNull(row['due']);
  const isOver = status === 'completed' || status === 'withdrawn';
  return {
    status,
    due,
    firstDue: textOrNull(row['first_due']),
    timesMoved: Number(row['times_moved'] ?? 0),
    rag: textOrNull(row['rag']),
    reported:
      row['report_id'] === null
        ? null
        : {
            reportId: String(row['report_id']),
            rag: String(row['reported_rag']),
            on: String(row['reported_on']),
            by: String(row['reported_by']),
            state: row['reported_state'] as Reported['state'],
          },
    percentComplete: numberOrNull(row['percent_complete']),
    forecastDue: textOrNull(row['forecast_due']),
    completedOn: textOrNull(row['completed_on']),
    completionBy: textOrNull(row['completion_by']),
    dueOrigin: String(row['due_origin']),
    progressOrigin: String(row['progress_origin']),
    heardOn: String(row['heard_on']),
    escalatedOn: textOrNull(row['escalated_on']),
    overdue: due !== null && due < pageDate && !isOver,
  };
}

function entryOf(row: Version): TimelineEntry {
  return {
    recordNumber: row.recordNumber,
    revision: Number(row['revision']),
    kind: String(row['kind']),
    reportId: textOrNull(row['report_id']),
    rag: textOrNull(row['rag']),
    wording: textOrNull(row['wording']),
    percentComplete: numberOrNull(row['percent_complete']),
    forecastDue: textOrNull(row['forecast_due']),
    due: textOrNull(row['due']),
    dueBefore: textOrNull(row['due_before']),
    unansweredSince: textOrNull(row['unanswered_since']),
    reason: textOrNull(row['reason']),
    account: String(row['account']),
    role: String(row['role']),
    recordedAt: Number(row['recorded_at']),
    effectiveOn: textOrNull(row['effective_on']),
    origin: String(row['origin']),
  };
}

function parsed<T>(value: unknown): T | null {
  return typeof value === 'string' ? (JSON.parse(value) as T) : null;
}
