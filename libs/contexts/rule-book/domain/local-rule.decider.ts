import {
  accept,
  coversDate,
  isLocalDate,
  refuse,
  unreachable,
  weekday,
  type Decider,
  type Decision,
  type LocalDate,
} from '@minutebook/kernel';
import type { DeclareClosureDay, EndLocalRule, LocalRuleCommand, SetLocalRule } from './local-rule.commands';
import type { LocalRuleEvent } from './local-rule.events';
import { localRuleRefusal, type LocalRuleRefusal } from './local-rule.refusals';
import { amountInWords, localRuleNamed } from './rules';

/** What is set of one local rule: what it says from which days on, or the days on which the council is closed. */
export interface LocalRuleState {
  /** By their first days; null where it was ended. */
  readonly versions: Readonly<Record<LocalDate, number | null>>;
  readonly closures: readonly LocalDate[];
}

type Decided = Decision<LocalRuleEvent, LocalRuleRefusal>;

/**
 * One local rule. Stream `rule-<name>`. A version may begin on any day, also a past one: a constitution is often older than
 * its record here. What was worked out before is kept as it was, and the record says what was known when.
 */
export const localRuleDecider: Decider<LocalRuleState, LocalRuleCommand, LocalRuleEvent, LocalRuleRefusal> = {
  initialState: { versions: {}, closures: [] },
  decide(command, state) {
    switch (command.type) {
      case 'set':
        return set(command);
      case 'end':
        return end(command, state);
      case 'declare':
        return declare(command, state);
      case 'withdraw':
        return state.closures.includes(command.date)
          ? accept({ type: 'ClosureDayWithdrawn', data: { date: command.date } })
          : accept();
      default:
        return unreachable(command);
    }
  },
  evolve(state, event) {
    switch (event.type) {
      case 'LocalRuleSet':
        return { ...state, versions: { ...state.versions, [event.data.from]: event.data.value } };
      case 'LocalRuleEnded':
        return { ...state, versions: { ...state.versions, [event.data.from]: null } };
      case 'ClosureDayDeclared':
        return { ...state, closures: [...state.closures, event.data.date] };
      case 'ClosureDayWithdrawn':
        return { ...state, closures: state.closures.filter((date) => date !== event.data.date) };
      default:
        return unreachable(event);
    }
  },
};

/** Never "already so": the same number may be set once more to name another source. */
function set({ name, from, value, source }: SetLocalRule): Decided {
  const rule = localRuleNamed(name);
  if (!rule) return refuse(localRuleRefusal('no-such-local-rule'));
  if (!isLocalDate(from)) return refuse(localRuleRefusal('no-such-day'));
  const { least, most } = rule;
  if (!Number.isInteger(value) || value < least || value > most)
    return refuse(
      localRuleRefusal('local-rule-value', {
        message: `Enter a whole number: at least ${least} and at most ${amountInWords(rule, most)}.`,
        facts: { least, most },
      }),
    );
  return accept({ type: 'LocalRuleSet', data: { name: rule.name, from, value, source } });
}

function end({ name, from }: EndLocalRule, { versions }: LocalRuleState): Decided {
  const rule = localRuleNamed(name);
  if (!rule) return refuse(localRuleRefusal('no-such-local-rule'));
  if (!isLocalDate(from)) return refuse(localRuleRefusal('no-such-day'));
  const before = Object.keys(versions)
    .filter((day) => day <= from)
    .sort()
    .at(-1);
  const isOver = before === undefined || versions[before] === null;
  return isOver ? accept() : accept({ type: 'LocalRuleEnded', data: { name: rule.name, from } });
}

function declare({ date, name, source }: DeclareClosureDay, { closures }: LocalRuleState): Decided {
  if (!isLocalDate(date)) return refuse(localRuleRefusal('no-such-day', { field: 'date' }));
  if (!coversDate(date)) return refuse(localRuleRefusal('closure-day-outside-calendar'));
  if (weekday(date) > 5) return refuse(localRuleRefusal('closure-day-at-weekend'));
  if (closures.includes(date)) return refuse(localRuleRefusal('closure-day-declared'));
  return accept({ type: 'ClosureDayDeclared', data: { date, name, source } });
}
