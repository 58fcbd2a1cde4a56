import * as fc from 'fast-check';
import type { OpenedEvent } from '../event-sourcing/sentence-book';
import type { Projection } from './projection';
import { applyAll, metadataAt, storeOf } from './read-models.fixture';

type Change =
  | { readonly type: 'Put'; readonly key: string; readonly colour: string | null }
  | { readonly type: 'Joined'; readonly list: string; readonly key: string }
  | { readonly type: 'Left'; readonly list: string; readonly key: string };

const boxes: Projection = {
  name: 'spec.boxes',
  version: 1,
  handles: 'all',
  tables: { box: { colour: 'TEXT', puts: 'INTEGER' } },
  lists: ['shelf'],
  apply(event, tables) {
    const change = event.data as Change;
    if (change.type === 'Put')
      tables.put('box', change.key, {
        colour: change.colour,
        puts: Number(tables.row('box', change.key)?.['puts'] ?? 0) + 1,
      });
    else if (change.type === 'Joined') tables.join('shelf', change.list, change.key);
    else tables.leave('shelf', change.list, change.key);
  },
};

function recorded(changes: readonly Change[]): OpenedEvent[] {
  return changes.map((data, index) => ({
    type: data.type,
    data,
    id: String(index),
    stream: `box-${data.key}`,
    revision: index,
    recordNumber: index + 1,
    recordTime: index,
    metadata: metadataAt(index) as OpenedEvent['metadata'],
  }));
}

/** What a store should say, worked out the slow way: by replaying the first n changes. */
function replayed(changes: readonly Change[]) {
  const rows = new Map<string, { colour: string | null; puts: number }>();
  const shelves = new Map<string, Set<string>>();
  for (const change of changes) {
    if (change.type === 'Put')
      rows.set(change.key, { colour: change.colour, puts: (rows.get(change.key)?.puts ?? 0) + 1 });
    else {
      const shelf = shelves.get(change.list) ?? new Set<string>();
      if (change.type === 'Joined') shelf.add(change.key);
      else shelf.delete(change.key);
      shelves.set(change.list, shelf);
    }
  }
  return { rows, shelves };
}

const key = fc.constantFrom('a', 'b', 'c', 'd');
const list = fc.constantFrom('upper', 'lower');
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ type: fc.constant('Put' as const), key, colour: fc.option(fc.string({ maxLength: 5 })) }),
  fc.record({ type: fc.constant('Joined' as const), list, key }),
  fc.record({ type: fc.constant('Left' as const), list, key }),
);
const history = fc.array(change, { maxLength: 40 });

describe('A temporal store', () => {
  it('says at every record number what a replay up to it says', () => {
    fc.assert(
      fc.property(history, (changes) => {
        // given a history applied once
        const store = storeOf(boxes);
        applyAll(store, boxes, recorded(changes));

        for (let n = 0; n <= changes.length; n++) {
          const expected = replayed(changes.slice(0, n));
          // when it is asked as at record number n, then each row stands as the replay has it
          for (const name of ['a', 'b', 'c', 'd']) {
            const row = store.row<{ colour: string | null; puts: number }>('box', name, n);
            expect(row && { colour: row.colour, puts: row.puts }).toEqual(expected.rows.get(name));
          }
          // and each list holds the members that have a row by then
          for (const shelf of ['upper', 'lower']) {
            const members = [...(expected.shelves.get(shelf) ?? [])].filter((name) => expected.rows.has(name));
            expect(
              store
                .members('box', 'shelf', shelf, n)
                .map((row) => row.key)
                .sort(),
            ).toEqual(members.sort());
          }
        }
        store.close();
      }),
      { numRuns: 60 },
    );
  });

  it('names exactly the rows that changed between two record numbers', () => {
    fc.assert(
      fc.property(history, fc.nat(40), fc.nat(40), (changes, one, other) => {
        // given a history and two record numbers in it
        const [from, to] = [Math.min(one, other, changes.length), Math.min(Math.max(one, other), changes.length)];
        const store = storeOf(boxes);
        applyAll(store, boxes, recorded(changes));

        // when it is asked what changed after the first and by the second
        const changed = store.changedBetween('box', from, to);

        // then it names each key that was put in between, with the record number of its last put
        const expected = new Map<string, number>();
        changes.forEach((each, index) => {
          if (each.type === 'Put' && index + 1 > from && index + 1 <= to) expected.set(each.key, index + 1);
        });
        expect(new Map(changed.map(({ key: name, recordNumber }) => [name, recordNumber]))).toEqual(expected);
        store.close();
      }),
      { numRuns: 60 },
    );
  });

  it('changes nothing when a history is applied a second time', () => {
    // given a history applied once
    const events = recorded([
      { type: 'Put', key: 'a', colour: 'red' },
      { type: 'Joined', list: 'upper', key: 'a' },
      { type: 'Left', list: 'upper', key: 'a' },
    ]);
    const store = storeOf(boxes);
    applyAll(store, boxes, events);
    const before = store.own.prepare('SELECT * FROM box').all();

    // when it is applied again
    applyAll(store, boxes, events);

    // then no row was added
    expect(store.own.prepare('SELECT * FROM box').all()).toEqual(before);
    expect(store.progress.recordNumber).toBe(3);
  });

  it('lets nothing of a batch stand that failed half-way', () => {
    // given a store at record number 1
    const store = storeOf(boxes);
    applyAll(store, boxes, recorded([{ type: 'Put', key: 'a', colour: 'red' }]));

    // when a batch writes a row and then fails
    const failing = (): void =>
      store.applyBatch(() => {
        store.beginEvent(2);
        store.put('box', 'a', { colour: 'blue' });
        store.kept.set('a', 'blue');
        throw new Error('a fault in a projection');
      });

    // then the row, also in memory, and the progress are what they were, and nothing is kept of what was undone
    expect(failing).toThrow('a fault in a projection');
    expect(store.row('box', 'a')).toMatchObject({ colour: 'red', puts: 1 });
    expect(store.progress.recordNumber).toBe(1);
    expect(store.kept.size).toBe(0);
  });

  it('lists memberships that ended, with what they ended', () => {
    // given a member that left at record number 3
    const store = storeOf(boxes);
    applyAll(
      store,
      boxes,
      recorded([
        { type: 'Put', key: 'a', colour: null },
        { type: 'Joined', list: 'upper', key: 'a' },
        { type: 'Left', list: 'upper', key: 'a' },
      ]),
    );

    // when it is asked which memberships ended
    // then the range decides
    expect(store.endedBetween('shelf', 2, 3)).toEqual([{ of: 'upper', member: 'a', recordNumber: 3 }]);
    expect(store.endedBetween('shelf', 0, 2)).toEqual([]);
  });
});
