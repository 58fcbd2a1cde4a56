import {
  accept,
  isLocalDate,
  refuse,
  unreachable,
  type Decider,
  type Decision,
  type LocalDate,
} from '@minutebook/kernel';
import {
  MOST_DAYS_BEFORE,
  type EndReminderRules,
  type ReminderRulesCommand,
  type SetReminderDelivery,
  type SetReminderRules,
} from './reminder-rules.commands';
import type { Dated, OwnRules, ReminderDelivery, ReminderRules, ReminderRulesEvent } from './reminder-rules.events';
import { reminderRulesRefusal, type ReminderRulesRefusal } from './reminder-rules.refusals';

/** What is set of one scope, in order of the days; the delivery of the council alone. */
export interface ReminderRulesState {
  readonly rules: OwnRules;
  readonly delivery: readonly Dated<ReminderDelivery>[];
}

type Decided = Decision<ReminderRulesEvent, ReminderRulesRefusal>;

/**
 * The rules of one scope. Stream `reminderRules-council`, or an id derived from kind and id. Versions follow one another:
 * none begins before one that is set already, so that what holds on a day can be read off the record as it was then.
 */
export const reminderRulesDecider: Decider<
  ReminderRulesState,
  ReminderRulesCommand,
  ReminderRulesEvent,
  ReminderRulesRefusal
> = {
  initialState: { rules: [], delivery: [] },
  decide(command, state) {
    switch (command.type) {
      case 'set':
        return set(command, state.rules);
      case 'end':
        return end(command, state.rules);
      case 'set-delivery':
        return setDelivery(command, state.delivery);
      default:
        return unreachable(command);
    }
  },
  evolve(state, event) {
    switch (event.type) {
      case 'ReminderRulesSet':
        return { ...state, rules: followedBy(state.rules, event.data.from, event.data.rules) };
      case 'ReminderRulesEnded':
        return { ...state, rules: followedBy(state.rules, event.data.from, null) };
      case 'ReminderDeliverySet':
        return { ...state, delivery: followedBy(state.delivery, event.data.from, event.data.delivery) };
      default:
        return unreachable(event);
    }
  },
};

function set({ scope, exists, from, rules: given, today }: SetReminderRules, own: OwnRules): Decided {
  if (!exists) return refuse(reminderRulesRefusal('no-such-scope'));
  const fault = rulesFault(given);
  if (fault) return refuse(fault);
  const rules = { ...given, beforeDue: [...given.beforeDue].sort((a, b) => b - a) };
  const refused = untimely({ from, today }, own);
  if (refused) return refused;
  return isSame(own.at(-1)?.value, rules)
    ? accept()
    : accept({ type: 'ReminderRulesSet', data: { scope, from, rules } });
}

function end({ scope, from, today }: EndReminderRules, own: OwnRules): Decided {
  if (!own.at(-1)?.value) return accept();
  return untimely({ from, today }, own) ?? accept({ type: 'ReminderRulesEnded', data: { scope, from } });
}

function setDelivery({ from, delivery, today }: SetReminderDelivery, own: readonly Dated<ReminderDelivery>[]): Decided {
  const fault = deliveryFault(delivery);
  if (fault) return refuse(fault);
  const refused = untimely({ from, today }, own);
  if (refused) return refused;
  return isSame(own.at(-1)?.value, delivery)
    ? accept()
    : accept({ type: 'ReminderDeliverySet', data: { from, delivery } });
}

function untimely(
  { from, today }: { readonly from: LocalDate; readonly today: LocalDate },
  versions: readonly Dated<unknown>[],
): { readonly refused: ReminderRulesRefusal } | undefined {
  if (!isLocalDate(from)) return refuse(reminderRulesRefusal('no-such-day'));
  if (from < today) return refuse(reminderRulesRefusal('rules-for-the-past'));
  const last = versions.at(-1)?.from;
  if (last !== undefined && from < last)
    return refuse(reminderRulesRefusal('later-rules-set', { facts: { from: last } }));
  return undefined;
}

function rulesFault(rules: ReminderRules): ReminderRulesRefusal | undefined {
  const { beforeDue, overdueEvery, silentAfter, toMonitoringLeadAfter, toGroupAfter } = rules;
  const areDays = beforeDue.length <= MOST_DAYS_BEFORE && new Set(beforeDue).size === beforeDue.length;
  if (!areDays || !beforeDue.every((days) => isWithin(days, 1, 120))) return reminderRulesRefusal('days-before-due');
  if (!isUnsetOr(overdueEvery, 1, 90)) return reminderRulesRefusal('overdue-interval');
  if (!isUnsetOr(silentAfter, 7, 365)) return reminderRulesRefusal('silence-interval');
  if (!isUnsetOr(toMonitoringLeadAfter, 1, 60)) return reminderRulesRefusal('monitoring-lead-step');
  if (!isUnsetOr(toGroupAfter, 1, 60)) return reminderRulesRefusal('group-step');
  if (toMonitoringLeadAfter !== null && toGroupAfter !== null && toGroupAfter <= toMonitoringLeadAfter)
    return reminderRulesRefusal('ladder-order');
  return undefined;
}

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

function deliveryFault({ sendAt, quietFrom, quietTo, perWeek }: ReminderDelivery): ReminderRulesRefusal | undefined {
  for (const [field, time] of Object.entries({ sendAt, quietFrom, quietTo }))
    if (!TIME.test(time)) return reminderRulesRefusal('time-of-day', { field });
  if (quietFrom === quietTo) return reminderRulesRefusal('quiet-hours');
  // They last over midnight where they begin later than they end.
  const isQuiet =
    quietFrom < quietTo ? quietFrom <= sendAt && sendAt < quietTo : quietFrom <= sendAt || sendAt < quietTo;
  if (isQuiet) return reminderRulesRefusal('sent-in-quiet-hours');
  return isUnsetOr(perWeek, 1, 5) ? undefined : reminderRulesRefusal('weekly-cap');
}

function isUnsetOr(value: number | null, least: number, most: number): boolean {
  return value === null || isWithin(value, least, most);
}

function isWithin(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && least <= value && value <= most;
}

/** Versions with one more; one that begins on the same day replaces the last. */
function followedBy<T>(versions: readonly Dated<T>[], from: LocalDate, value: T): readonly Dated<T>[] {
  return [...versions.filter((version) => version.from < from), { from, value }];
}

function isSame<T extends object>(one: T | null | undefined, other: T): boolean {
  if (!one) return false;
  const names = Object.keys(other) as (keyof T)[];
  return names.every((name) => String(one[name]) === String(other[name]));
}
