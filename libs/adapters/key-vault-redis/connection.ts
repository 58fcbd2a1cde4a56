import { Redis, ReplyError } from 'ioredis';
import { VaultAway, VaultUnavailable } from '@minutebook/kernel/recording';
import { checkVaultAddress, type RedisVaultPlace, type VaultAddress } from './vault-address';

/** How long the adapter is patient. In ms. */
export interface VaultTiming {
  /** Until an answer to one command. */
  readonly answerMs: number;
  /** Until there is a connection, where there is none when something is asked for. */
  readonly connectionMs: number;
  /** The longest pause between two tries to connect. */
  readonly longestWaitMs: number;
  /** Between two looks at a rewrite that is under way. */
  readonly lookAgainMs: number;
  /** Until a rewrite must have finished, a Redis that goes away meanwhile included. */
  readonly rewriteMs: number;
}

export const VAULT_TIMING: VaultTiming = {
  answerMs: 5_000,
  connectionMs: 2_000,
  longestWaitMs: 2_000,
  lookAgainMs: 50,
  rewriteMs: 10 * 60 * 1000,
};

const FIRST_WAIT_MS = 50;

/** Asks Redis something, on a connection that was checked. */
export type Ask = <T>(question: (client: Redis) => Promise<T>) => Promise<T>;

/**
 * A connection that is made again by itself, and checked each time before anything is asked: behind the same address there
 * may be another Redis by then, or one with other settings. Every question is bounded in time, and nothing is sent twice.
 */
export class VaultConnection {
  /** How messages call the Redis. */
  readonly name: string;
  private readonly client: Redis;
  private checked: Promise<void> | undefined;
  private lastError: Error | undefined;
  private closed = false;

  /** @param check is asked for each new connection; what it throws, the question throws that waits for it */
  constructor(
    place: RedisVaultPlace,
    private readonly timing: VaultTiming,
    private readonly check: (client: Redis, name: string) => Promise<void>,
  ) {
    const address = checkVaultAddress(place);
    this.name = address.name;
    this.client = clientFor(address, timing);
    this.client.on('error', (error: Error) => (this.lastError = error));
    this.client.on('close', () => (this.checked = undefined));
    this.client.connect().catch((error: Error) => (this.lastError ??= error));
  }

  /** Questions reach Redis in the order in which they are asked. Throws `VaultUnavailable`. */
  readonly ask: Ask = async (question) => {
    await this.usable();
    return this.asking(question);
  };

  close(): void {
    this.closed = true;
    this.client.disconnect();
  }

  private async usable(): Promise<void> {
    if (this.closed) throw new VaultUnavailable('The key vault has been closed');
    if (this.client.status !== 'ready') await this.connected();
    this.checked ??= this.asking((client) => this.check(client, this.name)).catch((error: unknown) => {
      this.checked = undefined;
      throw error;
    });
    await this.checked;
  }

  private async asking<T>(question: (client: Redis) => Promise<T>): Promise<T> {
    try {
      return await question(this.client);
    } catch (error) {
      throw failureOf(error, this.name);
    }
  }

  private async connected(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const settle = (error?: Error): void => {
        clearTimeout(timer);
        this.client.off('ready', onReady);
        if (error) reject(error);
        else resolve();
      };
      const onReady = (): void => settle();
      const timer = setTimeout(
        () => settle(failureOf(this.lastError ?? new Error('no connection'), this.name)),
        this.timing.connectionMs,
      );
      this.client.on('ready', onReady);
    });
  }
}

function clientFor({ target, username, password, tls }: VaultAddress, timing: VaultTiming): Redis {
  return new Redis({
    ...target,
    username,
    password,
    tls: tls && { ...tls },
    protocol: 2,
    lazyConnect: true,
    // What cannot be asked now is said at once: a queue would grow while whoever asked has long gone.
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    // What was sent when the connection was lost fails with it, in place of waiting for its time to run out.
    maxRetriesPerRequest: 0,
    commandTimeout: timing.answerMs,
    connectTimeout: timing.answerMs,
    // A way that was cut without a word is noticed by the silence.
    socketTimeout: 2 * timing.answerMs,
    retryStrategy: (tries) => Math.min(FIRST_WAIT_MS * 2 ** Math.min(tries - 1, 16), timing.longestWaitMs),
  });
}

/** Answers of a server that passes through a state: worth waiting for. */
const PASSING = new Set(['LOADING', 'MASTERDOWN', 'CLUSTERDOWN', 'BUSY', 'TRYAGAIN', 'READONLY']);
const REFUSING = new Set(['NOAUTH', 'WRONGPASS', 'NOPERM']);

/** The error in our words. Redis repeats arguments in its own, and the client keeps them in the error: neither goes on. */
function failureOf(error: unknown, name: string): VaultUnavailable {
  if (error instanceof VaultUnavailable) return error;
  const { code: reason, message, name: kind } = error as NodeJS.ErrnoException;
  if (kind === 'MaxRetriesPerRequestError')
    return new VaultAway(`The key vault does not answer: ${name}: the connection was lost`);
  if (!(error instanceof ReplyError))
    return new VaultAway(`The key vault does not answer: ${name}: ${reason ?? message}`);
  const [code = ''] = /^[A-Z]+/.exec(message) ?? [];
  if (PASSING.has(code)) return new VaultAway(`The key vault does not answer yet: ${name}: ${code}`);
  if (REFUSING.has(code))
    return new VaultUnavailable(
      `The key vault refuses us: ${name}: ${code}. Look at user and password in KEY_VAULT_URL, and at what the user may do (docs/how-to/keep-keys-in-redis.md)`,
    );
  if (code === 'OOM')
    return new VaultUnavailable(`The keys cannot be written: the memory of ${name} is full (maxmemory)`);
  return new VaultUnavailable(`The key vault cannot be used: ${name} answered ${code || 'with an error'}`);
}
