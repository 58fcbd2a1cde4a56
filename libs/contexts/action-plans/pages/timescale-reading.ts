import { dateInWords, type LocalDate, type Opened, type Timescale } from '@minutebook/kernel';
import { dateErrors, dateFromFields, textOf, type Body, type DateAsked, type FieldError } from '@minutebook/web-kit';

/** When an action is due, as a form asks for it. */
export interface TimescaleAsked {
  readonly words: string;
  readonly start: DateAsked;
  readonly due: DateAsked;
  readonly ongoing: boolean;
}

/** The fields of a timescale, in the order of the form. */
export const TIMESCALE_FIELDS = ['timescale.due', 'timescale.start', 'timescale.ongoing', 'timescale.words'] as const;

export function timescaleAsked(body: Body): TimescaleAsked {
  return {
    words: textOf(body, 'timescale.words'),
    start: dateFromFields(body, 'timescale.start', 'The start'),
    due: dateFromFields(body, 'timescale.due', 'The due date'),
    ongoing: body['timescale.ongoing'] === 'yes',
  };
}

/** What is wrong with a timescale that says nothing, or in dates that do not exist. */
export function timescaleErrors({ words, start, due, ongoing }: TimescaleAsked): readonly FieldError[] {
  // A start alone says nothing of the end: whoever forgets the date must not give it up unawares.
  const saysNothing = words === '' && !ongoing && due.date === undefined && due.fault === undefined;
  return [
    ...dateErrors('timescale.due', due),
    ...dateErrors('timescale.start', start),
    ...(saysNothing
      ? [{ field: 'timescale.due', message: 'Give a due date, choose ongoing, or say in words when it is to be done' }]
      : []),
  ];
}

/** The timescale asked for; where no words are given, the dates say it. */
export function timescaleOf({ words, start, due, ongoing }: TimescaleAsked): Opened<Timescale> {
  return {
    words: words || datesInWords(start.date, due.date, ongoing),
    ...(start.date !== undefined && { start: start.date }),
    ...(due.date !== undefined && { due: due.date }),
    ...(ongoing && { ongoing }),
  };
}

function datesInWords(start: LocalDate | undefined, due: LocalDate | undefined, ongoing: boolean): string {
  const parts = [
    ...(start === undefined ? [] : [`from ${dateInWords(start)}`]),
    ...(due === undefined ? [] : [`by ${dateInWords(due)}`]),
    ...(ongoing ? ['ongoing'] : []),
  ];
  const text = parts.join(', ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
