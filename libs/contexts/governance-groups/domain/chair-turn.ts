import type { Opened } from '@minutebook/kernel';
import { isSameAgency } from './quorum';
import type { ChairRule } from './terms-of-reference.events';

/** Somebody in office who takes the chair. */
export interface ChairInOffice {
  readonly role: string;
  readonly agency: string | null;
}

/** Who takes the chair now and next, as far as rule and members say it. */
export interface ChairTurn {
  readonly isKnown: boolean;
  readonly words: string;
}

/**
 * Whose turn it is where two bodies alternate (domain report, D23): the body of the one member who takes the chair now has
 * it, the other is next. Anything less is not known: no document says who began.
 */
export function chairTurn(
  rule: Opened<ChairRule> | undefined,
  chairs: readonly ChairInOffice[],
): ChairTurn | undefined {
  if (rule?.kind !== 'alternates') return undefined;
  const [first = '', second = ''] = rule.between;
  const has = (body: string) => chairs.some(({ agency }) => isSameAgency(agency, body));
  if (has(first) === has(second))
    return {
      isKnown: false,
      words: has(first)
        ? `Members of both ${first} and ${second} are recorded as taking the chair, so that it is not known whose turn it is.`
        : `Nobody of ${first} or ${second} is recorded as taking the chair now, so that it is not known whose turn it is.`,
    };
  const [now, next] = has(first) ? [first, second] : [second, first];
  return { isKnown: true, words: `${now} has the chair now; ${next} is next.` };
}
