import {
  dateErrors,
  dateFields,
  dateFromFields,
  inOrder,
  optionalText,
  textErrors,
  textOf,
  type DateFields,
} from '@minutebook/web-kit';
import type { GroupForm, GroupFormFacts } from './group-forms';

/** The same group under another name. */
export const renameForm: GroupForm<{ readonly name: string; readonly reason: string }> = {
  step: 'rename',
  permission: 'change-group',
  template: 'rename-group.njk',
  title: 'Rename the group',
  submit: 'Rename the group',
  blank: ({ group }) => ({ name: group.name, reason: '' }),
  read(body, { group }) {
    const name = textOf(body, 'name');
    const reason = optionalText(body, 'reason');
    const fault =
      name === '' ? 'Enter the new name' : name === group.name ? 'Enter a name that is not its name already' : '';
    return {
      values: { name, reason: reason ?? '' },
      errors: inOrder(
        ['name', 'reason'],
        fault === '' ? [] : [{ field: 'name', message: fault }],
        textErrors('name', 'The name', name).items,
        textErrors('reason', 'The reason', reason ?? '').items,
      ),
      ...(reason !== undefined && { reason }),
      input: () => ({ type: 'rename', name }),
    };
  },
  present: () => ({
    consequences: [
      'It stays the same group: members, terms, lines and plans stay with it.',
      'At any date before, the record shows the name that it had then.',
    ],
  }),
  recorded: (_facts, { name }) => ({ text: `The group is now called ${name}.` }),
};

/** What was typed where a group ends. */
export interface EndingValues {
  readonly intoId: string;
  readonly on: DateFields;
  readonly reason: string;
}

/** The group goes on as a part of another. */
export const mergeForm: GroupForm<EndingValues> = {
  step: 'merge-into',
  permission: 'change-group',
  template: 'merge-group.njk',
  title: 'Merge the group into another',
  submit: 'Merge the group',
  blank: blankEnding,
  read(body) {
    const { values, on, errors, ...said } = readEnding(body);
    const missing = values.intoId === '' ? [{ field: 'intoId', message: 'Choose the group into which it merges' }] : [];
    return {
      values,
      errors: inOrder(['intoId', 'on', 'reason'], missing, errors),
      ...said,
      input: () => ({ type: 'merge-into', intoId: values.intoId, ...on }),
    };
  },
  present: ({ groups, group, moment }) => ({
    groupOptions: [
      { value: '', text: 'Choose a group' },
      ...groups
        .groups(moment)
        .filter(({ id, standing }) => id !== group.id && standing === 'standing')
        .map(({ id, name }) => ({ value: id, text: name })),
    ],
    consequences: [
      'It takes no more plans, members, lines or terms. This cannot be undone.',
      'What it owns stays recorded as its own and is shown at the other group too, until it is transferred.',
    ],
  }),
  recorded: (facts, { intoId }) => ({
    text: `${facts.group.name} was merged into ${facts.groups.group(intoId, facts.moment)?.name ?? intoId}.`,
  }),
};

/** The group is no more. */
export const dissolveForm: GroupForm<EndingValues> = {
  step: 'dissolve',
  permission: 'change-group',
  template: 'dissolve-group.njk',
  title: 'Dissolve the group',
  submit: 'Dissolve the group',
  blank: blankEnding,
  read(body) {
    const { values, on, errors, ...said } = readEnding(body);
    return {
      values,
      errors: inOrder(['on', 'reason'], errors),
      ...said,
      input: () => ({ type: 'dissolve', ...on }),
    };
  },
  present: () => ({
    consequences: [
      'It takes no more plans, members, lines or terms. This cannot be undone.',
      'What it owns stays recorded as its own: transfer it to a group that stands.',
    ],
  }),
  recorded: ({ group }) => ({ text: `${group.name} was dissolved.` }),
};

function blankEnding({ moment }: GroupFormFacts): EndingValues {
  return { intoId: '', on: dateFields(moment.pageDate), reason: '' };
}

function readEnding(body: Readonly<Record<string, unknown>>) {
  const on = dateFromFields(body, 'on', 'The day');
  const reason = optionalText(body, 'reason');
  return {
    values: { intoId: textOf(body, 'intoId'), on: on.typed, reason: reason ?? '' },
    on: on.date === undefined ? {} : { on: on.date },
    errors: [...dateErrors('on', on, 'Enter the day'), ...textErrors('reason', 'The reason', reason ?? '').items],
    ...(reason !== undefined && { reason }),
  };
}
