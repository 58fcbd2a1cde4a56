import { inOrder, optionalText, textErrors, textOf } from '@minutebook/web-kit';
import type { GroupForm, GroupFormFacts } from './group-forms';

/** What was typed where a line is drawn. */
export interface ReportToValues {
  readonly toId: string;
  readonly how: string;
  readonly source: string;
}

/** The group reports to one more. */
export const reportToForm: GroupForm<ReportToValues> = {
  step: 'report-to',
  permission: 'draw-reporting-lines',
  template: 'report-to.njk',
  title: 'Draw a reporting line',
  submit: 'Draw the line',
  blank: () => ({ toId: '', how: '', source: '' }),
  read(body) {
    const values = { toId: textOf(body, 'toId'), how: textOf(body, 'how'), source: textOf(body, 'source') };
    const [how, source] = [optionalText(body, 'how'), optionalText(body, 'source')];
    return {
      values,
      errors: inOrder(
        ['toId', 'how', 'source'],
        values.toId === '' ? [{ field: 'toId', message: 'Choose the group that it is to report to' }] : [],
        textErrors('how', 'How it reports', values.how).items,
        textErrors('source', 'What the line rests on', values.source).items,
      ),
      input: () => ({
        type: 'report-to',
        toId: values.toId,
        ...(how !== undefined && { how }),
        ...(source !== undefined && { source }),
      }),
    };
  },
  present({ group, groups, moment }) {
    const reportsTo = groups.linesFrom(group.id, moment).map(({ to }) => to);
    const others = groups
      .groups(moment)
      .filter(
        ({ id, standing }) => id !== group.id && standing === 'standing' && !reportsTo.some((to) => to.id === id),
      );
    return {
      groupOptions: [
        { value: '', text: 'Choose a group' },
        ...others.map(({ id, name }) => ({ value: id, text: name })),
      ],
      consequences: [
        'Both groups show the line, and so does the picture of all reporting lines.',
        reportsTo.length === 0
          ? 'It is the first line of this group. It may have several.'
          : `The lines that stand stay: it reports to ${reportsTo.map(({ name }) => name).join(', ')} already.`,
      ],
    };
  },
  recorded: (facts, { toId }) => ({ text: `${facts.group.name} now reports to ${nameOf(toId, facts)}.` }),
};

/** One line of the group stands no longer. */
export const endReportingLineForm: GroupForm<{ readonly toId: string; readonly reason: string }> = {
  step: 'end-reporting-line',
  permission: 'draw-reporting-lines',
  template: 'end-reporting-line.njk',
  title: 'End a reporting line',
  submit: 'End the line',
  blank: ({ asked }) => ({ toId: textOf(asked, 'to'), reason: '' }),
  read(body) {
    const toId = textOf(body, 'toId');
    const reason = optionalText(body, 'reason');
    return {
      values: { toId, reason: reason ?? '' },
      errors: inOrder(
        ['toId', 'reason'],
        toId === '' ? [{ field: 'toId', message: 'Choose the line that ends' }] : [],
        textErrors('reason', 'The reason', reason ?? '').items,
      ),
      ...(reason !== undefined && { reason }),
      input: () => ({ type: 'end-reporting-line', toId }),
    };
  },
  present: ({ group, groups, moment }) => ({
    lines: groups.linesFrom(group.id, moment).map(({ to }) => ({ value: to.id, text: to.name })),
    consequences: ['From today neither group shows the line. At any date before, both do.', 'It can be drawn again.'],
  }),
  recorded: (facts, { toId }) => ({ text: `${facts.group.name} no longer reports to ${nameOf(toId, facts)}.` }),
  unavailable: ({ group, groups, moment }) =>
    groups.linesFrom(group.id, moment).length === 0
      ? { title: 'There is no line to end', text: 'This group reports to nobody.' }
      : undefined,
};

function nameOf(groupId: string, { groups, moment }: GroupFormFacts): string {
  return groups.group(groupId, moment)?.name ?? groupId;
}
