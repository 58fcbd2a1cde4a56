import { DIVISION_NAMES, DIVISIONS } from '@minutebook/kernel';
import { FormErrors, type Query } from '@minutebook/web-kit';
import {
  BODIES,
  BODY_NAMES,
  DEFAULT_DIVISION,
  DEFAULT_JURISDICTION,
  INPUT_KINDS,
  inputFaults,
  JURISDICTION_NAMES,
  JURISDICTIONS,
  limitsOf,
  type DeadlineInputs,
  type InputName,
  type Rule,
} from '../application/rules-known';

/** One field of the form that asks a rule. */
export interface DeadlineField {
  readonly name: string;
  readonly label: string;
  readonly hint: string | undefined;
  readonly value: string;
  readonly kind: 'date' | 'number' | 'choice';
  readonly items: readonly { readonly value: string; readonly text: string }[];
}

/** What was asked: the inputs as far as they can be read, what was typed, and what is wrong with it. */
export interface DeadlineAsked {
  readonly inputs: DeadlineInputs;
  readonly fields: readonly DeadlineField[];
  /** Nothing was asked yet: the form was only opened. */
  readonly isBlank: boolean;
  readonly errors: FormErrors;
}

const LABELS: Readonly<Record<InputName, readonly [label: string, hint?: string]>> = {
  meetingOn: ['Day of the meeting'],
  body: ['Who meets'],
  publishedOn: ['Day on which the decision was published'],
  workingDays: ['Working days of call-in', 'Empty: as the local rule says.'],
  startedOn: ['First day'],
  proposedOn: ['Day on which dismissals were proposed', 'It says which version of the rule holds. May be left empty.'],
  employees: [
    'Dismissals proposed',
    'As redundant, at one establishment within 90 days. Dismissal and re-engagement counts. Never the staff in scope of a review.',
  ],
  firstDismissalOn: ['Day on which the first dismissal takes effect'],
  firstNoticeOn: ['Day on which the first notice is given', 'May be left empty.'],
  years: ['Years of protection', 'Empty: as the local rule says.'],
  outcomeOn: ['Day on which the outcome was told'],
  months: ['Months to appeal', 'Empty: as the local rule says.'],
};

/** What the first day of each rule is: the same input means another thing in each. */
const STARTS: Readonly<Partial<Record<Rule['name'], readonly [label: string, hint?: string]>>> = {
  'collective-consultation': [
    'Day on which consultation begins',
    'The day on which all of the information in writing has reached all representatives.',
  ],
  'trial-period-end': ['First day in the new work'],
  'pay-protection-end': ['First day of protection'],
};

/** What an input is called where its rule is asked. */
export function inputLabel(rule: Rule, name: InputName): string {
  return labelIn(rule, name)[0];
}

/** Reads what the address asks of a rule; what belongs to another rule is passed over. */
export function readDeadline(rule: Rule, query: Query): DeadlineAsked {
  const typed = (name: string): string => (typeof query[name] === 'string' ? query[name].trim() : '');
  const names = [...rule.inputs.required, ...rule.inputs.optional];
  const given = names.flatMap((name) => {
    const text = typed(name);
    return text === '' ? [] : [[name, INPUT_KINDS[name] === 'number' ? numberIn(text) : text] as const];
  });
  const [division, jurisdiction] = [
    typed('division') || DEFAULT_DIVISION,
    typed('jurisdiction') || DEFAULT_JURISDICTION,
  ];
  const inputs = { ...Object.fromEntries(given), division, jurisdiction } as DeadlineInputs;
  const isBlank = names.every((name) => query[name] === undefined);
  const faults = isBlank ? [] : inputFaults({ rule: rule.name, inputs });
  return {
    inputs,
    isBlank,
    errors: new FormErrors(
      faults.map(({ field, kind }) => ({
        field,
        message: inWords(field as InputName, inputLabel(rule, field as InputName), kind),
      })),
    ),
    fields: [
      ...names.map((name) => fieldOf(name, labelIn(rule, name), typed(name))),
      choice(
        'division',
        'Bank holidays of',
        division,
        DIVISIONS.map((value) => ({ value, text: DIVISION_NAMES[value] })),
      ),
      choice(
        'jurisdiction',
        'Law of',
        jurisdiction,
        JURISDICTIONS.map((value) => ({ value, text: JURISDICTION_NAMES[value] })),
      ),
    ],
  };
}

function labelIn({ name: rule }: Rule, name: InputName): readonly [label: string, hint?: string] {
  const own = name === 'startedOn' ? STARTS[rule] : undefined;
  return own ?? LABELS[name] ?? ['This'];
}

function fieldOf(name: InputName, [label, hint]: readonly [string, string?], value: string): DeadlineField {
  const kind = INPUT_KINDS[name];
  if (kind === 'body')
    return choice(name, label, value, [
      { value: '', text: 'Choose' },
      ...BODIES.map((body) => ({ value: body, text: BODY_NAMES[body] })),
    ]);
  return { name, label, hint, value, kind, items: [] };
}

function choice(name: string, label: string, value: string, items: DeadlineField['items']): DeadlineField {
  return { name, label, hint: undefined, value, kind: 'choice', items };
}

function inWords(field: InputName, label: string, kind: string): string {
  if (kind === 'missing')
    return INPUT_KINDS[field] === 'body' ? `Choose: ${label.toLowerCase()}` : `Enter: ${lowered(label)}`;
  switch (INPUT_KINDS[field]) {
    case 'date':
      return `${label} must be a real date`;
    case 'number': {
      const { least, most } = limitsOf(field);
      return `${label} must be a whole number from ${least} to ${most}`;
    }
    default:
      return 'Choose one of what is offered';
  }
}

const lowered = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** Only what is written in digits counts as a number; anything else is left to be refused. */
function numberIn(text: string): number {
  return /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
}
