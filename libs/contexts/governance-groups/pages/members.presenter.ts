import { dateInWords } from '@minutebook/kernel';
import { atMoment, withQuery, type Link, type PageMoment } from '@minutebook/web-kit';
import type { CsvRow } from '@minutebook/web-kit/csv';
import { agenciesWithoutMember, chairTurn, quorumOf } from '../application/group-workings';
import { MEMBER_KINDS } from '../domain/membership.events';
import type { GroupSummary } from '../read-models/groups.query';
import type { GroupMember } from '../read-models/members.query';
import type { GroupRules } from '../read-models/terms.query';
import { groupPaths } from './group-paths';

/** A member as a row. */
export interface MemberRow {
  readonly role: string;
  readonly agency: string | null;
  readonly kind: string;
  readonly chairs: boolean;
  /** For whom a deputy stands in, for what a guest is invited. */
  readonly note: string | undefined;
  readonly days: string | undefined;
  readonly illustrative: boolean;
  /** The form that stands the member down, for those who may. */
  readonly standDown: string | undefined;
}

/** The members on the page of a group: those in office, and what follows from them. */
export interface MembersPart {
  readonly inOffice: readonly MemberRow[];
  /** How many are needed to decide; undefined where that is not known. */
  readonly needed: string | undefined;
  readonly working: string;
  /** Whose turn the chair is, where two bodies alternate. */
  readonly turn: string | undefined;
  /** Agencies expected that have no member. */
  readonly missing: readonly string[];
  readonly appoint: Link | undefined;
  readonly all: Link | undefined;
}

export function presentMembersPart(
  groupId: string,
  members: readonly GroupMember[],
  rules: GroupRules | undefined,
  mayAppoint: boolean,
  here: (path: string) => string,
): MembersPart {
  const inOffice = members.filter(({ standing }) => standing === 'in-office');
  const agencies = rules?.agencies ?? [];
  const quorum = quorumOf(rules?.quorum, inOffice, agencies, new Set());
  const turn = chairTurn(
    rules?.chair,
    inOffice.filter(({ chairs }) => chairs),
  );
  return {
    inOffice: inOffice.map((member) => rowOf(member, members, groupId, false)),
    needed: quorum.needed === undefined ? undefined : neededInWords(quorum.needed, rules),
    // The last step counts who is present, and nobody is: what is asked for stands before it.
    working: quorum.working.filter((step) => !/of those present|Not represented/.test(step)).join(' '),
    turn: turn?.words,
    missing: agenciesWithoutMember(agencies, inOffice),
    appoint: mayAppoint ? { text: 'Appoint a member', href: groupPaths.step(groupId, 'appoint-member') } : undefined,
    all:
      members.length === 0 ? undefined : { text: 'All members, with dates', href: here(groupPaths.members(groupId)) },
  };
}

function neededInWords(needed: number, rules: GroupRules | undefined): string {
  if (rules?.quorum.kind === 'one-from-each-agency')
    return `One from each of ${needed} ${needed === 1 ? 'agency' : 'agencies'}`;
  return `${needed} ${needed === 1 ? 'member' : 'members'}`;
}

/** What members.njk shows. */
export interface MembersPage {
  readonly group: Link;
  readonly parts: readonly { readonly title: string; readonly rows: readonly MemberRow[] }[];
  readonly appoint: Link | undefined;
  readonly exportHref: string;
}

export function presentMembers(
  group: GroupSummary,
  members: readonly GroupMember[],
  moment: PageMoment,
  mayAppoint: boolean,
): MembersPage {
  const here = (path: string): string => atMoment(path, moment);
  const part = (title: string, standing: GroupMember['standing']) => ({
    title,
    rows: members
      .filter((member) => member.standing === standing)
      .map((member) => rowOf(member, members, group.id, mayAppoint && moment.live)),
  });
  return {
    group: { text: group.name, href: here(groupPaths.show(group.id)) },
    parts: [part('In office', 'in-office'), part('To come', 'to-come'), part('Former', 'former')].filter(
      ({ rows }) => rows.length > 0,
    ),
    appoint:
      mayAppoint && moment.live
        ? { text: 'Appoint a member', href: groupPaths.step(group.id, 'appoint-member') }
        : undefined,
    exportHref: here(groupPaths.membersExport(group.id)),
  };
}

/** Headings of the exported members. */
export const MEMBER_COLUMNS = [
  'group_id',
  'group',
  'role',
  'agency',
  'kind',
  'takes_the_chair',
  'deputy_for',
  'invited_for',
  'standing',
  'from',
  'to',
  'stood_down_on',
  'origin',
] as const;

export function memberCsvRows(group: GroupSummary, members: readonly GroupMember[]): readonly CsvRow[] {
  return members.map((member) => ({
    ...{ group_id: group.id, group: group.name, role: member.role, agency: member.agency ?? '' },
    ...{ kind: member.kind, takes_the_chair: member.chairs ? 'yes' : 'no' },
    deputy_for: roleOf(member.deputyFor, members) ?? '',
    ...{ invited_for: member.invitedFor ?? '', standing: member.standing },
    ...{ from: member.from ?? '', to: member.to ?? '', stood_down_on: member.stoodDownOn ?? '', origin: member.origin },
  }));
}

function rowOf(member: GroupMember, all: readonly GroupMember[], groupId: string, mayStandDown: boolean): MemberRow {
  const { id, role, agency, kind, chairs, deputyFor, invitedFor, stoodDownOn, origin } = member;
  const note =
    deputyFor !== null
      ? `Deputy for ${roleOf(deputyFor, all) ?? 'a member who is not known'}`
      : invitedFor !== null
        ? `Invited for ${invitedFor}`
        : undefined;
  return {
    ...{ role, agency, chairs, note },
    kind: MEMBER_KINDS.find((one) => one.id === kind)?.label ?? kind,
    days: daysInWords(member),
    illustrative: origin === 'demonstration',
    standDown:
      mayStandDown && stoodDownOn === null
        ? withQuery(groupPaths.step(groupId, 'stand-down-member'), { member: id })
        : undefined,
  };
}

/** A member's role with its agency, as lists and forms name it. */
export function memberName({ role, agency }: Pick<GroupMember, 'role' | 'agency'>): string {
  return agency === null ? role : `${role} (${agency})`;
}

function roleOf(memberId: string | null, all: readonly GroupMember[]): string | undefined {
  const member = all.find(({ id }) => id === memberId);
  return member && memberName(member);
}

/** The days in office as far as they are recorded. */
function daysInWords({ from, to, stoodDownOn }: GroupMember): string | undefined {
  const parts = [
    ...(from === null ? [] : [`from ${dateInWords(from)}`]),
    ...(to === null ? [] : [`to ${dateInWords(to)}`]),
    ...(stoodDownOn === null ? [] : [`stood down on ${dateInWords(stoodDownOn)}`]),
  ];
  const text = parts.join(', ');
  return text === '' ? undefined : text.charAt(0).toUpperCase() + text.slice(1);
}
