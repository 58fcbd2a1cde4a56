import { Injectable } from '@nestjs/common';
import { ReadModels, type AsAt, type TemporalReader, type Version } from '@minutebook/kernel/read-models';
import { groupsProjection } from './groups.projection';

export interface GroupSummary {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly source: string;
  readonly origin: string;
  /** Record time of its establishment, epoch ms. */
  readonly established: number;
}

/** Asks the governance groups as they stood at a moment. */
@Injectable()
export class GroupsQuery {
  constructor(private readonly readModels: ReadModels) {}

  /** Every group, by name. */
  groups(at: AsAt): readonly GroupSummary[] {
    return this.reader
      .members('governance_group', 'groups', 'all', at.recordNumber)
      .map(groupOf)
      .sort((a, b) => a.name.localeCompare(b.name, 'en-GB'));
  }

  group(id: string, at: AsAt): GroupSummary | undefined {
    const row = this.reader.row('governance_group', id, at.recordNumber);
    return row && groupOf(row);
  }

  private get reader(): TemporalReader {
    return this.readModels.reader(groupsProjection.name);
  }
}

function groupOf(row: Version): GroupSummary {
  return {
    id: row.key,
    name: String(row['name']),
    kind: String(row['kind']),
    source: String(row['source']),
    origin: String(row['origin']),
    established: Number(row['established']),
  };
}
