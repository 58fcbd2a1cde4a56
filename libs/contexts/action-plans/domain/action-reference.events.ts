import type { Event } from '@minutebook/kernel';

/**
 * A reference belongs to one action of its plan. The stream's id, `actionReference-<UUIDv5 of plan id and reference>`,
 * is derived from the value and the event is appended at no-stream: a second one with the same value cannot be.
 */
export type ActionReferenceTaken = Event<
  'ActionReferenceTaken',
  { readonly planId: string; readonly reference: string; readonly actionId: string }
>;
