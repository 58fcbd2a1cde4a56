export const ROLES = [
  'administrator',
  'hr',
  'chair',
  'clerk',
  'member',
  'action-lead',
  'monitoring-lead',
  'commissioner',
  'reader',
  'auditor',
] as const;

export type Role = (typeof ROLES)[number];

/** Who did it: an opaque account id (or `system`), in which role, and the event that permits it. */
export interface Actor {
  readonly account: string;
  readonly role: Role | 'system';
  /** `stream@revision` of the event that grants the role: the answer to "was it allowed?". */
  readonly grant: string;
  /** Account whose absence the actor covers. */
  readonly actingFor?: string;
}

/** Where a fact comes from: a user, a published document, the demonstration's invention, or the system itself. */
export type Origin = 'user' | 'import' | 'demonstration' | 'system';

export type Via = 'page' | 'api' | 'link' | 'cli' | 'policy';
