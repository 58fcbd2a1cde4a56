import { londonDateOf, londonTimeOf, type OpenedEvent, type SentenceEntry } from '@minutebook/kernel';
import type { DemonstrationEvent } from './demonstration.decider';

const NOTE = { name: 'The demonstration', path: '/demonstration' };

function said(kind: string, sentence: (event: OpenedEvent) => string): SentenceEntry {
  return {
    kind,
    access: 'programme',
    describe: (event) => ({ sentence: sentence(event), sealed: sentence(event) }),
    note: () => NOTE,
  };
}

/** How the demonstration's own events read in the audit trail. */
export const DEMONSTRATION_SENTENCES: Readonly<Record<DemonstrationEvent['type'], SentenceEntry>> = {
  DemonstrationStarted: said(
    'Demonstration started',
    ({ data }) => `Started a demonstration with the data of version ${(data as { dataVersion: number }).dataVersion}.`,
  ),
  DemonstrationLoaded: said('Demonstration loaded', () => 'Finished loading the demonstration.'),
  DemonstrationClockMoved: said('Demonstration clock moved', ({ data }) => {
    const { to } = data as { to: number };
    return `Moved the demonstration’s clock forward to ${londonDateOf(to)} at ${londonTimeOf(to)}.`;
  }),
};
