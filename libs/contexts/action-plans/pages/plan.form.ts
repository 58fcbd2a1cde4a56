import { dateFields, inOrder, optionalText, textErrors, textOf } from '@minutebook/web-kit';
import { RecordOnActionPlan } from '../application/action-plan.command-handler';
import type { PlanForm } from './plan-forms';
import { groupOptions, PLAN_FIELDS, readPlan, type PlanValues } from './plan-reading';
import { awaitsConfirmation } from './ratings';

/** A plan's title or period put right. */
export const amendPlanForm: PlanForm<PlanValues> = {
  step: 'amend',
  permission: 'amend-plan',
  template: 'amend-plan.njk',
  title: 'Amend the plan',
  submit: 'Amend the plan',
  blank: ({ plan }) => ({
    title: plan.title,
    groupId: plan.groupId,
    startsOn: dateFields(plan.startsOn),
    endsOn: dateFields(plan.endsOn),
    ragScheme: plan.ragScheme,
  }),
  read(body, { plan }) {
    const { values, errors, startsOn, endsOn } = readPlan(body);
    const fields = {
      ...(values.title !== plan.title && { title: values.title }),
      ...(startsOn.date !== plan.startsOn && { startsOn: startsOn.date }),
      ...(endsOn.date !== plan.endsOn && { endsOn: endsOn.date }),
    };
    const unchanged = errors.length === 0 && Object.keys(fields).length === 0;
    return {
      values,
      errors: inOrder(PLAN_FIELDS, errors, unchanged ? [{ field: '', message: 'Change at least one thing' }] : []),
      command: (request) => new RecordOnActionPlan(plan.id, { type: 'amend', ...fields }, request),
    };
  },
  present: () => ({
    consequences: ['What it said before stays in the record.', 'Its actions stay as they are, with their dates.'],
  }),
  recorded: () => 'The plan was amended.',
};

/** A finished chapter: the plan takes no more actions, reports or changes. */
export const closePlanForm: PlanForm<{ readonly reason: string }> = {
  step: 'close',
  permission: 'close-plan',
  template: 'close-plan.njk',
  title: 'Close the plan',
  submit: 'Close the plan',
  blank: () => ({ reason: '' }),
  read(body, { plan }) {
    const reason = optionalText(body, 'reason');
    return {
      values: { reason: reason ?? '' },
      errors: textErrors('reason', 'The reason', reason ?? ''),
      ...(reason !== undefined && { reason }),
      command: (request) => new RecordOnActionPlan(plan.id, { type: 'close' }, request),
    };
  },
  present({ actions }) {
    const open = actions.filter(({ status }) => status !== 'completed').length;
    const waiting = actions.filter(awaitsConfirmation).length;
    return {
      consequences: [
        'The plan takes no more actions, reports or changes. It cannot be opened again.',
        open === 0
          ? 'All of its actions are completed.'
          : `${open} of its ${actions.length} actions ${open === 1 ? 'is' : 'are'} not completed, and ${open === 1 ? 'stays' : 'stay'} so.`,
        ...(waiting === 0
          ? []
          : [
              `${waiting} ${waiting === 1 ? 'waits' : 'wait'} for confirmation: that can still be confirmed or sent back.`,
            ]),
      ],
    };
  },
  recorded: () => 'The plan was closed.',
};

/** Another group owns the plan from now on. */
export const transferPlanForm: PlanForm<{ readonly groupId: string; readonly reason: string }> = {
  step: 'transfer',
  permission: 'transfer-plan',
  template: 'transfer-plan.njk',
  title: 'Transfer the plan to another group',
  submit: 'Transfer the plan',
  blank: () => ({ groupId: '', reason: '' }),
  read(body, { plan, group }) {
    const groupId = textOf(body, 'groupId');
    const reason = optionalText(body, 'reason');
    const fault =
      groupId === ''
        ? 'Choose the group that is to own the plan'
        : groupId === plan.groupId
          ? `${group.name} owns the plan already. Choose another group`
          : undefined;
    return {
      values: { groupId, reason: reason ?? '' },
      errors: inOrder(
        ['groupId', 'reason'],
        fault === undefined ? [] : [{ field: 'groupId', message: fault }],
        textErrors('reason', 'The reason', reason ?? '').items,
      ),
      ...(reason !== undefined && { reason }),
      command: (request) => new RecordOnActionPlan(plan.id, { type: 'transfer', groupId }, request),
    };
  },
  present: ({ groups, plan }) => ({
    groups: groupOptions(groups.filter(({ id }) => id !== plan.groupId)),
    consequences: [
      'From then on the plan is reported to the new group. Its actions, leads and dates stay as they are.',
      `At any date before, the record shows the group that owned it then.`,
    ],
  }),
  recorded: ({ groups }, { groupId }) =>
    `The plan was transferred to ${groups.find(({ id }) => id === groupId)?.name ?? groupId}.`,
};
