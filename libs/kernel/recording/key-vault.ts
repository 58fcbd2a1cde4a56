import { KEY_BYTES } from './key-wrap';

/** A data key of 32 bytes. */
export type DataKey = Buffer;

/**
 * Holds the keys under which texts are sealed, wrapped by the master key. Every adapter passes `key-vault-contract`.
 *
 * A key is durable here before the event that uses it is appended. Keys are only ever added; destroying one leaves a
 * tombstone, so that it can never come back under the same id.
 *
 * Errors: `VaultUnavailable` of whatever cannot be kept or asked now (`VaultAway` where it may come back by itself).
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

/** An entry of a vault as it is kept: the key wrapped, or undefined where it was destroyed. */
export interface WrappedKey {
  readonly id: string;
  readonly wrapped: Buffer | undefined;
}

/** All that a vault keeps, to be put into another one. It opens nothing without the master key. */
export interface WrappedKeys {
  /** What the master key is told by, as `proofOf` makes it. */
  readonly proof: Buffer;
  /** Every entry that is there from the first page to the last; one may come twice. */
  readonly pages: AsyncIterable<readonly WrappedKey[]>;
}

/** What reading sealed texts needs of a vault. */
export type ReadableKeyVault = Pick<KeyVault, 'get' | 'close'>;

/**
 * The vault cannot be opened, read or written. What was asked for may have been done: keys are only ever added, and
 * destroying one again changes nothing, so that the same may always be asked once more.
 */
export class VaultUnavailable extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'VaultUnavailable';
  }
}

/** The vault does not answer now, and may do so later: it is worth waiting for. */
export class VaultAway extends VaultUnavailable {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'VaultAway';
  }
}

/** The vault's keys are wrapped by another master key. */
export class WrongMasterKey extends VaultUnavailable {
  constructor(place: string) {
    super(
      `The keys in ${place} cannot be opened with this master key. Give the one that they were made with (MASTER_KEY)`,
    );
    this.name = 'WrongMasterKey';
  }
}

/** Throws `RangeError` for a key that cannot be one, which is its caller's fault. */
export function assertKey(id: string, key: DataKey): void {
  if (id === '') throw new RangeError('A key needs an id');
  if (key.length !== KEY_BYTES) throw new RangeError(`The key ${id} has ${key.length} bytes, not ${KEY_BYTES}`);
}
