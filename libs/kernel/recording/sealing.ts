import { createCipheriv, createDecipheriv, createHmac, randomFillSync, timingSafeEqual } from 'node:crypto';
import { isSealed, REMOVED_TEXT, type SealedText, type Text } from '../event-sourcing/text';
import type { LoggedEvent } from './event-log';
import type { DataKey, KeyVault } from './key-vault';

const IV_BYTES = 12;
const KEY_BYTES = 32;

// One call to the system's generator fills many ivs and keys: asking for each was 4 % of a command's time.
const pool = Buffer.alloc(16_384);
let used = pool.length;

function randomBytes(length: number): Buffer {
  if (used + length > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const bytes = Buffer.from(pool.subarray(used, used + length));
  pool.fill(0, used, used + length);
  used += length;
  return bytes;
}

export function newDataKey(): DataKey {
  return randomBytes(KEY_BYTES);
}

function additionalData(stream: string, eventId: string, path: string): Buffer {
  return Buffer.from(`${stream}\n${eventId}\n${path}`);
}

/** Seals the texts of one event under one key: its own, whose id is the event's, or that of the person whom it tells of. */
export class EventTexts {
  private readonly key: DataKey;
  private touched = false;

  /**
   * @param published the wording comes from a published document and stays open
   * @param keyId of a key that several events share
   */
  constructor(
    private readonly stream: string,
    private readonly eventId: string,
    private readonly published: boolean,
    key?: DataKey,
    private readonly keyId = eventId,
  ) {
    this.key = key ?? newDataKey();
  }

  /** @param path where the text stands in the event: `data.commentary`, `metadata.reason`, `data.leads.0.name` */
  text(path: string, value: string): Text {
    return this.published ? value : this.seal(path, value);
  }

  /** A copy of a value in which every text under one of the named fields, at any depth, is sealed. */
  texts<T>(value: T, fields: ReadonlySet<string>, path = 'data'): T {
    return this.published ? value : (this.walk(value, fields, path, false) as T);
  }

  /** HMAC-SHA-256 of a request's body under the event's own key, base64url. */
  mac(body: string): string {
    this.touched = true;
    return macOf(this.key, body);
  }

  /** The key to be held by the vault before the event is appended; none where nothing was sealed. */
  get keys(): ReadonlyMap<string, DataKey> {
    return this.touched ? new Map([[this.keyId, this.key]]) : new Map();
  }

  private walk(value: unknown, fields: ReadonlySet<string>, path: string, isText: boolean): unknown {
    if (typeof value === 'string') return isText ? this.seal(path, value) : value;
    if (Array.isArray(value)) return value.map((item, index) => this.walk(item, fields, `${path}.${index}`, isText));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [
        name,
        this.walk(inner, fields, `${path}.${name}`, fields.has(name)),
      ]),
    );
  }

  private seal(path: string, value: string): SealedText {
    this.touched = true;
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.key, iv);
    cipher.setAAD(additionalData(this.stream, this.eventId, path));
    const text = cipher.update(value, 'utf8', 'base64url') + cipher.final('base64url');
    return {
      sealed: 1,
      keyId: this.keyId,
      iv: iv.toString('base64url'),
      tag: cipher.getAuthTag().toString('base64url'),
      text,
    };
  }
}

function macOf(key: DataKey, body: string): string {
  return createHmac('sha256', key).update(body).digest('base64url');
}

/** Whether a body is the one that a MAC was made of; true where the key is gone, for nobody can tell any more. */
export function sameBody(mac: string, key: DataKey | undefined, body: string): boolean {
  if (!key) return true;
  const given = Buffer.from(mac);
  const made = Buffer.from(macOf(key, body));
  return given.length === made.length && timingSafeEqual(given, made);
}

