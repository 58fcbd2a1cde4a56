import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Redis } from 'ioredis';
import { RedisServer } from '@minutebook/redis-test-server';
import { VAULT_TIMING, type RedisVaultPlace, type VaultTiming } from '.';

/** For specs only: gives up soon, and looks often. */
export const IMPATIENT: VaultTiming = {
  ...VAULT_TIMING,
  connectionMs: 500,
  longestWaitMs: 100,
  lookAgainMs: 5,
  rewriteMs: 30_000,
};

/** For specs only: what a key vault asks of its Redis. */
export const FIT = { appendfsync: 'always' };

/** For specs only: a Redis for keys, what is asked of it beside the adapter, and every byte of its files. */
export class VaultRedis {
  private constructor(readonly server: RedisServer) {}

  static async start(config: Readonly<Record<string, string>> = {}): Promise<VaultRedis> {
    return new VaultRedis(await RedisServer.start({ config: { ...FIT, ...config } }));
  }

  place(prefix = 'derby'): RedisVaultPlace {
    return { url: this.server.url, prefix };
  }

  async ask<T>(question: (client: Redis) => Promise<T>): Promise<T> {
    const client = new Redis(this.server.url, { retryStrategy: () => null, protocol: 2 });
    client.on('error', () => undefined);
    try {
      return await question(client);
    } finally {
      client.disconnect();
    }
  }

  /**
   * Whether any twelve bytes of these that follow each other lie in any file of Redis: small hashes are kept as one value, which
   * is compressed, and there a marker may stand amid them.
   */
  filesHold(bytes: Buffer): boolean {
    return anyOf(this.files(), bytes);
  }

  /** The same of files that a rewrite has not finished: Redis leaves them where it is killed. */
  halfWrittenFilesHold(bytes: Buffer): boolean {
    return anyOf(this.halfWritten(), bytes);
  }

  /** As docker-compose.yml does before it starts Redis. */
  removeHalfWrittenFiles(): void {
    for (const file of this.halfWritten()) rmSync(file);
  }

  stop(): Promise<void> {
    return this.server.stop();
  }

  private halfWritten(): string[] {
    return this.files().filter((file) => basename(file).startsWith('temp-'));
  }

  private files(): string[] {
    return readdirSync(this.server.folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name));
  }
}

function anyOf(files: readonly string[], bytes: Buffer): boolean {
  const all = Buffer.concat(files.map((file) => readFileSync(file)));
  return Array.from({ length: bytes.length - 11 }, (_, at) => bytes.subarray(at, at + 12)).some((part) =>
    all.includes(part),
  );
}
