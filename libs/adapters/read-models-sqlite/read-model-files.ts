import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Projection, ReadModelFolder, SqlDatabase } from '@minutebook/kernel/read-models';
import type { NewId } from '@minutebook/kernel/recording';
import { openDatabase } from '@minutebook/sqlite';

const POINTERS = 'serving.json';
/** Names the log that the files follow. */
const MARK = 'log';

/** Each file's cache, in KiB: larger ones rebuilt no faster when tried, and cost memory. */
const CACHE_KIB = 8 * 1024;

/**
 * A folder with one file for each projection's version. `serving.json` points to the complete ones: a file that is not
 * named there was never finished, or is served no more.
 *
 * The files know positions of one log. Those of another are removed: they cost a rebuild, while going on from a foreign
 * position would miss events.
 */
export class ReadModelFiles implements ReadModelFolder {
  constructor(
    private readonly folder: string,
    private readonly newId: NewId,
    log: string,
  ) {
    mkdirSync(folder, { recursive: true });
    if (this.mark() === log) return;
    for (const file of readdirSync(folder)) rmSync(this.path(file), { force: true });
    writeFileSync(this.path(MARK), `${log}\n`);
  }

  servingFile(projection: Projection): string | undefined {
    return this.pointers()[versionOf(projection)];
  }

  openServing(projection: Projection): SqlDatabase | undefined {
    const file = this.servingFile(projection);
    return file !== undefined && existsSync(this.path(file)) ? this.openToServe(file) : undefined;
  }

  create(projection: Projection): { readonly file: string; readonly database: SqlDatabase } {
    const file = `${versionOf(projection)}.${this.newId().slice(0, 8)}.sqlite`;
    const database = openDatabase(this.path(file), {
      journalMode: 'off',
      synchronous: 'off',
      cacheKiB: CACHE_KIB,
    });
    return { file, database };
  }

  serve(projection: Projection, file: string): SqlDatabase {
    const pointers = { ...this.pointers(), [versionOf(projection)]: file };
    // Written beside and renamed: a crash leaves the old pointers or the new ones.
    writeFileSync(this.path(`${POINTERS}.new`), JSON.stringify(pointers, null, 2));
    renameSync(this.path(`${POINTERS}.new`), this.path(POINTERS));
    return this.openToServe(file);
  }

  /** Removes what no pointer names: older files, and those whose making was cut short. For the start, before any filling. */
  removeUnserved(): void {
    const served = Object.values(this.pointers());
    for (const file of readdirSync(this.folder))
      if (file !== POINTERS && file !== MARK && !served.some((name) => file.startsWith(name)))
        rmSync(this.path(file), { force: true });
  }

  /** With what SQLite keeps beside it: its write-ahead log holds rows too. */
  discard(file: string): void {
    for (const part of [file, `${file}-wal`, `${file}-shm`]) rmSync(this.path(part), { force: true });
  }

  private openToServe(file: string): SqlDatabase {
    // Losing the last commits to a power cut costs applying them again; NORMAL keeps the file whole.
    return openDatabase(this.path(file), { synchronous: 'normal', cacheKiB: CACHE_KIB });
  }

  private pointers(): Readonly<Record<string, string>> {
    const file = this.path(POINTERS);
    return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>) : {};
  }

  private mark(): string | undefined {
    const file = this.path(MARK);
    return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined;
  }

  private path(file: string): string {
    return join(this.folder, file);
  }
}

function versionOf({ name, version }: Projection): string {
  return `${name}@${version}`;
}
