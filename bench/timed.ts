/** How many a second: `work` answers with how many there were. */
export async function timed(work: () => number | Promise<number>): Promise<number> {
  const began = performance.now();
  const count = await work();
  return count / ((performance.now() - began) / 1_000);
}
