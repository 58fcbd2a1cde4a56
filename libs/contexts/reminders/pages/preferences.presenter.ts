import { londonDateOf, type LocalDate } from '@minutebook/kernel';
import type { FormView } from '@minutebook/web-kit';
import { WEEKDAYS } from '../application/rules-in-force';
import type { WantedReminders } from '../domain/reminder-preferences.events';
import type { Preferences } from '../read-models/reminder-settings.query';
import { reminderPaths } from './reminder-paths';

/** What reminder-preferences.njk shows. */
export interface PreferencesPage {
  readonly wanted: readonly { readonly text: string; readonly isWanted: boolean }[];
  readonly onlyOn: string;
  readonly wantedHref: string;
  readonly calendar: { readonly openedOn: LocalDate } | undefined;
  readonly calendarHref: string;
  readonly closeCalendarHref: string;
  readonly revokedOn: LocalDate | undefined;
  readonly revokeHref: string;
  readonly address: string | undefined;
  readonly covers: readonly CoverRow[];
}

/** An absence: of somebody whom the reader covers, or the reader's own. */
export interface CoverRow {
  readonly text: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
}

export const WANTED_KINDS: readonly {
  readonly value: Exclude<keyof WantedReminders, 'onlyOn'>;
  readonly text: string;
}[] = [
  { value: 'beforeDue', text: 'Before a due date' },
  { value: 'onTheDay', text: 'On the due date' },
  { value: 'overdue', text: 'While something is overdue' },
  { value: 'noReport', text: 'After a long time without a report' },
];

/** What is shown besides a person's own settings. */
export interface PreferencesContext {
  readonly address: string | undefined;
  readonly covers: readonly CoverRow[];
}

export function presentPreferences(
  { wanted, feed, linksRevokedAt }: Preferences,
  context: PreferencesContext,
): PreferencesPage {
  return {
    wanted: WANTED_KINDS.map(({ value, text }) => ({ text, isWanted: wanted[value] })),
    onlyOn: wanted.onlyOn === null ? 'Any working day' : `${WEEKDAYS[wanted.onlyOn - 1]}s only`,
    wantedHref: reminderPaths.preference('wanted'),
    calendar: feed && { openedOn: londonDateOf(feed.openedAt) },
    calendarHref: reminderPaths.preference('calendar'),
    closeCalendarHref: reminderPaths.preference('close-calendar'),
    revokedOn: linksRevokedAt === undefined ? undefined : londonDateOf(linksRevokedAt),
    revokeHref: reminderPaths.preference('revoke-links'),
    ...context,
  };
}

const FRAME = {
  breadcrumbs: [
    { text: 'Reminders', href: reminderPaths.board },
    { text: 'What I want', href: reminderPaths.preferences },
  ],
  cancel: { text: 'Cancel', href: reminderPaths.preferences },
};

/** What was typed about what is wanted. */
export interface WantedTyped {
  readonly kinds: readonly string[];
  readonly onlyOn: string;
}

export function wantedView(typed: WantedTyped): FormView {
  return {
    ...FRAME,
    template: 'reminders-wanted.njk',
    title: 'What I want to be reminded of',
    path: reminderPaths.preference('wanted'),
    submit: 'Keep it so',
    context: {
      typed,
      kinds: WANTED_KINDS,
      days: [
        { value: 'any', text: 'On any working day' },
        ...WEEKDAYS.map((day, index) => ({ value: String(index + 1), text: `On ${day}s only` })),
      ],
      consequences: [
        'Mail that is sent from now on follows it.',
        'What is escalated to you comes whatever you choose here, on any working day.',
        'What you do not want by mail still waits on your home page.',
      ],
    },
  };
}

export function calendarView(isOpen: boolean): FormView {
  return {
    ...FRAME,
    template: 'reminder-confirm.njk',
    title: 'Open a calendar address',
    path: reminderPaths.preference('calendar'),
    submit: 'Make the address',
    context: {
      lead: 'A private address with which your calendar programme fetches your due dates.',
      confirm: 'I keep the address to myself: whoever knows it sees these dates without signing in',
      consequences: [
        'The address is shown once, on the next page. Only its digest is kept.',
        'It holds the reference, title and due date of each open record that waits for you, and nothing else.',
        ...(isOpen ? ['The address that is open now is closed with it.'] : []),
        'You can close it at any time.',
      ],
    },
  };
}

export function closeCalendarView(isOpen: boolean): FormView {
  return {
    ...FRAME,
    template: 'reminder-confirm.njk',
    title: 'Close the calendar address',
    path: reminderPaths.preference('close-calendar'),
    submit: 'Close it',
    context: {
      unavailable: isOpen ? undefined : 'No calendar address of yours is open.',
      confirm: 'Close the address that is open',
      consequences: ['It opens nothing any more: a calendar that fetches it shows nothing new.'],
    },
  };
}

export function revokeLinksView(reason: string): FormView {
  return {
    ...FRAME,
    template: 'reminder-confirm.njk',
    title: 'Revoke all links sent to me',
    path: reminderPaths.preference('revoke-links'),
    submit: 'Revoke them',
    context: {
      lead: 'For when a mail with such links was passed on, or somebody else may read your mail.',
      asksReason: 'Why?',
      reason,
      consequences: [
        'Every link to answer that was mailed to you before opens nothing any more.',
        'Mail that is sent later holds new links. Answers that were given stay as they are.',
      ],
    },
  };
}
