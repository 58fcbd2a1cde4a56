import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { syncFolderToDisk } from '@minutebook/sqlite';
import { LogDamaged } from '@minutebook/kernel/recording';

/** How far a log was written, and the chain hash there. */
export interface Head {
  readonly recordNumber: number;
  readonly chain: Buffer;
}

const HEAD_FILE = 'head';
const HEAD_FORM = /^minutebook-head 1 (\d{16}) ([0-9a-f]{64}) ([0-9a-f]{8})\n$/;

/**
 * The file `head` beside the log. It is written after each commit and not synced, so in a healthy store it says at most
 * what the log holds; where it says more, the log has lost events. Its length never changes and it lies within one disk
 * sector, so that a power cut leaves the old or the new content.
 */
export class HeadFile {
  private constructor(private readonly descriptor: number) {}

  /** Writes the head through to the disk, and keeps the file open for those that follow. */
  static open(folder: string, head: Head): HeadFile {
    const path = join(folder, HEAD_FILE);
    const file = new HeadFile(openSync(path, existsSync(path) ? 'r+' : 'w'));
    file.write(head);
    fsyncSync(file.descriptor);
    syncFolderToDisk(folder);
    return file;
  }

  write(head: Head): void {
    const content = Buffer.from(headText(head), 'latin1');
    writeSync(this.descriptor, content, 0, content.length, 0);
  }

  close(): void {
    closeSync(this.descriptor);
  }
}

/** What the file `head` says; undefined where there is none. Throws `LogDamaged` where it cannot be read. */
export function readHead(folder: string): Head | undefined {
  const path = join(folder, HEAD_FILE);
  if (!existsSync(path)) return undefined;
  const content = readFileSync(path, 'latin1');
  const [, digits, chain, checksum] = HEAD_FORM.exec(content) ?? [];
  if (digits === undefined || chain === undefined || checksum !== checksumOf(digits, chain)) {
    throw new LogDamaged(
      HEAD_FILE,
      `The file ${HEAD_FILE} in ${folder} is damaged, so that a loss of events would not be seen. ` +
        'Run verify-log; if the record is whole, remove the file and start again',
    );
  }
  return { recordNumber: Number(digits), chain: Buffer.from(chain, 'hex') };
}

function headText({ recordNumber, chain }: Head): string {
  const digits = String(recordNumber).padStart(16, '0');
  const hex = chain.toString('hex');
  return `minutebook-head 1 ${digits} ${hex} ${checksumOf(digits, hex)}\n`;
}

function checksumOf(digits: string, chain: string): string {
  return crc32(`${digits} ${chain}`).toString(16).padStart(8, '0');
}
