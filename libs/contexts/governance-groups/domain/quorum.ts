import type { Opened } from '@minutebook/kernel';
import type { MemberKind } from './membership.events';
import type { QuorumRule } from './terms-of-reference.events';

/** A member in office on the day of the meeting. */
export interface MemberInOffice {
  readonly id: string;
  readonly kind: MemberKind;
  readonly agency: string | null;
  readonly deputyFor: string | null;
}

/** Whether a meeting may decide, and how that was worked out. */
export interface QuorumFinding {
  readonly quorate: 'yes' | 'no' | 'unknown';
  /** How many are needed; undefined where that cannot be said as a number. */
  readonly needed: number | undefined;
  /** How many of those present count. */
  readonly counted: number;
  /** Agencies of which nobody who counts is present, where the rule asks for each. */
  readonly missing: readonly string[];
  /** The steps, each a sentence. */
  readonly working: readonly string[];
}

/**
 * Works out whether those present make a quorum (domain report, 3.8: four of six districts). Members count; a deputy counts
 * in the place of its member, where that is not there itself; guests and those in attendance never do. Where the terms do
 * not state a quorum, or nobody is in office to take a share of, the answer is unknown.
 */
export function quorumOf(
  rule: Opened<QuorumRule> | undefined,
  inOffice: readonly MemberInOffice[],
  agencies: readonly string[],
  present: ReadonlySet<string>,
): QuorumFinding {
  const members = inOffice.filter(({ kind }) => kind === 'member');
  const counting = whoCounts(inOffice, present);
  const counted = counting.length;
  const found = (quorate: QuorumFinding['quorate'], working: readonly string[], needed?: number): QuorumFinding => ({
    ...{ quorate, needed, counted, missing: [], working },
  });
  const ofNumber = (needed: number, working: readonly string[]): QuorumFinding => {
    const reachable =
      needed <= members.length ? [] : [`More are needed than the ${inMembers(members.length)} in office.`];
    return found(counted >= needed ? 'yes' : 'no', [...working, ...reachable, presence(counted)], needed);
  };
  switch (rule?.kind) {
    case 'number':
      return ofNumber(rule.number, [`The terms ask for ${inMembers(rule.number)}.`]);
    case 'share': {
      const { numerator, denominator } = rule;
      const asked = `The terms ask for ${numerator} of every ${denominator} members.`;
      if (members.length === 0)
        return found('unknown', [asked, 'No member is in office, so that a share is of nobody.']);
      // Whole numbers first, so that no fraction is rounded up by mistake.
      const needed = Math.ceil((members.length * numerator) / denominator);
      return ofNumber(needed, [asked, `${inMembers(members.length)} in office: ${needed} needed, rounded up.`]);
    }
    case 'one-from-each-agency':
      return ofAgencies(agencies, members, counting);
    default:
      return found('unknown', ['No terms in this record state a quorum.', presence(counted)]);
  }
}

function ofAgencies(
  expected: readonly string[],
  members: readonly MemberInOffice[],
  counting: readonly MemberInOffice[],
): QuorumFinding {
  const named = members.flatMap(({ agency }) => (agency === null ? [] : [agency]));
  const agencies = distinct(expected.length > 0 ? expected : named);
  const missing = agencies.filter((agency) => !counting.some((one) => isSameAgency(one.agency, agency)));
  const working = [
    'The terms ask for one from each agency.',
    agencies.length === 0 ? 'No agency is named.' : `The agencies: ${agencies.join('; ')}.`,
    ...(missing.length === 0 || agencies.length === 0 ? [] : [`Not represented: ${missing.join('; ')}.`]),
  ];
  const quorate = agencies.length === 0 ? 'unknown' : missing.length === 0 ? 'yes' : 'no';
  const needed = agencies.length === 0 ? undefined : agencies.length;
  return { quorate, needed, counted: counting.length, missing, working };
}

/** Members that are present, and for each that is not the first deputy that is; with the agency that it counts for. */
function whoCounts(inOffice: readonly MemberInOffice[], present: ReadonlySet<string>): readonly MemberInOffice[] {
  const there = inOffice.filter(({ id }) => present.has(id));
  return inOffice.flatMap((member): readonly MemberInOffice[] => {
    if (member.kind !== 'member') return [];
    if (present.has(member.id)) return [member];
    const deputy = there.find(({ kind, deputyFor }) => kind === 'deputy' && deputyFor === member.id);
    return deputy ? [{ ...deputy, agency: member.agency ?? deputy.agency }] : [];
  });
}

/** Agencies that are to be represented and have no member in office. */
export function agenciesWithoutMember(
  expected: readonly string[],
  inOffice: readonly MemberInOffice[],
): readonly string[] {
  const members = inOffice.filter(({ kind }) => kind === 'member' || kind === 'deputy');
  return distinct(expected).filter((agency) => !members.some((member) => isSameAgency(member.agency, agency)));
}

/** The same agency, however it was typed. */
export function isSameAgency(one: string | null, other: string | null): boolean {
  return one !== null && other !== null && plain(one) === plain(other);
}

function distinct(agencies: readonly string[]): readonly string[] {
  return agencies.filter((agency, at) => agencies.findIndex((one) => isSameAgency(one, agency)) === at);
}

function plain(name: string): string {
  return name.toLowerCase().replace(/\s+/g, ' ').trim();
}

function inMembers(count: number): string {
  return `${count} ${count === 1 ? 'member' : 'members'}`;
}

function presence(counted: number): string {
  return `${counted} of those present ${counted === 1 ? 'counts' : 'count'}.`;
}
