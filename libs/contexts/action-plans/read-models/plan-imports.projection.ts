import { type Opened, type OpenedEvent } from '@minutebook/kernel';
import type { Projection, Tables } from '@minutebook/kernel/read-models';
import type { PlanImportEvent } from '../domain/plan-import.events';

type Of<T extends PlanImportEvent['type']> = OpenedEvent & Opened<Extract<PlanImportEvent, { readonly type: T }>>;

/** Every type that this projection handles, so that a forgotten one does not compile. */
const APPLY: { readonly [T in PlanImportEvent['type']]: (event: Of<T>, tables: Tables, id: string) => void } = {
  PlanImportAccepted: ({ id: eventId, data, metadata }, tables, id) => {
    tables.put('plan_import', id, {
      plan_id: data.planId,
      title: data.title,
      group_id: data.group.id,
      starts_on: data.startsOn,
      ends_on: data.endsOn,
      rag_scheme: data.ragScheme,
      file_name: data.fileName,
      actions: data.actions,
      status: 'accepted',
      event_id: eventId,
      correlation_id: metadata.correlationId,
      actor: JSON.stringify(metadata.actor),
      recorded_at: metadata.recordedAt,
    });
    tables.put('plan_import_rows', id, { rows: data.rows });
    tables.join('unfinished-imports', 'all', id);
  },
  PlanImportCompleted: (_event, tables, id) => {
    tables.put('plan_import', id, { status: 'completed' });
    tables.leave('unfinished-imports', 'all', id);
  },
};

/** Imports of plans: what was accepted, and what is not carried out yet. */
export const planImportsProjection: Projection = {
  name: 'action-plans.imports',
  version: 1,
  handles: Object.keys(APPLY),
  tables: {
    plan_import: {
      plan_id: 'TEXT',
      title: 'TEXT',
      group_id: 'TEXT',
      starts_on: 'TEXT',
      ends_on: 'TEXT',
      rag_scheme: 'TEXT',
      file_name: 'TEXT',
      actions: 'INTEGER',
      status: 'TEXT',
      event_id: 'TEXT',
      correlation_id: 'TEXT',
      actor: 'TEXT',
      recorded_at: 'INTEGER',
    },
    // Apart: a version repeats its row, and the rows of a file are long.
    plan_import_rows: { rows: 'TEXT' },
  },
  lists: ['unfinished-imports'],
  apply(event, tables) {
    const apply = APPLY[event.type as PlanImportEvent['type']] as (e: OpenedEvent, t: Tables, id: string) => void;
    apply(event, tables, event.stream.slice(event.stream.indexOf('-') + 1));
  },
};
