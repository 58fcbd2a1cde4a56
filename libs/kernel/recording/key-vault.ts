/** A data key of 32 bytes. */
export type DataKey = Buffer;

/**
 * Holds the keys under which texts are sealed, wrapped by the master key. Every adapter passes `key-vault-contract`.
 *
 * A key is durable here before the event that uses it is appended. Keys are only ever added; destroying one leaves a
 * tombstone, so that it can never come back under the same id.
 */
export interface KeyVault {
  /**
   * Stores keys durably; answers once they are. An id that is already held keeps its first key, which is what is
   * answered: so a repeated command seals under the same key. Throws `KeyDestroyed` for an id with a tombstone.
   */
  put(keys: ReadonlyMap<string, DataKey>): Promise<ReadonlyMap<string, DataKey>>;
  /** The keys that are held; destroyed and unknown ids are left out. */
  get(keyIds: readonly string[]): Promise<ReadonlyMap<string, DataKey>>;
  /** Destroys keys for good, also ids that were never held; repeating it changes nothing. */
  destroy(keyIds: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

/** The id had a key that was destroyed: nothing can be sealed under it again. */
export class KeyDestroyed extends Error {
  constructor(readonly keyId: string) {
    super(`The key ${keyId} was destroyed`);
    this.name = 'KeyDestroyed';
  }
}
