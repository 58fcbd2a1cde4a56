import type { SqlDatabase, SqlRow } from '@minutebook/kernel/read-models';

/** For specs only: every row of every table of a file, in an order that does not depend on how it came there. */
export type Rows = Readonly<Record<string, readonly SqlRow[]>>;

/** For specs only: a search index is compared by what it holds (which word in which row), not by how it is packed. */
export function rowsOf(database: SqlDatabase): Rows {
  const tables = database.prepare("SELECT name, type FROM pragma_table_list WHERE schema = 'main'").all();
  return Object.fromEntries(
    tables
      .filter(({ name, type }) => type !== 'shadow' && !String(name).startsWith('sqlite_'))
      .map(({ name, type }) => [String(name), type] as const)
      .map(([name, type]) => [
        name,
        type === 'virtual' ? wordsOf(database, name) : sorted(database.prepare(`SELECT * FROM "${name}"`).all()),
      ]),
  );
}

function wordsOf(database: SqlDatabase, index: string): readonly SqlRow[] {
  database.exec(`CREATE VIRTUAL TABLE temp.words_of_rows USING fts5vocab('main', '${index}', 'instance')`);
  try {
    return sorted(database.prepare('SELECT term, doc FROM temp.words_of_rows').all());
  } finally {
    database.exec('DROP TABLE temp.words_of_rows');
  }
}

function sorted(rows: readonly SqlRow[]): readonly SqlRow[] {
  return rows
    .map((row) => ({ row: { ...row }, text: JSON.stringify(row) }))
    .sort((a, b) => (a.text < b.text ? -1 : 1))
    .map(({ row }) => row);
}
