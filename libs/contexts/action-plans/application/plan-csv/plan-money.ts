/** Largest amount that is read: a thousand million pounds, in pence. */
export const MAX_PENCE = 100_000_000_000;

/** Whole pence of an amount as people write it: `1000`, `1,000.50`, `£12,000`; undefined where it is no such amount. */
export function penceOf(text: string): number | undefined {
  const match = /^(?:£\s?)?(\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.(\d{1,2}))?$/.exec(text.trim());
  if (!match) return undefined;
  const pounds = Number((match[1] ?? '').replaceAll(',', ''));
  const pence = pounds * 100 + Number((match[2] ?? '').padEnd(2, '0'));
  return pence <= MAX_PENCE ? pence : undefined;
}

/** An amount of pence in pounds, as a file writes it: `1000` or `1000.50`. */
export function poundsOf(pence: number): string {
  const pounds = Math.floor(pence / 100);
  return pence % 100 === 0 ? String(pounds) : `${pounds}.${String(pence % 100).padStart(2, '0')}`;
}
