/** Keeps what is sent within one window of time below a limit. */
export class Pace {
  private readonly sent: number[] = [];

  constructor(
    private readonly limit: number,
    private readonly window: number,
  ) {}

  /** Counts one more, and gives undefined; or, where the window is full, when there will be room. */
  next(now: number): number | undefined {
    while (this.sent[0] !== undefined && this.sent[0] <= now - this.window) this.sent.shift();
    const [oldest] = this.sent;
    if (oldest !== undefined && this.sent.length >= this.limit) return oldest + this.window;
    this.sent.push(now);
    return undefined;
  }
}
