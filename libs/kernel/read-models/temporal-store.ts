import type { Columns, Projection, Row, Tables, TemporalReader, Version } from './projection';
import type { SqlDatabase, SqlRow, SqlStatement, SqlValue } from './sql';

/**
 * Row numbers are record number × this + ordinal, so that one event may write several rows of a table and a range of
 * record numbers is a range of rowids.
 */
const ROWS_PER_EVENT = 64;
const firstOf = (recordNumber: number): number => recordNumber * ROWS_PER_EVENT;
const lastOf = (recordNumber: number): number => recordNumber * ROWS_PER_EVENT + ROWS_PER_EVENT - 1;
const recordNumberOf = (n: number): number => Math.floor(n / ROWS_PER_EVENT);

/** Current rows and identifiers kept in memory, so that applying an event selects nothing. */
const CACHE_LIMIT = 50_000;
/** What projections keep of their own tables is larger: whole facts of a record. */
const KEPT_LIMIT = 10_000;

/** How far a projection has come. */
export interface Progress {
  readonly recordNumber: number;
  /** Epoch ms: running maximum of `recordedAt`. */
  readonly recordTime: number;
  /** Position of the log, to resume after; empty before the first event. */
  readonly position: string;
}

const AT_THE_START: Progress = { recordNumber: 0, recordTime: 0, position: '' };

/**
 * The temporal tables of one projection in one file. Versions are insert-only: a version ends where the next of its key
 * begins, the present is a seek at the head, and nothing old is ever touched. Lists are membership intervals.
 */
export class TemporalStore implements Tables, TemporalReader {
  readonly own: SqlDatabase;
  readonly kept = new Map<string, unknown>();
  private readonly tables = new Map<string, TableStore>();
  private readonly idents: IdentStore;
  private readonly memberships: MembershipStore;
  private readonly writeProgress: SqlStatement;
  private current: Progress;
  private applying = 0;

  constructor(
    private readonly database: SqlDatabase,
    private readonly projection: Projection,
  ) {
    this.own = withKeptStatements(database);
    database.exec(schemaOf(projection));
    this.idents = new IdentStore(database);
    this.memberships = new MembershipStore(database, this.idents);
    for (const [name, columns] of Object.entries(projection.tables))
      this.tables.set(name, new TableStore(database, name, columns, this.idents));
    this.writeProgress = database.prepare('UPDATE progress SET record_number = ?, record_time = ?, position = ?');
    this.current = readProgress(database);
  }

  get progress(): Progress {
    return this.current;
  }

  /** Applies a batch in one transaction, together with how far it has come; on an error nothing of it stands. */
  applyBatch(apply: () => Progress): void {
    if (this.kept.size > KEPT_LIMIT) this.kept.clear();
    this.database.exec('BEGIN');
    try {
      const reached = apply();
      this.projection.finish?.(this);
      this.writeProgress.run(reached.recordNumber, reached.recordTime, reached.position);
      this.database.exec('COMMIT');
      this.current = reached;
    } catch (error) {
      this.database.exec('ROLLBACK');
      this.idents.forget();
      this.kept.clear();
      for (const table of this.tables.values()) table.forget();
      throw error;
    }
  }

  /** All `put`, `join` and `leave` from here on belong to this record number. */
  beginEvent(recordNumber: number): void {
    this.applying = recordNumber;
    for (const table of this.tables.values()) table.next = firstOf(recordNumber);
  }

  row(table: string, key: string): Row | undefined;
  row<R extends Row>(table: string, key: string, at: number): Version<R> | undefined;
  row<R extends Row>(table: string, key: string, at?: number): Row | Version<R> | undefined {
    const store = this.table(table);
    return at === undefined ? store.now(key) : store.at<R>(key, at);
  }

  put(table: string, key: string, row: Row): void {
    this.table(table).put(key, row);
  }

  join(list: string, of: string, member: string): void {
    this.memberships.join(list, of, member, this.applying);
  }

  leave(list: string, of: string, member: string): void {
    this.memberships.leave(list, of, member, this.applying);
  }

  ident(text: string): number {
    return this.idents.idFor(text);
  }

  identOf(text: string): number | undefined {
    return this.idents.find(text);
  }

  members<R extends Row>(table: string, list: string, of: string, at: number): Version<R>[] {
    return this.table(table).members<R>(list, of, at);
  }

  history<R extends Row>(table: string, key: string, at: number, limit = 1_000): Version<R>[] {
    return this.table(table).history<R>(key, at, limit);
  }

  changedBetween(table: string, from: number, to: number): { key: string; recordNumber: number }[] {
    return this.table(table).changed(from, to);
  }

  endedBetween(list: string, from: number, to: number): { of: string; member: string; recordNumber: number }[] {
    return this.memberships.ended(list, from, to);
  }

  close(): void {
    this.database.close();
  }

