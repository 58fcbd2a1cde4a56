import { LogUnavailable } from '@minutebook/kernel/recording';
import { FaultyEventLog, type AppendFault } from './faulty-event-log';
import { allEvents, aStream, idsOf, someEvents, type Current } from './given';

const DEADLINE_MS = 20;
const FAULTS: readonly AppendFault[] = [
  'answer-lost',
  'silent-after-recording',
  'silent-before-recording',
  'slow-answer',
];

/** Cases 2 and 11: lost answers and silent peers, before a log that is wrapped in a faulty one. */
export function outcomeCases(current: Current): void {
  describe('2 · an answer that was lost', () => {
    it('is given again to a retry with the same ids and revision, and one copy is kept', async () => {
      const stream = aStream();
      const faulty = new FaultyEventLog(current.log, DEADLINE_MS);
      const { lastRevision } = await faulty.append(stream, 'no-stream', someEvents(2));
      const events = someEvents(3);

      faulty.strike('answer-lost');
      await expectOutcomeUnknown(faulty.append(stream, lastRevision, events));
      await current.log.append(stream, 4, someEvents(1));
      const answer = await faulty.append(stream, lastRevision, events);

      const recorded = await current.log.readStream(stream);
      expect(answer).toEqual({ lastRevision: 4, position: recorded[4]?.position });
      expect(idsOf(recorded.slice(2, 5))).toEqual(idsOf(events));
      expect(recorded).toHaveLength(6);
    });
  });

  describe('11 · a peer that does not answer in time', () => {
    for (const fault of FAULTS) {
      it(`settles as "outcome unknown", and a retry leaves one copy (${fault})`, async () => {
        const stream = aStream();
        const faulty = new FaultyEventLog(current.log, DEADLINE_MS);
        const events = someEvents(2);

        faulty.strike(fault);
        await expectOutcomeUnknown(faulty.append(stream, 'no-stream', events));
        const answer = await faulty.append(stream, 'no-stream', events);

        expect(answer.lastRevision).toBe(1);
        expect(idsOf(await current.log.readStream(stream))).toEqual(idsOf(events));
      });
    }

    it('does not touch the appends of others', async () => {
      const faulty = new FaultyEventLog(current.log, DEADLINE_MS);
      faulty.strike('silent-before-recording');

      const [silent, ...others] = await Promise.allSettled([
        faulty.append(aStream(), 'no-stream', someEvents(1)),
        ...Array.from({ length: 5 }, () => faulty.append(aStream(), 'no-stream', someEvents(1))),
      ]);

      expect(silent).toMatchObject({ status: 'rejected', reason: { outcomeUnknown: true } });
      expect(others.map(({ status }) => status)).toEqual(Array(5).fill('fulfilled'));
      expect(await allEvents(current.log)).toHaveLength(5);
    });

    it('says so at once, and not "outcome unknown", when the log has been closed', async () => {
      await current.log.close();

      const error = await current.log.append(aStream(), 'no-stream', someEvents(1)).catch((reason: unknown) => reason);

      expect(error).toBeInstanceOf(LogUnavailable);
      expect(error).toMatchObject({ outcomeUnknown: false });
    });
  });
}

async function expectOutcomeUnknown(append: Promise<unknown>): Promise<void> {
  const error = await append.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(LogUnavailable);
  expect(error).toMatchObject({ outcomeUnknown: true });
}
