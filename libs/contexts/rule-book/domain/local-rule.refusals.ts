import { COVERED_YEARS, type Refusal } from '@minutebook/kernel';

/** Every reason for which a command on local rules is refused. */
export const LOCAL_RULE_REFUSALS = {
  'no-such-local-rule': { kind: 'not-found', message: 'There is no local rule of this name that can be set.' },
  'no-such-day': { field: 'from', message: 'The day must be a real date.' },
  'local-rule-value': { field: 'value', message: 'The number lies outside what this rule allows.' },
  'closure-day-at-weekend': {
    field: 'date',
    message: 'This day is a Saturday or Sunday: no working day is lost by closing on it.',
  },
  'closure-day-outside-calendar': {
    field: 'date',
    message: `Working days are known for the years ${COVERED_YEARS.from} to ${COVERED_YEARS.to}: choose a day within them.`,
  },
  'closure-day-declared': {
    field: 'date',
    kind: 'conflict',
    message: 'This day is declared already. Withdraw it first to call it otherwise.',
  },
} as const satisfies Record<string, Omit<Refusal, 'rule'>>;

export type LocalRuleRefusalRule = keyof typeof LOCAL_RULE_REFUSALS;
export type LocalRuleRefusal = Refusal<LocalRuleRefusalRule>;

export function localRuleRefusal(
  rule: LocalRuleRefusalRule,
  details: Partial<Pick<Refusal, 'facts' | 'field' | 'message'>> = {},
): LocalRuleRefusal {
  return { rule, ...LOCAL_RULE_REFUSALS[rule], ...details };
}
