import { roleFor, type Account } from '@minutebook/accounts';
import { dateInWords, londonDateOf, type LocalDate } from '@minutebook/kernel';
import { withQuery, type Link, type PageMoment } from '@minutebook/web-kit';
import type { CsvRow } from '@minutebook/web-kit/csv';
import type { ErasureRequest } from '../read-models/erasures.query';
import { erasurePaths } from './erasure-paths';
import type { SubjectView } from './erasure-subject';
import { groundLabel, STATUS_WORDS } from './erasure-words';

/** What erasure-desk.njk shows. */
export interface ErasureDeskPage {
  readonly waiting: readonly WaitingView[];
  readonly decided: readonly DecidedView[];
  readonly links: readonly Link[];
  readonly exportHref: string;
}

interface WaitingView {
  readonly title: string;
  readonly href: string;
  readonly context: string;
  readonly due: LocalDate;
  readonly late: boolean;
  readonly step: Link | undefined;
}

interface DecidedView {
  readonly title: string;
  readonly href: string;
  readonly state: string;
  readonly on: LocalDate;
  readonly by: string;
}

/** A request with what it is about. */
export interface RequestWithSubject {
  readonly request: ErasureRequest;
  readonly subject: SubjectView;
}

type NameOf = (account: string) => string;

export function presentErasureDesk(
  all: readonly RequestWithSubject[],
  reader: Account,
  moment: PageMoment,
  nameOf: NameOf,
): ErasureDeskPage {
  const isWaiting = ({ request }: RequestWithSubject): boolean => ['asked', 'agreed'].includes(request.status);
  return {
    waiting: all
      .filter(isWaiting)
      .sort((a, b) => a.request.answerBy.localeCompare(b.request.answerBy))
      .map((each) => waitingView(each, reader, moment, nameOf)),
    decided: all.filter((each) => !isWaiting(each)).map((each) => decidedView(each, nameOf)),
    links: roleFor(reader, 'read-retention')
      ? [
          { text: 'Holds', href: erasurePaths.holds },
          { text: 'What is due by its retention class', href: erasurePaths.due },
          ...(roleFor(reader, 'export-subject-access')
            ? [{ text: 'Everything held about somebody', href: erasurePaths.subjectAccess }]
            : []),
        ]
      : [],
    exportHref: withQuery(erasurePaths.requestsExport, { asAt: moment.asked }),
  };
}

function waitingView(
  { request, subject }: RequestWithSubject,
  reader: Account,
  moment: PageMoment,
  nameOf: NameOf,
): WaitingView {
  const { id, kind, status, askedBy, askedAt, answerBy, ground } = request;
  const mayDecide = moment.live && status === 'asked' && askedBy !== reader.id;
  return {
    title: `${kind === 'texts' ? 'Remove texts of' : 'Erase'} ${subject.name}`,
    href: erasurePaths.request(id),
    context: `${STATUS_WORDS[status]} · asked by ${nameOf(askedBy)} on ${dateInWords(londonDateOf(askedAt))} · ${groundLabel(ground)}`,
    due: answerBy,
    late: answerBy < moment.pageDate,
    step:
      mayDecide && roleFor(reader, 'agree-to-erasure') ? { text: 'Decide', href: erasurePaths.request(id) } : undefined,
  };
}

function decidedView({ request, subject }: RequestWithSubject, nameOf: NameOf): DecidedView {
  const { id, kind, status, decidedAt, decidedBy, askedAt } = request;
  return {
    title: `${kind === 'texts' ? 'Texts of' : ''} ${subject.name}`.trim(),
    href: erasurePaths.request(id),
    state: STATUS_WORDS[status],
    on: londonDateOf(decidedAt ?? askedAt),
    by: decidedBy === null ? '' : nameOf(decidedBy),
  };
}

/** Headings of the exported list. */
export const REQUEST_COLUMNS = [
  'id',
  'status',
  'what',
  'record',
  'revision',
  'ground',
  'authority',
  'reason',
  'asked_by',
  'asked_on',
  'answer_by',
  'answer_rule',
  'decided_by',
  'decided_on',
  'decision_reason',
  'carried_out_on',
] as const;

export function requestRow(request: ErasureRequest, nameOf: NameOf): CsvRow {
  const on = (instant: number | null) => (instant === null ? null : londonDateOf(instant));
  return {
    id: request.id,
    status: request.status,
    what: request.kind,
    record: request.stream,
    revision: request.eventRevision,
    ground: request.ground,
    authority: request.authority,
    reason: request.reason,
    asked_by: nameOf(request.askedBy),
    asked_on: on(request.askedAt),
    answer_by: request.answerBy,
    answer_rule: request.answerRule,
    decided_by: request.decidedBy === null ? null : nameOf(request.decidedBy),
    decided_on: on(request.decidedAt),
    decision_reason: request.decisionReason,
    carried_out_on: on(request.carriedOutAt),
  };
}
