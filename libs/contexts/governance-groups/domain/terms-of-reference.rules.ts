import { isLocalDate, type Text } from '@minutebook/kernel';
import { governanceGroupRefusal, type GovernanceGroupRefusal } from './governance-group.refusals';
import type { AdoptTermsOfReference, CadenceAsked, ChairAsked, QuorumAsked } from './terms-of-reference.commands';
import {
  TERMS_SECTIONS,
  TERMS_STANDINGS,
  type CadenceRule,
  type ChairRule,
  type QuorumRule,
  type TermsSection,
  type TermsStanding,
} from './terms-of-reference.events';

/** What a rule says: a refusal where it says no, nothing where it says yes. */
type Verdict = GovernanceGroupRefusal | undefined;

/** More members than any group has: a number beyond it is a mistake in typing. */
const MOST_MEMBERS = 500;
const DAYS_OF_A_YEAR = 366;

/** A version says how it stands, or that it does not say so (domain report, D22: draft, agreed). */
export function noSuchStanding(standing: string): Verdict {
  return isStanding(standing)
    ? undefined
    : governanceGroupRefusal('no-such-terms-standing', { facts: { standings: TERMS_STANDINGS.map(({ id }) => id) } });
}

export function isStanding(standing: string): standing is TermsStanding {
  return TERMS_STANDINGS.some(({ id }) => id === standing);
}

/** Versions are told apart by the dates that they bear. */
export function termsDateNotReal({ dated }: AdoptTermsOfReference): Verdict {
  return dated === undefined || isLocalDate(dated) ? undefined : governanceGroupRefusal('terms-date-not-real');
}

/** The sections are those of the trade (domain report, 3.8), each once, so that versions can be compared. */
export function termsSectionsNotClear({ sections }: AdoptTermsOfReference): Verdict {
  const unknown = sections.findIndex(({ section }) => !isSection(section));
  if (unknown >= 0)
    return governanceGroupRefusal('no-such-terms-section', {
      field: `sections.${unknown}.section`,
      facts: { sections: TERMS_SECTIONS.map(({ id }) => id) },
    });
  const twice = sections.findIndex(({ section }, at) => sections.findIndex((one) => one.section === section) < at);
  return twice < 0 ? undefined : governanceGroupRefusal('terms-section-twice', { field: `sections.${twice}.section` });
}

export function isSection(section: string): section is TermsSection {
  return TERMS_SECTIONS.some(({ id }) => id === section);
}

/** The quorum asked for as one of the kinds; undefined where it is none of them (domain report, 3.8: four of six). */
export function quorumRule(asked: QuorumAsked | undefined): QuorumRule | undefined {
  const { kind, number, numerator, denominator } = asked ?? { kind: 'unknown' };
  const words = inWords(asked?.words);
  switch (kind) {
    case 'number':
      return isCount(number, MOST_MEMBERS) ? { kind, number, ...words } : undefined;
    case 'share':
      return isCount(denominator, MOST_MEMBERS) && isCount(numerator, denominator)
        ? { kind, numerator, denominator, ...words }
        : undefined;
    case 'one-from-each-agency':
    case 'unknown':
      return { kind, ...words };
    default:
      return undefined;
  }
}

/** How often, as one of the kinds (domain report, D23: quarterly, or more frequently as required). */
export function cadenceRule(asked: CadenceAsked | undefined): CadenceRule | undefined {
  const { kind, times } = asked ?? { kind: 'unknown' };
  const words = inWords(asked?.words);
  switch (kind) {
    case 'times-a-year':
      return isCount(times, DAYS_OF_A_YEAR) ? { kind, times, ...words } : undefined;
    case 'quarterly':
    case 'monthly':
    case 'as-required':
    case 'unknown':
      return { kind, ...words };
    default:
      return undefined;
  }
}

/** Who takes the chair, as one of the kinds (domain report, D23: a named role; City and County to alternate). */
export function chairRule({ chair, chairGroup }: AdoptTermsOfReference): ChairRule | undefined {
  const { kind, role, between = [] }: ChairAsked = chair ?? { kind: 'unknown' };
  const words = inWords(chair?.words);
  switch (kind) {
    case 'named-role':
      return role === undefined ? undefined : { kind, role, ...words };
    case 'alternates': {
      const [first, second, ...more] = between;
      if (first === undefined || second === undefined || more.length > 0) return undefined;
      return { kind, between: [first, second], ...(role !== undefined && { role }), ...words };
    }
    case 'member-of-group':
      return chairGroup && { kind, group: { id: chairGroup.id, revision: chairGroup.revision }, ...words };
    case 'chosen-at-meeting':
    case 'unknown':
      return { kind, ...words };
    default:
      return undefined;
  }
}

function inWords(words: Text | undefined): { readonly words?: Text } {
  return words === undefined ? {} : { words };
}

function isCount(value: number | undefined, most: number): value is number {
  return value !== undefined && Number.isInteger(value) && value >= 1 && value <= most;
}
