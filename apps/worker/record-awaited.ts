import type { EventLog } from '@minutebook/kernel/recording';

/** Looked for again after so long, in ms. */
const LOOK_AGAIN = 2_000;

/**
 * Waits until the pages' process has begun the record, a demonstration's until it is loaded: what a worker recorded before that
 * would stand at the record's beginning.
 */
export async function untilTheRecordHasBegun(
  openLog: () => Promise<EventLog>,
  onWaiting: (what: string) => void,
): Promise<void> {
  let said = false;
  while (!(await hasBegun(openLog))) {
    if (!said) onWaiting('Waiting for the record to begin: start Minutebook, and set it up');
    said = true;
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN));
  }
}

async function hasBegun(openLog: () => Promise<EventLog>): Promise<boolean> {
  const log = await openLog();
  try {
    for await (const [first] of log.readAll({ pageSize: 1 })) {
      if (first?.type !== 'DemonstrationStarted') return first !== undefined;
      return (await log.readStream(first.stream)).some(({ type }) => type === 'DemonstrationLoaded');
    }
    return false;
  } finally {
    await log.close();
  }
}
