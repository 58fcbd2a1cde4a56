import { ROLES, type Role, type ScopeKind } from '@minutebook/kernel';

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

export function isRole(role: string): role is Role {
  return (ROLES as readonly string[]).includes(role);
}
