import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { LogUnavailable } from '@minutebook/kernel/recording';
import { allEvents, anEvent, aStream, EventStores, someEvents } from './event-store.fixture';

/** What is wrong in the client, found by running it (event-log.md, section 3.3), and does not reach us. */
describe('The traps of the client', () => {
  const stores = new EventStores();
  afterEach(() => stores.stop());

  it('1 · one failing connection does not fail what is under way on another', async () => {
    // given two event stores in one process
    const [failing, healthy] = [await stores.server(), await stores.server()];
    const [onFailing, onHealthy] = [stores.log(failing), stores.log(healthy)];
    await onFailing.append(aStream(), 'no-stream', someEvents(1));
    await onHealthy.append(aStream(), 'no-stream', someEvents(1));
    const stream = aStream();

    // when the connection to one is cut under its append
    failing.strikeAppends('cut-before-commit');
    const [failed, answered] = await Promise.allSettled([
      onFailing.append(aStream(), 'no-stream', someEvents(1)),
      onHealthy.append(stream, 'no-stream', someEvents(2)),
    ]);

    // then only that one fails, and no append ever took the path that all clients share
    expect(failed).toMatchObject({ status: 'rejected', reason: { outcomeUnknown: true } });
    expect(answered).toMatchObject({ status: 'fulfilled', value: { lastRevision: 1 } });
    for (const server of [failing, healthy])
      expect([...server.calls.keys()].filter((method) => /BatchAppend|GetSupportedMethods/.test(method))).toEqual([]);
  });

  it('2 · an append to a silent server settles, as of unknown outcome', async () => {
    const server = await stores.server();
    const log = stores.log(server);

    server.strikeAppends('swallow');
    const error = await log.append(aStream(), 'no-stream', someEvents(1)).catch((reason: unknown) => reason);

    expect(error).toBeInstanceOf(LogUnavailable);
    expect(error).toMatchObject({ outcomeUnknown: true });
  });

  it('2 · an append whose call is ended without an answer settles, as of unknown outcome', async () => {
    const server = await stores.server();
    const log = stores.log(server);
    const stream = aStream();

    server.strikeAppends('end-cleanly');
    const error = await log.append(stream, 'no-stream', someEvents(1)).catch((reason: unknown) => reason);

    expect(error).toMatchObject({ name: 'LogUnavailable', outcomeUnknown: true });
    expect(await log.readStream(stream)).toHaveLength(1);
  });

  it('3 · what JSON cannot carry is refused before anything is sent', async () => {
    const server = await stores.server();
    const log = stores.log(server);

    for (const event of [anEvent({ pence: 5n }), anEvent([undefined]), { ...anEvent(), data: undefined }])
      await expect(log.append(aStream(), 'no-stream', [event])).rejects.toMatchObject({ why: 'not-json' });

    expect(server.calls.size).toBe(0);
  });

  it('5 · a read that is abandoned ends at the server too', async () => {
    // given a log of several pages
    const server = await stores.server();
    const log = stores.log(server);
    await log.append(aStream(), 'no-stream', someEvents(40));

    // when reads are left after their first page
    for (let read = 0; read < 20; read++) for await (const page of log.readAll({ pageSize: 2 })) if (page) break;

    // then the server holds none of them open
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(server.openCalls).toBe(0);
  });

  it('6 · checkpoints on the way disturb nobody', async () => {
    // given a log in which ours stand far apart
    const server = await stores.server();
    const log = stores.log(server);
    const foreign = Array.from({ length: 1_500 }, () => ({ type: 'NoteTaken' }));
    for (let round = 0; round < 3; round++) {
      server.plant('somebody.action-1', foreign);
      await log.append(aStream(), 'no-stream', someEvents(1));
    }

    expect(await allEvents(log)).toHaveLength(3);
  });

  it('7 · a server that is not there is known not to have recorded anything', async () => {
    const server = await stores.server();
    const log = stores.log(server);
    await server.stop();

    const error = await log.append(aStream(), 'no-stream', someEvents(1)).catch((reason: unknown) => reason);

    expect(error).toMatchObject({ name: 'LogUnavailable', outcomeUnknown: false });
    await expect(log.readStream(aStream())).rejects.toMatchObject({ name: 'LogUnavailable', outcomeUnknown: false });
  });

  it('8 · a server that has only just started, or takes less than we do, says so', async () => {
    const server = await stores.server();
    const log = stores.log(server);

    server.strikeAppends('not-ready');
    const notReady = await log.append(aStream(), 'no-stream', someEvents(1)).catch((reason: unknown) => reason);
    server.strikeAppends('too-large');
    const tooLarge = await log.append(aStream(), 'no-stream', someEvents(1)).catch((reason: unknown) => reason);

    expect(notReady).toMatchObject({ name: 'LogUnavailable', outcomeUnknown: false });
    expect(tooLarge).toMatchObject({ name: 'AppendRefused', why: 'too-large' });
    expect(server.events).toEqual([]);
  });

  it('never writes the password or the connection string into the debug log of the client', async () => {
    // given a process that asks for all debug logs
    const server = await stores.server();
    const script = `
      const { openEventStoreLog } = require(process.argv[1]);
      const [, , connectionString] = process.argv;
      const log = openEventStoreLog({ connectionString, prefix: 'derby' });
      log.append('action-1', 'no-stream', [JSON.parse(process.argv[3])])
        .then(() => log.readStream('action-1'))
        .then(() => log.close()).then(() => process.exit());`;
    const compiled = join(__dirname, '..', '..', '..', 'dist', 'libs', 'adapters', 'event-log-eventstoredb');
    const connectionString = `esdb://clerk:sec%3Aret-word@127.0.0.1:${server.port}?tls=false`;

    // when it appends and reads
    const { stdout, stderr } = await promisify(execFile)(
      process.execPath,
      ['-e', script, compiled, connectionString, JSON.stringify(anEvent())],
      { env: { ...process.env, DEBUG: '*' } },
    );

    // then its output is that of other packages, and no secret is in it
    expect(server.events).toHaveLength(1);
    expect(stdout + stderr).not.toMatch(/sec(%3A|:)ret-word|esdb/);
  });
});
