import {
  isRecordKeeping,
  londonDateOf,
  type DueFact,
  type DueFactBook,
  type DueFactFrame,
  type DueFactHolder,
} from '@minutebook/kernel';
import type { Projection, Tables } from '@minutebook/kernel/read-models';

/** The name under which the query finds it. */
export const DUE_FACTS = 'reminders.due-facts';

/**
 * What is due, as every context's events say it. A list for each holder, each record around others and each group tells which
 * facts concern it, so that nobody's mail has to look at everybody's records.
 */
export function dueFactsProjection(book: DueFactBook): Projection {
  return {
    name: DUE_FACTS,
    version: 2,
    handles: [...book.handles],
    tables: {
      fact: {
        fact: 'TEXT',
        within: 'TEXT',
        group_id: 'TEXT',
        revision: 'INTEGER',
        // Of the last event that answered for it: its revision, its record number, and its day.
        answer_revision: 'INTEGER',
        answer_record: 'INTEGER',
        answer_on: 'TEXT',
      },
      frame: { frame: 'TEXT' },
    },
    lists: ['open', 'concerns'],
    apply(event, tables) {
      // How a record is kept changes nothing of what is due.
      if (isRecordKeeping(event)) return;
      const { stream } = event;
      const row = tables.row('fact', stream);
      const fact = parsed<DueFact>(row?.['fact']);
      const frame = parsed<DueFactFrame>(tables.row('frame', stream)?.['frame']);
      const change = book.readingOf(event.type)?.read(event, { fact, frame });
      if (!change) return;
      if (change.frame) putFrame(tables, stream, frame, change.frame);
      const next = change.fact ?? fact;
      if (!next) return;
      putFact(tables, stream, fact, next, {
        revision: event.revision,
        ...(change.answers === true && {
          answer_revision: event.revision,
          answer_record: event.recordNumber,
          answer_on: londonDateOf(event.metadata.recordedAt),
        }),
      });
    },
  };
}

function putFrame(tables: Tables, stream: string, before: DueFactFrame | undefined, frame: DueFactFrame): void {
  tables.put('frame', stream, { frame: JSON.stringify(frame) });
  if (before?.group === frame.group) return;
  // The group's list holds the frame; what lies within is found by it, so that a transfer writes two memberships only.
  if (before) tables.leave('concerns', groupKey(before.group), stream);
  tables.join('concerns', groupKey(frame.group), stream);
}

function putFact(
  tables: Tables,
  stream: string,
  before: DueFact | undefined,
  fact: DueFact,
  columns: Readonly<Record<string, number | string>>,
): void {
  tables.put('fact', stream, {
    fact: JSON.stringify(fact),
    within: fact.within ?? null,
    group_id: fact.group ?? null,
    ...columns,
  });
  const [was, is] = [before?.open === true ? concernsOf(before) : [], fact.open ? concernsOf(fact) : []];
  for (const key of was) if (!is.includes(key)) tables.leave('concerns', key, stream);
  for (const key of is) if (!was.includes(key)) tables.join('concerns', key, stream);
  if (fact.open) tables.join('open', 'all', stream);
  else tables.leave('open', 'all', stream);
}

/** Whom and what a fact concerns, each by the key of its list. */
function concernsOf({ leads, monitoringLeads, within, group }: DueFact): readonly string[] {
  return [
    ...new Set([
      ...[...leads, ...monitoringLeads].map(holderKey),
      ...(within === undefined ? [] : [withinKey(within)]),
      ...(group === undefined ? [] : [groupKey(group)]),
    ]),
  ];
}

/** Keys of the list `concerns`. */
export const holderKey = ({ kind, id }: Pick<DueFactHolder, 'kind' | 'id'>): string => `${kind} ${id}`;
export const withinKey = (stream: string): string => `within ${stream}`;
/** Beside `holderKey`, which names a group that leads. */
export const groupKey = (group: string): string => `of-group ${group}`;

function parsed<T>(value: unknown): T | undefined {
  return typeof value === 'string' ? (JSON.parse(value) as T) : undefined;
}
