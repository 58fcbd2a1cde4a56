import { isLocalDate, type LocalDate } from '@minutebook/kernel';

/** A date as the three fields of a form give it, kept as typed so that it can be shown again. */
export interface DateFields {
  readonly day: string;
  readonly month: string;
  readonly year: string;
}

/** A date that was asked for: what was typed, and either the date, or what is wrong with it, or neither where it is empty. */
export interface DateAsked {
  readonly typed: DateFields;
  readonly date?: LocalDate;
  readonly fault?: string;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * Reads a date from the fields `<name>-day`, `<name>-month`, `<name>-year` of a form's body. A month may be written as a
 * word. `label` begins the sentence that says what is wrong: "The due date must be a real date".
 */
export function dateFromFields(body: Readonly<Record<string, unknown>>, name: string, label: string): DateAsked {
  const part = (suffix: string) => {
    const value = body[`${name}-${suffix}`];
    return typeof value === 'string' ? value.trim() : '';
  };
  const typed = { day: part('day'), month: part('month'), year: part('year') };
  const missing = (['day', 'month', 'year'] as const).filter((key) => typed[key] === '');
  if (missing.length === 3) return { typed };
  if (missing.length > 0) return { typed, fault: `${label} must include a ${missing.join(' and a ')}` };
  const word = MONTHS.indexOf(typed.month.slice(0, 3).toLowerCase());
  const month = word >= 0 ? String(word + 1) : typed.month;
  const date = `${typed.year}-${month.padStart(2, '0')}-${typed.day.padStart(2, '0')}`;
  return isLocalDate(date) ? { typed, date } : { typed, fault: `${label} must be a real date` };
}

/** The fields that show a date which is there already. */
export function dateFields(date: LocalDate | undefined): DateFields {
  const [year = '', month = '', day = ''] = date?.split('-') ?? [];
  return { day: day.replace(/^0/, ''), month: month.replace(/^0/, ''), year };
}
