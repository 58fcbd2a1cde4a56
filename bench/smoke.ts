/** `--smoke`: everything runs once and as small as it can be, so that a bench that is broken is found. Its figures mean nothing. */
export const SMOKE = process.argv.includes('--smoke');

/** How many there are of something that is measured; in a smoke test only a few. */
export function many(count: number, few: number): number {
  return SMOKE ? few : count;
}
