import { isLocalDate, type LocalDate } from '@minutebook/kernel';
import type { Query } from '@minutebook/web-kit';
import { FATES } from '../application/messages-in-words';
import type { ReminderFate, ReminderSummary } from '../domain/reminder.events';

/** What of the messages is shown, as the address says it. Values that mean nothing filter everything out, never nothing. */
export interface MessageFilters {
  readonly fate: string;
  readonly person: string;
  readonly from: string;
  readonly to: string;
}

/** The names that the filters have in the address. */
export const MESSAGE_FILTERS = ['fate', 'person', 'from', 'to'] as const;

export const MESSAGE_FATES = Object.keys(FATES) as readonly ReminderFate[];

export function messageFiltersOf(query: Query): MessageFilters {
  const asked = (name: string): string => (typeof query[name] === 'string' ? query[name].trim() : '');
  return { fate: asked('fate'), person: asked('person'), from: asked('from'), to: asked('to') };
}

export const isFiltered = (filters: MessageFilters): boolean => Object.values(filters).some((value) => value !== '');

/** The days asked for; undefined where one of them is no date. */
export function daysAsked({
  from,
  to,
}: MessageFilters): { readonly from?: LocalDate; readonly to?: LocalDate } | undefined {
  if ([from, to].some((day) => day !== '' && !isLocalDate(day))) return undefined;
  return { ...(from !== '' && { from }), ...(to !== '' && { to }) };
}

/** Whoever it was sent to, and whose absence it covers, are both asked about by their name. */
export function isOfPerson({ account, occurrences }: ReminderSummary, person: string): boolean {
  return person === '' || account === person || occurrences.some((each) => each.person === person);
}

/** A message whose answer was lost counts as sent, whatever a later attempt met. */
export function isOfFate({ fate }: ReminderSummary, asked: string): boolean {
  return asked === '' || fate === asked;
}
