import type { Event } from '@minutebook/kernel';

/**
 * A reference belongs to one action of its plan. The stream's id, `actionReference-<uuid>`, is derived from plan and
 * reference, so that this stream alone owns their uniqueness. A second event in it gives the reference to another
 * action, where the first one was never added.
 */
export type ActionReferenceTaken = Event<
  'ActionReferenceTaken',
  { readonly planId: string; readonly reference: string; readonly actionId: string }
>;
