import type { Account, IdentifiedRequest, Reply } from '@minutebook/accounts';
import type { ShownAt } from '@minutebook/web-kit';

/** A request with who sent it and where its answer goes. */
export interface Http {
  readonly request: IdentifiedRequest;
  readonly reply: Reply;
  readonly account: Account;
}

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