/** The text under a seal. Throws where it was altered or moved: a sealed text opens only where it was written. */
function openText(sealed: SealedText, key: DataKey, stream: string, eventId: string, path: string): string {
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(sealed.iv, 'base64url'));
  decipher.setAAD(additionalData(stream, eventId, path));
  decipher.setAuthTag(Buffer.from(sealed.tag, 'base64url'));
  try {
    return decipher.update(sealed.text, 'base64url', 'utf8') + decipher.final('utf8');
  } catch (error) {
    throw new Error(`The sealed text ${path} of ${stream} does not open: it was altered or moved`, { cause: error });
  }
}

/**
 * Opens the texts of a page of events, asking the vault once. A text whose key is gone reads "removed". Gives each event
 * back as it came where nothing in it is sealed.
 */
export async function openPage(
  page: readonly LoggedEvent[],
  vault: Pick<KeyVault, 'get'>,
): Promise<readonly LoggedEvent[]> {
  const keyIds = new Set<string>();
  for (const { data, metadata } of page) {
    collectKeyIds(data, keyIds);
    if (isSealed(metadata.reason)) keyIds.add(metadata.reason.keyId);
  }
  if (keyIds.size === 0) return page;
  const keys = await vault.get([...keyIds]);
  return page.map((event) => {
    const data = openWithin(event.data, 'data', event, keys);
    const { reason } = event.metadata;
    if (!isSealed(reason)) return data === event.data ? event : { ...event, data };
    const opened = openWithin(reason, 'metadata.reason', event, keys) as string;
    return { ...event, data, metadata: { ...event.metadata, reason: opened } };
  });
}

/** Whether any text of an event is sealed under the event's own key: what goes when that key is destroyed. */
export function hasTextsOfItsOwn({ id, data, metadata }: LoggedEvent): boolean {
  const keyIds = new Set<string>();
  collectKeyIds(data, keyIds);
  collectKeyIds(metadata.reason, keyIds);
  return keyIds.has(id);
}

/** A text of an event, opened, and where it stands in it: `data.commentary`, `metadata.reason`. */
export interface EventText {
  readonly path: string;
  readonly text: string;
}

/** The sealed texts of one event, opened; those whose key is gone are left out. */
export async function sealedTextsOf(event: LoggedEvent, vault: Pick<KeyVault, 'get'>): Promise<readonly EventText[]> {
  const sealed: { path: string; text: SealedText }[] = [];
  collectSealed({ data: event.data, metadata: { reason: event.metadata.reason } }, '', sealed);
  const keys = await vault.get([...new Set(sealed.map(({ text }) => text.keyId))]);
  return sealed.flatMap(({ path, text }) => {
    const key = keys.get(text.keyId);
    return key ? [{ path, text: openText(text, key, event.stream, event.id, path) }] : [];
  });
}

function collectSealed(value: unknown, path: string, into: { path: string; text: SealedText }[]): void {
  if (typeof value !== 'object' || value === null) return;
  if (isSealed(value)) into.push({ path, text: value });
  else
    for (const [name, inner] of Object.entries(value))
      collectSealed(inner, path === '' ? name : `${path}.${name}`, into);
}

/** Whether any text in a value is sealed. */
export function holdsSeal(value: unknown): boolean {
  const keyIds = new Set<string>();
  collectKeyIds(value, keyIds);
  return keyIds.size > 0;
}

function collectKeyIds(value: unknown, into: Set<string>): void {
  if (typeof value !== 'object' || value === null) return;
  if (isSealed(value)) into.add(value.keyId);
  else for (const inner of Object.values(value)) collectKeyIds(inner, into);
}

function openWithin(value: unknown, path: string, event: LoggedEvent, keys: ReadonlyMap<string, DataKey>): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (isSealed(value)) {
    const key = keys.get(value.keyId);
    return key ? openText(value, key, event.stream, event.id, path) : REMOVED_TEXT;
  }
  let changed = false;
  const entries = Object.entries(value).map(([name, inner]) => {
    const opened = openWithin(inner, `${path}.${name}`, event, keys);
    changed ||= opened !== inner;
    return [name, opened] as const;
  });
  if (!changed) return value;
  return Array.isArray(value) ? entries.map(([, inner]) => inner) : Object.fromEntries(entries);
}
