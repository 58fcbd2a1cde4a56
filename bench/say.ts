/** Tells of progress on standard error: standard output belongs to the results. */
export function say(text: string): void {
  process.stderr.write(`${text}\n`);
}
