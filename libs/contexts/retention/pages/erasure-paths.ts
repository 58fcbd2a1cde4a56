import { withQuery } from '@minutebook/web-kit';

/** Addresses of the pages of erasure, holds and retention. */
export const erasurePaths = {
  desk: '/erasure',
  requestsExport: '/erasure/requests.csv',
  askForTexts: (stream: string, revision: number) => withQuery('/erasure/ask', { stream, revision: String(revision) }),
  askForPerson: (personId: string) => withQuery('/erasure/ask', { person: personId }),
  request: (requestId: string) => `/erasure/${requestId}`,
  step: (requestId: string, step: ErasureStep) => `/erasure/${requestId}/${step}`,
  holds: '/erasure/holds',
  placeHold: (over: { readonly stream?: string; readonly retentionClass?: string } = {}) =>
    withQuery('/erasure/holds/place', { stream: over.stream, class: over.retentionClass }),
  liftHold: (holdId: string) => `/erasure/holds/${holdId}/lift`,
  due: '/erasure/due',
  dueExport: '/erasure/due.csv',
  subjectAccess: '/erasure/subject-access',
  subjectAccessOf: (exportId: string) => `/erasure/subject-access/${exportId}`,
  subjectAccessFile: (exportId: string) => `/erasure/subject-access/${exportId}/held.json`,
};

/** What can be decided about a request: the last part of its form's address. */
export type ErasureStep = 'agree' | 'decline' | 'withdraw' | 'carry-out';

/** The audit trail of one record, by its stream. */
export const trailPath = (stream: string): string => withQuery('/audit-trail', { record: stream });
