import { Injectable } from '@nestjs/common';
import type { Actor } from '@minutebook/kernel';
import { ReadModels, type TemporalReader } from '@minutebook/kernel/read-models';
import { planImportsProjection } from './plan-imports.projection';

/** An import as it was accepted, and whether it is carried out. */
export interface PlanImportDetail {
  readonly id: string;
  readonly planId: string;
  readonly title: string;
  readonly groupId: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly ragScheme: string;
  readonly fileName: string;
  readonly actions: number;
  readonly status: 'accepted' | 'completed';
  /** Id of the event of acceptance: the ids of what the import records are derived from it. */
  readonly eventId: string;
  readonly correlationId: string;
  /** Who had it imported. */
  readonly actor: Actor;
  /** Epoch ms. */
  readonly recordedAt: number;
}

/** How long one's own acceptance is waited for, in ms. */
const WAIT_FOR_ACCEPTANCE = 5_000;

/** Asks the imports as the record holds them now. */
@Injectable()
export class PlanImportsQuery {
  constructor(private readonly readModels: ReadModels) {}

  /** One import; waits until its acceptance, if it is in the log, is applied. */
  async planImport(id: string): Promise<PlanImportDetail | undefined> {
    await this.readModels.waitFor(`planImport-${id}`, 0, WAIT_FOR_ACCEPTANCE);
    return this.known(id);
  }

  /** The same without waiting: for pages. */
  known(id: string): PlanImportDetail | undefined {
    const row = this.reader.row('plan_import', id, this.head);
    if (!row) return undefined;
    return {
      id,
      planId: String(row['plan_id']),
      title: String(row['title']),
      groupId: String(row['group_id']),
      startsOn: String(row['starts_on']),
      endsOn: String(row['ends_on']),
      ragScheme: String(row['rag_scheme']),
      fileName: String(row['file_name']),
      actions: Number(row['actions']),
      status: row['status'] as PlanImportDetail['status'],
      eventId: String(row['event_id']),
      correlationId: String(row['correlation_id']),
      actor: JSON.parse(String(row['actor'])) as Actor,
      recordedAt: Number(row['recorded_at']),
    };
  }

  /** The rows of an import as JSON, in the form of `PlanImportAccepted`. */
  rows(id: string): string | undefined {
    const row = this.reader.row('plan_import_rows', id, this.head);
    return row && String(row['rows']);
  }

  /** Imports that are accepted and not carried out yet, the oldest first. */
  unfinished(): readonly string[] {
    return this.reader
      .members('plan_import', 'unfinished-imports', 'all', this.head)
      .sort((a, b) => a.recordNumber - b.recordNumber)
      .map(({ key }) => key);
  }

  private get head(): number {
    return this.readModels.reached.recordNumber;
  }

  private get reader(): TemporalReader {
    return this.readModels.reader(planImportsProjection.name);
  }
}
