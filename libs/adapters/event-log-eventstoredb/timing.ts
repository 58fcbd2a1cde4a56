/** How patient the adapter is. Tests bring shorter times. */
export interface Timing {
  /** A read that hears nothing for so many ms has failed; a subscription asks whether the server is still there. */
  readonly idleMs: number;
  /** The first wait before subscribing again, in ms; each further one is twice as long. */
  readonly firstWaitMs: number;
  /** The longest such wait, in ms. */
  readonly longestWaitMs: number;
}

export const DEFAULT_TIMING: Timing = { idleMs: 10_000, firstWaitMs: 100, longestWaitMs: 10_000 };

/** How long to wait before the next try: doubling, and at random within it, so that many do not come back at once. */
export function waitBefore(attempt: number, { firstWaitMs, longestWaitMs }: Timing): number {
  const most = Math.min(longestWaitMs, firstWaitMs * 2 ** Math.min(attempt, 20));
  return most / 2 + Math.random() * (most / 2);
}

/** Waits; `signal` ends it early. */
export function wait(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const settle = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', settle);
      resolve();
    };
    const timer = setTimeout(settle, ms);
    signal?.addEventListener('abort', settle);
  });
}