  private table(name: string): TableStore {
    const table = this.tables.get(name);
    if (!table) throw new Error(`The projection has no table ${name}`);
    return table;
  }
}

/** The same database, preparing each statement once. */
function withKeptStatements(database: SqlDatabase): SqlDatabase {
  const kept = new Map<string, SqlStatement>();
  return {
    exec: (sql) => database.exec(sql),
    prepare: (sql) => {
      const statement = kept.get(sql) ?? database.prepare(sql);
      kept.set(sql, statement);
      return statement;
    },
    close: () => database.close(),
  };
}

function schemaOf({ tables, ownTables = '' }: Projection): string {
  const temporal = Object.entries(tables).map(
    ([name, columns]) => `
      CREATE TABLE IF NOT EXISTS "${name}" (n INTEGER PRIMARY KEY, key INTEGER NOT NULL,
        ${Object.entries(columns)
          .map(([column, type]) => `"${column}" ${type}`)
          .join(', ')}) STRICT;
      CREATE UNIQUE INDEX IF NOT EXISTS "${name}_key" ON "${name}" (key, n);`,
  );
  return `
    CREATE TABLE IF NOT EXISTS progress (record_number INTEGER NOT NULL, record_time INTEGER NOT NULL, position TEXT NOT NULL) STRICT;
    INSERT INTO progress SELECT ${AT_THE_START.recordNumber}, ${AT_THE_START.recordTime}, '' WHERE NOT EXISTS (SELECT 1 FROM progress);
    CREATE TABLE IF NOT EXISTS ident (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE IF NOT EXISTS member (list INTEGER NOT NULL, member INTEGER NOT NULL, start INTEGER NOT NULL, finish INTEGER,
      PRIMARY KEY (list, member, start)) STRICT, WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS member_ended ON member (finish) WHERE finish IS NOT NULL;
    ${temporal.join('')}
    ${ownTables}`;
}

function readProgress(database: SqlDatabase): Progress {
  const row = database.prepare('SELECT record_number, record_time, position FROM progress').get();
  if (!row) return AT_THE_START;
  return {
    recordNumber: Number(row['record_number']),
    recordTime: Number(row['record_time']),
    position: String(row['position']),
  };
}

/** Text ids as integers: most of the difference in a file's size. */
class IdentStore {
  private cache = new Map<string, number>();
  private readonly select: SqlStatement;
  private readonly insert: SqlStatement;

  constructor(database: SqlDatabase) {
    this.select = database.prepare('SELECT id FROM ident WHERE text = ?');
    this.insert = database.prepare('INSERT INTO ident (text) VALUES (?) RETURNING id');
  }

  idFor(text: string): number {
    const known = this.find(text);
    if (known !== undefined) return known;
    const id = Number(this.insert.get(text)?.['id']);
    this.remember(text, id);
    return id;
  }

  find(text: string): number | undefined {
    const cached = this.cache.get(text);
    if (cached !== undefined) return cached;
    const id = this.select.get(text)?.['id'];
    if (id === undefined) return undefined;
    this.remember(text, Number(id));
    return Number(id);
  }

  forget(): void {
    this.cache.clear();
  }

  private remember(text: string, id: number): void {
    if (this.cache.size >= CACHE_LIMIT) this.cache.clear();
    this.cache.set(text, id);
  }
}

class TableStore {
  /** Row number of the next version that this event writes. */
  next = 0;
  private readonly names: readonly string[];
  /** By key: the columns in the order of `names`. */
  private cache = new Map<number, readonly SqlValue[]>();
  private readonly insert: SqlStatement;
  private readonly selectAt: SqlStatement;
  private readonly selectMembers: SqlStatement;
  private readonly selectHistory: SqlStatement;
  private readonly selectChanged: SqlStatement;

  constructor(
    database: SqlDatabase,
    private readonly name: string,
    columns: Columns,
    private readonly idents: IdentStore,
  ) {
    this.names = Object.keys(columns);
    const list = this.names.map((column) => `"${column}"`).join(', ');
    const listOfV = this.names.map((column) => `v."${column}"`).join(', ');
    const marks = this.names.map(() => '?').join(', ');
    this.insert = database.prepare(`INSERT INTO "${name}" (n, key, ${list}) VALUES (?, ?, ${marks})`);
    this.selectAt = database.prepare(
      `SELECT n, ${list} FROM "${name}" WHERE key = ? AND n <= ? ORDER BY n DESC LIMIT 1`,
    );
    this.selectMembers = database.prepare(`
      SELECT v.n AS n, i.text AS "$key", ${listOfV}
      FROM member m
      CROSS JOIN "${name}" v ON v.n = (SELECT max(s.n) FROM "${name}" s WHERE s.key = m.member AND s.n <= ?1)
      CROSS JOIN ident i ON i.id = m.member
      WHERE m.list = ?2 AND m.start <= ?3 AND (m.finish IS NULL OR m.finish > ?3)`);
    this.selectHistory = database.prepare(
      `SELECT n, ${list} FROM "${name}" WHERE key = ? AND n <= ? ORDER BY n DESC LIMIT ?`,
    );
    this.selectChanged = database.prepare(
      `SELECT i.text AS "$key", max(v.n) AS n FROM "${name}" v CROSS JOIN ident i ON i.id = v.key
       WHERE v.n BETWEEN ? AND ? GROUP BY v.key ORDER BY n`,
    );
  }

