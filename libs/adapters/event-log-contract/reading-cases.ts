import { comparePositions, type LoggedEvent } from '@minutebook/kernel/recording';
import { aMoment, allEvents, anEvent, aStream, idsOf, someEvents, type Current } from './given';

/** Cases 5 and 6: order, and no gap that fills later. */
export function readingCases(current: Current): void {
  describe('5 · order', () => {
    it('keeps each stream dense and in the order of the whole log, under concurrent writers', async () => {
      const streams = Array.from({ length: 6 }, aStream);
      await Promise.all(streams.map((stream) => appendInTurn(stream, 20)));

      const all = await allEvents(current.log);

      expect(all).toHaveLength(streams.length * 20);
      expectIncreasingPositions(all);
      for (const stream of streams) {
        const inLog = all.filter((event) => event.stream === stream);
        expect(inLog).toEqual(await current.log.readStream(stream));
        expect(inLog.map((event) => event.revision)).toEqual(Array.from({ length: 20 }, (_, revision) => revision));
      }
    });

    it('reads a stream from a revision on, and nothing of a stream that is not there', async () => {
      const stream = aStream();
      const events = someEvents(5);
      await current.log.append(stream, 'no-stream', events);

      expect(idsOf(await current.log.readStream(stream, 3))).toEqual(idsOf(events.slice(3)));
      expect(await current.log.readStream(stream, 5)).toEqual([]);
      expect(await current.log.readStream(aStream())).toEqual([]);
    });

    it('gives an append the position of its last event', async () => {
      const stream = aStream();

      const { position } = await current.log.append(stream, 'no-stream', someEvents(3));

      expect((await current.log.readStream(stream)).at(-1)?.position).toBe(position);
    });

    it('reads all in pages of at most the size that was asked for', async () => {
      const events = someEvents(25);
      await current.log.append(aStream(), 'no-stream', events);
      const pages: (readonly LoggedEvent[])[] = [];

      for await (const page of current.log.readAll({ pageSize: 10 })) pages.push(page);

      expect(pages.map((page) => page.length)).toEqual([10, 10, 5]);
      expect(idsOf(pages.flat())).toEqual(idsOf(events));
    });

    it('reads no page of an empty log', async () => {
      const pages: unknown[] = [];

      for await (const page of current.log.readAll()) pages.push(page);

      expect(pages).toEqual([]);
    });

    it('shows the events of one append together or not at all', async () => {
      const stream = aStream();
      const append = current.log.append(stream, 'no-stream', someEvents(50));

      const seen = new Set<number>();
      for (let look = 0; look < 20; look++) {
        seen.add((await current.log.readStream(stream)).length);
        await aMoment(0);
      }
      await append;

      expect([...seen].filter((length) => length !== 0 && length !== 50)).toEqual([]);
    });
  });

  describe('6 · no gap that fills later', () => {
    it('shows whoever reads behind eight writers every acknowledged event, in order', async () => {
      const acknowledged: string[] = [];
      let writing = true;
      const writers = Array.from({ length: 8 }, async () => {
        const stream = aStream();
        for (let revision = -1; revision < 19; revision++) {
          const event = anEvent();
          await current.log.append(stream, revision < 0 ? 'no-stream' : revision, [event]);
          acknowledged.push(event.id);
        }
      });
      const done = Promise.all(writers).then(() => (writing = false));

      const seen: LoggedEvent[] = [];
      for (let last = false; !last;) {
        last = !writing;
        seen.push(...(await allEvents(current.log, seen.at(-1)?.position, 7)));
        await aMoment(0);
      }
      await done;

      expectIncreasingPositions(seen);
      expect(new Set(idsOf(seen))).toEqual(new Set(acknowledged));
      expect(seen).toHaveLength(acknowledged.length);
      expect(seen).toEqual(await allEvents(current.log));
    });
  });

  async function appendInTurn(stream: string, count: number): Promise<void> {
    for (let revision = -1; revision < count - 1; revision++) {
      await current.log.append(stream, revision < 0 ? 'no-stream' : revision, [anEvent()]);
    }
  }
}

/** Order only: positions of some logs have gaps. */
function expectIncreasingPositions(events: readonly LoggedEvent[]): void {
  const steps = events.slice(1).map((event, index) => {
    const before = events[index] as LoggedEvent;
    return comparePositions(before.position, event.position) < 0;
  });
  expect(steps).not.toContain(false);
}
