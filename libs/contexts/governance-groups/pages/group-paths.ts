import { withQuery } from '@minutebook/web-kit';

/** What can be done to a group: the last part of its form's address, the command's own name. */
export type GroupStep =
  | 'report-to'
  | 'end-reporting-line'
  | 'adopt-terms-of-reference'
  | 'appoint-member'
  | 'stand-down-member'
  | 'rename'
  | 'merge-into'
  | 'dissolve';

/** Addresses of the pages of governance groups. */
export const groupPaths = {
  list: (
    asked: {
      readonly kind?: string | undefined;
      readonly q?: string | undefined;
      readonly standing?: string | undefined;
    } = {},
  ) => withQuery('/governance-groups', { ...asked }),
  listExport: '/governance-groups.csv',
  establish: '/governance-groups/new',
  lines: '/governance-groups/reporting-lines',
  linesExport: '/governance-groups/reporting-lines.csv',
  show: (groupId: string) => `/governance-groups/${groupId}`,
  members: (groupId: string) => `/governance-groups/${groupId}/members`,
  membersExport: (groupId: string) => `/governance-groups/${groupId}/members.csv`,
  terms: (groupId: string, number: number) => `/governance-groups/${groupId}/terms-of-reference/${number}`,
  compareTerms: (groupId: string, from: number, to: number) =>
    withQuery(`/governance-groups/${groupId}/terms-of-reference/compare`, { from, to }),
  step: (groupId: string, step: GroupStep) => `/governance-groups/${groupId}/${step}`,
};

/** Where a plan is opened for a group. */
export const openPlanPath = (groupId: string): string => withQuery('/action-plans/new', { group: groupId });
