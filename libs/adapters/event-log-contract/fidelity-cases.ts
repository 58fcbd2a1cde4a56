import type { EventMetadata } from '@minutebook/kernel';
import { MAX_APPEND_BYTES, type LoggedEvent } from '@minutebook/kernel/recording';
import { allEvents, anEvent, aStream, followUntil, METADATA, type Current } from './given';

const DATA: readonly (readonly [string, unknown])[] = [
  ['nothing', {}],
  ['null', null],
  ['a text alone', 'minutes'],
  ['letters of many scripts', { text: 'Dérbyshire Ωmega 議事録 🏛️ \u0000\u001f\u2028\u007f "quoted" \\ /' }],
  ['names that look special', JSON.parse('{"__proto__":1,"constructor":2,"":3,"ö":4,"\\ud83d\\ude00":5}')],
  ['bytes as text', { bytes: Buffer.from([0, 1, 127, 128, 255]).toString('base64url') }],
  ['a whole number past 2^53 as text', { pence: '9007199254740993' }],
  ['numbers at their limits', { numbers: [0, -1, 0.1, 1e21, 1e-7, Number.MAX_SAFE_INTEGER, Number.MAX_VALUE, 5e-324] }],
  ['nested lists and objects', { b: [[], [{}], [null, true, false]], a: { z: 1, a: { y: [1, 2] } } }],
];

/** Case 9: what comes back is what was given. */
export function fidelityCases(current: Current): void {
  describe('9 · fidelity', () => {
    it.each(DATA)('gives back %s, on every way of reading, also after a restart', async (_, data) => {
      const stream = aStream();
      const event = anEvent(data);
      const following = followUntil(current.log, 1);
      const { position } = await current.log.append(stream, 'no-stream', [event]);
      const recorded = { ...event, stream, revision: 0, position };

      expect(await following).toEqual([recorded]);
      await current.reopen();
      expect(await current.log.readStream(stream)).toEqual([recorded]);
      expect(await allEvents(current.log)).toEqual([recorded]);
    });

    it('leaves out what is undefined, at once and after a restart', async () => {
      const stream = aStream();
      const following = followUntil(current.log, 1);
      const metadata = { ...METADATA, effectiveOn: undefined };
      await current.log.append(stream, 'no-stream', [anEvent({ kept: 1, left: undefined }, metadata)]);

      const [pushed] = await following;
      await current.reopen();
      const [read] = await current.log.readStream(stream);

      for (const event of [pushed, read] as LoggedEvent[]) {
        expect(Object.keys(event.data as object)).toEqual(['kept']);
        expect('effectiveOn' in event.metadata).toBe(false);
      }
    });

    it('keeps what was given, whatever the caller does with it afterwards', async () => {
      const data = { note: 'as it was' };
      const following = followUntil(current.log, 1);
      const append = current.log.append(aStream(), 'no-stream', [anEvent(data)]);
      data.note = 'changed';
      await append;

      const [pushed] = await following;

      expect(pushed?.data).toEqual({ note: 'as it was' });
      expect((await allEvents(current.log))[0]?.data).toEqual({ note: 'as it was' });
    });

    it('gives back all metadata', async () => {
      const stream = aStream();
      const metadata: EventMetadata = {
        ...METADATA,
        effectiveOn: '2014-06-13',
        reason: { sealed: 1, keyId: 'k', iv: 'i', tag: 't', text: 'c' },
        actor: { ...METADATA.actor, actingFor: 'a-18' },
        source: { document: 'D1', row: '7' },
        bodyMac: 'bWFj',
      };

      await current.log.append(stream, 'no-stream', [anEvent({}, metadata)]);

      expect((await current.log.readStream(stream))[0]?.metadata).toEqual(metadata);
    });

    it('takes and gives back an append of the largest size', async () => {
      const stream = aStream();
      const room = MAX_APPEND_BYTES - JSON.stringify(METADATA).length - '""'.length;
      const data = 'x'.repeat(room);

      await current.log.append(stream, 'no-stream', [anEvent(data)]);

      expect((await current.log.readStream(stream))[0]?.data).toBe(data);
    });
  });
}
