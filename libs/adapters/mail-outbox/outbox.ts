import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  acceptMail,
  MailUnavailable,
  type Clock,
  type Delivery,
  type Mail,
  type Mailer,
  type SecondTransmission,
  type Sent,
} from '@minutebook/kernel/recording';

/** So many mails are kept; the oldest goes when another one comes. */
export const MAX_KEPT_MAILS = 200;

/** A mail that would have been sent. */
export interface OutboxMail extends Mail {
  /** Counts what was put in, from 1 on. A second transmission is another one under the same key. */
  readonly number: number;
  /** Epoch ms, by the clock of the record. */
  readonly sentAt: number;
}

const IV_BYTES = 12;
const TAG_BYTES = 16;
const FILE = /^(\d{10})\.mail(\.part)?$/;

/**
 * Opens the outbox in a folder, and begins one where there is none.
 *
 * A mail holds an address and a link that lets somebody in. Each lies in a file of its own (mode 0600), sealed under a key that
 * follows from the master key; the folder is no part of a backup. What cannot be opened, because the master key has changed
 * or the file is damaged, is removed: a mail is no record.
 *
 * @param masterKey 32 bytes; it is not kept
 */
export function openOutbox(folder: string, masterKey: Uint8Array, clock: Clock): Outbox {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return new Outbox(folder, Buffer.from(hkdfSync('sha256', masterKey, '', 'minutebook outbox', 32)), clock);
}

/** Keeps mail instead of sending it. */
export class Outbox implements Mailer {
  readonly canSend = true;
  /** What lies here was never on its way to anybody: to call it delivered would be a lie. */
  readonly tellsDelivery = false;
  private readonly kept: OutboxMail[];
  private last: number;
  private closed = false;

  /** Use `openOutbox`. */
  constructor(
    private readonly folder: string,
    private readonly key: Buffer,
    private readonly clock: Clock,
  ) {
    this.kept = this.read();
    this.last = this.kept.at(-1)?.number ?? 0;
  }

  async send(mail: Mail, again?: SecondTransmission): Promise<Sent> {
    const accepted = acceptMail(mail);
    if (this.closed) throw new MailUnavailable(false, 'The outbox has been closed');
    if (again && this.kept.some((kept) => kept.key === mail.key)) return { transmitted: false };
    const { key, to, subject, text, html } = accepted;
    const entry = { number: this.last + 1, sentAt: this.clock.now(), key, to, subject, text, ...(html && { html }) };
    this.write(entry);
    this.last = entry.number;
    this.kept.push(entry);
    for (const { number } of this.kept.splice(0, Math.max(0, this.kept.length - MAX_KEPT_MAILS)))
      rmSync(this.fileOf(number), { force: true });
    return { transmitted: true };
  }

  async deliveryOf(): Promise<Delivery | undefined> {
    return undefined;
  }

  /** What is kept, newest first. */
  mails(): readonly OutboxMail[] {
    return this.kept.toReversed();
  }

  async close(): Promise<void> {
    this.closed = true;
  }

  private write(mail: OutboxMail): void {
    const file = this.fileOf(mail.number);
    try {
      writeFileSync(`${file}.part`, this.seal(mail), { mode: 0o600 });
      renameSync(`${file}.part`, file);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      throw new MailUnavailable(false, `The outbox cannot be written (${code ?? 'unknown'})`);
    }
  }

  private read(): OutboxMail[] {
    const kept: OutboxMail[] = [];
    for (const name of readdirSync(this.folder).sort()) {
      const [, number, isPart] = FILE.exec(name) ?? [];
      if (number === undefined) continue;
      const mail = isPart ? undefined : this.open(Number(number), readFileSync(join(this.folder, name)));
      if (mail) kept.push(mail);
      else rmSync(join(this.folder, name));
    }
    return kept;
  }

  private seal(mail: OutboxMail): Buffer {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.key, iv).setAAD(Buffer.from(String(mail.number)));
    const sealed = [cipher.update(JSON.stringify(mail)), cipher.final()];
    return Buffer.concat([iv, cipher.getAuthTag(), ...sealed]);
  }

  private open(number: number, bytes: Buffer): OutboxMail | undefined {
    if (bytes.length < IV_BYTES + TAG_BYTES) return undefined;
    try {
      const decipher = createDecipheriv('aes-256-gcm', this.key, bytes.subarray(0, IV_BYTES))
        .setAAD(Buffer.from(String(number)))
        .setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
      const opened = Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
      return JSON.parse(opened.toString('utf8')) as OutboxMail;
    } catch {
      return undefined;
    }
  }

  private fileOf(number: number): string {
    return join(this.folder, `${String(number).padStart(10, '0')}.mail`);
  }
}
