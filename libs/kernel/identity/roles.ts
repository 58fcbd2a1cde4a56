import type { Role } from './actor';
import type { Scope } from './grants';

/** How pages and the trail call a role. */
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

/** Roles that see what others may not: granting one is told to the group's chair, and needs a second factor. */
export const SENSITIVE_ROLES: readonly Role[] = ['administrator', 'hr', 'auditor'];

/** A scope in words, with the names of what it is bound to: "for Workforce Steering Group". */
export function scopeInWords(scope: Scope, nameOf: (scope: Exclude<Scope, { kind: 'council' }>) => string): string {
  return scope.kind === 'council' ? 'for the whole council' : `for ${nameOf(scope)}`;
}
