import { openPage, VaultAway, type LoggedEvent, type ReadableKeyVault } from '@minutebook/kernel/recording';

/** Asked again after so many ms, each time later up to the last. */
const WAITS = [250, 500, 1_000, 2_000, 5_000];

/**
 * Opens the texts of pages of events for read models. While the keys are away it waits: what a read model shows as removed, or
 * leaves out, would stay so.
 */
export class PatientTexts {
  private readonly ended = new AbortController();

  /** @param onOutage told why the keys are waited for, and, with nothing, when they are back */
  constructor(
    private readonly vault: Pick<ReadableKeyVault, 'get'>,
    private readonly onOutage: (reason: VaultAway | undefined) => void = () => undefined,
  ) {}

  async open(page: readonly LoggedEvent[]): Promise<readonly LoggedEvent[]> {
    for (let tries = 0; ; tries++) {
      try {
        const opened = await openPage(page, this.vault);
        if (tries > 0) this.onOutage(undefined);
        return opened;
      } catch (error) {
        if (!(error instanceof VaultAway) || this.ended.signal.aborted) throw error;
        if (tries === 0) this.onOutage(error);
        await this.pause(WAITS[Math.min(tries, WAITS.length - 1)] as number);
      }
    }
  }

  /** Waits no more: whoever waits is told that the keys are away. */
  end(): void {
    this.ended.abort();
  }

  private pause(ms: number): Promise<void> {
    const { signal } = this.ended;
    return new Promise((resolve) => {
      const go = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', go);
        resolve();
      };
      const timer = setTimeout(go, ms);
      signal.addEventListener('abort', go);
    });
  }
}
