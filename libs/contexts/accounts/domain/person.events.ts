import type { Event, SealedText } from '@minutebook/kernel';

/** Somebody whom the record knows by name. Name and address are sealed under the person's one key, `person-<id>`. */
export type PersonAdded = Event<'PersonAdded', { readonly name: SealedText; readonly email?: SealedText }>;

/** What is left out stays as it is. */
export type PersonDetailsChanged = Event<
  'PersonDetailsChanged',
  { readonly name?: SealedText; readonly email?: SealedText }
>;

export type PersonEvent = PersonAdded | PersonDetailsChanged;
