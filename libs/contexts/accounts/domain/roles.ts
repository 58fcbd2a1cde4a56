import { ROLES, type Role, type Scope, type ScopeKind } from '@minutebook/kernel';

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

/** To what each role may be bound. What is not named here cannot be granted. */
export const ROLE_SCOPES: Readonly<Record<Role, readonly ScopeKind[]>> = {
  administrator: ['council'],
  hr: ['council', 'review'],
  chair: ['council', 'group'],
  clerk: ['council', 'group'],
  member: ['council', 'group'],
  'action-lead': ['council', 'group', 'plan', 'lead'],
  'monitoring-lead': ['council', 'group', 'plan', 'lead'],
  commissioner: ['council'],
  reader: ['council', 'group'],
  auditor: ['council'],
};

/** Roles that see what others may not: granting one is told to the group's chair, and needs a second factor. */
export const SENSITIVE_ROLES: readonly Role[] = ['administrator', 'hr', 'auditor'];

export function isRole(role: string): role is Role {
  return (ROLES as readonly string[]).includes(role);
}

/** A scope in words, with the names of what it is bound to: "for Workforce Steering Group". */
export function scopeInWords(scope: Scope, nameOf: (scope: Exclude<Scope, { kind: 'council' }>) => string): string {
  return scope.kind === 'council' ? 'for the whole council' : `for ${nameOf(scope)}`;
}
