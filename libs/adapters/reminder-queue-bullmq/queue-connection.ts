import { Redis, ReplyError } from 'ioredis';
import { QueueAway, QueueUnavailable } from '@minutebook/kernel/recording';
import type { QueueAddress } from './queue-address';

const FIRST_WAIT_MS = 50;
const LONGEST_WAIT_MS = 2_000;
const OLDEST = [6, 2] as const;

/** How long a command or a connection is waited for, in ms. */
export interface QueuePatience {
  readonly answerMs: number;
  readonly connectionMs: number;
}

/** What is said of the way to Redis by every client of the queue. */
export function clientOptions({ tls, ...way }: QueueAddress, { answerMs }: QueuePatience) {
  return {
    ...way,
    tls: tls && { ...tls },
    protocol: 2 as const,
    connectTimeout: answerMs,
    maxRetriesPerRequest: null,
    retryStrategy: (tries: number) => Math.min(FIRST_WAIT_MS * 2 ** Math.min(tries - 1, 16), LONGEST_WAIT_MS),
  };
}

/** A connection for commands: what cannot be asked now is said at once, and nothing is sent twice. */
export function commandClient(address: QueueAddress, patience: QueuePatience): Redis {
  return new Redis({
    ...clientOptions(address, patience),
    lazyConnect: true,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    commandTimeout: patience.answerMs,
  });
}

/** Answers once commands can be sent; after a bounded time it fails with `QueueUnavailable`, `QueueAway` where it may come yet. */
export async function connected(client: Redis, { connectionMs }: QueuePatience): Promise<void> {
  if (client.status === 'ready') return;
  let lastError: unknown;
  await new Promise<void>((resolve, reject) => {
    const settle = (settled: () => void): void => {
      clearTimeout(timer);
      client.off('ready', onReady).off('error', onError);
      settled();
    };
    const onReady = (): void => settle(resolve);
    const onError = (error: Error): void => void (lastError = error);
    const timer = setTimeout(() => settle(() => reject(unavailable(lastError))), connectionMs);
    client.on('ready', onReady).on('error', onError);
    if (client.status === 'wait') client.connect().catch(onError);
  });
}

/**
 * Looks whether a Redis can keep the queue: refuses one that is too old, and answers with warnings of what may lose alarms.
 *
 * Fails with `QueueUnavailable`.
 */
export async function checkServer(client: Redis): Promise<readonly string[]> {
  const info = await client.info('server').catch((error: unknown) => {
    throw unavailable(error);
  });
  const version = /^redis_version:(\S+)/m.exec(info)?.[1] ?? 'unknown';
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (!(major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])))
    throw new QueueUnavailable(`The Redis of the reminder queue is version ${version}; it needs Redis 6.2 or newer`);
  return policyWarnings(client);
}

async function policyWarnings(client: Redis): Promise<readonly string[]> {
  try {
    const [, policy] = await client.config('GET', 'maxmemory-policy');
    if (policy === 'noeviction') return [];
    return [
      `The Redis of the reminder queue may give up alarms for want of memory: its maxmemory-policy is "${policy ?? 'unknown'}" and should be "noeviction"`,
    ];
  } catch (error) {
    if (!(error instanceof ReplyError)) throw unavailable(error);
    return [
      'The Redis of the reminder queue does not let its settings be read (CONFIG GET maxmemory-policy): see to it that it is "noeviction"',
    ];
  }
}

const REFUSING = new Set(['NOAUTH', 'WRONGPASS', 'NOPERM']);

/**
 * The error in our words. Redis repeats arguments in its own, and the client keeps them, the address and the password in the
 * error: none of them goes on.
 */
export function unavailable(error: unknown): QueueUnavailable {
  if (error instanceof QueueUnavailable) return error;
  if (error instanceof ReplyError) {
    const [code = 'with an error'] = /^[A-Z]+/.exec((error as Error).message) ?? [];
    if (REFUSING.has(code))
      return new QueueUnavailable(
        `The Redis of the reminder queue refuses us (${code}): look at user and password in its address, and at what the user may do`,
      );
    if (code === 'OOM')
      return new QueueUnavailable('The alarms cannot be kept: the memory of Redis is full (maxmemory)');
    if (code === 'LOADING') return new QueueAway('The Redis of the reminder queue is still reading its file');
    return new QueueUnavailable(`The reminder queue cannot be kept or read: Redis answered ${code}`);
  }
  const { code } = (error ?? {}) as NodeJS.ErrnoException;
  const reason = typeof code === 'string' ? code : 'the connection was lost';
  return new QueueAway(`The Redis of the reminder queue does not answer: ${reason}`);
}
