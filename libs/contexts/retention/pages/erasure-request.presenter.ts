import { roleFor, type Account } from '@minutebook/accounts';
import { londonDateOf, type LocalDate } from '@minutebook/kernel';
import { trailEntryPath } from '@minutebook/audit-trail';
import type { Link, PageMoment } from '@minutebook/web-kit';
import { groundLabel, limitOf, STATUS_WORDS, type LimitView } from './erasure-words';
import type { ErasureRequest, Removal } from '../read-models/erasures.query';
import { erasurePaths, trailPath } from './erasure-paths';
import type { SubjectView } from './erasure-subject';

/** What erasure-request.njk shows. */
export interface ErasureRequestPage {
  readonly heading: string;
  readonly state: string;
  readonly isOpen: boolean;
  readonly subject: SubjectView;
  readonly ground: string;
  readonly authority: string;
  readonly reason: string | null;
  readonly wording: string | null;
  readonly askedBy: string;
  readonly askedOn: LocalDate;
  readonly answerBy: LocalDate;
  readonly limit: LimitView;
  readonly decision: { readonly by: string; readonly on: LocalDate; readonly reason: string | null } | undefined;
  readonly carriedOutOn: LocalDate | undefined;
  /** Where the record says on its own streams that the texts are gone. */
  readonly removals: readonly { readonly recordNumber: number; readonly href: string }[];
  readonly next: NextView | undefined;
  readonly steps: readonly Link[];
  readonly carryOut: string | undefined;
  readonly trailHref: string;
}

interface NextView {
  readonly title: string;
  readonly text: string;
  readonly blocked: boolean;
  readonly link: Link | undefined;
}

/** What the page knows of a request besides the request. */
export interface RequestSurroundings {
  readonly subject: SubjectView;
  readonly removals: readonly Removal[];
  /** Why the last try to carry it out stopped. */
  readonly failure: string | undefined;
  readonly reader: Account;
  readonly moment: PageMoment;
}

export function presentErasureRequest(
  request: ErasureRequest,
  { subject, removals, failure, reader, moment }: RequestSurroundings,
  nameOf: (account: string) => string,
): ErasureRequestPage {
  const { id, status, kind, ground, authority, reason, wording } = request;
  const steps = moment.live ? stepsFor(request, reader) : [];
  return {
    heading: kind === 'texts' ? 'Request to remove texts' : 'Request to erase a person',
    state: STATUS_WORDS[status],
    isOpen: status === 'asked',
    subject,
    ground: groundLabel(ground),
    authority,
    reason,
    wording,
    askedBy: nameOf(request.askedBy),
    askedOn: londonDateOf(request.askedAt),
    answerBy: request.answerBy,
    limit: limitOf(request.answerRule),
    decision:
      request.decidedBy === null || request.decidedAt === null
        ? undefined
        : {
            by: nameOf(request.decidedBy),
            on: londonDateOf(request.decidedAt),
            reason: request.decisionReason,
          },
    carriedOutOn: request.carriedOutAt === null ? undefined : londonDateOf(request.carriedOutAt),
    removals: removals.map(({ recordNumber }) => ({ recordNumber, href: trailEntryPath(recordNumber) })),
    next: nextOf(request, steps, failure, reader),
    steps: steps.slice(1),
    carryOut:
      moment.live && status === 'agreed' && roleFor(reader, 'agree-to-erasure')
        ? erasurePaths.step(id, 'carry-out')
        : undefined,
    trailHref: trailPath(`erasureRequest-${id}`),
  };
}

function stepsFor({ id, status, askedBy }: ErasureRequest, reader: Account): readonly Link[] {
  if (status !== 'asked') return [];
  if (askedBy === reader.id) return [{ text: 'Withdraw the request', href: erasurePaths.step(id, 'withdraw') }];
  if (!roleFor(reader, 'agree-to-erasure')) return [];
  return [
    { text: 'Agree to it', href: erasurePaths.step(id, 'agree') },
    { text: 'Decline it', href: erasurePaths.step(id, 'decline') },
  ];
}

function nextOf(
  { status, askedBy }: ErasureRequest,
  [link]: readonly Link[],
  failure: string | undefined,
  reader: Account,
): NextView | undefined {
  if (status === 'agreed')
    return {
      title: failure === undefined ? 'It is being carried out' : 'It could not be carried out yet',
      text: failure ?? 'The keys are destroyed, and every page is made anew. Load this page again in a moment.',
      blocked: failure !== undefined,
      link: undefined,
    };
  if (status !== 'asked') return undefined;
  const isOwn = askedBy === reader.id;
  return {
    title: 'Somebody else must agree to it or decline it',
    text: isOwn
      ? 'You asked for it yourself. An administrator or HR decides.'
      : 'Look at what goes, and whether anything requires keeping it.',
    blocked: link === undefined || isOwn,
    link,
  };
}
