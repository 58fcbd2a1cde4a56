import { isSealed, sameDates, type Text, type Timescale } from '@minutebook/kernel';
import type { Cost, Lead } from './action.events';

/**
 * Whether two texts are known to be the same. Sealed texts cannot be compared (the same words look different under
 * every seal), so a text that is sealed on either side counts as different: it is recorded, never dropped.
 */
export function sameText(a: Text | undefined, b: Text | undefined): boolean {
  if (isSealed(a) || isSealed(b)) return false;
  return a === b;
}

/** Whether two lists of texts are known to be the same, in the same order. */
export function sameTexts(a: readonly Text[], b: readonly Text[]): boolean {
  return sameLists(a, b, sameText);
}

/** Whether two lists name the same leads in the same order: the first named answers first (domain report, D18). */
export function sameLeads(a: readonly Lead[], b: readonly Lead[]): boolean {
  return sameLists(
    a,
    b,
    (x, y) => x.kind === y.kind && x.id === y.id && x.origin === y.origin && sameText(x.name, y.name),
  );
}

/** Whether two lists state the same costs in the same order. */
export function sameCosts(a: readonly Cost[], b: readonly Cost[]): boolean {
  return sameLists(a, b, (x, y) => x.kind === y.kind && x.pence === y.pence && sameText(x.words, y.words));
}

/** Whether two timescales are known to say the same, dates and words. */
export function sameTimescale(a: Timescale, b: Timescale): boolean {
  return (
    sameDates(a, b) &&
    sameText(a.words, b.words) &&
    sameLists(a.phases ?? [], b.phases ?? [], (x, y) => sameText(x.words, y.words))
  );
}

function sameLists<T>(a: readonly T[], b: readonly T[], same: (x: T, y: T) => boolean): boolean {
  return a.length === b.length && a.every((item, index) => same(item, b[index] as T));
}
