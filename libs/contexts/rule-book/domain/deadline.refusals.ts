import type { Refusal } from '@minutebook/kernel';

/** Every reason for which a deadline is not worked out though its inputs can be read. */
export const DEADLINE_REFUSALS = {
  'local-rule-not-set': { message: 'The local rule is not set, and no number was given.' },
  'no-rule-in-jurisdiction': {
    field: 'jurisdiction',
    message: 'The rule book holds no such rule for this jurisdiction.',
  },
  'no-rule-on-that-day': { message: 'The rule book holds no version of this rule for that day.' },
  'outside-calendar': { message: 'The sum leaves the years that the calendar covers.' },
  'proposed-after-start': {
    field: 'proposedOn',
    message: 'Dismissals are proposed before consultation begins, or on that day.',
  },
  'notice-after-dismissal': {
    field: 'firstNoticeOn',
    message: 'Notice is given before the first dismissal takes effect.',
  },
  'proposed-after-dismissal': {
    field: 'proposedOn',
    message: 'Dismissals are proposed before the first of them takes effect.',
  },
} as const satisfies Record<string, Omit<Refusal, 'rule'>>;

export type DeadlineRefusalRule = keyof typeof DEADLINE_REFUSALS;
export type DeadlineRefusal = Refusal<DeadlineRefusalRule>;

export function deadlineRefusal(
  rule: DeadlineRefusalRule,
  details: Partial<Pick<Refusal, 'facts' | 'field' | 'message'>> = {},
): DeadlineRefusal {
  return { rule, ...DEADLINE_REFUSALS[rule], ...details };
}
