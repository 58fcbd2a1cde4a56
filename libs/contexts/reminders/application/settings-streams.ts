import { uuidV5 } from '@minutebook/kernel/recording';
import type { RulesScope } from '../domain/reminder-rules.events';

/** Namespace of the ids of rules. Never changed. */
const RULES = '8c1f6e2a-5b0d-5f47-9e3c-71d2a4b6c805';

/** The id of a scope's rules, so that whoever knows the scope finds them. */
export function rulesIdOf(scope: RulesScope): string {
  return scope.kind === 'council' ? 'council' : uuidV5(RULES, `${scope.kind} ${scope.id}`);
}

export function rulesStream(scope: RulesScope): string {
  return `reminderRules-${rulesIdOf(scope)}`;
}

export function preferencesStream(account: string): string {
  return `reminderPreferences-${account}`;
}

export const SWITCH_STREAM = 'reminderSwitch-1';
