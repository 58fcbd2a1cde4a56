import {
  londonDateOf,
  recordIdOf,
  type DueFact,
  type DueFactChange,
  type DueFactHolder,
  type DueFactReading,
  type Opened,
  type OpenedEvent,
  type RecordedEvent,
} from '@minutebook/kernel';
import type { ActionPlanEvent } from '../domain/action-plan.events';
import type { ActionEvent, Lead } from '../domain/action.events';

type Read = ActionPlanEvent | ActionEvent;
type Of<T extends Read['type']> = OpenedEvent<RecordedEvent> & Opened<Extract<Read, { type: T }>>;
type Before = Parameters<DueFactReading['read']>[1];

/**
 * Every type of this context, so that a forgotten one does not compile; null where nothing due follows from it. A verdict
 * on a report answers nothing that was asked, one on a completion does; a new date moves what is asked for.
 */
const READ: { readonly [T in Read['type']]: ((event: Of<T>, before: Before) => DueFactChange) | null } = {
  ActionPlanOpened: ({ data }) => ({ frame: { name: data.title, group: data.group.id, open: true } }),
  ActionPlanAmended: ({ data }, { frame }) =>
    frame && data.title !== undefined ? { frame: { ...frame, name: data.title } } : {},
  ActionPlanClosed: (_event, { frame }) => (frame ? { frame: { ...frame, open: false } } : {}),
  ActionPlanTransferred: ({ data }, { frame }) => (frame ? { frame: { ...frame, group: data.group.id } } : {}),

  ActionAdded: ({ data, stream, metadata }) => ({
    fact: {
      kind: 'action',
      label: 'Action',
      reference: data.reference,
      title: data.title,
      path: `/actions/${recordIdOf(stream)}`,
      within: `actionPlan-${data.plan.id}`,
      due: data.timescale.due ?? null,
      heardOn: londonDateOf(metadata.recordedAt),
      reportsProgress: true,
      open: true,
      leads: data.leads.map(holderOf),
      monitoringLeads: data.monitoringLeads.map(holderOf),
      leadRole: 'action-lead',
      monitoringRole: 'monitoring-lead',
    },
  }),
  ProgressReported: answered,
  ProgressConfirmed: null,
  ProgressReturned: null,
  ProgressCorrected: answered,
  DueDateMoved: ({ data }, before) => changed(before, { due: data.timescale.due ?? null }),
  ActionAmended: ({ data }, before) => (data.title === undefined ? {} : changed(before, { title: data.title })),
  ActionLeadsAssigned: ({ data }, before) =>
    changed(before, { leads: data.leads.map(holderOf), monitoringLeads: data.monitoringLeads.map(holderOf) }),
  ActionCompletionReported: (event, before) => awaiting(answered(event, before)),
  ActionCompletionConfirmed: (event, before) => verdict(before, { open: false, heardOn: dayOf(event) }),
  // Whoever leads is asked anew, in due time: from that day on.
  ActionReopened: (event, before) => verdict(before, { open: true, heardOn: dayOf(event), awaitsConfirmation: false }),
  ActionWithdrawn: (_event, before) => changed(before, { open: false }),
  ActionEscalatedToGroup: null,
};

/** What is due of actions, and from whom. The day on which the record received an answer counts, not that of which it speaks. */
export const ACTION_DUE_FACTS: DueFactReading = {
  handles: Object.entries(READ).flatMap(([type, read]) => (read === null ? [] : [type])),
  read(event, before) {
    const read = READ[event.type as Read['type']] as ((event: OpenedEvent, before: Before) => DueFactChange) | null;
    return read?.(event, before) ?? {};
  },
};

function answered(event: OpenedEvent, { fact }: Before): DueFactChange {
  return fact ? { fact: { ...fact, heardOn: dayOf(event) }, answers: true } : {};
}

/** An answer where it was asked for: whoever monitors has confirmed what was said to be done, or sent it back. */
function verdict(before: Before, change: Partial<DueFact>): DueFactChange {
  return { ...changed(before, change), ...(before.fact?.awaitsConfirmation === true && { answers: true }) };
}

function awaiting({ fact, ...change }: DueFactChange): DueFactChange {
  return fact ? { ...change, fact: { ...fact, awaitsConfirmation: true } } : change;
}

/** Nothing where the record was never added: the reading must bear any order of events. */
function changed({ fact }: Before, change: Partial<DueFact>): DueFactChange {
  return fact ? { fact: { ...fact, ...change } } : {};
}

function dayOf({ metadata }: OpenedEvent): string {
  return londonDateOf(metadata.recordedAt);
}

function holderOf({ kind, id, name }: Opened<Lead>): DueFactHolder {
  return { kind, id, name };
}
