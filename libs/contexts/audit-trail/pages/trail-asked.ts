import { addDays, type LocalDate } from '@minutebook/kernel';
import type { AsAt, ReadModels } from '@minutebook/kernel/read-models';
import { FormErrors } from '@minutebook/web-kit';
import type { TrailFilter } from '../read-models/trail.query';
import { askedCursor, askedDate, askedText, type AskedQuery } from './asked';
import type { TrailAddress } from './audit-trail-paths';

/** What the trail was asked for. */
export interface TrailAsked {
  /** As the address says it, for the filters and for links. */
  readonly address: TrailAddress;
  readonly oldestFirst: boolean;
  readonly before: number | undefined;
  readonly after: number | undefined;
  readonly errors: FormErrors;
  /** What the read model is asked, and up to which record; only where nothing is wrong. */
  readonly filter: TrailFilter;
  readonly at: AsAt;
}

/** Reads the query of the trail's address. Throws a 400 `Problem` for what no form of ours sends. */
export function trailAsked(query: AskedQuery, moment: AsAt, today: LocalDate, readModels: ReadModels): TrailAsked {
  const text = (name: string): string | undefined => askedText(query, name);
  const from = askedDate(query, 'from', 'The first date', today);
  const to = askedDate(query, 'to', 'The last date', today);
  const [record, group, actor, kind, q] = ['record', 'group', 'actor', 'kind', 'q'].map(text);
  const faults = [
    { field: 'filter-from', message: from.fault },
    { field: 'filter-to', message: to.fault },
  ].flatMap(({ field, message }) => (message === undefined ? [] : [{ field, message }]));
  if (from.date !== undefined && to.date !== undefined && from.date > to.date)
    faults.push({ field: 'filter-from', message: 'The first date must not be after the last' });
  const endOf = (date: LocalDate): number => {
    const found = readModels.asAt(date, today);
    return 'fault' in found ? moment.recordNumber : found.recordNumber;
  };
  return {
    address: { record, group, actor, kind, from: from.typed, to: to.typed, q },
    oldestFirst: text('order') === 'oldest',
    before: askedCursor(query, 'before'),
    after: askedCursor(query, 'after'),
    errors: new FormErrors(faults),
    filter: {
      record,
      group,
      actor,
      kind,
      words: q,
      from: from.date === undefined ? undefined : endOf(addDays(from.date, -1)),
    },
    at: to.date === undefined ? moment : { ...moment, recordNumber: Math.min(moment.recordNumber, endOf(to.date)) },
  };
}
