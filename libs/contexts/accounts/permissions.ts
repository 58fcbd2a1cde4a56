import { ACCESS_CLASSES, ROLES, type AccessClass, type Role } from '@minutebook/kernel';

const STEERING: readonly Role[] = ['administrator', 'chair', 'clerk'];

/**
 * Which roles may do what. Whatever is not named here nobody may do. Proposing and confirming progress are two rights
 * (domain report, D19): no role has both.
 */
export const PERMITTED = {
  'read-programme': ROLES,
  'establish-group': ['administrator', 'clerk'],
  'open-plan': STEERING,
  'amend-plan': STEERING,
  'close-plan': STEERING,
  'transfer-plan': STEERING,
  'add-action': STEERING,
  'amend-action': STEERING,
  'assign-leads': STEERING,
  'withdraw-action': STEERING,
  'reopen-action': [...STEERING, 'monitoring-lead'],
  'move-due-date': [...STEERING, 'action-lead'],
  'report-progress': ['action-lead'],
  'confirm-progress': ['monitoring-lead'],
  'import-plan': STEERING,
  'move-demonstration-clock': ['administrator'],
} as const satisfies Readonly<Record<string, readonly Role[]>>;

export type Permission = keyof typeof PERMITTED;

/** Which roles may read the events of an access class, in trail, changes, search and export. */
const READERS: Readonly<Record<AccessClass, readonly Role[]>> = {
  programme: ROLES,
  people: ['administrator', 'hr', 'auditor'],
  hr: ['hr', 'auditor'],
  special: ['hr'],
};

/** The access classes that somebody in these roles may read. */
export function classesOf(roles: readonly Role[]): readonly AccessClass[] {
  return ACCESS_CLASSES.filter((access) => roles.some((role) => READERS[access].includes(role)));
}

/** How pages call a role. */
export const ROLE_NAMES: Readonly<Record<Role | 'system', string>> = {
  administrator: 'Administrator',
  hr: 'HR',
  chair: 'Chair',
  clerk: 'Clerk',
  member: 'Group member',
  'action-lead': 'Action lead',
  'monitoring-lead': 'Monitoring lead',
  commissioner: 'Commissioner',
  reader: 'Reader',
  auditor: 'Auditor',
  system: 'Minutebook itself',
};
