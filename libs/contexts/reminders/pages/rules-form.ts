import { DIVISION_NAMES } from '@minutebook/kernel';
import {
  dateErrors,
  dateFields,
  dateFromFields,
  inOrder,
  textErrors,
  textOf,
  type Body,
  type DateFields,
  type FieldError,
  type FormErrors,
} from '@minutebook/web-kit';
import type { ReminderDelivery, ReminderRules } from '../domain/reminder-rules.events';

/** Fields of rules that hold a number of days, or nothing for never, with how the form names each. */
export const DAY_FIELDS = [
  { name: 'overdueEvery', label: 'While overdue, every so many days', hint: '7 is each week. Empty: never.' },
  { name: 'silentAfter', label: 'Without a report, every so many days', hint: 'From 7 days on. Empty: never.' },
  {
    name: 'toMonitoringLeadAfter',
    label: 'The monitoring lead is asked after so many working days overdue',
    hint: 'Empty: never.',
  },
  { name: 'toGroupAfter', label: 'The group is told after so many working days overdue', hint: 'Empty: never.' },
] as const;

/** What was typed about rules. */
export interface RulesTyped {
  readonly scope: string;
  readonly beforeDue: string;
  readonly onTheDay: string;
  readonly days: Readonly<Record<string, string>>;
  readonly from: DateFields;
  readonly reason: string;
}

/** What was typed, with what is wrong with it; `value` counts where nothing is. */
export interface Read<T, V> {
  readonly typed: T;
  readonly errors: FormErrors;
  readonly value: V;
}

export function typedRules(scope: string, rules: ReminderRules, from: string): RulesTyped {
  return {
    scope,
    beforeDue: rules.beforeDue.join(', '),
    onTheDay: rules.onTheDay ? 'yes' : 'no',
    days: Object.fromEntries(DAY_FIELDS.map(({ name }) => [name, String(rules[name] ?? '')])),
    from: dateFields(from),
    reason: '',
  };
}

export function readRules(body: Body): Read<RulesTyped, { readonly from: string; readonly rules: ReminderRules }> {
  const days = Object.fromEntries(DAY_FIELDS.map(({ name }) => [name, textOf(body, name)]));
  const from = dateFromFields(body, 'from', 'The first day');
  const typed = {
    scope: textOf(body, 'scope'),
    beforeDue: textOf(body, 'beforeDue'),
    onTheDay: textOf(body, 'onTheDay'),
    days,
    from: from.typed,
    reason: textOf(body, 'reason'),
  };
  const beforeDue = typed.beforeDue.split(/[\s,;]+/).filter((part) => part !== '');
  const errors = inOrder(
    ['scope', 'beforeDue', 'onTheDay', ...DAY_FIELDS.map(({ name }) => name), 'from', 'reason'],
    beforeDue.every(isNumber)
      ? []
      : [{ field: 'beforeDue', message: 'Enter the days before the due date as whole numbers, such as 28, 14, 3' }],
    ['yes', 'no'].includes(typed.onTheDay)
      ? []
      : [{ field: 'onTheDay', message: 'Choose whether there is a reminder on the due date' }],
    DAY_FIELDS.flatMap(({ name }) =>
      days[name] === '' || isNumber(days[name] ?? '')
        ? []
        : [{ field: name, message: 'Enter a whole number of days, or leave it empty' }],
    ),
    dateErrors('from', from, 'Enter the first day on which it holds'),
    reasonErrors(typed.reason),
  );
  const number = (name: (typeof DAY_FIELDS)[number]['name']): number | null =>
    days[name] === '' ? null : Number(days[name]);
  const rules = {
    beforeDue: beforeDue.map(Number),
    onTheDay: typed.onTheDay === 'yes',
    overdueEvery: number('overdueEvery'),
    silentAfter: number('silentAfter'),
    toMonitoringLeadAfter: number('toMonitoringLeadAfter'),
    toGroupAfter: number('toGroupAfter'),
  };
  return { typed, errors, value: { from: from.date ?? '', rules } };
}

/** What was typed about an end. */
export type EndTyped = Pick<RulesTyped, 'scope' | 'from' | 'reason'>;

export function readEnd(body: Body): Read<EndTyped, { readonly from: string }> {
  const from = dateFromFields(body, 'from', 'The first day');
  const typed = { scope: textOf(body, 'scope'), from: from.typed, reason: textOf(body, 'reason') };
  const errors = inOrder(
    ['scope', 'from', 'reason'],
    dateErrors('from', from, 'Enter the first day without them'),
    reasonErrors(typed.reason),
  );
  return { typed, errors, value: { from: from.date ?? '' } };
}

/** What was typed about delivery. */
export interface DeliveryTyped {
  readonly sendAt: string;
  readonly quietFrom: string;
  readonly quietTo: string;
  readonly perWeek: string;
  readonly division: string;
  readonly from: DateFields;
  readonly reason: string;
}

export function typedDelivery(
  { perWeek, sendAt, quietFrom, quietTo, division }: ReminderDelivery,
  from: string,
): DeliveryTyped {
  const cap = perWeek === null ? 'none' : String(perWeek);
  return { sendAt, quietFrom, quietTo, division, perWeek: cap, from: dateFields(from), reason: '' };
}

export function readDelivery(
  body: Body,
): Read<DeliveryTyped, { readonly from: string; readonly delivery: ReminderDelivery }> {
  const from = dateFromFields(body, 'from', 'The first day');
  const texts = {
    sendAt: textOf(body, 'sendAt'),
    quietFrom: textOf(body, 'quietFrom'),
    quietTo: textOf(body, 'quietTo'),
    perWeek: textOf(body, 'perWeek'),
    division: textOf(body, 'division'),
  };
  const typed = { ...texts, from: from.typed, reason: textOf(body, 'reason') };
  const errors = inOrder(
    ['sendAt', 'quietFrom', 'quietTo', 'perWeek', 'division', 'from', 'reason'],
    (['sendAt', 'quietFrom', 'quietTo'] as const).flatMap((field) =>
      texts[field] === '' ? [{ field, message: 'Enter a time of day, such as 08:00' }] : [],
    ),
    texts.perWeek === 'none' || isNumber(texts.perWeek)
      ? []
      : [{ field: 'perWeek', message: 'Choose how many mails one person is sent a week' }],
    Object.hasOwn(DIVISION_NAMES, texts.division)
      ? []
      : [{ field: 'division', message: 'Choose whose bank holidays count' }],
    dateErrors('from', from, 'Enter the first day on which it holds'),
    reasonErrors(typed.reason),
  );
  const delivery = {
    sendAt: padded(texts.sendAt),
    quietFrom: padded(texts.quietFrom),
    quietTo: padded(texts.quietTo),
    perWeek: texts.perWeek === 'none' ? null : Number(texts.perWeek),
    division: texts.division as ReminderDelivery['division'],
  };
  return { typed, errors, value: { from: from.date ?? '', delivery } };
}

/** What is wrong with why something is set. */
export function reasonErrors(reason: string): readonly FieldError[] {
  return reason === ''
    ? [{ field: 'reason', message: 'Enter why, or who decided it' }]
    : textErrors('reason', 'The reason', reason).items;
}

function isNumber(text: string): boolean {
  return /^\d{1,4}$/.test(text);
}

/** People write 8:00. */
function padded(time: string): string {
  return /^\d:\d\d$/.test(time) ? `0${time}` : time;
}
