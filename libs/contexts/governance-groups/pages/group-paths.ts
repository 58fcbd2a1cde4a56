import { withQuery } from '@minutebook/web-kit';

/** Addresses of the pages of governance groups. */
export const groupPaths = {
  list: (asked: { readonly kind?: string | undefined; readonly q?: string | undefined } = {}) =>
    withQuery('/governance-groups', { ...asked }),
  listExport: '/governance-groups.csv',
  establish: '/governance-groups/new',
  show: (groupId: string) => `/governance-groups/${groupId}`,
};

/** Where a plan is opened for a group. */
export const openPlanPath = (groupId: string): string => withQuery('/action-plans/new', { group: groupId });
