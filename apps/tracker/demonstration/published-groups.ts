import type { GovernanceGroupInput } from '@minutebook/governance-groups';
import type { LocalDate } from '@minutebook/kernel';
import type { UntimedStep } from './demonstration-step';
import { memberIdOf } from './demonstration-ids';
import { byTheClerk, documentName, known, readData } from './published-documents';

/** When the groups that a document names came into the record. */
const GROUPS_RECORDED_ON: Readonly<Record<string, LocalDate>> = {
  '001': '2014-01-22',
  '002': '2014-04-03',
  '003': '2014-04-03',
  '004': '2009-10-30',
};

/** A group as the documents have it. */
interface PublishedGroup {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly source_document: string;
  readonly purpose: readonly string[];
  readonly reporting_arrangements: readonly string[];
  readonly membership: readonly string[];
  readonly chair: string | null;
  readonly chair_rule: string | null;
  readonly cadence: string | null;
  readonly roles_of_members: readonly string[];
  readonly terms_of_reference_versions: readonly {
    readonly date: string;
    readonly status: string;
    /** As the document has date and status. */
    readonly original: string;
  }[];
}

interface GroupsFile {
  readonly groups: readonly PublishedGroup[];
  /** Who reports to whom. */
  readonly reporting_edges: readonly (readonly [from: string, to: string])[];
}

const file = (): GroupsFile => JSON.parse(readData('governance-groups.json').toString('utf8')) as GroupsFile;

export const publishedGroups = (): readonly PublishedGroup[] => file().groups;

/** The 21 governance groups that the documents name. */
export function groupSteps(): readonly UntimedStep[] {
  return publishedGroups().map(({ id, name, kind, source_document: document }) => ({
    ...byTheClerk,
    key: `group/${id}`,
    on: known(GROUPS_RECORDED_ON, document),
    source: { document: documentName(document), row: id },
    target: {
      context: 'governance-groups',
      groupId: id,
      input: { type: 'establish', name, kind, source: documentName(document) },
    },
  }));
}

/**
 * With what words an arrangement of a group's terms begins that tells how it reports to another. The other lines stand in
 * the documents without saying how.
 */
const HOW: Readonly<Record<string, string>> = {
  'GG-DDSCB-WF>GG-DSCB': 'Meet quarterly and report through the chair',
  'GG-DDSCB-WF>GG-DCSCB': 'Meet quarterly and report through the chair',
  'GG-DDSCB-WF>GG-LSCB-QA': 'Provide outcome, performance and quality assurance data',
  'GG-DDSCB-WF>GG-LSCB-PP': 'Make recommendations to the Policy and Procedures',
  'GG-DDSCB-TP>GG-DDSCB-WF': 'Produce quarterly reports and an annual report',
};

/** The 12 reporting lines of the documents. */
export function reportingLineSteps(): readonly UntimedStep[] {
  const groups = new Map(publishedGroups().map((group) => [group.id, group]));
  return file().reporting_edges.map(([from, to]) => {
    const group = groups.get(from);
    if (!group) throw new Error(`The demonstration knows no group ${from}`);
    const source = documentName(group.source_document);
    const begins = HOW[`${from}>${to}`];
    const how = begins === undefined ? undefined : group.reporting_arrangements.find((one) => one.startsWith(begins));
    if (begins !== undefined && how === undefined)
      throw new Error(`${from} has no arrangement that begins “${begins}”`);
    return {
      ...byTheClerk,
      key: `group/${from}/reports-to/${to}`,
      on: known(GROUPS_RECORDED_ON, group.source_document),
      source: { document: source, row: `${from} to ${to}` },
      target: {
        context: 'governance-groups',
        groupId: from,
        input: { type: 'report-to', toId: to, ...(how !== undefined && { how }), source },
      },
    };
  });
}

type Terms = Extract<GovernanceGroupInput, { type: 'adopt-terms-of-reference' }>;

/** What a version says of itself. One that bears a date only does not say that anybody agreed or issued it. */
const STANDINGS: Readonly<Record<string, string>> = { draft: 'draft', revised: 'revised', issued: 'not-stated' };

