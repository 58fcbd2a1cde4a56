import type { Permission } from '@minutebook/accounts';
import { auditTrailPath, trailEntryPath, type TrailLine } from '@minutebook/audit-trail';
import { daysBetween, londonDateOf, type LocalDate } from '@minutebook/kernel';
import { atMoment, plural, type Link, type PageMoment } from '@minutebook/web-kit';
import type { GroupSummary, ReportingLine } from '../read-models/groups.query';
import { endingInWords } from '../read-models/group-ending';
import type { EscalatedRecord } from '../read-models/escalated-records';
import type { OwnedRecord } from '../read-models/owned-records';
import type { GroupMember } from '../read-models/members.query';
import type { TermsVersion } from '../read-models/terms.query';
import { groupPaths, openPlanPath } from './group-paths';
import { endLinePath } from './reporting-lines.presenter';
import { presentMembersPart, type MembersPart } from './members.presenter';
import { compareLink, ruleRows, standingName, versionName, type RuleRow } from './terms.presenter';

/** A record that the group owns, and the form that hands it over where its owner is over. */
export type GroupRecord = OwnedRecord & { readonly href: string; readonly transfer: string | undefined };

/** One line of a group, seen from its own page. */
export interface GroupLine {
  readonly group: Link;
  readonly how: string | null;
  readonly illustrative: boolean;
  /** The other group was merged or dissolved. */
  readonly isLoose: boolean;
  readonly end: string | undefined;
}

/** What the page is made of, as it stands at its moment. */
export interface GroupFacts {
  readonly group: GroupSummary;
  readonly records: readonly OwnedRecord[];
  readonly members: readonly GroupMember[];
  /** Every version of its terms, the one that counts first. */
  readonly terms: readonly TermsVersion[];
  readonly inherited: readonly { readonly from: GroupSummary; readonly records: readonly OwnedRecord[] }[];
  /** What lies with it, since nobody answered for it. */
  readonly escalated: readonly EscalatedRecord[];
  readonly groupName: (groupId: string) => string;
  readonly reportsTo: readonly ReportingLine[];
  readonly reportedBy: readonly ReportingLine[];
  readonly lines: readonly TrailLine[];
  readonly may: (permission: Permission) => boolean;
  readonly nameOf: (account: string) => string;
}

