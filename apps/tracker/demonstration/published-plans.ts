import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readPlanCsv } from '@minutebook/action-plans/application/plan-csv';
import type { ActionPlanInput } from '@minutebook/action-plans';
import type { LocalDate } from '@minutebook/kernel';
import { uuidV5 } from '@minutebook/kernel/recording';
import type { UntimedStep } from './demonstration-step';

/** Namespace of every id of the demonstration. Never changed: ids derived from it stand in addresses. */
const DEMONSTRATION = '0d5c1b52-5a0e-5d0c-8f4e-6a3c2b9e7f10';

/** The documents by their numbers, as the record names its sources. */
const DOCUMENTS: Readonly<Record<string, string>> = {
  '001': 'Document 001: Derbyshire Cabinet report on Supporting Families Services, January 2014',
  '002': 'Document 002: Nottinghamshire Children’s Trust Board report on workforce development, undated',
  '003': 'Document 003: Derbyshire Children and Younger Adults Workforce Strategy 2014-2017',
  '004': 'Document 004: Leicestershire Interim Children’s Workforce Strategy 2009-2010',
};

/** When the groups that a document names came into the record. */
const GROUPS_RECORDED_ON: Readonly<Record<string, LocalDate>> = {
  '001': '2014-01-22',
  '002': '2014-04-03',
  '003': '2014-04-03',
  '004': '2009-10-30',
};

/** A plan as one of the documents publishes it. */
export interface PublishedPlan {
  readonly key: string;
  readonly document: string;
  readonly file: string;
  readonly recordedOn: LocalDate;
  readonly opened: Extract<ActionPlanInput, { type: 'open' }>;
}

export const LEICESTERSHIRE: PublishedPlan = {
  key: 'leicestershire-2009',
  document: '004',
  file: 'action-plan-leicestershire-2009.csv',
  recordedOn: '2009-11-02',
  opened: {
    type: 'open',
    title: 'One Children’s Workforce Tool Action Plan 2009/10',
    groupId: 'GG-LLIG',
    startsOn: '2009-04-01',
    endsOn: '2010-03-31',
    ragScheme: 'rag',
  },
};

export const DERBYSHIRE: PublishedPlan = {
  key: 'derbyshire-2014',
  document: '003',
  file: 'action-plan-derbyshire-2014.csv',
  recordedOn: '2014-04-07',
  opened: {
    type: 'open',
    title: 'Children and Younger Adults Department Workforce Strategy: Action Plan 2014/15',
    groupId: 'GG-WSG',
    startsOn: '2014-04-01',
    endsOn: '2015-03-31',
    ragScheme: 'rag',
  },
};

export const planIdOf = ({ key }: PublishedPlan): string => uuidV5(DEMONSTRATION, `plan/${key}`);

/** References are unique across both plans. */
export const actionIdOf = (reference: string): string => uuidV5(DEMONSTRATION, `action/${reference}`);

/** Id of the nth report on an action, counted from 1. */
export const reportIdOf = (reference: string, nth: number): string =>
  uuidV5(DEMONSTRATION, `report/${reference}/${nth}`);

const byTheClerk = { account: 'demo-clerk', role: 'clerk', origin: 'import' } as const;

interface GroupsFile {
  readonly groups: readonly {
    readonly id: string;
    readonly name: string;
    readonly kind: string;
    readonly source_document: string;
  }[];
}

const publishedGroups = () => (JSON.parse(readData('governance-groups.json').toString('utf8')) as GroupsFile).groups;

/** The 21 governance groups that the documents name. */
export function groupSteps(): readonly UntimedStep[] {
  return publishedGroups().map(({ id, name, kind, source_document: document }) => ({
    ...byTheClerk,
    key: `group/${id}`,
    on: known(GROUPS_RECORDED_ON, document),
    source: { document: known(DOCUMENTS, document), row: id },
    target: {
      context: 'governance-groups',
      groupId: id,
      input: { type: 'establish', name, kind, source: known(DOCUMENTS, document) },
    },
  }));
}

/** A published plan: opened, then each action as its row has it. */
export function planSteps(plan: PublishedPlan): readonly UntimedStep[] {
  const { rows, errors } = readPlanCsv(readData(plan.file), { groups: publishedGroups() });
  if (errors.length > 0) throw new Error(`${plan.file} cannot be read: ${JSON.stringify(errors)}`);
  const document = known(DOCUMENTS, plan.document);
  const planId = planIdOf(plan);
  const step = { ...byTheClerk, on: plan.recordedOn };
  const opening: UntimedStep = {
    ...step,
    key: `plan/${plan.key}`,
    source: { document, row: 'Action plan' },
    target: { context: 'action-plans', planId, input: plan.opened },
  };
  const adding = rows.map(({ action }): UntimedStep => ({
    ...step,
    key: `action/${action.reference}`,
    source: { document, row: action.reference },
    target: { context: 'actions', actionId: actionIdOf(action.reference), input: { ...action, planId } },
  }));
  return [opening, ...adding];
}

function known<T>(of: Readonly<Record<string, T>>, key: string): T {
  const value = of[key];
  if (value === undefined) throw new Error(`The demonstration knows no document ${key}`);
  return value;
}

/** Reads a data file from the source folder, also where the program runs compiled, from `dist/`. */
function readData(name: string): Buffer {
  const path = join('apps', 'tracker', 'demonstration', 'data', name);
  for (let folder = __dirname; ; folder = dirname(folder)) {
    if (existsSync(join(folder, path))) return readFileSync(join(folder, path));
    if (folder === dirname(folder)) throw new Error(`The demonstration’s data file ${path} is missing`);
  }
}
