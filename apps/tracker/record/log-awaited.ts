import { LogForbidden, LogUnavailable } from '@minutebook/kernel/recording';
import { logName, type LogPlace } from './log-place';

/** Asked again after so many ms, each time later up to the last. */
const WAITS = [1_000, 2_000, 5_000, 10_000];

/**
 * Opens what needs the log, again and again until the event store is there: it may be started after us, or come back
 * later than we do. A file on our own disk does not come by waiting.
 */
export async function untilTheLogIsThere<T>(
  place: LogPlace,
  open: () => Promise<T>,
  onWaiting: (what: string) => void,
): Promise<T> {
  for (let tries = 0; ; tries++) {
    try {
      return await open();
    } catch (error) {
      if (place.engine === 'sqlite' || !isOutage(error)) throw error;
      onWaiting(`Waiting for ${logName(place)}: ${error.message}`);
      await new Promise((resolve) => setTimeout(resolve, WAITS[Math.min(tries, WAITS.length - 1)]));
    }
  }
}

/** Only what passes: not a user that is refused. */
function isOutage(error: unknown): error is LogUnavailable {
  return error instanceof LogUnavailable && !(error instanceof LogForbidden);
}
