import {
  dateInWords,
  londonDateOf,
  londonTimeOf,
  type LocalDate,
  type RagRating,
  ROLE_NAMES,
} from '@minutebook/kernel';

import { atMoment, ukDateTime, type PageMoment } from '@minutebook/web-kit';
import type { TimelineEntry } from '../read-models/plans.query';
import { trailEntryPath } from './action-plan-paths';
import { ratingOf } from './ratings';

/** How an account is called today. */
export type NameOf = (account: string) => string;

/** What happened to a report after it was made, or a version of it that was corrected since. */
export interface TimelineStep {
  readonly recordNumber: number;
  readonly href: string;
  readonly title: string;
  readonly by: string;
  readonly rating: RagRating | undefined;
  readonly text: string | null;
  readonly reason: string | null;
  readonly illustrative: boolean;
}

/** One entry as the timeline macro takes it, with what followed on a report. */
export interface TimelineItem {
  readonly recordNumber: number;
  readonly href: string;
  readonly date: LocalDate;
  readonly title: string;
  readonly by: string;
  readonly rating: RagRating | undefined;
  readonly state: string | undefined;
  readonly text: string | null;
  readonly reason: string | null;
  readonly facts: readonly { readonly key: string; readonly value: string }[];
  readonly illustrative: boolean;
  readonly steps: readonly TimelineStep[];
}

const SAYS_PROGRESS: readonly string[] = ['ProgressReported', 'ProgressCorrected'];

/**
 * The entries of an action, newest first; all that concerns one report stands together.
 *
 * @param plan the rating scheme, and which report is the action's latest
 */
export function timelineItems(
  entries: readonly TimelineEntry[],
  plan: { readonly scheme: string; readonly latestReport: string | undefined },
  nameOf: NameOf,
  moment: PageMoment,
): readonly TimelineItem[] {
  const { scheme, latestReport } = plan;
  const groups = new Map<string, [TimelineEntry, ...TimelineEntry[]]>();
  for (const entry of entries) {
    const key = entry.reportId ?? `${entry.recordNumber}`;
    const group = groups.get(key);
    if (group) group.push(entry);
    else groups.set(key, [entry]);
  }
  const tell = (entry: TimelineEntry, shownOn: LocalDate) => ({
    recordNumber: entry.recordNumber,
    href: atMoment(trailEntryPath(entry.recordNumber), moment),
    by: byline(entry, shownOn, nameOf),
    rating: ratingOf(scheme, entry.rag, dateOf(entry)),
    text: entry.kind === 'DueDateMoved' ? null : entry.wording,
    reason: entry.reason,
    illustrative: entry.origin === 'demonstration',
  });
  return [...groups.values()].map((group): TimelineItem => {
    const spoken = group.find(({ kind }) => SAYS_PROGRESS.includes(kind));
    const main = spoken ?? group[0];
    // A correction that names no date leaves the report's own.
    const dated = group
      .slice(group.indexOf(main))
      .find(({ kind, effectiveOn }) => kind === 'ProgressReported' || (kind === 'ProgressCorrected' && effectiveOn));
    const on = dateOf(spoken ? (dated ?? main) : main);
    return {
      ...tell(main, on),
      date: on,
      title: titleOf(main),
      state: spoken && stateOf(group, spoken.reportId === latestReport),
      facts: factsOf(main),
      // The version that stands is the item itself; what came before and after it follows, oldest first.
      steps: group
        .filter((entry) => entry !== main)
        .reverse()
        .map((entry) => ({ ...tell(entry, ''), title: stepTitle(entry) })),
    };
  });
}

/** Everybody whose words a report holds: none of them may judge it. */
export function authorsOf(reportId: string | undefined, entries: readonly TimelineEntry[]): readonly string[] {
  return entries
    .filter((entry) => entry.reportId === reportId && SAYS_PROGRESS.includes(entry.kind))
    .map(({ account }) => account);
}

/** The day that an entry speaks of. */
export function dateOf({ effectiveOn, recordedAt }: TimelineEntry): LocalDate {
  return effectiveOn ?? londonDateOf(recordedAt);
}

/** Who, in which role, and when the record received it. An account that is called by its role is not named twice. */
function byline({ account, role, recordedAt }: TimelineEntry, on: LocalDate, nameOf: NameOf): string {
  const name = nameOf(account);
  const roleName = ROLE_NAMES[role as keyof typeof ROLE_NAMES] ?? role;
  const who = name.toLowerCase().includes(roleName.toLowerCase()) ? name : `${name}, ${roleName.toLowerCase()}`;
  const recorded = londonDateOf(recordedAt) === on ? `at ${londonTimeOf(recordedAt)}` : ukDateTime(recordedAt);
  return `${who} · recorded ${recorded}`;
}

/** What became of a report: judged, waiting, or overtaken by a newer one before anybody judged it. */
function stateOf(group: readonly TimelineEntry[], isLatest: boolean): string {
  switch (group[0]?.kind) {
    case 'ProgressConfirmed':
      return 'Confirmed';
    case 'ProgressReturned':
      return 'Sent back';
    default:
      return isLatest ? 'Awaiting confirmation' : 'Superseded, never judged';
  }
}

const TITLES: Readonly<Record<string, string>> = {
  ActionAdded: 'Added to the plan',
  ProgressReported: 'Progress report',
  ProgressCorrected: 'Progress report, as corrected',
  ProgressConfirmed: 'Report confirmed',
  ProgressReturned: 'Report sent back',
  ActionAmended: 'Wording amended',
  ActionLeadsAssigned: 'Leads assigned',
  ActionCompletionReported: 'Reported complete',
  ActionCompletionConfirmed: 'Completion confirmed',
  ActionReopened: 'Reopened',
  ActionWithdrawn: 'Withdrawn',
  ActionEscalatedToGroup: 'Escalated to the group',
  TextRemoved: 'Texts of an earlier entry removed',
};

function titleOf({ kind, due, dueBefore }: TimelineEntry): string {
  if (kind !== 'DueDateMoved') return TITLES[kind] ?? kind;
  if (due === dueBefore) return 'Timescale changed';
  if (dueBefore === null) return `Given its due date, ${dateInWords(due ?? '')}`;
  if (due === null) return `Due date given up: it was ${dateInWords(dueBefore)}`;
  return `Due date moved from ${dateInWords(dueBefore)} to ${dateInWords(due)}`;
}

function stepTitle({ kind }: TimelineEntry): string {
  return (
    {
      ProgressReported: 'First reported',
      ProgressCorrected: 'Corrected',
      ProgressConfirmed: 'Confirmed',
      ProgressReturned: 'Sent back',
    }[kind] ?? kind
  );
}

function factsOf({
  kind,
  wording,
  percentComplete,
  forecastDue,
  due,
  unansweredSince,
}: TimelineEntry): TimelineItem['facts'] {
  return [
    ...(unansweredSince === null
      ? []
      : [
          { key: 'Was due', value: dateInWords(due ?? '') },
          { key: 'Nobody had answered since', value: dateInWords(unansweredSince) },
        ]),
    ...(kind === 'DueDateMoved' && wording !== null ? [{ key: 'Timescale in words', value: wording }] : []),
    ...(percentComplete === null ? [] : [{ key: 'Complete', value: `${percentComplete}%` }]),
    ...(forecastDue === null ? [] : [{ key: 'Expected by', value: dateInWords(forecastDue) }]),
  ];
}
