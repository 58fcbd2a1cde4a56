/**
 * Text that a user typed, sealed under a key of its event's own. AES-256-GCM, every part base64url; additional data =
 * stream, event id and field path, so that a sealed text cannot be moved elsewhere. The form is frozen.
 */
export interface SealedText {
  readonly sealed: 1;
  readonly keyId: string;
  readonly iv: string;
  readonly tag: string;
  readonly text: string;
}

/** Text chosen from lists, references, and the wording of imported published documents. */
export type OpenText = string;

export type Text = OpenText | SealedText;

export function isSealed(value: unknown): value is SealedText {
  return typeof value === 'object' && value !== null && (value as { sealed?: unknown }).sealed === 1;
}

/** What stands in place of a text whose key was destroyed. */
export const REMOVED_TEXT = 'removed';

/** The same shape as `T`, with every text opened: what projections and sentences are given. */
export type Opened<T> = T extends SealedText
  ? string
  : T extends readonly (infer U)[]
    ? readonly Opened<U>[]
    : T extends object
      ? { readonly [K in keyof T]: Opened<T[K]> }
      : T;
