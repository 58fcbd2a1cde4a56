import { newRecordId } from '@minutebook/accounts';
import { inOrder, textErrors, textOf, type DateFields } from '@minutebook/web-kit';
import { RecordOnAction } from '../application/action.command-handler';
import { timescaleAsked, timescaleErrors, TIMESCALE_FIELDS, timescaleOf } from './timescale-reading';
import { costRowsOf, leadRowsOf, moreAsked, readLeads, type LeadRow } from './form-rows';
import { namesOffered } from './leads.form';
import type { PlanForm } from './plan-forms';
import { readWording, WORDING_FIELDS, type WordingValues } from './wording.form';

/** What was typed when an action is added. */
export interface AddActionValues extends WordingValues {
  readonly reference: string;
  readonly timescale: {
    readonly words: string;
    readonly start: DateFields;
    readonly due: DateFields;
    readonly ongoing: boolean;
  };
  readonly leads: readonly LeadRow[];
  readonly monitoringLeads: readonly LeadRow[];
}

const NO_DATE: DateFields = { day: '', month: '', year: '' };

/** A new action of a plan. */
export const addActionForm: PlanForm<AddActionValues> = {
  step: 'add-action',
  permission: 'add-action',
  template: 'add-action.njk',
  title: 'Add an action',
  submit: 'Add the action',
  blank: () => ({
    reference: '',
    ...{ title: '', theme: '', subItems: '', successCriteria: '', costs: costRowsOf([]) },
    timescale: { words: '', start: NO_DATE, due: NO_DATE, ongoing: false },
    leads: leadRowsOf([]),
    monitoringLeads: leadRowsOf([]),
  }),
  read(body, { plan, groups }) {
    const reference = textOf(body, 'reference');
    const wording = readWording(body);
    const timescale = timescaleAsked(body);
    const leads = readLeads(body, 'leads', groups, []);
    const monitoring = readLeads(body, 'monitoringLeads', groups, []);
    const noLead = leads.says.length === 0 && leads.errors.length === 0;
    return {
      values: {
        ...wording.values,
        reference,
        timescale: { ...timescale, start: timescale.start.typed, due: timescale.due.typed },
        leads: leads.rows,
        monitoringLeads: monitoring.rows,
      },
      onlyShow: moreAsked(body) !== undefined,
      errors: inOrder(
        ['reference', 'theme', 'title', 'subItems', ...TIMESCALE_FIELDS, 'leads', 'monitoringLeads', ...WORDING_FIELDS],
        reference === ''
          ? [{ field: 'reference', message: 'Give the action a reference of its own, such as DW1' }]
          : [],
        wording.errors,
        timescaleErrors(timescale),
        textErrors('timescale.words', 'The words', timescale.words).items,
        leads.errors,
        noLead ? [{ field: 'leads.0.name', message: 'Name at least one lead for the action' }] : [],
        monitoring.errors,
      ),
      command: (request) =>
        new RecordOnAction(
          newRecordId(request.commandId, undefined),
          {
            type: 'add',
            planId: plan.id,
            reference,
            ...wording.says,
            timescale: timescaleOf(timescale),
            leads: leads.says,
            monitoringLeads: monitoring.says,
          },
          request,
          true,
        ),
    };
  },
  present: ({ actions, groups }) => ({
    themes: [...new Set(actions.map(({ theme }) => theme))],
    references: actions.map(({ reference }) => reference).join(', '),
    names: namesOffered(
      actions.flatMap((action) => action.leads),
      groups,
    ),
    consequences: [
      'The action is on the board at once, open and not rated.',
      'Its reference and its first due date stay with it for good; wording, leads and dates can be changed, with reasons.',
    ],
  }),
  recorded: (_, { reference }) => `Action ${reference} was added to the plan.`,
};
