import { addDays, type LocalDate } from '@minutebook/kernel';
import type { AsAt, ReadModels } from '@minutebook/kernel/read-models';
import { FormErrors, type PageMoment } from '@minutebook/web-kit';
import { askedDate, askedText, type AskedQuery } from './asked';

/** A council's groups meet about every four weeks: the time that the page looks back where no dates are asked, in days. */
export const FOUR_WEEKS = 28;

/** What the page of changes was asked for. */
export interface ChangesAsked {
  readonly typed: { readonly from: string; readonly to: string };
  readonly group: string | undefined;
  readonly errors: FormErrors;
  /** Changes after the end of `from` and by the end of `to` are shown. */
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly between: { readonly from: AsAt; readonly to: AsAt };
}

/** Reads the query of the page of changes. Throws a 400 `Problem` for what no form of ours sends. */
export function changesAsked(
  query: AskedQuery,
  moment: PageMoment,
  today: LocalDate,
  readModels: ReadModels,
): ChangesAsked {
  const last = askedDate(query, 'to', 'The second date', today);
  // Seen from a day in the past, nothing later has happened yet.
  const to = last.date === undefined || last.date > moment.pageDate ? moment.pageDate : last.date;
  const first = askedDate(query, 'from', 'The first date', today);
  const from = first.date ?? addDays(to, -FOUR_WEEKS);
  const faults = [
    { field: 'filter-from', message: first.fault },
    { field: 'filter-to', message: last.fault },
  ].flatMap(({ field, message }) => (message === undefined ? [] : [{ field, message }]));
  if (faults.length === 0 && from > (last.date ?? to))
    faults.push({ field: 'filter-from', message: 'The first date must not be after the second' });
  const standing = (date: LocalDate): AsAt => {
    const found = date === moment.pageDate ? moment : readModels.asAt(date, today);
    return 'fault' in found || found.recordNumber > moment.recordNumber ? moment : found;
  };
  return {
    typed: {
      from: first.fault === undefined ? from : first.typed,
      to: last.fault === undefined ? to : last.typed,
    },
    group: askedText(query, 'group'),
    errors: new FormErrors(faults),
    from,
    to,
    between: { from: standing(from), to: standing(to) },
  };
}
