import type { Opened, OpenedEvent, SentenceEntry } from '@minutebook/kernel';
import type { CouncilEstablished, CouncilEvent, CouncilRenamed } from './council.decider';

/** How the events of the council itself read in the audit trail. */
export const councilSentences: Readonly<Record<CouncilEvent['type'], SentenceEntry>> = {
  CouncilEstablished: {
    kind: 'Record set up',
    access: 'programme',
    describe: ({ data }: OpenedEvent & Opened<CouncilEstablished>) => ({
      sentence: `The record of “${data.name}” was begun; its days are counted in London.`,
      sealed: 'The record of a council was begun.',
      facts: { Name: data.name, 'Time zone': data.timeZone },
    }),
    note: ({ data }: OpenedEvent & Opened<CouncilEstablished>) => ({ name: data.name, path: '/' }),
  },
  CouncilRenamed: {
    kind: 'Council renamed',
    access: 'programme',
    describe: ({ data }: OpenedEvent & Opened<CouncilRenamed>) => ({
      sentence: `The council is called “${data.name}” from now on.`,
      sealed: 'The council is called differently from now on.',
      facts: { Name: data.name },
    }),
    note: ({ data }: OpenedEvent & Opened<CouncilRenamed>) => ({ name: data.name, path: '/' }),
  },
};
