import type { ErasureAsked, ErasureAgreed, ErasureTarget } from './erasure-request.events';
import type { AgreeToErasure, AskForErasure } from './erasure-request.commands';

export const CLERK = 'account-clerk';
export const HR = 'account-hr';

export const TEXTS: ErasureTarget = {
  kind: 'texts',
  stream: 'action-a1',
  revision: 2,
  eventId: 'event-1',
  eventType: 'ProgressReported',
};

const said = {
  ground: 'written-by-mistake',
  authority: 'Decision of the data protection officer',
  answerBy: '2014-07-07',
  answerRule: 'dpa-1998-s10',
};

export const ask: AskForErasure = { type: 'ask', found: { state: 'there', target: TEXTS }, ...said };
export const asked: ErasureAsked = { type: 'ErasureAsked', data: { target: TEXTS, ...said } };

const events = [{ stream: 'action-a1', revision: 2, eventId: 'event-1' }];

export const agree: AgreeToErasure = {
  type: 'agree',
  by: HR,
  found: { state: 'there', target: TEXTS },
  events,
  inTheWay: { holds: [] },
  retentionClass: 'management-minutes-and-action-plans',
};
export const agreed: ErasureAgreed = {
  type: 'ErasureAgreed',
  data: { events, retentionClass: 'management-minutes-and-action-plans' },
};
