import type { ShownAt } from '@minutebook/web-kit';

/** Where the forms of plans and actions show the refusals of fields that they do not have, or have in parts. */
export const SHOWN_AT: ShownAt = {
  id: '',
  fields: '',
  planId: '',
  reportId: '',
  timescale: 'timescale.due',
  leads: 'leads.0.name',
  monitoringLeads: 'monitoringLeads.0.name',
  costs: 'costs.0.pence',
};
