import {
  categoryOf,
  londonDateOf,
  recordIdOf,
  type Opened,
  type OpenedEvent,
  type RecordedEvent,
} from '@minutebook/kernel';
import type { Projection, Tables } from '@minutebook/kernel/read-models';
import type { ActionPlanEvent } from '../domain/action-plan.events';
import type { ActionEvent } from '../domain/action.events';

type Handled = ActionPlanEvent | ActionEvent;
type Of<T extends Handled['type']> = OpenedEvent<RecordedEvent> & Opened<Extract<Handled, { type: T }>>;

/** Every type that this projection handles, so that a forgotten one does not compile. */
const APPLY: { readonly [T in Handled['type']]: (event: Of<T>, tables: Tables, id: string) => void } = {
  ActionPlanOpened: ({ data, metadata }, tables, id) => {
    tables.put('plan', id, {
      title: data.title,
      group_id: data.group.id,
      starts_on: data.startsOn,
      ends_on: data.endsOn,
      rag_scheme: data.ragScheme,
      status: 'open',
      origin: metadata.origin,
    });
    tables.join('plans', 'all', id);
    tables.join('plans-of-group', data.group.id, id);
  },
  ActionPlanAmended: ({ data }, tables, id) => {
    tables.put('plan', id, {
      ...(data.title !== undefined && { title: data.title }),
      ...(data.startsOn !== undefined && { starts_on: data.startsOn }),
      ...(data.endsOn !== undefined && { ends_on: data.endsOn }),
    });
  },
  ActionPlanClosed: (_event, tables, id) => tables.put('plan', id, { status: 'closed' }),
  ActionPlanTransferred: ({ data }, tables, id) => {
    tables.put('plan', id, { group_id: data.group.id });
    tables.leave('plans-of-group', data.from, id);
    tables.join('plans-of-group', data.group.id, id);
  },

  ActionAdded: (event, tables, id) => {
    const { data, metadata } = event;
    tables.put('action', id, {
      plan_id: data.plan.id,
      place: event.recordNumber,
      reference: data.reference,
      theme: data.theme,
      title: data.title,
      sub_items: JSON.stringify(data.subItems),
      success_criteria: data.successCriteria ?? null,
      costs: JSON.stringify(data.costs),
      leads: JSON.stringify(data.leads),
      monitoring_leads: JSON.stringify(data.monitoringLeads),
      timescale: JSON.stringify(data.timescale),
      origin: metadata.origin,
      source: metadata.source === undefined ? null : JSON.stringify(metadata.source),
    });
    const due = data.timescale.due ?? null;
    tables.put('standing', id, {
      status: 'open',
      due,
      first_due: due,
      times_moved: 0,
      due_origin: metadata.origin,
      progress_origin: metadata.origin,
      heard_on: londonDateOf(metadata.recordedAt),
      escalated_on: null,
    });
    tables.join('actions-of-plan', data.plan.id, id);
    enter(event, tables, id);
  },
  ProgressReported: (event, tables, id) => reported(event, tables, id),
  ProgressCorrected: (event, tables, id) => reported(event, tables, id),
  ProgressConfirmed: (event, tables, id) => {
    const standing = tables.row('standing', id);
    tables.put('standing', id, {
      rag: standing?.['reported_rag'] ?? null,
      reported_state: 'confirmed',
      progress_origin: event.metadata.origin,
    });
    enter(event, tables, id, { report_id: event.data.reportId });
  },
  ProgressReturned: (event, tables, id) => {
    tables.put('standing', id, { reported_state: 'returned', progress_origin: event.metadata.origin });
    enter(event, tables, id, { report_id: event.data.reportId });
  },
  DueDateMoved: (event, tables, id) => {
    const due = event.data.timescale.due ?? null;
    const before = tables.row('standing', id);
    const dueBefore = (before?.['due'] ?? null) as string | null;
    // A first date that is set later is no move: nothing slipped before there was a date.
    const isMove = dueBefore !== null && dueBefore !== due;
    tables.put('action', id, { timescale: JSON.stringify(event.data.timescale) });
    tables.put('standing', id, {
      due,
      first_due: before?.['first_due'] ?? due,
      times_moved: Number(before?.['times_moved'] ?? 0) + (isMove ? 1 : 0),
      due_origin: event.metadata.origin,
      ...(due !== dueBefore && { escalated_on: null }),
    });
    enter(event, tables, id, { due, due_before: dueBefore, wording: event.data.timescale.words });
  },
  ActionAmended: (event, tables, id) => {
    const { title, theme, subItems, successCriteria, costs } = event.data;
    tables.put('action', id, {
      ...(title !== undefined && { title }),
      ...(theme !== undefined && { theme }),
      ...(subItems !== undefined && { sub_items: JSON.stringify(subItems) }),
      ...(successCriteria !== undefined && { success_criteria: successCriteria }),
      ...(costs !== undefined && { costs: JSON.stringify(costs) }),
    });
    enter(event, tables, id);
  },
  ActionLeadsAssigned: (event, tables, id) => {
    tables.put('action', id, {
      leads: JSON.stringify(event.data.leads),
      monitoring_leads: JSON.stringify(event.data.monitoringLeads),
    });
    enter(event, tables, id, { wording: event.data.leads.map(({ name }) => name).join('; ') });
  },
  ActionCompletionReported: (event, tables, id) => {
    tables.put('standing', id, {
      status: 'completion-reported',
      completed_on: event.data.on,
      completion_by: event.metadata.actor.account,
      progress_origin: event.metadata.origin,
      ...heard(event),
    });
    enter(event, tables, id, { wording: event.data.evidence });
  },
  ActionCompletionConfirmed: (event, tables, id) => {
    tables.put('standing', id, {
      status: 'completed',
      completed_on: event.data.on,
      progress_origin: event.metadata.origin,
      escalated_on: null,
    });
    enter(event, tables, id);
  },
  ActionReopened: (event, tables, id) => {
    const planId = String(tables.row('action', id)?.['plan_id']);
    tables.put('standing', id, {
      status: 'open',
      completed_on: null,
      completion_by: null,
      progress_origin: event.metadata.origin,
      ...heard(event),
    });
    tables.leave('withdrawn-from-plan', planId, id);
    tables.join('actions-of-plan', planId, id);
    enter(event, tables, id);
  },
  ActionWithdrawn: (event, tables, id) => {
    const planId = String(tables.row('action', id)?.['plan_id']);
    tables.put('standing', id, {
      status: 'withdrawn',
      progress_origin: event.metadata.origin,
      escalated_on: null,
    });
    tables.leave('actions-of-plan', planId, id);
    tables.join('withdrawn-from-plan', planId, id);
    enter(event, tables, id);
  },
  ActionEscalatedToGroup: (event, tables, id) => {
    const { due, unansweredSince } = event.data;
    tables.put('standing', id, { escalated_on: londonDateOf(event.metadata.recordedAt) });
    enter(event, tables, id, { due, unanswered_since: unansweredSince });
  },
};

