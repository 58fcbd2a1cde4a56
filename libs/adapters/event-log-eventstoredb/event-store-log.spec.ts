import type { LoggedEvent, LogUnavailable } from '@minutebook/kernel/recording';
import {
  allEvents,
  anEvent,
  appendSurely,
  aStream,
  EventStores,
  IMPATIENT,
  someEvents,
  until,
} from './event-store.fixture';

const stores = new EventStores();
afterEach(() => stores.stop());

describe('Appending to an event store', () => {
  for (const fault of ['swallow', 'silent-after-commit', 'cut-after-commit', 'cut-before-commit'] as const) {
    it(`is of unknown outcome where nothing comes back, and a repeat leaves one copy (${fault})`, async () => {
      // given a server that lets one append fall
      const server = await stores.server();
      const log = stores.log(server);
      const stream = aStream();
      const events = someEvents(2);
      await log.append(stream, 'no-stream', someEvents(1));
      server.strikeAppends(fault);

      // when it is made, and repeated with the same ids and revision
      await expect(log.append(stream, 0, events)).rejects.toMatchObject({ outcomeUnknown: true });
      const answer = await log.append(stream, 0, events);

      // then it stands there once
      const recorded = await log.readStream(stream);
      expect(recorded.map(({ id }) => id).slice(1)).toEqual(events.map(({ id }) => id));
      expect(answer).toEqual({ lastRevision: 2, position: recorded[2]?.position });
    });
  }

  it('finds the leader by itself, without asking twice for what was recorded', async () => {
    // given two nodes, of which the one that gossip names leads no more
    const [former, leader] = [await stores.server(), await stores.server()];
    const place = ({ port }: { port: number }, isLeader: boolean) => ({ host: '127.0.0.1', port, isLeader });
    former.members = [place(former, true), place(leader, false)];
    leader.members = [place(former, false), place(leader, true)];
    const log = stores.log([former]);
    const stream = aStream();

    // when it is appended to, then it says who leads now, and that one records
    former.members = leader.members;
    former.strikeAppends('not-leader');
    expect(await log.append(stream, 'no-stream', someEvents(1))).toMatchObject({ lastRevision: 0 });
    expect([former.events.length, leader.events.length]).toEqual([0, 1]);
    // and what is read afterwards comes from there
    expect(await log.readStream(stream)).toHaveLength(1);
  });

  it('asks gossip for the leader where several nodes are named', async () => {
    const [follower, leader] = [await stores.server(), await stores.server()];
    const members = [
      { host: '127.0.0.1', port: follower.port, isLeader: false },
      { host: '127.0.0.1', port: leader.port, isLeader: true },
    ];
    follower.members = leader.members = members;
    const log = stores.log([follower, leader]);

    await log.append(aStream(), 'no-stream', someEvents(1));

    expect(leader.events).toHaveLength(1);
  });

  it('waits for a leader while one is being elected', async () => {
    const server = await stores.server();
    const log = stores.log(server);

    server.strikeAppends('no-leader', 2);

    expect(await log.append(aStream(), 'no-stream', someEvents(1))).toMatchObject({ lastRevision: 0 });
  });

  it('says that the user is refused, which no repeating mends', async () => {
    const server = await stores.server();
    const log = stores.log(server);

    server.strikeAppends('access-denied');
    const error = await log.append(aStream(), 'no-stream', someEvents(1)).catch((reason: unknown) => reason);

    expect(error).toMatchObject({ name: 'LogForbidden', outcomeUnknown: false });
  });

  it('goes on after the server was started anew, with all that it had acknowledged', async () => {
    // given a log on a server, and what it recorded
    const first = await stores.server();
    const stream = aStream();
    const log = stores.log(first);
    await log.append(stream, 'no-stream', someEvents(1));

    // when every connection is cut
    first.cut();

    // then the next calls find their way by themselves
    expect(await log.readStream(stream)).toHaveLength(1);
    expect(await log.append(stream, 0, someEvents(1))).toMatchObject({ lastRevision: 1 });
  });
});

