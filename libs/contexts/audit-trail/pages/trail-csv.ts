import { londonDateOf, londonTimeOf } from '@minutebook/kernel';
import type { AsAt } from '@minutebook/kernel/read-models';
import type { CsvRow } from '@minutebook/web-kit/csv';
import type { TrailFilter, TrailLine, TrailQuery } from '../read-models/trail.query';
import { nameOfRecord, roleName, withNames, type NameOf } from './trail-line.presenter';

/** Headings of the exported trail. */
export const TRAIL_COLUMNS = [
  'record_number',
  'recorded_on',
  'recorded_at_time',
  'effective_on',
  'who',
  'account',
  'role',
  'acting_for',
  'allowed_by',
  'via',
  'origin',
  'source_document',
  'source_row',
  'kind',
  'record',
  'group',
  'sentence',
  'wording',
  'reason',
  'changes',
  'event_id',
  'stream',
  'revision',
] as const;

/** Lines read from the record in one go. */
const PER_READ = 500;

/** Every line that a filter shows, newest first, a page at a time. */
export function* trailCsvPages(
  trail: TrailQuery,
  filter: TrailFilter,
  at: AsAt,
  nameOf: NameOf,
  groups: ReadonlyMap<string, string>,
): Generator<readonly CsvRow[]> {
  let before: number | undefined;
  do {
    const { lines, older } = trail.page(filter, at, PER_READ, before);
    yield lines.map((line) => rowOf(line, nameOf, groups));
    before = older ?? undefined;
  } while (before !== undefined);
}

function rowOf(line: TrailLine, nameOf: NameOf, groups: ReadonlyMap<string, string>): CsvRow {
  return {
    record_number: line.recordNumber,
    recorded_on: londonDateOf(line.recordedAt),
    recorded_at_time: londonTimeOf(line.recordedAt),
    effective_on: line.effectiveOn,
    who: nameOf(line.account),
    account: line.account,
    role: roleName(line.role),
    acting_for: line.actingFor,
    allowed_by: line.grant,
    via: line.via,
    origin: line.origin,
    source_document: line.source?.document,
    source_row: line.source?.row,
    kind: line.kind,
    record: nameOfRecord(line, nameOf),
    group: line.groupId === null ? null : (groups.get(line.groupId) ?? line.groupId),
    sentence: withNames(line.sentence, nameOf),
    wording: line.wording,
    reason: line.reason,
    changes: line.changes.map(changeInWords).join('\n'),
    event_id: line.eventId,
    stream: line.stream,
    revision: line.revision,
  };
}

function changeInWords({ field, before, after }: TrailLine['changes'][number]): string {
  return `${field}: ${before ?? '(empty)'} -> ${after ?? '(empty)'}`;
}