/** What group.njk shows. */
export interface GroupPage {
  readonly kind: string;
  readonly source: string;
  readonly id: string;
  readonly establishedOn: LocalDate;
  /** Of a group that is to end. */
  readonly endsOn: LocalDate | null;
  readonly isOverdue: boolean;
  readonly illustrative: boolean;
  /** How it ended, where it has. */
  readonly end: { readonly title: string; readonly into: Link | undefined } | undefined;
  readonly records: readonly GroupRecord[];
  /** What groups own that became a part of this one. */
  readonly inherited: readonly {
    readonly from: Link;
    readonly ending: string;
    readonly records: readonly GroupRecord[];
  }[];
  readonly escalated: readonly (EscalatedRecord & { readonly href: string; readonly late: string })[];
  /** What may be done to the group itself. */
  readonly steps: readonly Link[];
  readonly members: MembersPart;
  /** Each version of its terms of reference, the one that counts first. */
  readonly terms: readonly { readonly link: Link; readonly standing: string; readonly words: string | null }[];
  readonly compareTerms: Link | undefined;
  readonly adoptTerms: Link | undefined;
  /** What the terms that count lay down. */
  readonly rules: readonly RuleRow[];
  readonly reportsTo: readonly GroupLine[];
  readonly reportedBy: readonly GroupLine[];
  readonly linesHref: string;
  /** What the reader may do to the group; only today. */
  readonly drawLine: Link | undefined;
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

/** What is said at the top of the page of a group that is over. */
function endOf(group: GroupSummary, here: (path: string) => string): GroupPage['end'] {
  const words = endingInWords(group);
  if (words === undefined) return undefined;
  const { mergedInto } = group;
  return {
    title: `${words.charAt(0).toUpperCase()}${words.slice(1)}`,
    into: mergedInto === null ? undefined : { text: mergedInto.name, href: here(groupPaths.show(mergedInto.id)) },
  };
}

export function presentGroup(facts: GroupFacts, moment: PageMoment): GroupPage {
  const { group, records, inherited, members, terms, reportsTo, reportedBy, lines, nameOf } = facts;
  const here = (path: string): string => atMoment(path, moment);
  const isOver = group.standing !== 'standing';
  const mayTidyUp = (permission: Permission): boolean => moment.live && facts.may(permission);
  const may = (permission: Permission): boolean => !isOver && mayTidyUp(permission);
  const recordOf = (record: OwnedRecord, handedOver: boolean): GroupRecord => ({
    ...record,
    href: here(record.path),
    transfer: handedOver && mayTidyUp('transfer-plan') ? record.transferPath : undefined,
    counts: record.counts.map((count) => (count.href === undefined ? count : { ...count, href: here(count.href) })),
  });
  const lineOf = (line: ReportingLine, other: ReportingLine['to']): GroupLine => ({
    group: { text: other.name, href: here(groupPaths.show(other.id)) },
    how: line.how,
    illustrative: line.origin === 'demonstration',
    isLoose: line.isLoose,
    end: mayTidyUp('draw-reporting-lines') ? endLinePath(line) : undefined,
  });
  return {
    kind: group.kind.charAt(0).toUpperCase() + group.kind.slice(1),
    source: group.source,
    id: group.id,
    establishedOn: londonDateOf(group.established),
    endsOn: group.endsOn,
    isOverdue: group.endsOn !== null && group.endsOn < moment.pageDate,
    illustrative: group.origin === 'demonstration',
    end: endOf(group, here),
    records: records.map((record) => recordOf(record, isOver)),
    inherited: inherited.flatMap(({ from, records: theirs }) =>
      theirs.length === 0
        ? []
        : [
            {
              from: { text: from.name, href: here(groupPaths.show(from.id)) },
              ending: endingInWords(from) ?? '',
              records: theirs.map((record) => recordOf(record, true)),
            },
          ],
    ),
    escalated: facts.escalated.map((record) => ({
      ...record,
      href: here(record.path),
      late: `${plural(daysBetween(record.due, moment.pageDate), 'day')} overdue`,
    })),
    steps: may('change-group')
      ? [
          { text: 'Rename the group', href: groupPaths.step(group.id, 'rename') },
          { text: 'Merge it into another', href: groupPaths.step(group.id, 'merge-into') },
          { text: 'Dissolve it', href: groupPaths.step(group.id, 'dissolve') },
        ]
      : [],
    members: presentMembersPart(group.id, members, terms[0], may('appoint-member'), here),
    terms: terms.map((version) => ({
      link: { text: versionName(version), href: here(groupPaths.terms(group.id, version.number)) },
      standing: standingName(version.standing),
      words: version.words,
    })),
    compareTerms: compareLink(group.id, terms, here),
    adoptTerms: may('adopt-terms-of-reference')
      ? {
          text: terms.length === 0 ? 'Adopt terms of reference' : 'Adopt another version',
          href: groupPaths.step(group.id, 'adopt-terms-of-reference'),
        }
      : undefined,
    rules: terms[0] ? ruleRows(terms[0], facts.groupName) : [],
    reportsTo: reportsTo.map((line) => lineOf(line, line.to)),
    reportedBy: reportedBy.map((line) => lineOf(line, line.from)),
    linesHref: here(groupPaths.lines),
    drawLine: may('draw-reporting-lines')
      ? { text: 'Draw a reporting line', href: groupPaths.step(group.id, 'report-to') }
      : undefined,
    openPlan: may('open-plan') ? { text: 'Open an action plan', href: openPlanPath(group.id) } : undefined,
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
