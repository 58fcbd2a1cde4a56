import type { LoggedEvent, LogSubscription } from '@minutebook/kernel/recording';
import { nextTurn, type PageSource } from './paging';

/**
 * Takes one handler through the log, page by page, and waits at the head. It holds one page at a time, however far it
 * is behind.
 */
export class Follower implements LogSubscription {
  readonly ended: Promise<void>;
  private stopped = false;
  private wake: (() => void) | undefined;

  constructor(
    private readonly start: () => number,
    private readonly pageSize: number,
    private readonly pageAfter: PageSource,
    private readonly handler: (page: readonly LoggedEvent[]) => Promise<void> | void,
  ) {
    this.ended = this.run();
    // Whoever follows reads `ended` when it likes; until then a failure is kept there and is not an unhandled one.
    this.ended.catch(() => undefined);
  }

  /** There are new events. */
  notify(): void {
    this.wake?.();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.notify();
    await this.ended.catch(() => undefined);
  }

  private async run(): Promise<void> {
    await nextTurn();
    let recordNumber = this.start();
    while (!this.stopped) {
      const page = this.pageAfter(recordNumber, this.pageSize);
      if (page.length === 0) {
        await new Promise<void>((resolve) => (this.wake = resolve));
        continue;
      }
      await this.handler(page);
      recordNumber += page.length;
      // A backlog is worked off without keeping the process from everything else.
      if (page.length === this.pageSize) await nextTurn();
    }
  }
}
