import { recordIdOf, type Opened, type OpenedEvent, type SentenceEntry } from '@minutebook/kernel';
import type { GovernanceGroupEstablished, GovernanceGroupEvent } from './governance-group.events';

type Established = OpenedEvent & Opened<GovernanceGroupEstablished>;

/** How the events of governance groups read in the audit trail. */
export const governanceGroupSentences: Readonly<Record<GovernanceGroupEvent['type'], SentenceEntry>> = {
  GovernanceGroupEstablished: {
    kind: 'Governance group established',
    access: 'programme',
    describe: ({ data }: Established) => ({
      sentence: `“${data.name}” was established as a governance group (${data.kind}).`,
      sealed: `A governance group (${data.kind}) was established.`,
      facts: { Name: data.name, Kind: data.kind, Source: data.source },
    }),
    note({ data, stream }: Established) {
      const id = recordIdOf(stream);
      return { name: data.name, group: id, path: `/governance-groups/${id}` };
    },
  },
};
