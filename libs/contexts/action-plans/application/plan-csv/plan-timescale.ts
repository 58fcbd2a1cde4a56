import { isLocalDate, type LocalDate } from '@minutebook/kernel';
import { joinList, splitList } from './csv-cells';
import type { PlanCsvAction } from './plan-csv-action';
import type { PlanColumn } from './plan-columns';

type Timescale = PlanCsvAction['timescale'];
type Phase = NonNullable<Timescale['phases']>[number];

export interface TimescaleReading {
  readonly timescale: Timescale;
  readonly errors: readonly { readonly column: PlanColumn; readonly message: string }[];
  readonly warnings: readonly string[];
}

/** The cells of a row that say when an action is to be done. */
export interface TimescaleCells {
  readonly words: string;
  readonly start: string;
  readonly due: string;
  readonly ongoing: string;
  readonly phases: string;
}

/** The words of a timescale of which the document says nothing at all. */
export const NOT_STATED = '(not stated)';

const PHASE_DATES = /^(.*\S)\s+\[(\d{4}-\d\d-\d\d)?\/(\d{4}-\d\d-\d\d)?\]$/s;

/**
 * When an action is to be done (D20). The document's words are kept; the dates come from their own cells and are never
 * guessed from the words. Without dates and not ongoing, the timescale is unknown. "Phased" without phases of its own
 * is one phase in the words of the document.
 */
export function readTimescale(cells: TimescaleCells): TimescaleReading {
  const errors: { column: PlanColumn; message: string }[] = [];
  const date = (column: 'start_date' | 'due_date', cell: string): LocalDate | undefined => {
    const value = cell === '' ? undefined : dateOf(cell);
    if (cell !== '' && value === undefined) {
      errors.push({ column, message: `“${cell}” is not a date. Write 2015-03-31 or 31/03/2015.` });
    }
    return value;
  };
  const start = date('start_date', cells.start);
  const due = date('due_date', cells.due);
  if (start !== undefined && due !== undefined && due < start) {
    errors.push({
      column: 'due_date',
      message: `The due date (${ukDate(due)}) is before the start (${ukDate(start)}).`,
    });
  }
  const ongoing = cells.ongoing.toLowerCase();
  if (!['', 'no', 'yes', 'phased'].includes(ongoing)) {
    errors.push({ column: 'ongoing', message: `“${cells.ongoing}” is not understood. Write yes, no or phased.` });
  }
  const words = cells.words || wordsOf(start, due, ongoing);
  const dates = { ...(start !== undefined && { start }), ...(due !== undefined && { due }) };
  const phases = splitList(cells.phases, '|').map(phaseOf);
  errors.push(...phaseFaults(phases, ongoing));
  if (ongoing === 'phased' && phases.length === 0) phases.push({ words, ...dates });
  const timescale: Timescale = {
    words,
    ...dates,
    ...(ongoing === 'yes' && { ongoing: true }),
    ...(phases.length > 0 && { phases }),
  };
  const unknown = start === undefined && due === undefined && !['yes', 'phased'].includes(ongoing);
  return {
    timescale,
    errors,
    warnings:
      unknown && errors.length === 0 ? ['No date is given: the timescale is unknown, so it is never overdue.'] : [],
  };
}

function phaseFaults(phases: readonly Phase[], ongoing: string): { column: PlanColumn; message: string }[] {
  if (phases.length > 0 && !['yes', 'phased'].includes(ongoing)) {
    return [{ column: 'ongoing', message: 'Write phased (or yes) where phases are given.' }];
  }
  return phases
    .filter(
      ({ start, due }) => [start, due].some((date) => date !== undefined && !isLocalDate(date)) || before(due, start),
    )
    .map(({ words }) => ({
      column: 'phases',
      message: `The dates of the phase “${words}” are not two dates in order.`,
    }));
}

const before = (a: string | undefined, b: string | undefined) => a !== undefined && b !== undefined && a < b;

function phaseOf(part: string): Phase {
  const match = PHASE_DATES.exec(part);
  if (!match) return { words: part };
  const [, words = '', start, due] = match;
  return { words, ...(start !== undefined && { start }), ...(due !== undefined && { due }) };
}

/** A date as the data files write it, or as Excel in Britain saves it (day before month). */
function dateOf(cell: string): LocalDate | undefined {
  const british = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(cell);
  const iso = british ? `${british[3]}-${british[2]?.padStart(2, '0')}-${british[1]?.padStart(2, '0')}` : cell;
  return isLocalDate(iso) ? iso : undefined;
}

const ukDate = (date: LocalDate) => date.split('-').reverse().join('/');

function wordsOf(start: LocalDate | undefined, due: LocalDate | undefined, ongoing: string): string {
  const range = [start && `from ${ukDate(start)}`, due && `by ${ukDate(due)}`].filter(Boolean).join(' ');
  if (range !== '') return range.charAt(0).toUpperCase() + range.slice(1);
  return ongoing === 'yes' ? 'Ongoing' : ongoing === 'phased' ? 'Phased' : NOT_STATED;
}

/** The cells that `readTimescale` reads as this timescale again. */
export function writeTimescale(timescale: Timescale): TimescaleCells {
  const { words, start, due, ongoing, phases = [] } = timescale;
  const [only] = phases;
  const saidAlready =
    phases.length === 1 && !ongoing && only?.words === words && only.start === start && only.due === due;
  return {
    words,
    start: start ?? '',
    due: due ?? '',
    ongoing: ongoing ? 'yes' : phases.length > 0 ? 'phased' : 'no',
    phases: saidAlready
      ? ''
      : joinList(
          phases.map((phase) => `${phase.words} [${phase.start ?? ''}/${phase.due ?? ''}]`),
          '|',
        ),
  };
}
