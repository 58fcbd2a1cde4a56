import type { LocalDate } from '@minutebook/kernel';
import type { UntimedStep } from './demonstration-step';
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
  readonly reporting_arrangements: readonly string[];
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
