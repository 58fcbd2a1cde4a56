import { ROLES, type AccessClass, type Role } from '@minutebook/kernel';

const STEERING: readonly Role[] = ['administrator', 'chair', 'clerk'];

/**
 * Which roles may do what. Whatever is not named here nobody may do. Proposing and confirming progress are two rights
 * (domain report, D19): no role has both.
 */
export const PERMITTED = {
  'read-programme': ROLES,
  'establish-group': ['administrator', 'clerk'],
  'change-group': ['administrator', 'clerk'],
  'adopt-terms-of-reference': STEERING,
  'appoint-member': STEERING,
  'draw-reporting-lines': ['administrator', 'clerk'],
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
  'read-outbox': ['administrator'],
  'read-people': ['administrator', 'hr', 'auditor'],
  'administer-accounts': ['administrator'],
  'change-own-account': ROLES,
  // Whoever may ask may see what became of it; of requests of others only those tell who read `people`.
  'see-erasure': ['administrator', 'hr', 'clerk', 'auditor'],
  'ask-for-erasure': ['administrator', 'hr', 'clerk'],
  'agree-to-erasure': ['administrator', 'hr'],
  'read-retention': ['administrator', 'hr', 'auditor'],
  'keep-holds': ['administrator', 'hr'],
  'export-subject-access': ['administrator', 'hr'],
  'read-reminders': ROLES,
  'set-reminder-rules': STEERING,
  'set-reminder-delivery': ['administrator', 'clerk'],
  'pause-reminders': ['administrator'],
  'test-reminders': ['administrator'],
  'preview-reminders': STEERING,
  // Of messages to others; everybody revokes what was sent to themselves.
  'revoke-reminder-links': ['administrator'],
  'set-own-reminders': ROLES,
  'read-rules': ROLES,
  // Meetings are the clerk's, staffing is HR's: each settles with reason and source, and the trail says who did.
  'set-local-rules': ['administrator', 'hr', 'clerk'],
} as const satisfies Readonly<Record<string, readonly Role[]>>;

export type Permission = keyof typeof PERMITTED;

/** What everybody who has an account may do with what is their own, also without a role today. */
export const OWN: ReadonlySet<Permission> = new Set<Permission>(['change-own-account', 'set-own-reminders']);

/** What a role may do wherever it is bound: reading what everybody may read. */
export const ANYWHERE: ReadonlySet<Permission> = new Set<Permission>([
  'read-programme',
  'read-reminders',
  'read-rules',
  ...OWN,
]);

/** Which roles may read the events of an access class, in trail, changes, search and export. */
export const CLASS_READERS: Readonly<Record<AccessClass, readonly Role[]>> = {
  programme: ROLES,
  people: PERMITTED['read-people'],
  hr: ['hr', 'auditor'],
  special: ['hr'],
};