  now(key: string): Row | undefined {
    const id = this.idents.find(key);
    const values = id === undefined ? undefined : this.current(id);
    return values && Object.fromEntries(this.names.map((name, index) => [name, values[index] as SqlValue]));
  }

  put(key: string, row: Row): void {
    const id = this.idents.idFor(key);
    const before = this.current(id);
    const values = this.names.map((name, index) => (name in row ? (row[name] as SqlValue) : (before?.[index] ?? null)));
    const n = this.next++;
    if (n % ROWS_PER_EVENT === ROWS_PER_EVENT - 1) throw new Error(`One event writes too many rows of ${this.name}`);
    this.insert.run(n, id, ...values);
    this.remember(id, values);
  }

  at<R extends Row>(key: string, recordNumber: number): Version<R> | undefined {
    const id = this.idents.find(key);
    const row = id === undefined ? undefined : this.selectAt.get(id, lastOf(recordNumber));
    return row && this.version<R>(row, key);
  }

  members<R extends Row>(list: string, of: string, at: number): Version<R>[] {
    const id = this.idents.find(listKey(list, of));
    if (id === undefined) return [];
    return this.selectMembers.all(lastOf(at), id, at).map((row) => this.version<R>(row, String(row['$key'])));
  }

  history<R extends Row>(key: string, at: number, limit: number): Version<R>[] {
    const id = this.idents.find(key);
    if (id === undefined) return [];
    return this.selectHistory.all(id, lastOf(at), limit).map((row) => this.version<R>(row, key));
  }

  changed(from: number, to: number): { key: string; recordNumber: number }[] {
    return this.selectChanged
      .all(firstOf(from + 1), lastOf(to))
      .map((row) => ({ key: String(row['$key']), recordNumber: recordNumberOf(Number(row['n'])) }));
  }

  forget(): void {
    this.cache.clear();
  }

  private current(id: number): readonly SqlValue[] | undefined {
    const cached = this.cache.get(id);
    if (cached) return cached;
    const found = this.selectAt.get(id, Number.MAX_SAFE_INTEGER);
    if (!found) return undefined;
    const values = this.names.map((name) => found[name] as SqlValue);
    this.remember(id, values);
    return values;
  }

  private remember(id: number, values: readonly SqlValue[]): void {
    if (this.cache.size >= CACHE_LIMIT) this.cache.clear();
    this.cache.set(id, values);
  }

  private version<R extends Row>(found: SqlRow, key: string): Version<R> {
    const row: Record<string, SqlValue> = { key, recordNumber: recordNumberOf(Number(found['n'])) };
    for (const name of this.names) row[name] = found[name] as SqlValue;
    return row as Version<R>;
  }
}

const listKey = (list: string, of: string): string => `${list}:${of}`;

class MembershipStore {
  private readonly insert: SqlStatement;
  private readonly finish: SqlStatement;
  private readonly selectEnded: SqlStatement;

  constructor(
    database: SqlDatabase,
    private readonly idents: IdentStore,
  ) {
    this.insert = database.prepare(`
      INSERT INTO member (list, member, start) SELECT ?1, ?2, ?3
      WHERE NOT EXISTS (SELECT 1 FROM member WHERE list = ?1 AND member = ?2 AND finish IS NULL)`);
    this.finish = database.prepare('UPDATE member SET finish = ? WHERE list = ? AND member = ? AND finish IS NULL');
    this.selectEnded = database.prepare(`
      SELECT l.text AS list, i.text AS member, m.finish AS n
      FROM member m CROSS JOIN ident l ON l.id = m.list CROSS JOIN ident i ON i.id = m.member
      WHERE m.finish BETWEEN ? AND ? ORDER BY m.finish`);
  }

  join(list: string, of: string, member: string, recordNumber: number): void {
    this.insert.run(this.idents.idFor(listKey(list, of)), this.idents.idFor(member), recordNumber);
  }

  leave(list: string, of: string, member: string, recordNumber: number): void {
    this.finish.run(recordNumber, this.idents.idFor(listKey(list, of)), this.idents.idFor(member));
  }

  ended(list: string, from: number, to: number): { of: string; member: string; recordNumber: number }[] {
    const prefix = listKey(list, '');
    return this.selectEnded
      .all(from + 1, to)
      .filter((row) => String(row['list']).startsWith(prefix))
      .map((row) => ({
        of: String(row['list']).slice(prefix.length),
        member: String(row['member']),
        recordNumber: Number(row['n']),
      }));
  }
}
