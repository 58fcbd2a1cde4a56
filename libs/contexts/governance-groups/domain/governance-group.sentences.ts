import { recordIdOf, type Known, type Opened, type OpenedEvent, type SentenceEntry } from '@minutebook/kernel';
import type { GovernanceGroupEvent } from './governance-group.events';

type Of<T extends GovernanceGroupEvent['type']> = OpenedEvent &
  Opened<Extract<GovernanceGroupEvent, { readonly type: T }>>;

/** How the events of governance groups read in the audit trail. */
export const governanceGroupSentences: Readonly<Record<GovernanceGroupEvent['type'], SentenceEntry>> = {
  GovernanceGroupEstablished: {
    kind: 'Governance group established',
    access: 'programme',
    describe: ({ data }: Of<'GovernanceGroupEstablished'>) => ({
      sentence: `“${data.name}” was established as a governance group (${data.kind}).`,
      sealed: `A governance group (${data.kind}) was established.`,
      facts: { Name: data.name, Kind: data.kind, Source: data.source },
    }),
    note({ data, stream }: Of<'GovernanceGroupEstablished'>) {
      const id = recordIdOf(stream);
      return { name: data.name, group: id, path: `/governance-groups/${id}` };
    },
  },
  ReportingLineDrawn: {
    kind: 'Reporting line drawn',
    access: 'programme',
    describe({ data, stream }: Of<'ReportingLineDrawn'>, known) {
      const to = groupName(data.to.id, known);
      return {
        sentence: `${ownName(stream, known)} reports to ${to} from now on.`,
        sealed: `${recordIdOf(stream)} reports to ${data.to.id} from now on.`,
        facts: {
          [`Reports to ${to}`]: data.how ?? 'Yes',
          ...(data.source !== undefined && { [`Source of the line to ${to}`]: data.source }),
        },
      };
    },
  },
  ReportingLineEnded: {
    kind: 'Reporting line ended',
    access: 'programme',
    describe({ data, stream }: Of<'ReportingLineEnded'>, known) {
      const to = groupName(data.to, known);
      return {
        sentence: `${ownName(stream, known)} no longer reports to ${to}.`,
        sealed: `${recordIdOf(stream)} no longer reports to ${data.to}.`,
        facts: { [`Reports to ${to}`]: null },
      };
    },
  },
};

/** The group's own name as it was known then. */
function ownName(stream: string, known: Known): string {
  return known.note(stream)?.name ?? recordIdOf(stream);
}

/** The name of another group as it was known then; its id where its stream has not been told. */
function groupName(id: string, known: Known): string {
  return known.note(`governanceGroup-${id}`)?.name ?? id;
}
