import type { SqlStatement } from '@minutebook/kernel/read-models';
import { GroupCommit } from './group-commit';
import { openDatabase } from './open-database';
import { RecordingDatabase, sqliteError } from './recording-database.fixture';

class Refused extends Error {}

describe('Committing in groups', () => {
  let database: RecordingDatabase;
  let commits: GroupCommit;
  let insert: SqlStatement;
  let notes: string[];

  beforeEach(() => {
    database = new RecordingDatabase(openDatabase(':memory:', { journalMode: 'memory', synchronous: 'off' }));
    database.exec('CREATE TABLE t (a INTEGER PRIMARY KEY) STRICT');
    insert = database.prepare('INSERT INTO t VALUES (?)');
    notes = [];
    commits = new GroupCommit(database, {
      committed: () => void notes.push('committed'),
      rolledBack: () => void notes.push('rolled back'),
      isRefusal: (error) => error instanceof Refused,
      failure: (error, whileCommitting) =>
        new Error(`${whileCommitting ? 'commit' : 'work'} failed: ${(error as Error).message}`),
    });
  });
  afterEach(() => database.close());

  const put = (value: number) => commits.run(() => insert.run(value) && value);
  const rows = () =>
    database
      .prepare('SELECT a FROM t ORDER BY a')
      .all()
      .map(({ a }) => a);

  it('commits what arrives in one turn in one transaction, and answers each with its own', async () => {
    expect(await Promise.all([put(1), put(2), put(3)])).toEqual([1, 2, 3]);

    expect(database.count('COMMIT')).toBe(1);
    expect(rows()).toEqual([1, 2, 3]);
  });

  it('commits one job alone before the next turn ends', async () => {
    let answered = false;
    void put(1).then(() => (answered = true));

    await new Promise((resolve) => setImmediate(resolve));

    expect(answered).toBe(true);
  });

  it('takes what arrives while it answers into the next transaction', async () => {
    await put(1).then(() => Promise.all([put(2), put(3)]));

    expect(database.count('COMMIT')).toBe(2);
    expect(rows()).toEqual([1, 2, 3]);
  });

  it('answers a refusal to the job that was refused, and commits the others', async () => {
    const outcomes = await Promise.allSettled([
      put(1),
      commits.run(() => {
        throw new Refused('not this one');
      }),
      put(2),
    ]);

    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(outcomes[1]).toMatchObject({ reason: new Refused('not this one') });
    expect(rows()).toEqual([1, 2]);
  });

  it.each([
    ['INSERT', 'work'],
    ['COMMIT', 'commit'],
  ])('keeps nothing of a transaction whose %s fails, tells every job, and goes on with the next', async (sql, when) => {
    database.fail(sql, sqliteError(10, 'disk I/O error'));

    const outcomes = await Promise.allSettled([put(1), put(2)]);

    for (const outcome of outcomes) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { message: `${when} failed: disk I/O error` } });
    }
    expect(rows()).toEqual([]);
    expect(await put(3)).toBe(3);
    expect(rows()).toEqual([3]);
    expect(notes).toEqual(['rolled back', 'committed']);
  });

  it('tells a refused job of the failure too, because what it was refused for may be gone', async () => {
    database.fail('COMMIT', sqliteError(13, 'database or disk is full'));

    const [, refused] = await Promise.allSettled([
      put(1),
      commits.run(() => {
        throw new Refused('1 is taken');
      }),
    ]);

    expect(refused).toMatchObject({ reason: { message: 'commit failed: database or disk is full' } });
  });

  it('keeps nothing where a transaction cannot begin', async () => {
    database.fail('BEGIN', sqliteError(5, 'database is locked'));

    await expect(put(1)).rejects.toThrow('work failed: database is locked');

    expect(rows()).toEqual([]);
  });

  it('tells its owner before it answers', async () => {
    await put(1).then(() => notes.push('answered'));

    expect(notes).toEqual(['committed', 'answered']);
  });

  it('gives others their turn between the transactions of a flood', async () => {
    const seen: number[] = [];
    const flood = Promise.all(Array.from({ length: 1_000 }, (_, value) => put(value)));
    const watching = (async () => {
      while (rows().length < 1_000) {
        await new Promise((resolve) => setImmediate(resolve));
        seen.push(rows().length);
      }
    })();
    await Promise.all([flood, watching]);

    expect(new Set(seen).size).toBeGreaterThan(2);
    expect(rows()).toHaveLength(1_000);
  });

  it('commits all that waits when it is flushed', () => {
    void put(1);
    void put(2);

    commits.flush();

    expect(rows()).toEqual([1, 2]);
  });
});
