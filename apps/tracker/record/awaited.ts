import { LogForbidden, LogUnavailable, QueueAway, VaultAway } from '@minutebook/kernel/recording';
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
  return untilThere(
    open,
    (error) =>
      place.engine !== 'sqlite' && isOutage(error) ? `Waiting for ${logName(place)}: ${error.message}` : undefined,
    onWaiting,
  );
}

/** The same for what needs the keys: one of another kind, or one that refuses us, does not come by waiting. */
export async function untilTheKeysAreThere<T>(open: () => Promise<T>, onWaiting: (what: string) => void): Promise<T> {
  return untilThere(
    open,
    (error) => (error instanceof VaultAway ? `Waiting for the key vault: ${error.message}` : undefined),
    onWaiting,
  );
}

/** The same for the alarms of reminders. */
export async function untilTheAlarmsAreThere<T>(open: () => Promise<T>, onWaiting: (what: string) => void): Promise<T> {
  return untilThere(
    open,
    (error) => (error instanceof QueueAway ? `Waiting for the alarms of reminders: ${error.message}` : undefined),
    onWaiting,
  );
}

/** @param waitFor what is waited for after such an error; undefined where waiting is of no use */
async function untilThere<T>(
  open: () => Promise<T>,
  waitFor: (error: unknown) => string | undefined,
  onWaiting: (what: string) => void,
): Promise<T> {
  for (let tries = 0; ; tries++) {
    try {
      return await open();
    } catch (error) {
      const what = waitFor(error);
      if (what === undefined) throw error;
      onWaiting(what);
      await new Promise((resolve) => setTimeout(resolve, WAITS[Math.min(tries, WAITS.length - 1)]));
    }
  }
}

/** Only what passes: not a user that is refused. */
function isOutage(error: unknown): error is LogUnavailable {
  return error instanceof LogUnavailable && !(error instanceof LogForbidden);
}
