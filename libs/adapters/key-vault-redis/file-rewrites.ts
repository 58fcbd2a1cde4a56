import { VaultAway, VaultUnavailable } from '@minutebook/kernel/recording';
import type { Ask, VaultTiming } from './connection';
import { infoOf } from './server-checks';

/**
 * Has Redis write its append-only file anew, so that nothing of a removed key is left in any file. One rewrite serves all who
 * wait for one that has not begun.
 */
export class FileRewrites {
  private running: Promise<void> = Promise.resolve();
  private next: Promise<void> | undefined;

  constructor(
    private readonly ask: Ask,
    private readonly timing: VaultTiming,
    private readonly name: string,
  ) {}

  /**
   * Answers once a rewrite has finished that began after this was asked for. Redis takes the old files away in the same step in
   * which the new ones take their place. Throws `VaultUnavailable`.
   */
  finished(): Promise<void> {
    this.next ??= this.running
      .catch(() => undefined)
      .then(() => {
        this.next = undefined;
        return (this.running = this.rewrite());
      });
    return this.next;
  }

  /** Again where Redis was started anew meanwhile: then the rewrite died with it. */
  private async rewrite(): Promise<void> {
    const patience = AbortSignal.timeout(this.timing.rewriteMs);
    for (;;) {
      try {
        const process = await this.begin(patience);
        if (await this.isEnded(process, patience)) return;
      } catch (error) {
        if (!(error instanceof VaultAway) || patience.aborted) throw error;
        await this.pause();
      }
    }
  }

  /** Begins a rewrite; one that is under way may have begun too early, and is waited for. Answers in which process it runs. */
  private async begin(patience: AbortSignal): Promise<string | undefined> {
    for (;;) {
      const info = await this.ask(infoOf);
      if (info.get('aof_rewrite_in_progress') === '0' && (await this.ask(beginRewrite))) return info.get('run_id');
      await this.lookAgain(patience);
    }
  }

  /** Only one rewrite runs at once, and any that ends from now on began after ours was asked for: its outcome is as good. */
  private async isEnded(process: string | undefined, patience: AbortSignal): Promise<boolean> {
    for (;;) {
      const info = await this.ask(infoOf);
      if (info.get('run_id') !== process) return false;
      if (info.get('aof_rewrite_in_progress') === '0' && info.get('aof_rewrite_scheduled') === '0') {
        if (info.get('aof_last_bgrewrite_status') === 'ok') return true;
        throw new VaultUnavailable(
          `The keys are removed, but still lie in the files of ${this.name}, which could not rewrite them: look at its log and its disk`,
        );
      }
      await this.lookAgain(patience);
    }
  }

  private async lookAgain(patience: AbortSignal): Promise<void> {
    if (patience.aborted)
      throw new VaultUnavailable(
        `The keys are removed, but may still lie in the files of ${this.name}, which has not finished rewriting them`,
      );
    await this.pause();
  }

  private pause(): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, this.timing.lookAgainMs));
  }
}

/** False where one is under way. */
async function beginRewrite(client: Parameters<Parameters<Ask>[0]>[0]): Promise<boolean> {
  try {
    await client.bgrewriteaof();
    return true;
  } catch (error) {
    if (error instanceof Error && error.message.includes('already in progress')) return false;
    throw error;
  }
}
