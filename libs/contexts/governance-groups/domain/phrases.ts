import type { Opened } from '@minutebook/kernel';
import type { CadenceRule, ChairRule, QuorumRule } from './terms-of-reference.events';

/** A quorum as people say it. */
export function quorumInWords(rule: Opened<QuorumRule>): string {
  switch (rule.kind) {
    case 'number':
      return `${rule.number} ${rule.number === 1 ? 'member' : 'members'}`;
    case 'share':
      return `${rule.numerator} of every ${rule.denominator} members`;
    case 'one-from-each-agency':
      return 'One from each agency';
    case 'unknown':
      return 'Not stated';
  }
}

/** How often, as people say it. */
export function cadenceInWords(rule: Opened<CadenceRule>): string {
  switch (rule.kind) {
    case 'times-a-year':
      return rule.times === 1 ? 'Once a year' : `${rule.times} times a year`;
    case 'quarterly':
      return 'Quarterly';
    case 'monthly':
      return 'Monthly';
    case 'as-required':
      return 'As required';
    case 'unknown':
      return 'Not stated';
  }
}

/** Who takes the chair, as people say it; a group is named by whoever knows names. */
export function chairInWords(rule: Opened<ChairRule>, nameOf: (groupId: string) => string): string {
  switch (rule.kind) {
    case 'named-role':
      return rule.role;
    case 'chosen-at-meeting':
      return 'Chosen at the meeting';
    case 'alternates':
      return `${rule.between[0]} and ${rule.between[1]} in turn${rule.role === undefined ? '' : `: ${rule.role}`}`;
    case 'member-of-group':
      return `A member of ${nameOf(rule.group.id)}`;
    case 'unknown':
      return 'Not stated';
  }
}