/** Plans, their actions, where each stands, and each action's timeline: list, board and action page from one file. */
export const plansProjection: Projection = {
  name: 'action-plans.plans',
  version: 2,
  handles: [...Object.keys(APPLY), 'TextRemoved'],
  tables: {
    plan: {
      title: 'TEXT',
      group_id: 'TEXT',
      starts_on: 'TEXT',
      ends_on: 'TEXT',
      rag_scheme: 'TEXT',
      status: 'TEXT',
      origin: 'TEXT',
    },
    action: {
      plan_id: 'TEXT',
      // Record number of its adding: a plan's actions stand in the order in which they were added to it.
      place: 'INTEGER',
      reference: 'TEXT',
      theme: 'TEXT',
      title: 'TEXT',
      sub_items: 'TEXT',
      success_criteria: 'TEXT',
      costs: 'TEXT',
      leads: 'TEXT',
      monitoring_leads: 'TEXT',
      timescale: 'TEXT',
      origin: 'TEXT',
      source: 'TEXT',
    },
    // Apart from the wording: it changes with every report, and a version repeats its row.
    standing: {
      status: 'TEXT',
      due: 'TEXT',
      first_due: 'TEXT',
      times_moved: 'INTEGER',
      rag: 'TEXT',
      reported_rag: 'TEXT',
      reported_on: 'TEXT',
      reported_by: 'TEXT',
      reported_state: 'TEXT',
      report_id: 'TEXT',
      percent_complete: 'INTEGER',
      forecast_due: 'TEXT',
      completed_on: 'TEXT',
      completion_by: 'TEXT',
      due_origin: 'TEXT',
      progress_origin: 'TEXT',
      // Day of the last answer; of the adding or reopening, before anybody answered.
      heard_on: 'TEXT',
      // Null unless it lies with its group.
      escalated_on: 'TEXT',
    },
    entry: {
      kind: 'TEXT',
      report_id: 'TEXT',
      rag: 'TEXT',
      wording: 'TEXT',
      percent_complete: 'INTEGER',
      forecast_due: 'TEXT',
      due: 'TEXT',
      due_before: 'TEXT',
      unanswered_since: 'TEXT',
      reason: 'TEXT',
      account: 'TEXT',
      role: 'TEXT',
      recorded_at: 'INTEGER',
      effective_on: 'TEXT',
      origin: 'TEXT',
      revision: 'INTEGER',
    },
  },
  lists: ['plans', 'plans-of-group', 'actions-of-plan', 'withdrawn-from-plan'],
  apply(event, tables) {
    if (event.type === 'TextRemoved') return textRemoved(event, tables);
    const apply = APPLY[event.type as Handled['type']] as (event: OpenedEvent, tables: Tables, id: string) => void;
    apply(event, tables, recordIdOf(event.stream));
  },
};

