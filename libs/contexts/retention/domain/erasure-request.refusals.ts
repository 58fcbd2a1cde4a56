import { refusalsFrom, type Refusal } from '@minutebook/kernel';

/** Every reason for which a command on a request for erasure is refused: field concerned, kind, and the sentence shown. */
export const ERASURE_REQUEST_REFUSALS = {
  'erasure-request-already-exists': {
    field: 'id',
    kind: 'conflict',
    message: 'There is already a request with this id.',
  },
  'no-such-erasure-request': { kind: 'not-found', message: 'There is no such request.' },
  'nothing-to-erase': { field: 'target', message: 'There is no such event or person in the record.' },
  'no-text-to-remove': {
    field: 'target',
    message: 'The event holds no text that anybody typed here: the wording of a published document is not sealed.',
  },
  'already-erased': { field: 'target', message: 'It was erased before: nothing of it is left.' },
  'no-such-ground': { field: 'ground', message: 'Choose the ground from the list.' },
  'reason-names-what-goes': {
    field: 'reason',
    message: 'The reason repeats what is to be erased, and it stays. Say it in other words.',
  },
  'own-request': { message: 'You asked for this yourself, so somebody else must agree to it or decline it.' },
  'not-your-request': { message: 'Only whoever asked for it can withdraw it. You can decline it.' },
  'request-not-open': { kind: 'conflict', message: 'The request was decided already.' },
  'under-hold': { message: 'A hold keeps this as it is. It can be erased once the hold is lifted.' },
  'statute-requires-keeping': { message: 'An act requires this to be kept, so it cannot be erased yet.' },
  'text-still-needed': { message: 'A work under way still needs this text.' },
  'erasure-not-agreed': { message: 'Nobody has agreed to this yet.' },
} as const satisfies Record<string, Omit<Refusal, 'rule'>>;

export type ErasureRequestRefusalRule = keyof typeof ERASURE_REQUEST_REFUSALS;
export type ErasureRequestRefusal = Refusal<ErasureRequestRefusalRule>;

export const erasureRequestRefusal = refusalsFrom(ERASURE_REQUEST_REFUSALS);
