import {
  dateInWords,
  recordIdOf,
  type Facts,
  type Known,
  type Opened,
  type OpenedEvent,
  type SentenceEntry,
} from '@minutebook/kernel';
import type { GovernanceGroupEvent } from './governance-group.events';
import type { MemberKind } from './membership.events';
import { TERMS_SECTIONS, TERMS_STANDINGS } from './terms-of-reference.events';
import { cadenceInWords, chairInWords, quorumInWords } from './phrases';

type Of<T extends GovernanceGroupEvent['type']> = OpenedEvent &
  Opened<Extract<GovernanceGroupEvent, { readonly type: T }>>;

/** How the events of governance groups read in the audit trail. */
export const governanceGroupSentences: Readonly<Record<GovernanceGroupEvent['type'], SentenceEntry>> = {
  GovernanceGroupEstablished: {
    kind: 'Governance group established',
    access: 'programme',
    describe: ({ data }: Of<'GovernanceGroupEstablished'>) => ({
      sentence: `“${data.name}” was established as a governance group (${data.kind}).`,
      sealed: `A governance group (${data.kind}) was established.`,
      facts: {
        Name: data.name,
        Kind: data.kind,
        Source: data.source,
        ...(data.endsOn !== undefined && { 'To end on': dateInWords(data.endsOn) }),
      },
    }),
    note({ data, stream }: Of<'GovernanceGroupEstablished'>) {
      const id = recordIdOf(stream);
      return { name: data.name, group: id, path: `/governance-groups/${id}` };
    },
  },
  ReportingLineDrawn: {
    kind: 'Reporting line drawn',
    access: 'programme',
    describe({ data, stream }: Of<'ReportingLineDrawn'>, known) {
      const to = groupName(data.to.id, known);
      return {
        sentence: `${ownName(stream, known)} reports to ${to} from now on.`,
        sealed: `${recordIdOf(stream)} reports to ${data.to.id} from now on.`,
        facts: {
          [`Reports to ${to}`]: data.how ?? 'Yes',
          ...(data.source !== undefined && { [`Source of the line to ${to}`]: data.source }),
        },
      };
    },
  },
  ReportingLineEnded: {
    kind: 'Reporting line ended',
    access: 'programme',
    describe({ data, stream }: Of<'ReportingLineEnded'>, known) {
      const to = groupName(data.to, known);
      return {
        sentence: `${ownName(stream, known)} no longer reports to ${to}.`,
        sealed: `${recordIdOf(stream)} no longer reports to ${data.to}.`,
        facts: { [`Reports to ${to}`]: null },
      };
    },
  },
  GovernanceGroupRenamed: {
    kind: 'Governance group renamed',
    access: 'programme',
    describe: ({ data, stream }: Of<'GovernanceGroupRenamed'>, known) => ({
      sentence: `${ownName(stream, known)} was renamed “${data.name}”.`,
      sealed: `${recordIdOf(stream)} was renamed.`,
      facts: { Name: data.name },
    }),
    note({ data, stream }: Of<'GovernanceGroupRenamed'>) {
      const id = recordIdOf(stream);
      return { name: data.name, group: id, path: `/governance-groups/${id}` };
    },
  },
  GovernanceGroupMerged: {
    kind: 'Governance group merged',
    access: 'programme',
    describe({ data, stream }: Of<'GovernanceGroupMerged'>, known) {
      const on = dateInWords(data.on);
      const into = groupName(data.into.id, known);
      return {
        sentence: `${ownName(stream, known)} was merged into ${into} on ${on}.`,
        sealed: `${recordIdOf(stream)} was merged into ${data.into.id} on ${on}.`,
        facts: { Standing: `Merged into ${into} on ${on}` },
      };
    },
  },
  GovernanceGroupDissolved: {
    kind: 'Governance group dissolved',
    access: 'programme',
    describe({ data, stream }: Of<'GovernanceGroupDissolved'>, known) {
      const on = dateInWords(data.on);
      return {
        sentence: `${ownName(stream, known)} was dissolved on ${on}.`,
        sealed: `${recordIdOf(stream)} was dissolved on ${on}.`,
        facts: { Standing: `Dissolved on ${on}` },
      };
    },
  },
  MemberAppointed: {
    kind: 'Member appointed',
    access: 'programme',
    describe({ data, stream }: Of<'MemberAppointed'>, known) {
      const { kind, chairs } = data;
      const article = MEMBER_PHRASES[kind];
      return {
        sentence: `${roleInWords(data)} was appointed to ${ownName(stream, known)} ${article}${chairs ? ', and takes the chair' : ''}.`,
        sealed: `Somebody was appointed to ${recordIdOf(stream)} ${article}${chairs ? ', and takes the chair' : ''}.`,
        facts: { [memberLabel(data.memberId)]: memberInWords(data, known.facts(stream)) },
      };
    },
  },
  MemberStoodDown: {
    kind: 'Member stood down',
    access: 'programme',
    describe({ data, stream }: Of<'MemberStoodDown'>, known) {
      const label = memberLabel(data.memberId);
      const on = dateInWords(data.on);
      const who = known.facts(stream)[label] ?? label;
      return {
        sentence: `Stood down from ${ownName(stream, known)} on ${on}: ${who}.`,
        sealed: `A member stood down from ${recordIdOf(stream)} on ${on}.`,
        facts: { [label]: null },
      };
    },
  },
  TermsOfReferenceAdopted: {
    kind: 'Terms of reference adopted',
    access: 'programme',
    describe({ data, stream }: Of<'TermsOfReferenceAdopted'>, known) {
      const version = versionInWords(data);
      return {
        sentence: `${version} of the terms of reference of ${ownName(stream, known)} was adopted into the record.`,
        sealed: `${version} of the terms of reference of ${recordIdOf(stream)} was adopted into the record.`,
        facts: {
          'Terms of reference': `Version ${data.number}`,
          'Standing of the version': TERMS_STANDINGS.find(({ id }) => id === data.standing)?.label ?? data.standing,
          'Date of the version': data.dated === undefined ? null : dateInWords(data.dated),
          'Source of the version': data.source,
          Quorum: quorumInWords(data.quorum),
          Meets: cadenceInWords(data.cadence),
          Chair: chairInWords(data.chair, (id) => groupName(id, known)),
          'Agencies expected': data.agencies.length === 0 ? null : data.agencies.join('; '),
          ...sectionFacts(data, known.facts(stream)),
        },
      };
    },
  },
};

