import { ragRating, ragSchemeOn, type LocalDate, type RagRating } from '@minutebook/kernel';

/** How a rating of a plan reads; one that the scheme does not hold shows its code, for the record keeps what was said. */
export function ratingOf(scheme: string, code: string | null, on: LocalDate): RagRating | undefined {
  if (code === null) return undefined;
  return ragRating(scheme, code, on) ?? { code, label: code, meaning: '', colour: 'grey', shape: 'square' };
}

/** The ratings of a plan in the order of its scheme, the worst first. */
export function ratingsOf(scheme: string, on: LocalDate): readonly RagRating[] {
  return ragSchemeOn(scheme, on)?.ratings ?? [];
}

/** How often a date was moved, in words. */
export function timesInWords(times: number): string {
  return times === 1 ? 'once' : times === 2 ? 'twice' : `${times} times`;
}

/** Whether an action's report or completion waits for a second person. */
export function awaitsConfirmation(action: {
  readonly status: string;
  readonly reported: { readonly state: string } | null;
}): boolean {
  if (action.status === 'completion-reported') return true;
  return action.status === 'open' && action.reported?.state === 'awaiting';
}

/** The rating scheme of a plan as a form explains it. */
export interface SchemeView {
  readonly ratings: readonly {
    readonly value: string;
    readonly text: string;
    readonly hint: { readonly text: string };
  }[];
  /** Where the meanings come from. */
  readonly source: string;
  /** Whether the council has confirmed them. */
  readonly confirmed: boolean;
}

export function schemeOf(scheme: string, on: LocalDate): SchemeView {
  const version = ragSchemeOn(scheme, on);
  return {
    ratings: (version?.ratings ?? []).map(({ code, label, meaning }) => ({
      value: code,
      text: label,
      hint: { text: meaning },
    })),
    source: version?.source ?? '',
    confirmed: version?.confirmed ?? false,
  };
}
