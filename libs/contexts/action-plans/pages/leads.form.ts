import { FormErrors, optionalText, textErrors } from '@minutebook/web-kit';
import { planAtRest, type ActionForm } from './action-forms';
import { leadRowsOf, moreAsked, readLeads, type LeadRow } from './form-rows';

/** What was typed when leads are assigned. */
export interface LeadsValues {
  readonly leads: readonly LeadRow[];
  readonly monitoringLeads: readonly LeadRow[];
  readonly reason: string;
}

/** Who leads an action and who monitors it: roles and groups, the first named first. */
export const assignLeadsForm: ActionForm<LeadsValues> = {
  step: 'assign-leads',
  template: 'assign-leads.njk',
  title: 'Assign leads',
  submit: 'Assign these leads',
  insists: true,
  unavailable({ action, plan }) {
    return action.status === 'withdrawn'
      ? { title: 'The action was withdrawn', text: 'Reopen it first.' }
      : planAtRest(plan);
  },
  blank: ({ action }) => ({
    leads: leadRowsOf(action.leads),
    monitoringLeads: leadRowsOf(action.monitoringLeads),
    reason: '',
  }),
  read(body, { action, groups }) {
    const leads = readLeads(body, 'leads', groups, action.leads);
    const monitoring = readLeads(body, 'monitoringLeads', groups, action.monitoringLeads);
    const reason = optionalText(body, 'reason');
    return {
      values: { leads: leads.rows, monitoringLeads: monitoring.rows, reason: reason ?? '' },
      onlyShow: moreAsked(body) !== undefined,
      errors: new FormErrors([...leads.errors, ...monitoring.errors]).and(
        textErrors('reason', 'The reason', reason ?? ''),
      ),
      ...(reason !== undefined && { reason }),
      command: () => ({ type: 'assign-leads', leads: leads.says, monitoringLeads: monitoring.says }),
    };
  },
  present: ({ action, groups }) => ({
    names: namesOffered([...action.leads, ...action.monitoringLeads], groups),
    consequences: [
      'These leads take the place of those before; who led until now stays in the record.',
      'The first named answers first.',
    ],
  }),
  recorded: ({ action }) => `Leads were assigned to ${action.reference}.`,
};

/** What a field for a lead suggests: who leads already, and every group. */
export function namesOffered(
  leads: readonly { readonly name: string }[],
  groups: readonly { readonly name: string }[],
): readonly string[] {
  return [...new Set([...leads, ...groups].map(({ name }) => name))].sort((a, b) => a.localeCompare(b, 'en-GB'));
}
