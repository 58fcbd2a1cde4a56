import { checkQueueAddress, checkQueuePrefix, QueueAddressFault } from '@minutebook/reminder-queue-bullmq';
import { ConfigurationFault } from '../configuration-fault';

/** The Redis that alarms ring from. Its address is a secret, for it may hold a password. */
export interface RedisPlace {
  readonly address: string;
  readonly prefix: string;
}

const PREFIX = 'minutebook';

/**
 * Reads `REDIS_URL`; undefined where it is not set. Deployments that share a Redis are kept apart as their streams in an event store are.
 *
 * Throws `ConfigurationFault`, whose message repeats no secret.
 */
export function redisPlaceFrom(address: string | undefined, prefix: string | undefined): RedisPlace | undefined {
  if (address === undefined) return undefined;
  const place = { address, prefix: prefix || PREFIX };
  inWordsOf('REDIS_URL', () => checkQueueAddress(address));
  inWordsOf('EVENT_LOG_PREFIX', () => checkQueuePrefix(place.prefix));
  return place;
}

function inWordsOf(name: string, check: () => unknown): void {
  try {
    check();
  } catch (error) {
    if (error instanceof QueueAddressFault) throw new ConfigurationFault(`${name}: ${error.message}`);
    throw error;
  }
}