/**
 * Nothing of a plan or an action changes with it but the revision, which their rows tell. The timeline says that it was
 * done; why stands with the request, which fewer may read.
 */
function textRemoved(event: OpenedEvent, tables: Tables): void {
  const id = recordIdOf(event.stream);
  const category = categoryOf(event.stream);
  if (category === 'actionPlan') tables.put('plan', id, {});
  const { reason: _, ...metadata } = event.metadata;
  if (category === 'action') enter({ ...event, metadata }, tables, id);
}

function reported(event: Of<'ProgressReported'> | Of<'ProgressCorrected'>, tables: Tables, id: string): void {
  const { reportId, rag, commentary, percentComplete = null, forecastDue = null } = event.data;
  const { effectiveOn, recordedAt } = event.metadata;
  // A correction that names no date leaves the report's own.
  const unsaid =
    event.type === 'ProgressCorrected'
      ? (tables.row('standing', id)?.['reported_on'] ?? null)
      : londonDateOf(recordedAt);
  tables.put('standing', id, {
    reported_rag: rag,
    reported_on: effectiveOn ?? unsaid,
    reported_by: event.metadata.actor.account,
    reported_state: 'awaiting',
    progress_origin: event.metadata.origin,
    report_id: reportId,
    percent_complete: percentComplete,
    forecast_due: forecastDue,
    ...heard(event),
  });
  enter(event, tables, id, {
    report_id: reportId,
    rag,
    wording: commentary,
    percent_complete: percentComplete,
    forecast_due: forecastDue,
  });
}

/** Somebody answered for the action: it lies with its group no more. */
function heard({ metadata }: OpenedEvent): { readonly heard_on: string; readonly escalated_on: null } {
  return { heard_on: londonDateOf(metadata.recordedAt), escalated_on: null };
}

type Said =
  'report_id' | 'rag' | 'wording' | 'percent_complete' | 'forecast_due' | 'due' | 'due_before' | 'unanswered_since';

/** A line of the action's timeline: what it does not say is null, so that nothing of the line before it stays. */
function enter(
  { type, metadata, revision }: OpenedEvent,
  tables: Tables,
  id: string,
  said: Partial<Record<Said, string | number | null>> = {},
): void {
  tables.put('entry', id, {
    kind: type,
    report_id: said.report_id ?? null,
    rag: said.rag ?? null,
    wording: said.wording ?? null,
    percent_complete: said.percent_complete ?? null,
    forecast_due: said.forecast_due ?? null,
    due: said.due ?? null,
    due_before: said.due_before ?? null,
    unanswered_since: said.unanswered_since ?? null,
    reason: metadata.reason ?? null,
    account: metadata.actor.account,
    role: metadata.actor.role,
    recorded_at: metadata.recordedAt,
    effective_on: metadata.effectiveOn ?? null,
    origin: metadata.origin,
    revision,
  });
}
