import { randomUUID } from 'node:crypto';
import { AppendRefused, ConcurrencyConflict, MAX_APPEND_BYTES, type NewEvent } from '@minutebook/kernel/recording';
import { allEvents, anEvent, aStream, idsOf, someEvents, type Current } from './given';

const RESTARTS = [
  ['', async () => undefined],
  [', also after a restart', (current: Current) => current.reopen()],
] as const;

/** Cases 1, 3 and 4: expected revisions and repeats, competing writers, all or nothing. */
export function appendingCases(current: Current): void {
  describe('1 · expected revisions and repeated appends', () => {
    for (const [when, restart] of RESTARTS) {
      it(`appends to a stream that stands at the expected revision${when}`, async () => {
        const stream = aStream();
        await current.log.append(stream, 'no-stream', someEvents(2));

        await restart(current);
        const result = await current.log.append(stream, 1, someEvents(3));

        expect(result.lastRevision).toBe(4);
        expect(await current.log.readStream(stream)).toHaveLength(5);
      });

      it(`stores an id a second time where the expected revision is the stream's last${when}`, async () => {
        const stream = aStream();
        const event = anEvent();
        await current.log.append(stream, 'no-stream', [event]);

        await restart(current);
        const result = await current.log.append(stream, 0, [event]);

        expect(result.lastRevision).toBe(1);
        expect(idsOf(await current.log.readStream(stream))).toEqual([event.id, event.id]);
      });

      it(`answers a repeated append as it did the first time and writes nothing${when}`, async () => {
        const stream = aStream();
        const first = someEvents(2);
        const second = someEvents(3);
        const firstAnswer = await current.log.append(stream, 'no-stream', first);
        const secondAnswer = await current.log.append(stream, 1, second);
        await current.log.append(stream, 4, someEvents(1));

        await restart(current);

        expect(await current.log.append(stream, 'no-stream', first)).toEqual(firstAnswer);
        expect(await current.log.append(stream, 1, second)).toEqual(secondAnswer);
        expect(await current.log.append(stream, 1, second.slice(0, 2))).toMatchObject({ lastRevision: 3 });
        expect(await current.log.readStream(stream)).toHaveLength(6);
      });

      it(`refuses other ids at a revision that the stream has passed${when}`, async () => {
        const stream = aStream();
        await current.log.append(stream, 'no-stream', someEvents(3));

        await restart(current);

        await expectConflict(current.log.append(stream, 'no-stream', someEvents(1)), 'no-stream', 2);
        await expectConflict(current.log.append(stream, 0, someEvents(1)), 0, 2);
        expect(await current.log.readStream(stream)).toHaveLength(3);
      });

      it(`refuses a repeat whose first ids are the same and whose later ones differ or are new${when}`, async () => {
        const stream = aStream();
        const events = someEvents(2);
        await current.log.append(stream, 'no-stream', events);

        await restart(current);
        const changed = [events[0] as NewEvent, anEvent()];
        const longer = [...events, anEvent()];

        await expectConflict(current.log.append(stream, 'no-stream', changed), 'no-stream', 1);
        await expectConflict(current.log.append(stream, 'no-stream', longer), 'no-stream', 1);
        expect(idsOf(await current.log.readStream(stream))).toEqual(idsOf(events));
      });

      it(`refuses a revision that the stream has not reached${when}`, async () => {
        const stream = aStream();
        await current.log.append(stream, 'no-stream', someEvents(1));

        await restart(current);

        await expectConflict(current.log.append(stream, 1, someEvents(1)), 1, 0);
        await expectConflict(current.log.append(aStream(), 0, someEvents(1)), 0, 'no-stream');
      });
    }

    it('compares ids within one stream only', async () => {
      const event = anEvent();
      const streams = [aStream(), aStream()];

      for (const stream of streams) await current.log.append(stream, 'no-stream', [event]);

      for (const stream of streams) expect(idsOf(await current.log.readStream(stream))).toEqual([event.id]);
    });

    it('answers an append and its repeat that are under way together with the same answer', async () => {
      const stream = aStream();
      const events = someEvents(2);

      const [one, two] = await Promise.all([
        current.log.append(stream, 'no-stream', events),
        current.log.append(stream, 'no-stream', events),
      ]);

      expect(two).toEqual(one);
      expect(await current.log.readStream(stream)).toHaveLength(2);
    });
  });

  describe('3 · competing writers', () => {
    it('lets one of several writers take each revision and tells the others where the stream stands', async () => {
      const stream = aStream();
      const writers = 8;
      const appendsEach = 12;
      const won: number[] = [];

      async function write(): Promise<void> {
        let stands = -1;
        for (let done = 0; done < appendsEach;) {
          try {
            const result = await current.log.append(stream, stands < 0 ? 'no-stream' : stands, [anEvent()]);
            won.push(result.lastRevision);
            stands = result.lastRevision;
            done += 1;
          } catch (error) {
            if (!(error instanceof ConcurrencyConflict)) throw error;
            expect(error.actual).toBeGreaterThan(stands);
            stands = error.actual as number;
          }
        }
      }
      await Promise.all(Array.from({ length: writers }, write));

      const everyRevision = Array.from({ length: writers * appendsEach }, (_, revision) => revision);
      expect(won.sort((a, b) => a - b)).toEqual(everyRevision);
      expect((await current.log.readStream(stream)).map((event) => event.revision)).toEqual(everyRevision);
    });

    it('does not let a refused append touch those that are under way with it', async () => {
      const taken = aStream();
      const [free, other] = [aStream(), aStream()];
      await current.log.append(taken, 'no-stream', someEvents(1));

      const [before, conflict, tooLarge, after] = await Promise.allSettled([
        current.log.append(free, 'no-stream', someEvents(2)),
        current.log.append(taken, 'no-stream', someEvents(1)),
        current.log.append(free, 1, [anEvent('x'.repeat(MAX_APPEND_BYTES))]),
        current.log.append(other, 'no-stream', someEvents(1)),
      ]);

      expect(before).toMatchObject({ status: 'fulfilled', value: { lastRevision: 1 } });
      expect(conflict).toMatchObject({ status: 'rejected', reason: { name: 'ConcurrencyConflict', actual: 0 } });
      expect(tooLarge).toMatchObject({ status: 'rejected', reason: { why: 'too-large' } });
      expect(after).toMatchObject({ status: 'fulfilled', value: { lastRevision: 0 } });
      expect(await current.log.readStream(free)).toHaveLength(2);
    });
  });

  describe('4 · all or nothing, and limits before writing', () => {
    const lastEvents: readonly (readonly [string, () => NewEvent, AppendRefused['why']])[] = [
      ['is too large', () => anEvent('x'.repeat(MAX_APPEND_BYTES)), 'too-large'],
      ['has no UUID', () => ({ ...anEvent(), id: 'event-1' }), 'bad-id'],
      ['has a UUID in capitals', () => ({ ...anEvent(), id: randomUUID().toUpperCase() }), 'bad-id'],
      ['has a type of the system', () => ({ ...anEvent(), type: '$metadata' }), 'bad-name'],
      ['has no type', () => ({ ...anEvent(), type: '' }), 'bad-name'],
      ['holds undefined in a list', () => anEvent({ list: [1, undefined] }), 'not-json'],
      ['holds a bigint', () => anEvent({ pence: 5n }), 'not-json'],
      ['holds NaN', () => anEvent({ share: Number.NaN }), 'not-json'],
      ['holds a date object', () => anEvent({ on: new Date(0) }), 'not-json'],
      ['holds half a character', () => anEvent({ note: '\ud83d' }), 'not-json'],
      ['has no data', () => ({ ...anEvent(), data: undefined }), 'not-json'],
    ];
    for (const [what, lastEvent, why] of lastEvents) {
      it(`writes nothing of an append whose last event ${what}`, async () => {
        const stream = aStream();

        const append = current.log.append(stream, 'no-stream', [...someEvents(2), lastEvent()]);

        await expectRefusal(append, why);
        expect(await current.log.readStream(stream)).toEqual([]);
        expect(await allEvents(current.log)).toEqual([]);
      });
    }

    it('counts the bytes of all events of an append, not its characters', async () => {
      const stream = aStream();
      const half = () => anEvent('é'.repeat(MAX_APPEND_BYTES / 4));

      await expectRefusal(current.log.append(stream, 'no-stream', [half(), half()]), 'too-large');

      expect(await current.log.readStream(stream)).toEqual([]);
    });

    it('refuses an append of no events', async () => {
      await expectRefusal(current.log.append(aStream(), 'no-stream', []), 'no-events');
    });

    const badNames = [
      '',
      'action',
      '-17',
      'action-',
      '$action-17',
      'action-1 7',
      'act_ion-17',
      `action-${'x'.repeat(65)}`,
    ];
    it.each(badNames)('refuses the stream name "%s"', async (stream) => {
      await expectRefusal(current.log.append(stream, 'no-stream', someEvents(1)), 'bad-name');
    });

    it('takes the names of system streams and of reference data', async () => {
      for (const stream of ['demonstration-1', 'policy-chase-overdue', 'governanceGroup-GG-07']) {
        expect(await current.log.append(stream, 'no-stream', someEvents(1))).toMatchObject({ lastRevision: 0 });
      }
    });
  });
}

async function expectConflict(append: Promise<unknown>, expected: unknown, actual: unknown): Promise<void> {
  const error = await append.then(fulfilled, (reason: unknown) => reason);
  expect(error).toBeInstanceOf(ConcurrencyConflict);
  expect(error).toMatchObject({ expected, actual });
}

async function expectRefusal(append: Promise<unknown>, why: AppendRefused['why']): Promise<void> {
  const error = await append.then(fulfilled, (reason: unknown) => reason);
  expect(error).toBeInstanceOf(AppendRefused);
  expect(error).toMatchObject({ why });
}

function fulfilled(): never {
  throw new Error('The append should have been refused');
}
