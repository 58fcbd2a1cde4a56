import { GroupCommit, isDiskFull, type GroupCommitOwner } from '@minutebook/sqlite';
import {
  assertKey,
  KeyDestroyed,
  VaultUnavailable,
  type DataKey,
  type KeyVault,
  type ReadableKeyVault,
} from '@minutebook/kernel/recording';
import type { SqlDatabase, SqlRow, SqlStatement } from '@minutebook/kernel/read-models';
import { openVault, openVaultReadOnly, readGeneration, type OpenVault } from './vault-file';

/**
 * Opens the key vault in a folder, and begins one where there is none.
 *
 * @param masterKey 32 bytes; it is kept in memory only
 *
 * Fails with `WrongMasterKey`, or `VaultUnavailable` (cannot be opened, or of a newer format).
 */
export async function openSqliteKeyVault(folder: string, masterKey: Uint8Array): Promise<KeyVault> {
  return new SqliteKeyVault(openVault(folder, masterKey));
}

/** Opens the key vault in a folder to read, in a worker thread or another process, also while its writer goes on. */
export async function openSqliteKeyVaultReadOnly(folder: string, masterKey: Uint8Array): Promise<ReadableKeyVault> {
  const vault = openVaultReadOnly(folder, masterKey);
  const reader = new KeyReader(vault);
  return {
    get: async (keyIds) => reader.get(keyIds),
    close: async () => vault.database.close(),
  };
}

class SqliteKeyVault implements KeyVault, GroupCommitOwner {
  private readonly database: SqlDatabase;
  private readonly commits: GroupCommit;
  private readonly reader: KeyReader;
  private readonly find: SqlStatement;
  private readonly insert: SqlStatement;
  private readonly bury: SqlStatement;
  private readonly generation: SqlStatement;
  private closing = false;
  /** The write-ahead log still holds keys that were destroyed. */
  private remainsToScrub = true;

  constructor(private readonly vault: OpenVault) {
    const { database } = vault;
    this.database = database;
    this.commits = new GroupCommit(database, this);
    this.reader = new KeyReader(vault);
    this.find = database.prepare('SELECT wrapped FROM keys WHERE id = ?');
    this.insert = database.prepare('INSERT INTO keys VALUES (?, ?)');
    this.bury = database.prepare(
      'INSERT INTO keys VALUES (?, NULL) ON CONFLICT (id) DO UPDATE SET wrapped = NULL WHERE wrapped IS NOT NULL',
    );
    this.generation = database.prepare('SELECT generation FROM master');
    this.scrub();
  }

  async put(keys: ReadonlyMap<string, DataKey>): Promise<ReadonlyMap<string, DataKey>> {
    if (keys.size === 0) return new Map();
    for (const [id, key] of keys) assertKey(id, key);
    const wrapped = this.vault.wrap.wrap([...keys.values()]);
    const given = [...keys].map(([id, key], index) => ({
      id,
      key: Buffer.from(key),
      wrapped: wrapped[index] as Buffer,
    }));
    return this.commit(() => this.putAll(given));
  }

  async get(keyIds: readonly string[]): Promise<ReadonlyMap<string, DataKey>> {
    if (this.closing) throw closedVault();
    return this.reader.get(keyIds);
  }

  async destroy(keyIds: readonly string[]): Promise<void> {
    if (keyIds.length === 0) return;
    const ids = [...keyIds];
    await this.commit(() => {
      for (const id of ids) this.bury.run(id);
      this.remainsToScrub = true;
    });
  }

  async close(): Promise<void> {
    if (this.closing) return;
    this.closing = true;
    this.commits.flush();
    this.database.close();
  }

  committed(): void {
    this.scrub();
  }

  isRefusal(error: unknown): boolean {
    return error instanceof KeyDestroyed;
  }

  failure(error: unknown): Error {
    if (error instanceof VaultUnavailable) return error;
    const reason = isDiskFull(error)
      ? 'the disk is full. Make room and try again'
      : error instanceof Error
        ? error.message
        : String(error);
    return new VaultUnavailable(`The keys cannot be written: ${reason}`, { cause: error });
  }

  private commit<T>(work: () => T): Promise<T> {
    if (this.closing) throw closedVault();
    return this.commits.run(() => {
      if (this.generation.get()?.['generation'] !== this.vault.generation) {
        throw new VaultUnavailable('The master key has been changed. Start Minutebook again with the new one');
      }
      return work();
    });
  }

  /** Looks at all of them before it writes any: one tombstone refuses the whole. */
  private putAll(given: readonly { id: string; key: Buffer; wrapped: Buffer }[]): ReadonlyMap<string, DataKey> {
    const held = new Map<string, Uint8Array>();
    for (const { id } of given) {
      const row = this.find.get(id);
      if (row === undefined) continue;
      const wrapped = wrappedOf(row);
      if (wrapped === undefined) throw new KeyDestroyed(id);
      held.set(id, wrapped);
    }
    const kept = this.reader.open([...held]);
    for (const { id, key, wrapped } of given) {
      if (kept.has(id)) continue;
      this.insert.run(id, wrapped);
      kept.set(id, key);
    }
    return kept;
  }

  /**
   * Destroyed keys are overwritten in the file when the write-ahead log is played into it, and gone from that log when
   * it is cut. While somebody reads, that has to wait for a later turn.
   */
  private scrub(): void {
    if (!this.remainsToScrub) return;
    try {
      const [result] = this.database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').all();
      this.remainsToScrub = result?.['busy'] !== 0;
    } catch {
      // Tried again with the next commit, and when the vault is opened.
    }
  }
}

/** Finds keys, a page at a time, and opens them. */
class KeyReader {
  private readonly page: SqlStatement;

  constructor(private readonly vault: OpenVault) {
    this.page = vault.database.prepare(
      'SELECT keys.id, wrapped FROM json_each(?) JOIN keys ON keys.id = value WHERE wrapped IS NOT NULL',
    );
  }

  get(keyIds: readonly string[]): Map<string, DataKey> {
    if (keyIds.length === 0) return new Map();
    const rows = this.readRows(keyIds);
    return this.open(rows.map((row) => [row['id'] as string, wrappedOf(row) ?? Buffer.alloc(0)]));
  }

  open(held: readonly (readonly [string, Uint8Array])[]): Map<string, DataKey> {
    const keys = this.vault.wrap.unwrap(held.map(([, wrapped]) => wrapped));
    const opened = new Map<string, DataKey>();
    for (const [index, [id]] of held.entries()) {
      const key = keys[index];
      if (key === undefined) throw this.cannotOpen(id);
      opened.set(id, key);
    }
    return opened;
  }

  private readRows(keyIds: readonly string[]): SqlRow[] {
    try {
      return this.page.all(JSON.stringify(keyIds));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new VaultUnavailable(`The keys cannot be read: ${reason}`, { cause: error });
    }
  }

  private cannotOpen(id: string): VaultUnavailable {
    return readGeneration(this.vault.database) === this.vault.generation
      ? new VaultUnavailable(`The key ${id} is damaged: restore the newest backup of the keys`)
      : new VaultUnavailable('The master key has been changed. Start Minutebook again with the new one');
  }
}

function wrappedOf(row: SqlRow): Uint8Array | undefined {
  const wrapped = row['wrapped'];
  return ArrayBuffer.isView(wrapped) ? wrapped : undefined;
}

function closedVault(): VaultUnavailable {
  return new VaultUnavailable('The key vault has been closed');
}
