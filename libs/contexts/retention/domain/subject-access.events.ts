import type { Event } from '@minutebook/kernel';

/** Of whom everything was given out. */
export type AccessSubject =
  { readonly kind: 'account'; readonly id: string } | { readonly kind: 'person'; readonly id: string };

/** Everything that is held about somebody was given to whoever asked for it. */
export type SubjectAccessExported = Event<'SubjectAccessExported', { readonly subject: AccessSubject }>;
