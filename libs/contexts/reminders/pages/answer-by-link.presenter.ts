import { londonDateOf, londonTimeOf, ROLE_NAMES, type LocalDate, type RagRating } from '@minutebook/kernel';
import { ukDate, type PageHead } from '@minutebook/web-kit';
import type { OpenLink } from '../application/answer-links';
import type { ShutLink, ShutReason } from '../application/shut-link';
import type { AnswerTyped } from './answer-form';

/** What answer-by-link.njk shows: what is asked, and of whom. Nothing that was said before. */
export interface AnswerPage {
  readonly label: string;
  readonly reference: string;
  /** How the record is called. */
  readonly name: string;
  readonly due: LocalDate | null;
  readonly asked: string;
  readonly question: string;
  readonly ratings: readonly RagRating[];
  readonly areConfirmed: boolean;
  readonly typed: AnswerTyped;
}

export function presentAnswer(
  { fact, asked, actor }: OpenLink,
  typed: AnswerTyped,
  nameOf: (account: string) => string,
): AnswerPage {
  const role = ROLE_NAMES[actor.role].toLowerCase();
  const inPlace = actor.actingFor === undefined ? '' : ` in place of ${nameOf(actor.actingFor)}, who is away`;
  return {
    ...{ label: fact.label, reference: fact.reference, name: fact.title, due: fact.due },
    asked: `You are asked as ${role}${inPlace}.`,
    ...{ question: asked.question, ratings: asked.ratings, areConfirmed: asked.areConfirmed },
    typed,
  };
}

/** What answer-shut.njk shows: what happened to the link, and what to do. */
export interface ShutPage {
  readonly title: string;
  readonly status: 404 | 410;
  readonly words: readonly string[];
}

/** The next reminder brings a link of its own, and the record has a page. */
const OTHER_WAYS = 'The next reminder holds a new link. Or sign in, and open the record from your home page.';

const SHUT: Readonly<Record<ShutReason, { readonly title: string; readonly words: readonly string[] }>> = {
  unknown: {
    title: 'There is nothing at this link',
    words: [
      'It is not complete, or it was never one of ours. Some mail programs break long links: copy the whole of it from the mail.',
    ],
  },
  expired: {
    title: 'This link has expired',
    words: ['A link to answer is good for seven days. Nothing was recorded by it now.', OTHER_WAYS],
  },
  revoked: {
    title: 'This link was revoked',
    words: [
      'Somebody saw to it that it opens nothing any more, for example because the mail was passed on. Nothing was recorded by it now.',
      OTHER_WAYS,
    ],
  },
  used: {
    title: 'This link has been used',
    words: ['A link answers once. To correct what was said, or to say more, sign in and open the record.'],
  },
  'account-closed': {
    title: 'This link opens nothing any more',
    words: [
      'The account that it was sent to is closed. Nothing was recorded by it now. If that is a mistake, an administrator can reopen the account.',
    ],
  },
  'no-role': {
    title: 'This is no longer asked of you',
    words: [
      'Whoever this link was sent to holds no role today in which to answer for this record. Nothing was recorded by it now. If that is a mistake, an administrator can grant the role.',
    ],
  },
  over: {
    title: 'There is nothing to answer any more',
    words: ['Nothing was recorded by the link now.'],
  },
};

export function presentShut({ why, usedAt, words }: ShutLink): ShutPage {
  const { title, words: explained } = SHUT[why];
  const first = usedAt === undefined ? words : `${words ?? ''} That was at ${instantInWords(usedAt)}.`;
  return {
    title,
    status: why === 'unknown' ? 404 : 410,
    words: [...(first === undefined ? [] : [first]), ...explained],
  };
}

/** What answer-recorded.njk shows. */
export interface RecordedPage {
  readonly recorded: string;
  readonly usedAt: string;
}

export function thanksOf({ words = '', usedAt = 0 }: ShutLink): [Pick<PageHead, 'title'>, RecordedPage] {
  return [{ title: 'Thank you' }, { recorded: words, usedAt: instantInWords(usedAt) }];
}

function instantInWords(instant: number): string {
  return `${londonTimeOf(instant)} on ${ukDate(londonDateOf(instant))}`;
}
