import {
  dateFields,
  dateErrors,
  dateFromFields,
  inOrder,
  linesOf,
  optionalText,
  textErrors,
  textOf,
  type Body,
  type DateFields,
  type FieldError,
} from '@minutebook/web-kit';
import type { GovernanceGroupInput } from '../application/governance-group.command-handler';
import { TERMS_SECTIONS, TERMS_STANDINGS } from '../domain/terms-of-reference.events';
import type { TermsVersion } from '../read-models/terms.query';
import type { GroupForm } from './group-forms';

type Input = Extract<GovernanceGroupInput, { type: 'adopt-terms-of-reference' }>;

/** Fields of the form that hold one text each, as typed. */
const TEXT_FIELDS = [
  'standing',
  'words',
  'source',
  ...TERMS_SECTIONS.map(({ id }) => `sections.${id}`),
  'quorum.kind',
  'quorum.number',
  'quorum.numerator',
  'quorum.denominator',
  'quorum.words',
  'cadence.kind',
  'cadence.times',
  'cadence.words',
  'chair.kind',
  'chair.role',
  'chair.first',
  'chair.second',
  'chair.groupId',
  'chair.words',
  'agencies',
] as const;

const LABELS: Readonly<Record<string, string>> = {
  words: 'The words of the source',
  source: 'The source',
  'quorum.words': 'The words on the quorum',
  'cadence.words': 'The words on how often it meets',
  'chair.role': 'The role',
  'chair.first': 'The first body',
  'chair.second': 'The second body',
  'chair.words': 'The words on the chair',
  agencies: 'The list of agencies',
  ...Object.fromEntries(TERMS_SECTIONS.map(({ id, label }) => [`sections.${id}`, label])),
};

/** What was typed, field by field. */
export interface TermsValues {
  readonly texts: Readonly<Record<string, string>>;
  readonly dated: DateFields;
}

/** One more version of a group's terms; it begins with the words of the version that counts. */
export const adoptTermsForm: GroupForm<TermsValues> = {
  step: 'adopt-terms-of-reference',
  permission: 'adopt-terms-of-reference',
  template: 'adopt-terms.njk',
  title: 'Adopt terms of reference',
  submit: 'Adopt this version',
  blank: ({ terms }) => ({ texts: terms ? textsOf(terms) : blankTexts(), dated: dateFields(undefined) }),
  read(body) {
    const texts = Object.fromEntries(TEXT_FIELDS.map((field) => [field, textOf(body, field)]));
    const dated = dateFromFields(body, 'dated', 'The date of the version');
    const missing: readonly FieldError[] = [
      ...(texts['standing'] === '' ? [{ field: 'standing', message: 'Choose how this version stands' }] : []),
      ...(texts['source'] === '' ? [{ field: 'source', message: 'Enter where this version is known from' }] : []),
    ];
    const tooLong = Object.entries(LABELS).flatMap(
      ([field, label]) => textErrors(field, label, texts[field] ?? '').items,
    );
    return {
      values: { texts, dated: dated.typed },
      errors: inOrder(
        ['standing', 'dated', ...TEXT_FIELDS.slice(1)],
        missing,
        dateErrors('dated', dated),
        tooLong,
        ruleErrors(texts),
      ),
      input: () => inputOf(body, dated.date),
    };
  },
  present: ({ groups, group, moment, terms }, { texts }) => ({
    standings: TERMS_STANDINGS.map(({ id, label }) => ({ value: id, text: label, hint: STANDING_HINTS[id] })),
    sections: TERMS_SECTIONS.map(({ id, label }) => ({
      name: `sections.${id}`,
      label,
      rows: rowsFor(texts[`sections.${id}`] ?? ''),
    })),
    ...RULE_OPTIONS,
    groupOptions: [
      { value: '', text: 'Choose a group' },
      ...groups
        .groups(moment)
        .filter(({ id }) => id !== group.id)
        .map(({ id, name }) => ({ value: id, text: name })),
    ],
    beginsWith: terms?.number,
    consequences: [
      terms
        ? `It becomes a further version beside version ${terms.number}, which stays as it is.`
        : 'It becomes the first version of this group’s terms in the record.',
      'The version with the latest date is the one that counts for quorum and chair.',
      'It cannot be changed: a mistake is put right by adopting another version.',
    ],
  }),
  recorded: ({ group }) => ({ text: `Terms of reference of ${group.name} were adopted.` }),
};

/** As many rows as the text has lines and some to spare, so that empty sections do not stretch the form. */
function rowsFor(text: string): number {
  return Math.min(12, 2 + text.split('\n').reduce((rows, line) => rows + Math.ceil(line.length / 70), 0));
}

const STANDING_HINTS: Readonly<Record<string, { readonly text: string } | undefined>> = {
  draft: { text: 'The document calls itself a draft.' },
  agreed: { text: 'The document, or minutes, say that the group or its parent agreed it.' },
  revised: { text: 'The document says that it was revised, not who agreed it.' },
  'not-stated': { text: 'It bears a date at most.' },
};

