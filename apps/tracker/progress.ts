const EVERY_MS = 500;

/** Says on the console how far something is that takes longer than a second: on one line, or now and then where it is no terminal. */
export class Progress {
  private last = Date.now();
  private said = false;

  say(text: string): void {
    const now = Date.now();
    if (now - this.last < (process.stderr.isTTY ? EVERY_MS : EVERY_MS * 4)) return;
    this.last = now;
    this.said = true;
    process.stderr.write(process.stderr.isTTY ? `\r${text}\u001b[K` : `${text}\n`);
  }

  end(): void {
    if (this.said && process.stderr.isTTY) process.stderr.write('\r\u001b[K');
  }
}
