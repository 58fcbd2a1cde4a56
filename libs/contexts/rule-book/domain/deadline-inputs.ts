import { DIVISIONS, isLocalDate, type Division, type LocalDate } from '@minutebook/kernel';
import { BODIES, JURISDICTIONS, LOCAL_RULES, ruleNamed } from './rules';
import type { Body, InputName, Jurisdiction, RuleName } from './rules';

/** What a deadline is asked with. Whatever is left out of the last two is that of an English council. */
export interface DeadlineInputs {
  readonly meetingOn?: LocalDate;
  readonly body?: Body;
  readonly publishedOn?: LocalDate;
  readonly workingDays?: number;
  readonly startedOn?: LocalDate;
  readonly proposedOn?: LocalDate;
  /** Dismissals as redundant proposed at one establishment within 90 days (s. 195 meaning); never the staff in scope. */
  readonly employees?: number;
  readonly firstDismissalOn?: LocalDate;
  readonly firstNoticeOn?: LocalDate;
  readonly years?: number;
  readonly outcomeOn?: LocalDate;
  readonly months?: number;
  readonly division?: Division;
  readonly jurisdiction?: Jurisdiction;
}

export interface DeadlineQuestion {
  readonly rule: RuleName;
  readonly inputs: DeadlineInputs;
}

export const DEFAULT_DIVISION: Division = 'england-and-wales';
export const DEFAULT_JURISDICTION: Jurisdiction = 'england';

/** Most dismissals that anybody means: whatever is more is a slip of the keyboard. */
export const MOST_EMPLOYEES = 1_000_000;

/** What kind of value each input takes. */
export const INPUT_KINDS: Readonly<Record<InputName, 'date' | 'number' | 'body'>> = {
  meetingOn: 'date',
  body: 'body',
  publishedOn: 'date',
  workingDays: 'number',
  startedOn: 'date',
  proposedOn: 'date',
  employees: 'number',
  firstDismissalOn: 'date',
  firstNoticeOn: 'date',
  years: 'number',
  outcomeOn: 'date',
  months: 'number',
};

export const INPUT_NAMES = Object.keys(INPUT_KINDS) as readonly InputName[];

/** The least and the most that an input which is a number may be. */
export function limitsOf(input: InputName): { readonly least: number; readonly most: number } {
  if (input === 'employees') return { least: 1, most: MOST_EMPLOYEES };
  const local = {
    workingDays: 'call-in-working-days',
    years: 'pay-protection-years',
    months: 'evaluation-appeal-months',
  };
  const rule = LOCAL_RULES.find(({ name }) => name === local[input as keyof typeof local]);
  return { least: rule?.least ?? 1, most: rule?.most ?? 1 };
}

/** What is wrong with one input. */
export interface InputFault {
  readonly field: string;
  readonly kind: 'missing' | 'unreal' | 'unknown';
  readonly message: string;
}

/**
 * What of a question cannot be read: what the rule does not ask, what it asks and was not given, and what is no date, number
 * or body. In the order in which the rule asks.
 */
export function inputFaults({ rule: name, inputs }: DeadlineQuestion): readonly InputFault[] {
  const { required, optional } = ruleNamed(name).inputs;
  const asked: readonly string[] = [...required, ...optional];
  const given = Object.entries(inputs).filter(([, value]) => value !== undefined);
  return [
    ...[...required, ...optional].flatMap((field) => {
      const value: unknown = inputs[field];
      if (value !== undefined) return faultOf(field, value);
      return required.includes(field)
        ? [{ field, kind: 'missing' as const, message: `“${field}” is missing: this rule counts from it` }]
        : [];
    }),
    ...(isUnsetOrOneOf(inputs.division, DIVISIONS)
      ? []
      : [{ field: 'division', kind: 'unreal' as const, message: `Choose one of ${DIVISIONS.join(', ')}` }]),
    ...(isUnsetOrOneOf(inputs.jurisdiction, JURISDICTIONS)
      ? []
      : [{ field: 'jurisdiction', kind: 'unreal' as const, message: `Choose one of ${JURISDICTIONS.join(', ')}` }]),
    ...given
      .filter(([field]) => !asked.includes(field) && field !== 'division' && field !== 'jurisdiction')
      .map(([field]) => ({ field, kind: 'unknown' as const, message: `“${field}” is not asked by this rule` })),
  ];
}

function faultOf(field: InputName, value: unknown): readonly InputFault[] {
  switch (INPUT_KINDS[field]) {
    case 'date':
      return isLocalDate(value)
        ? []
        : [
            {
              field,
              kind: 'unreal',
              message: `“${field}” must be a real date of the years 1900 to 2199, such as 2014-06-16`,
            },
          ];
    case 'body':
      return isUnsetOrOneOf(value, BODIES)
        ? []
        : [{ field, kind: 'unreal', message: `Choose one of ${BODIES.join(', ')}` }];
    case 'number': {
      const { least, most } = limitsOf(field);
      const isWithin = typeof value === 'number' && Number.isInteger(value) && least <= value && value <= most;
      return isWithin
        ? []
        : [{ field, kind: 'unreal', message: `“${field}” must be a whole number from ${least} to ${most}` }];
    }
  }
}

function isUnsetOrOneOf(value: unknown, values: readonly string[]): boolean {
  return value === undefined || (typeof value === 'string' && values.includes(value));
}
