import type { Opened, OpenedEvent } from '@minutebook/kernel';
import type { Projection } from '@minutebook/kernel/read-models';
import type { GovernanceGroupEstablished } from '../domain/governance-group.events';

/** The governance groups of the council and its partnerships. */
export const groupsProjection: Projection = {
  name: 'governance-groups.groups',
  version: 1,
  handles: ['GovernanceGroupEstablished'],
  tables: { governance_group: { name: 'TEXT', kind: 'TEXT', source: 'TEXT', origin: 'TEXT', established: 'INTEGER' } },
  lists: ['groups'],
  apply(event, tables) {
    const { data, metadata, stream } = event as OpenedEvent & Opened<GovernanceGroupEstablished>;
    const id = stream.slice(stream.indexOf('-') + 1);
    tables.put('governance_group', id, {
      name: data.name,
      kind: data.kind,
      source: data.source,
      origin: metadata.origin,
      established: metadata.recordedAt,
    });
    tables.join('groups', 'all', id);
  },
};