const RULE_OPTIONS = {
  quorums: [
    { value: 'unknown', text: 'Not stated' },
    { value: 'number', text: 'A number of members' },
    { value: 'share', text: 'A share of the members' },
    { value: 'one-from-each-agency', text: 'One from each agency' },
  ],
  cadences: [
    { value: 'unknown', text: 'Not stated' },
    { value: 'monthly', text: 'Monthly' },
    { value: 'quarterly', text: 'Quarterly' },
    { value: 'times-a-year', text: 'A number of times a year' },
    { value: 'as-required', text: 'As required' },
  ],
  chairs: [
    { value: 'unknown', text: 'Not stated' },
    { value: 'named-role', text: 'A named role' },
    { value: 'chosen-at-meeting', text: 'Chosen at the meeting' },
    { value: 'alternates', text: 'Two bodies in turn' },
    { value: 'member-of-group', text: 'A member of another group' },
  ],
};

function blankTexts(): TermsValues['texts'] {
  const blank = Object.fromEntries(TEXT_FIELDS.map((field) => [field, '']));
  return { ...blank, 'quorum.kind': 'unknown', 'cadence.kind': 'unknown', 'chair.kind': 'unknown' };
}

function textsOf({ sections, quorum, cadence, chair, agencies }: TermsVersion): TermsValues['texts'] {
  return {
    ...blankTexts(),
    ...Object.fromEntries(sections.map(({ section, words }) => [`sections.${section}`, words])),
    'quorum.kind': quorum.kind,
    ...(quorum.kind === 'number' && { 'quorum.number': String(quorum.number) }),
    ...(quorum.kind === 'share' && {
      'quorum.numerator': String(quorum.numerator),
      'quorum.denominator': String(quorum.denominator),
    }),
    'quorum.words': quorum.words ?? '',
    'cadence.kind': cadence.kind,
    ...(cadence.kind === 'times-a-year' && { 'cadence.times': String(cadence.times) }),
    'cadence.words': cadence.words ?? '',
    'chair.kind': chair.kind,
    ...((chair.kind === 'named-role' || chair.kind === 'alternates') && { 'chair.role': chair.role ?? '' }),
    ...(chair.kind === 'alternates' && { 'chair.first': chair.between[0], 'chair.second': chair.between[1] }),
    ...(chair.kind === 'member-of-group' && { 'chair.groupId': chair.group.id }),
    'chair.words': chair.words ?? '',
    agencies: agencies.join('\n'),
  };
}

/** What a kind of rule needs beside it, each said at its own field. */
function ruleErrors(texts: Readonly<Record<string, string>>): readonly FieldError[] {
  const errors: FieldError[] = [];
  const wants = (kind: string, of: string, field: string, message: string, isRight: (text: string) => boolean) => {
    if (texts[`${of}.kind`] === kind && !isRight(texts[field] ?? '')) errors.push({ field, message });
  };
  const isCount = (text: string) => /^[1-9]\d{0,2}$/.test(text);
  const isThere = (text: string) => text !== '';
  wants('number', 'quorum', 'quorum.number', 'Enter how many members, for example 4', isCount);
  wants('share', 'quorum', 'quorum.numerator', 'Enter the share as two numbers, for example 4 of 6', isCount);
  wants('share', 'quorum', 'quorum.denominator', 'Enter the share as two numbers, for example 4 of 6', isCount);
  wants('times-a-year', 'cadence', 'cadence.times', 'Enter how many times a year, for example 6', isCount);
  wants('named-role', 'chair', 'chair.role', 'Enter the role that takes the chair', isThere);
  wants('alternates', 'chair', 'chair.first', 'Enter both bodies, for example City', isThere);
  wants('alternates', 'chair', 'chair.second', 'Enter both bodies, for example County', isThere);
  wants('member-of-group', 'chair', 'chair.groupId', 'Choose the group whose member takes the chair', isThere);
  return errors;
}

function inputOf(body: Body, dated: string | undefined): Input {
  const words = optionalText(body, 'words');
  const said = (of: string) => {
    const text = optionalText(body, `${of}.words`);
    return text === undefined ? {} : { words: text };
  };
  const count = (field: string) => {
    const text = textOf(body, field);
    return /^\d{1,3}$/.test(text) ? Number(text) : undefined;
  };
  const [number, numerator, denominator] = ['quorum.number', 'quorum.numerator', 'quorum.denominator'].map(count);
  const times = count('cadence.times');
  const role = optionalText(body, 'chair.role');
  const kind = textOf(body, 'chair.kind');
  return {
    type: 'adopt-terms-of-reference',
    standing: textOf(body, 'standing'),
    ...(dated !== undefined && { dated }),
    ...(words !== undefined && { words }),
    source: textOf(body, 'source'),
    sections: TERMS_SECTIONS.flatMap(({ id }) => {
      const text = optionalText(body, `sections.${id}`);
      return text === undefined ? [] : [{ section: id, words: text }];
    }),
    quorum: {
      kind: textOf(body, 'quorum.kind'),
      ...(number !== undefined && { number }),
      ...(numerator !== undefined && { numerator }),
      ...(denominator !== undefined && { denominator }),
      ...said('quorum'),
    },
    cadence: { kind: textOf(body, 'cadence.kind'), ...(times !== undefined && { times }), ...said('cadence') },
    chair: {
      kind,
      ...(role !== undefined && { role }),
      ...(kind === 'alternates' && { between: [textOf(body, 'chair.first'), textOf(body, 'chair.second')] }),
      ...(kind === 'member-of-group' && { groupId: textOf(body, 'chair.groupId') }),
      ...said('chair'),
    },
    agencies: linesOf(textOf(body, 'agencies')),
  };
}