describe('Reading from an event store', () => {
  it('shows nothing of the system and of other deployments', async () => {
    // given a server that others use too, one of them under a prefix that begins like ours
    const server = await stores.server();
    const [derby, derbyshire] = [stores.log(server, 'derby'), stores.log(server, 'derby-shire')];
    server.plant('$stats', [{ type: '$statsCollected' }]);
    server.plant('$$derby.action-1', [{ type: '$metadata' }]);
    await derbyshire.append('action-1', 'no-stream', someEvents(2));
    const ours = someEvents(3);
    await derby.append('action-1', 'no-stream', ours);

    expect((await allEvents(derby)).map(({ id }) => id)).toEqual(ours.map(({ id }) => id));
    expect(await derby.readStream('action-1')).toHaveLength(3);
    expect(await allEvents(derbyshire)).toHaveLength(2);
  });

  it('gives up on a server that accepts a read and then says nothing', async () => {
    const server = await stores.server();
    const log = stores.log(server);
    await log.append('action-1', 'no-stream', someEvents(1));

    server.freeze();
    await expect(log.readStream('action-1')).rejects.toThrow('said nothing for 0.5 seconds');
    await expect(allEvents(log)).rejects.toThrow('said nothing for 0.5 seconds');

    server.recover();
    expect(await allEvents(log)).toHaveLength(1);
  });

  it('goes on with a long read that was cut in the middle, without missing or repeating', async () => {
    const server = await stores.server();
    const log = stores.log(server);
    for (let count = 0; count < 10; count++) await log.append(aStream(), 'no-stream', someEvents(20));

    const seen: LoggedEvent[] = [];
    for await (const page of log.readAll({ pageSize: 10 })) {
      seen.push(...page);
      if (seen.length === 50) server.cut();
    }

    expect(seen).toEqual(await allEvents(log));
    expect(seen).toHaveLength(200);
  });

  it.each(['12', '1000/1000', '999999999/999999999', 'x'])(
    'refuses %s as a position of another log',
    async (position) => {
      const server = await stores.server();
      const log = stores.log(server);
      server.plant('somebody.action-1', [{ type: 'NoteTaken' }]);
      await log.append(aStream(), 'no-stream', someEvents(1));

      const reading = (async () => {
        for await (const page of log.readAll({ after: position })) return page;
        return [];
      })();

      await expect(reading).rejects.toMatchObject({ name: 'LogDamaged' });
      await expect(log.followAll({ after: position }, () => undefined).ended).rejects.toThrow(position);
    },
  );

  it('says that the log is damaged where something else was written among our events', async () => {
    const server = await stores.server();
    const log = stores.log(server);
    server.plant('derby.action-1', [{ type: 'ByHand' }]);

    await expect(log.readStream('action-1')).rejects.toMatchObject({ name: 'LogDamaged' });
    await expect(allEvents(log)).rejects.toThrow('revision 0 of action-1 was not written by Minutebook');
  });
});

