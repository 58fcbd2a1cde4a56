import { Injectable } from '@nestjs/common';
import { ReadModels, type AsAt, type TemporalReader, type Version } from '@minutebook/kernel/read-models';
import { groupsProjection } from './groups.projection';

export interface GroupSummary {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly source: string;
  /** The day on which it is to have finished, of a group that is to end. */
  readonly endsOn: string | null;
  readonly origin: string;
  /** Record time of its establishment, epoch ms. */
  readonly established: number;
  readonly revision: number;
}

/** One group of a reporting line. */
export interface GroupName {
  readonly id: string;
  readonly name: string;
}

/** One group reports to another. */
export interface ReportingLine {
  readonly from: GroupName;
  readonly to: GroupName;
  readonly how: string | null;
  readonly source: string | null;
  readonly origin: string;
  /** Record time at which it was drawn, epoch ms. */
  readonly drawn: number;
}

/** Asks the governance groups as they stood at a moment. */
@Injectable()
export class GroupsQuery {
  constructor(private readonly readModels: ReadModels) {}

  /** Every group, by name. */
  groups(at: AsAt): readonly GroupSummary[] {
    return this.reader.members('governance_group', 'groups', 'all', at.recordNumber).map(groupOf).sort(byName);
  }

  group(id: string, at: AsAt): GroupSummary | undefined {
    const row = this.reader.row('governance_group', id, at.recordNumber);
    return row && groupOf(row);
  }

  /** Every line that stands, by the names of its two groups. */
  lines(at: AsAt): readonly ReportingLine[] {
    return this.linesIn('lines', 'all', at);
  }

  /** To whom a group reports. */
  linesFrom(groupId: string, at: AsAt): readonly ReportingLine[] {
    return this.linesIn('lines-from', groupId, at);
  }

  /** Who reports to a group. */
  linesTo(groupId: string, at: AsAt): readonly ReportingLine[] {
    return this.linesIn('lines-to', groupId, at);
  }

  private linesIn(list: string, of: string, at: AsAt): readonly ReportingLine[] {
    const named = (id: string): GroupName => ({ id, name: this.group(id, at)?.name ?? id });
    return this.reader
      .members('reporting_line', list, of, at.recordNumber)
      .map((row) => ({
        from: named(String(row['from_id'])),
        to: named(String(row['to_id'])),
        how: textOrNull(row['how']),
        source: textOrNull(row['source']),
        origin: String(row['origin']),
        drawn: Number(row['drawn']),
      }))
      .sort((a, b) => byName(a.from, b.from) || byName(a.to, b.to));
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
    endsOn: textOrNull(row['ends_on']),
    origin: String(row['origin']),
    established: Number(row['established']),
    revision: Number(row['revision']),
  };
}

function byName(a: GroupName, b: GroupName): number {
  return a.name.localeCompare(b.name, 'en-GB') || (a.id < b.id ? -1 : 1);
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