/** Both groups meet quarterly, the second more frequently as required: its own words are kept. No document states a quorum. */
const RULES: Readonly<Record<string, Pick<Terms, 'cadence' | 'chair'>>> = {
  'GG-DDSCB-WF': {
    cadence: { kind: 'quarterly', words: 'Meet quarterly' },
    chair: {
      kind: 'alternates',
      between: ['City', 'County'],
      role: 'Local Authority Designated Officer (LADO)',
      words: 'City and County to alternate',
    },
  },
  'GG-DDSCB-TP': {
    cadence: { kind: 'quarterly', words: 'Meet quarterly or more frequently as required' },
    chair: { kind: 'named-role', role: 'Senior Learning and Development Consultant, Derbyshire County Council' },
  },
};

/** The versions of terms of reference that the documents name. Only the last of each group has its wording in them. */
export function termsSteps(): readonly UntimedStep[] {
  return publishedGroups().flatMap((group) => {
    const { id, source_document: document, terms_of_reference_versions: versions } = group;
    const source = documentName(document);
    return versions.map(({ date, status, original }, at): UntimedStep => {
      const isLast = at === versions.length - 1;
      return {
        ...byTheClerk,
        key: `group/${id}/terms/${date}`,
        on: known(GROUPS_RECORDED_ON, document),
        source: { document: source, row: `${id}, terms of reference, ${original}` },
        target: {
          context: 'governance-groups',
          groupId: id,
          input: {
            type: 'adopt-terms-of-reference',
            standing: known(STANDINGS, status),
            dated: date,
            words: original,
            source,
            sections: isLast ? sectionsOf(group) : [],
            ...(isLast && known(RULES, id)),
          },
        },
      };
    });
  });
}

function sectionsOf(group: PublishedGroup): Terms['sections'] {
  const chair = [group.chair, group.id === 'GG-DDSCB-WF' ? group.chair_rule : null].filter((text) => text !== null);
  const texts: readonly (readonly [section: string, lines: readonly string[]])[] = [
    ['purpose', group.purpose],
    ['reporting', group.reporting_arrangements],
    ['membership', group.membership],
    ['duties', group.roles_of_members],
    ['chair', chair],
  ];
  return texts.flatMap(([section, lines]) => (lines.length === 0 ? [] : [{ section, words: lines.join('\n') }]));
}

/** A role as a group's terms name it, and whom it represents where they say so. */
interface PublishedMember {
  readonly role: string;
  readonly agency?: string;
  readonly chairs?: boolean;
}

const LSCB_PARTNERS = 'LSCB partner agencies';

/**
 * The roles that the documents name, in their words. What they say of members without naming a role (a mix of roles,
 * additional people) stands in the wording of the terms. Who chairs Cabinet is not in its document, so nobody is named.
 */
const MEMBERS: Readonly<Record<string, readonly PublishedMember[]>> = {
  'GG-CORE': [
    { role: 'Commissioner' },
    { role: 'HR representative' },
    { role: 'Trade union representative (requested)' },
    { role: 'Staff involved in current service delivery' },
  ],
  'GG-DDSCB-WF': [
    { role: 'Local Authority Designated Officer (LADO)', chairs: true },
    { role: 'Designated Officers', agency: LSCB_PARTNERS },
    { role: 'Personnel Officers', agency: LSCB_PARTNERS },
    { role: 'Legal advisers', agency: LSCB_PARTNERS },
    { role: 'Training commissioners', agency: LSCB_PARTNERS },
  ],
  'GG-DDSCB-TP': [
    { role: 'Senior Learning and Development Consultant', agency: 'Derbyshire County Council', chairs: true },
    { role: 'Training leads', agency: 'Each LSCB partner agency' },
    { role: 'Adult education lead', agency: 'Local Authority' },
    { role: 'Derby University and colleges of further education' },
  ],
};

/** The members of the three groups whose members the documents name by role. */
export function memberSteps(): readonly UntimedStep[] {
  return publishedGroups().flatMap(({ id, source_document: document }) =>
    (MEMBERS[id] ?? []).map(({ role, agency, chairs = false }): UntimedStep => ({
      ...byTheClerk,
      key: `group/${id}/member/${role}`,
      on: known(GROUPS_RECORDED_ON, document),
      source: { document: documentName(document), row: `${id}, ${role}` },
      target: {
        context: 'governance-groups',
        groupId: id,
        input: {
          type: 'appoint-member',
          memberId: memberIdOf(id, role),
          ...{ role, kind: 'member', chairs },
          ...(agency !== undefined && { agency }),
        },
      },
    })),
  );
}
