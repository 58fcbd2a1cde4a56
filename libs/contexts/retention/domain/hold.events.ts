import type { Event } from '@minutebook/kernel';

/** What a hold keeps as it is: a record (a person is one too) with what lies within it, or every record of a class. */
export type Held =
  { readonly kind: 'record'; readonly stream: string } | { readonly kind: 'class'; readonly retentionClass: string };

/** Nothing of it may be erased until the hold is lifted. Why stands in the metadata. */
export type HoldPlaced = Event<'HoldPlaced', { readonly over: Held }>;
export type HoldLifted = Event<'HoldLifted', Readonly<Record<never, never>>>;

export type HoldEvent = HoldPlaced | HoldLifted;
