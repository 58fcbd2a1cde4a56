import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { londonDateOf } from '@minutebook/kernel';
import { openDatabase } from '@minutebook/sqlite';
import fc from 'fast-check';
import { rowsOf } from '../../libs/kernel/testing/rows.fixture';
import { historyOf, wishes } from './histories.fixture';

/** Run by a process of its own, because a process reads its zone once: fills read models and prints their files. */
const FILL = `
  const [dist, events, folder] = process.argv.slice(1);
  const { fillFresh, recordTimesProjection } = require(dist + '/libs/kernel/read-models');
  const { newRandomId } = require(dist + '/libs/kernel/recording');
  const { ReadModelFiles } = require(dist + '/libs/adapters/read-models-sqlite');
  const { projections, sentenceBook } = require(dist + '/apps/tracker/read-model-registry');
  const log = { async *readAll() { yield require(events); } };
  const all = [recordTimesProjection, ...projections(sentenceBook())];
  fillFresh(all, { log, openTexts: async (page) => page, folder: new ReadModelFiles(folder, newRandomId, 'sqlite') })
    .then((files) => console.log(JSON.stringify({ zone: new Date(2014, 5, 16).toISOString(), files: [...files] })));
`;

describe('the same events', () => {
  const folder = mkdtempSync(join(tmpdir(), 'minutebook-zones-'));
  const dist = resolve(__dirname, '../../dist');

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function filledIn(zone: string, events: string) {
    const args = ['-e', FILL, dist, events, join(folder, zone.replace('/', '-'))];
    const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', env: { TZ: zone } });
    if (stdout === '') throw new Error(stderr);
    const filled = JSON.parse(stdout) as {
      readonly zone: string;
      readonly files: readonly (readonly [string, string])[];
    };
    const rows = filled.files.map(([name, file]) => {
      const database = openDatabase(join(folder, zone.replace('/', '-'), file), { readOnly: true });
      const held = rowsOf(database);
      database.close();
      return [name, held];
    });
    return { midnight: filled.zone, rows };
  }

  it('give the same rows in UTC, in London and at the other end of the world, also around both clock changes', () => {
    const history = fc
      .sample(wishes, { numRuns: 60, seed: 20140330 })
      .map((wished) => historyOf(wished).events)
      .reduce((longest, events) => (events.length > longest.length ? events : longest));
    const night = (date: string) => ({
      at: Date.parse(`${date}T00:30:00Z`),
      nextToIt: Date.parse(`${date}T23:30:00Z`),
    });
    // The nights on which London's clocks change, and a summer's: half past midnight and half past eleven in UTC.
    const nights = ['2014-03-30', '2014-10-26', '2015-03-29', '2015-06-30', '2015-10-25'].flatMap((date) =>
      Object.values(night(date)),
    );
    const added = nights.flatMap((recordedAt, nth) =>
      history
        .filter(({ stream, type }) => stream === 'action-a1' && (type === 'ActionAdded' || type === 'ProgressReported'))
        .slice(0, 2)
        .map((event, revision) => ({
          ...event,
          id: `${event.id}-${nth}`,
          stream: `action-n${nth}`,
          revision,
          metadata: { ...event.metadata, recordedAt, effectiveOn: undefined },
        })),
    );
    const events = join(folder, 'events.json');
    writeFileSync(
      events,
      JSON.stringify([...history, ...added].map((event, n) => ({ ...event, position: String(n + 1) }))),
    );

    const [utc, london, auckland] = ['UTC', 'Europe/London', 'Pacific/Auckland'].map((zone) => filledIn(zone, events));

    expect(added.length).toBeGreaterThan(nights.length);
    expect(new Set([utc, london, auckland].map((filled) => filled?.midnight)).size).toBe(3);
    expect(london?.rows).toEqual(utc?.rows);
    expect(auckland?.rows).toEqual(utc?.rows);
    expect(JSON.stringify(utc?.rows)).toContain(londonDateOf(Date.parse('2015-06-30T23:30:00Z')));
  });
});
