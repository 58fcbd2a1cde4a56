import {
  recordIdOf,
  type Opened,
  type OpenedEvent,
  type PersonErased,
  type RecordedEvent,
  type TextRemoved,
} from '@minutebook/kernel';
import type { Projection, Tables } from '@minutebook/kernel/read-models';
import type { ErasureRequestEvent } from '../domain/erasure-request.events';
import type { HoldEvent } from '../domain/hold.events';
import type { SubjectAccessExported } from '../domain/subject-access.events';

type Handled = ErasureRequestEvent | HoldEvent | TextRemoved | PersonErased | SubjectAccessExported;
type Of<T extends Handled['type']> = OpenedEvent<RecordedEvent> & Opened<Extract<Handled, { type: T }>>;

/** Every type that this projection handles, so that a forgotten one does not compile. */
const APPLY: { readonly [T in Handled['type']]: (event: Of<T>, tables: Tables, id: string) => void } = {
  ErasureAsked: ({ data, metadata, revision }, tables, id) => {
    const { target } = data;
    tables.put('request', id, {
      status: 'asked',
      kind: target.kind,
      stream: target.kind === 'texts' ? target.stream : `person-${target.personId}`,
      event_id: target.kind === 'texts' ? target.eventId : null,
      event_revision: target.kind === 'texts' ? target.revision : null,
      event_type: target.kind === 'texts' ? target.eventType : null,
      ground: data.ground,
      authority: data.authority,
      wording: data.wording ?? null,
      reason: metadata.reason ?? null,
      asked_by: metadata.actor.account,
      asked_at: metadata.recordedAt,
      answer_by: data.answerBy,
      answer_rule: data.answerRule,
      revision,
    });
    tables.join('requests', 'all', id);
  },
  ErasureAgreed: (event, tables, id) => {
    decided(event, tables, id, 'agreed', event.data.events.length);
    tables.join('unfinished', 'all', id);
  },
  ErasureDeclined: (event, tables, id) => decided(event, tables, id, 'declined'),
  ErasureWithdrawn: (event, tables, id) => decided(event, tables, id, 'withdrawn'),
  ErasureCarriedOut: ({ metadata, revision }, tables, id) => {
    tables.put('request', id, { status: 'carried-out', carried_out_at: metadata.recordedAt, revision });
    tables.leave('unfinished', 'all', id);
  },

  TextRemoved: ({ data, stream }, tables) => {
    tables.put('removed', data.eventId, { stream, request: data.request, wording: data.wording ?? null });
    tables.join('removals-of-request', data.request, data.eventId);
    destroyed(data.eventId, tables);
  },
  PersonErased: ({ data, stream }, tables) => {
    for (const key of [stream, ...data.eventIds]) {
      tables.put('removed', key, { stream, request: data.request });
      destroyed(key, tables);
    }
  },

  HoldPlaced: ({ data, metadata, revision }, tables, id) => {
    tables.put('hold', id, {
      kind: data.over.kind,
      over: data.over.kind === 'record' ? data.over.stream : data.over.retentionClass,
      status: 'placed',
      reason: metadata.reason ?? null,
      placed_by: metadata.actor.account,
      placed_at: metadata.recordedAt,
      lifted_by: null,
      lifted_at: null,
      lifted_reason: null,
      revision,
    });
    tables.join('holds', 'all', id);
  },
  HoldLifted: ({ metadata, revision }, tables, id) => {
    tables.put('hold', id, {
      status: 'lifted',
      lifted_by: metadata.actor.account,
      lifted_at: metadata.recordedAt,
      lifted_reason: metadata.reason ?? null,
      revision,
    });
  },

  SubjectAccessExported: ({ data, metadata, revision }, tables, id) => {
    tables.put('subject_access', id, {
      kind: data.subject.kind,
      subject: data.subject.id,
      reason: metadata.reason ?? null,
      exported_by: metadata.actor.account,
      exported_at: metadata.recordedAt,
      revision,
    });
    tables.join('subject-accesses', 'all', id);
  },
};

function decided(
  { metadata, revision }: Of<'ErasureAgreed' | 'ErasureDeclined' | 'ErasureWithdrawn'>,
  tables: Tables,
  id: string,
  status: 'agreed' | 'declined' | 'withdrawn',
  events: number | null = null,
): void {
  tables.put('request', id, {
    status,
    decided_by: metadata.actor.account,
    decided_at: metadata.recordedAt,
    decision_reason: metadata.reason ?? null,
    events,
    revision,
  });
}

function destroyed(key: string, tables: Tables): void {
  tables.join('destroyed-keys', 'all', key);
}

/** Requests for erasure, what was erased, holds, and who was given everything about whom. */
export const erasuresProjection: Projection = {
  name: 'retention.erasures',
  version: 1,
  handles: Object.keys(APPLY),
  tables: {
    request: {
      status: 'TEXT',
      kind: 'TEXT',
      stream: 'TEXT',
      event_id: 'TEXT',
      event_revision: 'INTEGER',
      event_type: 'TEXT',
      ground: 'TEXT',
      authority: 'TEXT',
      wording: 'TEXT',
      reason: 'TEXT',
      asked_by: 'TEXT',
      asked_at: 'INTEGER',
      answer_by: 'TEXT',
      answer_rule: 'TEXT',
      decided_by: 'TEXT',
      decided_at: 'INTEGER',
      decision_reason: 'TEXT',
      carried_out_at: 'INTEGER',
      events: 'INTEGER',
      revision: 'INTEGER',
    },
    // By the id of the key that went with it: an event's own id, or the stream of a person.
    removed: { stream: 'TEXT', request: 'TEXT', wording: 'TEXT' },
    hold: {
      kind: 'TEXT',
      over: 'TEXT',
      status: 'TEXT',
      reason: 'TEXT',
      placed_by: 'TEXT',
      placed_at: 'INTEGER',
      lifted_by: 'TEXT',
      lifted_at: 'INTEGER',
      lifted_reason: 'TEXT',
      revision: 'INTEGER',
    },
    subject_access: {
      kind: 'TEXT',
      subject: 'TEXT',
      reason: 'TEXT',
      exported_by: 'TEXT',
      exported_at: 'INTEGER',
      revision: 'INTEGER',
    },
  },
  lists: ['requests', 'unfinished', 'removals-of-request', 'destroyed-keys', 'holds', 'subject-accesses'],
  apply(event, tables) {
    const apply = APPLY[event.type as Handled['type']] as (event: OpenedEvent, tables: Tables, id: string) => void;
    apply(event, tables, recordIdOf(event.stream));
  },
};
