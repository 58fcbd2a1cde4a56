import { Injectable } from '@nestjs/common';
import type { LocalDate } from '@minutebook/kernel';
import { ReadModels, textOrNull, type AsAt, type TemporalReader, type Version } from '@minutebook/kernel/read-models';
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
  readonly standing: 'standing' | 'merged' | 'dissolved';
  /** The day on which it was merged or dissolved. */
  readonly overOn: LocalDate | null;
  readonly mergedInto: GroupName | null;
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
  /** The group that is reported to was merged or dissolved: the line leads to nobody. */
  readonly isLoose: boolean;
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
    return this.reader
      .members('governance_group', 'groups', 'all', at.recordNumber)
      .map((row) => this.summaryOf(row, at))
      .sort(byName);
  }

  group(id: string, at: AsAt): GroupSummary | undefined {
    const row = this.reader.row('governance_group', id, at.recordNumber);
    return row && this.summaryOf(row, at);
  }

  /**
   * The groups that became a part of this one, directly or by way of others. Two groups that were merged into one another
   * at the same moment are each met once.
   */
  mergedInto(groupId: string, at: AsAt): readonly GroupSummary[] {
    const met = new Map<string, GroupSummary>();
    const visit = (id: string): void => {
      for (const row of this.reader.members('governance_group', 'merged-into', id, at.recordNumber)) {
        if (row.key === groupId || met.has(row.key)) continue;
        met.set(row.key, this.summaryOf(row, at));
        visit(row.key);
      }
    };
    visit(groupId);
    return [...met.values()].sort(byName);
  }

  /** Every line of a group that stands, by the names of its two groups. */
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

  private summaryOf(row: Version, at: AsAt): GroupSummary {
    return groupOf(row, (id) => String(this.reader.row('governance_group', id, at.recordNumber)?.['name'] ?? id));
  }

  private linesIn(list: string, of: string, at: AsAt): readonly ReportingLine[] {
    const named = (id: string): GroupName => ({ id, name: this.group(id, at)?.name ?? id });
    const isOver = (id: unknown): boolean => (this.group(String(id), at)?.standing ?? 'standing') !== 'standing';
    return (
      this.reader
        .members('reporting_line', list, of, at.recordNumber)
        // What a group that is over reported stands on its own page only.
        .filter((row) => list === 'lines-from' || !isOver(row['from_id']))
        .map((row) => ({
          from: named(String(row['from_id'])),
          to: named(String(row['to_id'])),
          how: textOrNull(row['how']),
          source: textOrNull(row['source']),
          isLoose: isOver(row['to_id']),
          origin: String(row['origin']),
          drawn: Number(row['drawn']),
        }))
        .sort((a, b) => byName(a.from, b.from) || byName(a.to, b.to))
    );
  }

  private get reader(): TemporalReader {
    return this.readModels.reader(groupsProjection.name);
  }
}

function groupOf(row: Version, nameOf: (id: string) => string): GroupSummary {
  const into = textOrNull(row['merged_into']);
  return {
    id: row.key,
    name: String(row['name']),
    kind: String(row['kind']),
    source: String(row['source']),
    endsOn: textOrNull(row['ends_on']),
    origin: String(row['origin']),
    established: Number(row['established']),
    revision: Number(row['revision']),
    standing: String(row['standing']) as GroupSummary['standing'],
    overOn: textOrNull(row['over_on']),
    mergedInto: into === null ? null : { id: into, name: nameOf(into) },
  };
}

function byName(a: GroupName, b: GroupName): number {
  return a.name.localeCompare(b.name, 'en-GB') || (a.id < b.id ? -1 : 1);
}