const MEMBER_PHRASES: Readonly<Record<MemberKind, string>> = {
  member: 'as a member',
  deputy: 'as a deputy',
  guest: 'as a guest',
  'in-attendance': 'to be in attendance',
};

/** The label under which the trail follows one appointment; the beginning of its id tells it from others of that role. */
function memberLabel(memberId: string): string {
  return `Member ${memberId.slice(0, 8)}`;
}

function roleInWords({ role, agency }: Pick<Of<'MemberAppointed'>['data'], 'role' | 'agency'>): string {
  return agency === undefined ? role : `${role} (${agency})`;
}

/** One appointment as a fact: role, agency, in which way, and the days in office as far as they are known. */
function memberInWords(data: Of<'MemberAppointed'>['data'], facts: Facts): string {
  const { kind, deputyFor, invitedFor, chairs, from, to } = data;
  return [
    roleInWords(data),
    kind === 'in-attendance' ? 'in attendance' : kind,
    ...(deputyFor === undefined ? [] : [`for ${facts[memberLabel(deputyFor)] ?? memberLabel(deputyFor)}`]),
    ...(invitedFor === undefined ? [] : [`invited for ${invitedFor}`]),
    ...(chairs ? ['takes the chair'] : []),
    ...(from === undefined ? [] : [`from ${dateInWords(from)}`]),
    ...(to === undefined ? [] : [`to ${dateInWords(to)}`]),
  ].join(', ');
}

/** The wording of each section; null where an earlier version had it and this one has not. */
function sectionFacts({ sections }: Of<'TermsOfReferenceAdopted'>['data'], before: Facts): Facts {
  const facts = TERMS_SECTIONS.map(({ id, label }): [string, string | null] => [
    `Terms: ${label.toLowerCase()}`,
    sections.find(({ section }) => section === id)?.words ?? null,
  ]);
  return Object.fromEntries(facts.filter(([label, words]) => words !== null || (before[label] ?? null) !== null));
}

/** A version as a sentence begins with it: `Version 2 (revised, 24 September 2013)`. */
function versionInWords({ number, standing, dated }: Of<'TermsOfReferenceAdopted'>['data']): string {
  const parts = [
    ...(standing === 'not-stated' ? [] : [standing]),
    ...(dated === undefined ? [] : [dateInWords(dated)]),
  ];
  return `Version ${number}${parts.length === 0 ? '' : ` (${parts.join(', ')})`}`;
}

/** The group's own name as it was known then. */
function ownName(stream: string, known: Known): string {
  return known.note(stream)?.name ?? recordIdOf(stream);
}

/** The name of another group as it was known then; its id where its stream has not been told. */
function groupName(id: string, known: Known): string {
  return known.note(`governanceGroup-${id}`)?.name ?? id;
}
