import { auditTrailPath, trailEntryPath, type TrailLine } from '@minutebook/audit-trail';
import { londonDateOf, type LocalDate } from '@minutebook/kernel';
import { atMoment, type Link, type PageMoment } from '@minutebook/web-kit';
import type { GroupSummary } from '../read-models/groups.query';
import type { OwnedRecord } from '../read-models/owned-records';
import { openPlanPath } from './group-paths';

/** What group.njk shows. */
export interface GroupPage {
  readonly kind: string;
  readonly source: string;
  readonly id: string;
  readonly establishedOn: LocalDate;
  readonly illustrative: boolean;
  readonly records: readonly (OwnedRecord & { readonly href: string })[];
  /** Only for those who may open a plan, and only today. */
  readonly openPlan: Link | undefined;
  readonly lines: readonly {
    readonly recordNumber: number;
    readonly sentence: string;
    readonly href: string;
    readonly on: LocalDate;
    readonly who: string;
  }[];
  readonly trailHref: string;
}

export function presentGroup(
  group: GroupSummary,
  records: readonly OwnedRecord[],
  lines: readonly TrailLine[],
  moment: PageMoment,
  mayOpenPlan: boolean,
  nameOf: (account: string) => string,
): GroupPage {
  const here = (path: string): string => atMoment(path, moment);
  return {
    kind: group.kind.charAt(0).toUpperCase() + group.kind.slice(1),
    source: group.source,
    id: group.id,
    establishedOn: londonDateOf(group.established),
    illustrative: group.origin === 'demonstration',
    records: records.map((record) => ({
      ...record,
      href: here(record.path),
      counts: record.counts.map((count) => (count.href === undefined ? count : { ...count, href: here(count.href) })),
    })),
    openPlan: mayOpenPlan && moment.live ? { text: 'Open an action plan', href: openPlanPath(group.id) } : undefined,
    lines: lines.map(({ recordNumber, sentence, recordedAt, account }) => ({
      recordNumber,
      sentence,
      href: here(trailEntryPath(recordNumber)),
      on: londonDateOf(recordedAt),
      who: nameOf(account),
    })),
    trailHref: here(auditTrailPath({ group: group.id })),
  };
}