describe('Following an event store', () => {
  it('subscribes again after every end of a subscription, and misses and repeats nothing', async () => {
    // given a follower
    const server = await stores.server();
    const log = stores.log(server);
    const seen: LoggedEvent[] = [];
    log.followAll({ pageSize: 7 }, (page) => void seen.push(...page));

    // when subscriptions end cleanly, and are cut, while events are appended
    const stream = aStream();
    for (let revision = -1; revision < 59; revision++) {
      if (revision % 12 === 3) server.strikeReads('end-cleanly');
      if (revision % 12 === 9) server.cut();
      await appendSurely(log, stream, revision < 0 ? 'no-stream' : revision);
    }
    await until(() => seen.length >= 60);

    // then it has seen each event once, in order
    expect(seen).toEqual(await log.readStream(stream));
  });

  it('resumes from the last event, never from a checkpoint, which may lie ahead', async () => {
    // given a server whose checkpoints name the event that comes next, and a follower that has seen one
    const server = await stores.server({ checkpointsAhead: true });
    const log = stores.log(server);
    const foreign = Array.from({ length: 600 }, () => ({ type: 'NoteTaken' }));
    const seen: string[] = [];
    await log.append(aStream(), 'no-stream', someEvents(1));
    server.plant('somebody.action-1', foreign);
    await log.append(aStream(), 'no-stream', someEvents(1));
    log.followAll({}, (page) => void seen.push(...page.map(({ id }) => id)));
    await until(() => seen.length === 2);

    // when the connection is cut after such checkpoints
    server.plant('somebody.action-1', foreign);
    server.cut();
    await appendSurely(log, aStream(), 'no-stream');
    await until(() => seen.length >= 3);

    // then nothing was skipped
    expect(seen).toEqual((await allEvents(log)).map(({ id }) => id));
  });

  it('asks a silent server for a sign of life, and keeps its subscription where there is one', async () => {
    const server = await stores.server();
    const log = stores.log(server);
    const seen: LoggedEvent[] = [];
    const outages: unknown[] = [];
    log.followAll({ onOutage: (reason) => outages.push(reason) }, (page) => void seen.push(...page));

    // when nothing happens for longer than a read would wait
    await new Promise((resolve) => setTimeout(resolve, IMPATIENT.idleMs * 3));
    await log.append(aStream(), 'no-stream', someEvents(1));
    await until(() => seen.length === 1);

    // then one subscription served all the time, and nobody was alarmed
    const reads = server.calls.get('/event_store.client.streams.Streams/Read') ?? 0;
    expect(reads).toBeGreaterThan(2);
    expect(server.openCalls).toBe(1);
    expect(outages).toEqual([]);
  });

  it('leaves a subscription to a server that no longer answers, says so once, and says when it is back', async () => {
    // given a follower of a server that freezes with its connections open
    const server = await stores.server();
    const log = stores.log(server);
    const seen: LoggedEvent[] = [];
    const outages: (LogUnavailable | undefined)[] = [];
    log.followAll({ onOutage: (reason) => outages.push(reason) }, (page) => void seen.push(...page));
    await log.append(aStream(), 'no-stream', someEvents(1));
    await until(() => seen.length === 1);
    server.freeze();
    await until(() => outages.length === 1);

    // when it goes on
    server.recover();
    await log.append(aStream(), 'no-stream', someEvents(1));
    await until(() => seen.length === 2);

    // then the outage was told once, and its end
    expect(outages).toEqual([expect.objectContaining({ name: 'LogUnavailable' }), undefined]);
  });

  it('says at once that the user is refused, and goes on when he is let in', async () => {
    const server = await stores.server();
    const log = stores.log(server);
    await log.append(aStream(), 'no-stream', someEvents(1));
    const outages: (LogUnavailable | undefined)[] = [];
    const seen: LoggedEvent[] = [];

    server.strikeReads('access-denied');
    log.followAll({ onOutage: (reason) => outages.push(reason) }, (page) => void seen.push(...page));
    await until(() => seen.length === 1);

    expect(outages).toEqual([expect.objectContaining({ name: 'LogForbidden' }), undefined]);
  });

  it('holds back the server while the handler is busy', async () => {
    // given a long log and a handler that waits
    const server = await stores.server();
    const log = stores.log(server);
    for (let count = 0; count < 40; count++) await log.append(aStream(), 'no-stream', someEvents(50));
    let release: () => void = () => undefined;
    const busy = new Promise<void>((resolve) => (release = resolve));
    const seen: LoggedEvent[] = [];
    const subscription = log.followAll({ pageSize: 10 }, async (page) => {
      seen.push(...page);
      if (seen.length === 10) await busy;
    });

    // when it goes on, then all came, though only a bounded part had been sent before
    await until(() => seen.length === 10);
    release();
    await until(() => seen.length === 2_000);
    await subscription.stop();
    expect(seen).toEqual(await allEvents(log));
  });

  it('starts no call that outlives it', async () => {
    const server = await stores.server();
    const log = stores.log(server);
    await log.append('action-1', 'no-stream', [anEvent()]);

    for (let round = 0; round < 10; round++) {
      const subscription = log.followAll({}, () => undefined);
      if (round % 2 === 0) await new Promise((resolve) => setTimeout(resolve, 5));
      await subscription.stop();
    }
    await new Promise((resolve) => setTimeout(resolve, 50));

    expect(server.openCalls).toBe(0);
  });
});
