import type { Opened, OpenedEvent } from '@minutebook/kernel';
import type { Projection, Tables } from '@minutebook/kernel/read-models';
import type { GovernanceGroupEvent } from '../domain/governance-group.events';

type Of<T extends GovernanceGroupEvent['type']> = OpenedEvent & Opened<Extract<GovernanceGroupEvent, { type: T }>>;

/** Every type that this projection handles, so that a forgotten one does not compile. */
const APPLY: {
  readonly [T in GovernanceGroupEvent['type']]: (event: Of<T>, tables: Tables, id: string) => void;
} = {
  GovernanceGroupEstablished: ({ data, metadata }, tables, id) => {
    tables.put('governance_group', id, {
      name: data.name,
      kind: data.kind,
      source: data.source,
      ends_on: data.endsOn ?? null,
      origin: metadata.origin,
      established: metadata.recordedAt,
      standing: 'standing',
    });
    tables.join('groups', 'all', id);
  },
  ReportingLineDrawn: ({ data, metadata }, tables, id) => {
    const line = lineKey(id, data.to.id);
    tables.put('reporting_line', line, {
      from_id: id,
      to_id: data.to.id,
      how: data.how ?? null,
      source: data.source ?? null,
      origin: metadata.origin,
      drawn: metadata.recordedAt,
      stands: 1,
    });
    tables.join('lines', 'all', line);
    tables.join('lines-from', id, line);
    tables.join('lines-to', data.to.id, line);
  },
  ReportingLineEnded: ({ data }, tables, id) => {
    const line = lineKey(id, data.to);
    tables.put('reporting_line', line, { stands: 0 });
    tables.leave('lines', 'all', line);
    tables.leave('lines-from', id, line);
    tables.leave('lines-to', data.to, line);
  },
  MemberAppointed: ({ data, metadata }, tables, id) => {
    const member = `${id}/${data.memberId}`;
    tables.put('group_member', member, {
      group_id: id,
      member_id: data.memberId,
      role: data.role,
      agency: data.agency ?? null,
      kind: data.kind,
      deputy_for: data.deputyFor ?? null,
      invited_for: data.invitedFor ?? null,
      chairs: data.chairs ? 1 : 0,
      account: data.accountId ?? null,
      from_on: data.from ?? null,
      to_on: data.to ?? null,
      stood_down_on: null,
      origin: metadata.origin,
    });
    tables.join('members-of', id, member);
  },
  MemberStoodDown: ({ data }, tables, id) =>
    tables.put('group_member', `${id}/${data.memberId}`, { stood_down_on: data.on }),
  GovernanceGroupRenamed: ({ data }, tables, id) => tables.put('governance_group', id, { name: data.name }),
  GovernanceGroupMerged: ({ data }, tables, id) => {
    tables.put('governance_group', id, { standing: 'merged', over_on: data.on, merged_into: data.into.id });
    tables.join('merged-into', data.into.id, id);
  },
  GovernanceGroupDissolved: ({ data }, tables, id) =>
    tables.put('governance_group', id, { standing: 'dissolved', over_on: data.on }),
  TermsOfReferenceAdopted: ({ data, metadata }, tables, id) => {
    const version = `${id}/${data.number}`;
    tables.put('terms', version, {
      group_id: id,
      number: data.number,
      standing: data.standing,
      dated: data.dated ?? null,
      words: data.words ?? null,
      source: data.source,
      sections: JSON.stringify(data.sections),
      rules: JSON.stringify({ quorum: data.quorum, cadence: data.cadence, chair: data.chair, agencies: data.agencies }),
      origin: metadata.origin,
      adopted: metadata.recordedAt,
    });
    tables.join('terms-of', id, version);
  },
};

/** The governance groups of the council and its partnerships, which reports to which, by what terms they work, and who belongs to them. */
export const groupsProjection: Projection = {
  name: 'governance-groups.groups',
  version: 2,
  handles: Object.keys(APPLY),
  tables: {
    governance_group: {
      name: 'TEXT',
      kind: 'TEXT',
      source: 'TEXT',
      ends_on: 'TEXT',
      origin: 'TEXT',
      established: 'INTEGER',
      standing: 'TEXT',
      over_on: 'TEXT',
      merged_into: 'TEXT',
      // Of the last event of its stream, whatever that event changed.
      revision: 'INTEGER',
    },
    reporting_line: {
      from_id: 'TEXT',
      to_id: 'TEXT',
      how: 'TEXT',
      source: 'TEXT',
      origin: 'TEXT',
      drawn: 'INTEGER',
      stands: 'INTEGER',
    },
    group_member: {
      group_id: 'TEXT',
      member_id: 'TEXT',
      role: 'TEXT',
      agency: 'TEXT',
      kind: 'TEXT',
      deputy_for: 'TEXT',
      invited_for: 'TEXT',
      chairs: 'INTEGER',
      account: 'TEXT',
      from_on: 'TEXT',
      to_on: 'TEXT',
      stood_down_on: 'TEXT',
      origin: 'TEXT',
    },
    // A version never changes, so that each is one row.
    terms: {
      group_id: 'TEXT',
      number: 'INTEGER',
      standing: 'TEXT',
      dated: 'TEXT',
      words: 'TEXT',
      source: 'TEXT',
      sections: 'TEXT',
      rules: 'TEXT',
      origin: 'TEXT',
      adopted: 'INTEGER',
    },
  },
  lists: ['groups', 'lines', 'lines-from', 'lines-to', 'terms-of', 'members-of', 'merged-into'],
  apply(event, tables) {
    const id = event.stream.slice(event.stream.indexOf('-') + 1);
    const apply = APPLY[event.type as GovernanceGroupEvent['type']] as (
      event: OpenedEvent,
      tables: Tables,
      id: string,
    ) => void;
    apply(event, tables, id);
    tables.put('governance_group', id, { revision: event.revision });
  },
};

/** A line is one row, whether it stands or not: drawn again, it is the same line. No id holds the sign between the two. */
function lineKey(from: string, to: string): string {
  return `${from}>${to}`;
}
