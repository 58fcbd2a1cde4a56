import type { GroupSummary } from '@minutebook/governance-groups';
import { RAG_SCHEMES } from '@minutebook/kernel';
import {
  dateErrors,
  dateFromFields,
  textErrors,
  textOf,
  type Body,
  type DateAsked,
  type DateFields,
  type FieldError,
} from '@minutebook/web-kit';

/** What a plan says of itself, as typed. */
export interface PlanValues {
  readonly title: string;
  readonly groupId: string;
  readonly startsOn: DateFields;
  readonly endsOn: DateFields;
  readonly ragScheme: string;
}

/** The fields of a plan, in the order of its form. */
export const PLAN_FIELDS = ['title', 'groupId', 'startsOn', 'endsOn', 'ragScheme'] as const;

/** A plan read from a form: as typed, what is wrong with title and dates, and its dates. */
export interface PlanRead {
  readonly values: PlanValues;
  readonly errors: readonly FieldError[];
  readonly startsOn: DateAsked;
  readonly endsOn: DateAsked;
}

export function readPlan(body: Body): PlanRead {
  const startsOn = dateFromFields(body, 'startsOn', 'The start of the plan');
  const endsOn = dateFromFields(body, 'endsOn', 'The end of the plan');
  const title = textOf(body, 'title');
  return {
    values: {
      title,
      groupId: textOf(body, 'groupId'),
      startsOn: startsOn.typed,
      endsOn: endsOn.typed,
      ragScheme: textOf(body, 'ragScheme'),
    },
    errors: [
      ...(title === '' ? [{ field: 'title', message: 'Give the plan a title' }] : []),
      ...textErrors('title', 'The title', title).items,
      ...dateErrors('startsOn', startsOn, 'Give the date on which the plan starts'),
      ...dateErrors('endsOn', endsOn, 'Give the date on which the plan ends'),
    ],
    startsOn,
    endsOn,
  };
}

/** What is missing of a new plan besides title and dates. */
export function newPlanErrors({ groupId, ragScheme }: PlanValues): readonly FieldError[] {
  return [
    ...(groupId === '' ? [{ field: 'groupId', message: 'Choose the group that owns the plan' }] : []),
    ...(ragScheme === '' ? [{ field: 'ragScheme', message: 'Choose how its actions are rated' }] : []),
  ];
}

/** A list to choose a group from; nothing is chosen beforehand. */
export function groupOptions(
  groups: readonly Pick<GroupSummary, 'id' | 'name' | 'standing'>[],
): readonly { readonly value: string; readonly text: string }[] {
  const standing = groups.filter((group) => group.standing === 'standing');
  return [{ value: '', text: 'Choose a group' }, ...standing.map(({ id, name }) => ({ value: id, text: name }))];
}

/** The rating schemes with the ratings that each has, and whether their meanings are confirmed. */
export function schemeOptions(): readonly {
  readonly value: string;
  readonly text: string;
  readonly hint: { readonly text: string };
}[] {
  return RAG_SCHEMES.map(({ id, name, versions }) => {
    const latest = versions.at(-1);
    const meanings = (latest?.ratings ?? []).map(({ label, meaning }) => `${label}: ${meaning.toLowerCase()}`);
    const note = latest?.confirmed ? '' : ' (meanings not confirmed by the council)';
    return { value: id, text: name, hint: { text: `${meanings.join('; ')}${note}` } };
  });
}
