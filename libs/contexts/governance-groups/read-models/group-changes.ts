import {
  ReadModels,
  type AsAt,
  type Change,
  type ChangeSource,
  type TemporalReader,
  type Version,
} from '@minutebook/kernel/read-models';
import { endingInWords } from './group-ending';
import { groupsProjection } from './groups.projection';
import { GroupsQuery } from './groups.query';

/** What distinguishes one change of a group from another; the rest says of which group it is. */
type Difference = Pick<Change, 'kind' | 'what' | 'before' | 'after'>;

/** What changed in groups between two moments: themselves, their lines, their members and their terms. */
export class GroupChanges implements ChangeSource {
  private readonly groups: GroupsQuery;

  constructor(private readonly readModels: ReadModels) {
    this.groups = new GroupsQuery(readModels);
  }

  changesBetween(from: AsAt, to: AsAt, group?: string): readonly Change[] {
    return this.reader.changedBetween('governance_group', from.recordNumber, to.recordNumber).flatMap(({ key }) => {
      if (group !== undefined && key !== group) return [];
      return [
        ...this.ofGroup(key, from, to),
        ...this.ofParts(key, 'reporting_line', from, to, (line) => this.lineDifferences(line, from, to)),
        ...this.ofParts(key, 'group_member', from, to, (member) => memberDifferences(this.then(member, from), member)),
        ...this.ofParts(key, 'terms', from, to, termsDifferences),
      ];
    });
  }

  private ofGroup(id: string, from: AsAt, to: AsAt): readonly Change[] {
    const after = this.groups.group(id, to);
    const row = this.reader.row('governance_group', id, to.recordNumber);
    if (!after || !row) return [];
    const before = this.groups.group(id, from);
    const added: Difference = { kind: 'added', what: 'Governance group', before: null, after: after.name };
    const renamed: Difference = { kind: 'amended', what: 'Name', before: before?.name ?? null, after: after.name };
    const ending = endingInWords(after);
    const ended: Difference = { kind: 'removed', what: 'Governance group', before: 'standing', after: ending ?? null };
    const differences = [
      ...(before ? [] : [added]),
      ...(before && before.name !== after.name ? [renamed] : []),
      ...(ending !== undefined && (before?.standing ?? 'standing') === 'standing' ? [ended] : []),
    ];
    return this.changesOf(id, to, row.recordNumber, differences);
  }

  /** Changes in what belongs to a group and has rows of its own. */
  private ofParts(
    groupId: string,
    table: string,
    from: AsAt,
    to: AsAt,
    differencesOf: (row: Version) => readonly Difference[],
  ): readonly Change[] {
    return this.reader.changedBetween(table, from.recordNumber, to.recordNumber).flatMap(({ key, recordNumber }) => {
      const row = this.reader.row(table, key, to.recordNumber);
      if (!row || (row['group_id'] ?? row['from_id']) !== groupId) return [];
      return this.changesOf(groupId, to, recordNumber, differencesOf(row));
    });
  }

  private lineDifferences(line: Version, from: AsAt, to: AsAt): readonly Difference[] {
    const stood = this.reader.row('reporting_line', line.key, from.recordNumber)?.['stands'] === 1;
    const stands = line['stands'] === 1;
    const name = this.groups.group(String(line['to_id']), to)?.name ?? String(line['to_id']);
    if (stood === stands) return [];
    return [
      stands
        ? { kind: 'added', what: `Reports to ${name}`, before: null, after: name }
        : { kind: 'removed', what: 'Reports to', before: name, after: null },
    ];
  }

  private then(row: Version, from: AsAt): Version | undefined {
    return this.reader.row('group_member', row.key, from.recordNumber);
  }

  private changesOf(id: string, to: AsAt, recordNumber: number, differences: readonly Difference[]): readonly Change[] {
    const subject = {
      stream: `governanceGroup-${id}`,
      name: this.groups.group(id, to)?.name ?? id,
      group: id,
      path: `/governance-groups/${id}`,
      recordNumber,
    };
    return differences.map((difference) => ({ ...subject, ...difference }));
  }

  private get reader(): TemporalReader {
    return this.readModels.reader(groupsProjection.name);
  }
}

function memberDifferences(before: Version | undefined, after: Version): readonly Difference[] {
  const agency = after['agency'];
  const name = typeof agency === 'string' ? `${String(after['role'])} (${agency})` : String(after['role']);
  const isOver = after['stood_down_on'] !== null;
  const appointed: Difference = { kind: 'added', what: `Member: ${name}`, before: null, after: name };
  const stoodDown: Difference = { kind: 'removed', what: 'Member', before: name, after: 'stood down' };
  return [
    ...(before ? [] : [appointed]),
    ...(isOver && (before?.['stood_down_on'] ?? null) === null ? [stoodDown] : []),
  ];
}

/** A version never changes, so that it is always a new one. */
function termsDifferences(after: Version): readonly Difference[] {
  const version = `Version ${String(after['number'])}`;
  return [{ kind: 'added', what: `Terms of reference: ${version.toLowerCase()}`, before: null, after: version }];
}
