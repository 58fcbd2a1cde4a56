import type { RagRating } from '@minutebook/kernel';

/** One part of a whole, with the colour of its rating. */
export interface Share {
  readonly label: string;
  readonly count: number;
  readonly colour: RagRating['colour'] | 'none';
}

/**
 * A bar that divides its width by the counts, as SVG text without inline styles. It only repeats what stands beside it
 * as text, and is hidden from screen readers; parts are kept apart by gaps, so that colour is not needed to tell them.
 */
export function shareBar(shares: readonly Share[]): string {
  const width = 1000;
  const shown = shares.filter(({ count }) => count > 0);
  const total = shown.reduce((sum, { count }) => sum + count, 0);
  let before = 0;
  const parts = shown.map(({ count, colour }) => {
    const from = Math.round((before / total) * width);
    before += count;
    const to = Math.round((before / total) * width);
    return `<rect class="mb-share mb-share--${colour}" x="${from}" y="0" width="${to - from}" height="10"/>`;
  });
  return (
    `<svg class="mb-share-bar" viewBox="0 0 ${width} 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">` +
    `${parts.join('')}</svg>`
  );
}
