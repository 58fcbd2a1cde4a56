import { existsSync, readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { EventLog } from '@minutebook/kernel/recording';
import { openEventStoreLog } from '@minutebook/event-log-eventstoredb';
import { verifySqliteLog } from '@minutebook/event-log-sqlite';
import { allEvents, appendEvents, LogFolders, tamper, writeLog } from '@minutebook/event-log-sqlite/log-folder.fixture';
import { EventStoreTestServer } from '@minutebook/eventstoredb-test-server';
import { backupLog, restoreLog, verifyLogAt } from './log-backup';
import type { LogPlace } from './log-place';

const quietly = (): void => undefined;

describe('A log in an event store', () => {
  let folders: LogFolders;
  let server: EventStoreTestServer;
  let place: LogPlace;
  let log: EventLog;

  beforeEach(async () => {
    folders = new LogFolders();
    server = await EventStoreTestServer.start();
    place = placeOf('derby');
    log = openEventStoreLog({ connectionString: server.connectionString, prefix: 'derby' });
  });
  afterEach(async () => {
    await log.close();
    await server.stop();
    folders.remove();
  });

  function placeOf(prefix: string): LogPlace {
    return { engine: 'eventstoredb', connectionString: server.connectionString, prefix };
  }

  const withoutPosition = (events: Awaited<ReturnType<typeof allEvents>>) =>
    events.map(({ position: _, ...event }) => event);

  describe('is verified', () => {
    it('with the chain hash that a file of the same events has, and tells how far it has come', async () => {
      await appendEvents(log, 130);
      server.plant('leicester.action-1', [{ type: 'NoteTaken' }]);
      const told: number[] = [];

      const report = await verifyLogAt(place, (at) => told.push(at));

      await backupLog(place, folders.at('backup'), quietly);
      const { chain } = await verifySqliteLog(folders.at('backup'));
      expect(report).toEqual({ intact: true, events: 130, chain, problems: [] });
      expect(told).toEqual(Array.from({ length: 130 }, (_, index) => index + 1));
    });

    it('while it is empty', async () => {
      expect(await verifyLogAt(place, quietly)).toMatchObject({ intact: true, events: 0, chain: '0'.repeat(64) });
    });

    it('up to the first event that was not written by Minutebook, which is named', async () => {
      await appendEvents(log, 5);
      server.plant('derby.action-planted', [{ type: 'NoteTaken' }]);

      const { intact, problems } = await verifyLogAt(place, quietly);

      expect(intact).toBe(false);
      expect(problems).toEqual([
        { where: 'action-planted@0', what: expect.stringContaining('was not written by Minutebook') },
      ]);
    });
  });

  describe('is backed up', () => {
    it('as a file that is a record of its own, with the same events', async () => {
      await appendEvents(log, 50);

      const report = await backupLog(place, folders.at('backup'), quietly);

      const restored = await restoreLog(folders.at('backup'), { engine: 'sqlite', folder: folders.at('log') }, quietly);
      expect(report.events).toBe(50);
      expect(await verifySqliteLog(folders.at('backup'))).toMatchObject({ intact: true, ...report });
      expect(restored).toEqual({ ...report, recordedBefore: undefined });
      expect(readdirSync(dirname(folders.at('backup'))).sort()).toEqual(['backup', 'log']);
    });

    it('as it stands, while others append to it', async () => {
      await appendEvents(log, 30);
      let writing = true;
      const writer = (async () => {
        while (writing) await appendEvents(log, 3);
      })();

      const { events } = await backupLog(place, folders.at('backup'), quietly);
      writing = false;
      await writer;

      expect(events).toBeGreaterThanOrEqual(30);
      await restoreLog(folders.at('backup'), placeOf('restored'), quietly);
      const restored = openEventStoreLog({ connectionString: server.connectionString, prefix: 'restored' });
      expect(withoutPosition(await allEvents(restored))).toEqual(
        withoutPosition(await allEvents(log)).slice(0, events),
      );
      await restored.close();
    });

    it('over nothing that is there, and not where it is damaged; nothing is left behind then', async () => {
      await appendEvents(log, 5);
      await backupLog(place, folders.at('backup'), quietly);

      await expect(backupLog(place, folders.at('backup'), quietly)).rejects.toThrow('There is a record in');
      server.plant('derby.action-planted', [{ type: 'NoteTaken' }]);
      await expect(backupLog(place, folders.at('other'), quietly)).rejects.toMatchObject({ name: 'LogDamaged' });

      expect((await verifySqliteLog(folders.at('backup'))).events).toBe(5);
      expect(readdirSync(dirname(folders.at('backup')))).toEqual(['backup']);
    });
  });

  describe('is restored', () => {
    it('from a backup of either log, with the same events in the same order', async () => {
      const events = await writeLog(folders.at('log'), 40);
      const { chain } = await backupLog({ engine: 'sqlite', folder: folders.at('log') }, folders.at('backup'), quietly);

      const report = await restoreLog(folders.at('backup'), place, quietly);

      expect(report).toEqual({ events: 40, chain, recordedBefore: undefined });
      expect(withoutPosition(await allEvents(log))).toEqual(withoutPosition(events));
    });

    it('only where no record is', async () => {
      await writeLog(folders.at('backup'), 3);
      await appendEvents(log, 1);
      const before = await allEvents(log);

      const refused = restoreLog(folders.at('backup'), place, quietly);

      await expect(refused).rejects.toThrow(
        'There is a record in the event store at 127.0.0.1, streams derby.… already. Choose another EVENT_LOG_PREFIX',
      );
      expect(await allEvents(log)).toEqual(before);
    });

    it('from no backup that is not whole, and from none that is not there', async () => {
      await writeLog(folders.at('backup'), 1_200);
      tamper(folders.at('backup'), 'UPDATE events SET digest = randomblob(32) WHERE position = 5');

      await expect(restoreLog(folders.at('backup'), place, quietly)).rejects.toThrow('at record 5');
      await expect(restoreLog(folders.at('none'), place, quietly)).rejects.toThrow('There is no record in');

      expect(await allEvents(log)).toEqual([]);
      expect(existsSync(folders.at('none'))).toBe(false);
    });
  });

  const outages: readonly (readonly [string, string, string, () => Promise<void>])[] = [
    ['is not there', 'LogUnavailable', 'The event store cannot be read', () => server.stop()],
    [
      'refuses the user',
      'LogForbidden',
      'The event store refuses',
      async () => server.strikeReads('access-denied', 100),
    ],
  ];
  it.each(outages)('is named where it %s, and nothing is made', async (_, name, message, happen) => {
    await writeLog(folders.at('backup'), 3);
    await happen();

    const works = [
      () => verifyLogAt(place, quietly),
      () => backupLog(place, folders.at('new'), quietly),
      () => restoreLog(folders.at('backup'), place, quietly),
    ];
    for (const work of works) {
      const error: unknown = await work().catch((reason: unknown) => reason);
      expect(error).toMatchObject({ name });
      expect((error as Error).message).toContain(message);
      expect((error as Error).message).toMatch(/\(the event store at 127\.0\.0\.1, streams derby\.…\)$/);
    }
    expect(readdirSync(dirname(folders.at('new')))).toEqual(['backup']);
  });
});
