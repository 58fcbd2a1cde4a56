import type { LoggedEvent } from '@minutebook/kernel/recording';
import { KeptStreams, type StreamSource } from './kept-streams';

describe('streams kept in memory', () => {
  /** A log of streams, each a number of events, and what was read from it. */
  function logOf(lengths: Record<string, number>) {
    const read: string[] = [];
    const source: StreamSource = {
      lastRevision: (stream) => (lengths[stream] ?? 0) - 1,
      read: (stream, fromRevision) => {
        read.push(`${stream} from ${fromRevision}`);
        return Array.from(
          { length: Math.max(0, (lengths[stream] ?? 0) - fromRevision) },
          (_, index) => ({ stream, revision: fromRevision + index }) as LoggedEvent,
        );
      },
    };
    return { lengths, read, source };
  }

  const revisions = (events: readonly LoggedEvent[]): number[] => events.map(({ revision }) => revision);

  it('reads only what was added since, and nothing where nothing was', () => {
    const log = logOf({ 'case-a': 2 });
    const streams = new KeptStreams(log.source);
    streams.read('case-a', 0);

    expect(revisions(streams.read('case-a', 0))).toEqual([0, 1]);
    log.lengths['case-a'] = 3;
    expect(revisions(streams.read('case-a', 0))).toEqual([0, 1, 2]);

    expect(log.read).toEqual(['case-a from 0', 'case-a from 2']);
  });

  it('gives a history that does not grow in the hands of whoever read it', () => {
    const log = logOf({ 'case-a': 1 });
    const streams = new KeptStreams(log.source);
    const first = streams.read('case-a', 0);

    log.lengths['case-a'] = 2;
    streams.read('case-a', 0);

    expect(revisions(first)).toEqual([0]);
  });

  it('gives the events from a revision on, and keeps nothing for those who want only the end', () => {
    const log = logOf({ 'case-a': 4 });
    const streams = new KeptStreams(log.source);

    expect(revisions(streams.read('case-a', 3))).toEqual([3]);
    streams.read('case-a', 0);
    expect(revisions(streams.read('case-a', 1))).toEqual([1, 2, 3]);
    expect(log.read).toEqual(['case-a from 3', 'case-a from 0']);
  });

  it('finds a stream that did not exist before', () => {
    const log = logOf({});
    const streams = new KeptStreams(log.source);
    expect(streams.read('case-a', 0)).toEqual([]);

    log.lengths['case-a'] = 1;

    expect(revisions(streams.read('case-a', 0))).toEqual([0]);
  });

  it('forgets the streams that were read longest ago once it holds too many events', () => {
    const log = logOf({ 'case-a': 2, 'case-b': 2, 'case-c': 2 });
    const streams = new KeptStreams(log.source, 4);
    for (const stream of ['case-a', 'case-b', 'case-a', 'case-c']) streams.read(stream, 0);
    log.read.length = 0;

    for (const stream of ['case-a', 'case-c', 'case-b']) streams.read(stream, 0);

    expect(log.read).toEqual(['case-b from 0']);
  });
});
