import { addDays, type LocalDate } from '@minutebook/kernel';
import {
  askedAgain,
  keptFilters,
  withQuery,
  type Address,
  type HiddenField,
  type Link,
  type PageMoment,
} from '@minutebook/web-kit';
import { FATES } from '../application/messages-in-words';
import type { ReminderSummary } from '../domain/reminder.events';
import {
  isFiltered,
  isOfFate,
  isOfPerson,
  MESSAGE_FATES,
  MESSAGE_FILTERS,
  messageFiltersOf,
  type MessageFilters,
} from './message-filters';
import { messageLine, recordsOf, wasSent, type KnownToLines, type MessageLine } from './message-lines';
import { reminderPaths } from './reminder-paths';

/** Lines on one page. */
const PER_PAGE = 50;

/** Without a first day asked for, so many days up to the last one are shown. */
const DAYS_SHOWN = 92;

interface Option {
  readonly value: string;
  readonly text: string;
}

/** What reminders.njk shows. */
export interface MessageBoardPage {
  readonly links: readonly Link[];
  readonly notes: readonly string[];
  readonly paused: { readonly on: LocalDate; readonly by: string; readonly reason: string | null } | undefined;
  readonly stretch: { readonly from: LocalDate; readonly to: LocalDate };
  readonly counts: readonly { readonly label: string; readonly count: number; readonly href: string | undefined }[];
  readonly filters: {
    readonly action: string;
    readonly kept: readonly HiddenField[];
    readonly clearHref: string | undefined;
    readonly asked: MessageFilters;
    readonly fates: readonly Option[];
    readonly people: readonly Option[];
  };
  readonly rows: readonly MessageLine[];
  readonly all: number;
  readonly asked: number;
  readonly newestHref: string | undefined;
  readonly olderHref: string | undefined;
  readonly exportHref: string;
}

/** What the board is made of besides its messages. */
export interface MessageBoardFacts extends KnownToLines {
  readonly links: readonly Link[];
  readonly notes: readonly string[];
  readonly paused: MessageBoardPage['paused'];
}

/** The days that are shown: those asked for, or those up to the day of the page. */
export function stretchOf(
  { from, to }: { readonly from?: LocalDate; readonly to?: LocalDate },
  pageDate: LocalDate,
): MessageBoardPage['stretch'] {
  const last = to ?? pageDate;
  return { from: from ?? addDays(last, 1 - DAYS_SHOWN), to: last };
}

/** The messages of a stretch that the address asks for. */
export function messagesAsked(messages: readonly ReminderSummary[], address: Address): readonly ReminderSummary[] {
  const { fate, person } = messageFiltersOf(address.query);
  return messages.filter((message) => isOfFate(message, fate) && isOfPerson(message, person));
}

/**
 * @param messages all of the stretch, the newest first
 */
export function presentMessageBoard(
  messages: readonly ReminderSummary[],
  stretch: MessageBoardPage['stretch'],
  facts: MessageBoardFacts,
  address: Address,
  moment: PageMoment,
): MessageBoardPage {
  const asked = messageFiltersOf(address.query);
  const those = messagesAsked(messages, address);
  const before = cursorOf(address);
  const rest = before === undefined ? those : those.filter(({ claimedRecord }) => claimedRecord < before);
  const shown = rest.slice(0, PER_PAGE);
  const { links, notes, paused } = facts;
  const cleared = Object.fromEntries(MESSAGE_FILTERS.map((name) => [name, undefined]));
  return {
    links,
    notes,
    paused,
    stretch,
    counts: countsOf(messages, address),
    filters: {
      action: address.path,
      kept: keptFilters(address, MESSAGE_FILTERS),
      clearHref: isFiltered(asked) ? askedAgain(address, cleared) : undefined,
      asked,
      fates: [any('Any'), ...MESSAGE_FATES.map((fate) => ({ value: fate, text: FATES[fate] }))],
      people: [any('Anybody'), ...peopleOf(messages, asked.person, facts.nameOf)],
    },
    rows: shown.map((message) => messageLine(message, facts, moment)),
    all: messages.length,
    asked: those.length,
    newestHref: before === undefined ? undefined : askedAgain(address, {}),
    olderHref: rest.length > shown.length ? askedAgain(address, { before: shown.at(-1)?.claimedRecord }) : undefined,
    exportHref: withQuery(reminderPaths.export, address.query),
  };
}

/** How many there are of each fate that occurs, and how many records were asked about and answered for. */
function countsOf(messages: readonly ReminderSummary[], address: Address): MessageBoardPage['counts'] {
  const sent = messages.filter(wasSent);
  const total = (of: (message: ReminderSummary) => number): number => sent.reduce((sum, each) => sum + of(each), 0);
  const again = messages.filter(({ transmissions, fate }) => transmissions > 1 && fate !== 'failed').length;
  return [
    ...MESSAGE_FATES.flatMap((fate) => {
      const count = messages.filter((message) => message.fate === fate).length;
      return count === 0 ? [] : [{ label: FATES[fate], count, href: askedAgain(address, { fate }) }];
    }),
    ...(again > 0 ? [{ label: 'Handed over more than once', count: again, href: undefined }] : []),
    { label: 'Times a record was asked about', count: total((message) => recordsOf(message).length), href: undefined },
    { label: 'Answered', count: total(({ answered }) => answered.length), href: undefined },
  ];
}

function peopleOf(messages: readonly ReminderSummary[], asked: string, nameOf: (id: string) => string): Option[] {
  const ids = new Set(messages.flatMap(({ account, occurrences }) => [account, ...occurrences.map((o) => o.person)]));
  if (asked !== '') ids.add(asked);
  return [...ids].map((id) => ({ value: id, text: nameOf(id) })).sort((a, b) => a.text.localeCompare(b.text, 'en-GB'));
}

const any = (text: string): Option => ({ value: '', text });

/** The message before which the page begins; one that means nothing is as none. */
function cursorOf({ query }: Address): number | undefined {
  const { before } = query;
  return typeof before === 'string' && /^\d{1,15}$/.test(before) ? Number(before) : undefined;
}
