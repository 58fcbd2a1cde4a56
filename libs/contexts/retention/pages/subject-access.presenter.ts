import { trailEntryPath } from '@minutebook/audit-trail';
import { londonDateOf, ROLE_NAMES, type LocalDate } from '@minutebook/kernel';
import type { FormView } from '@minutebook/web-kit';
import type { Because } from '../application/held-about';
import type { SubjectAccess } from '../read-models/erasures.query';
import { erasurePaths } from './erasure-paths';
import type { HeldFile, HeldLine } from './held-pages';

type NameOf = (account: string) => string;

export function subjectAccessForm(
  typed: { readonly kind: string; readonly id: string; readonly reason: string },
  earlier: readonly SubjectAccess[],
  nameOf: NameOf,
): FormView {
  return {
    template: 'subject-access.njk',
    title: 'Everything held about somebody',
    breadcrumbs: [{ text: 'Erasure', href: erasurePaths.desk }],
    path: erasurePaths.subjectAccess,
    submit: 'Export it',
    cancel: { text: 'Cancel', href: erasurePaths.desk },
    context: {
      typed,
      kinds: [
        { value: 'account', text: 'An account, and the person whose account it is' },
        { value: 'person', text: 'A person, and their accounts' },
      ],
      earlier: earlier.map((each) => ({
        what: `${each.kind === 'account' ? 'Account' : 'Person'} ${each.subject}`,
        by: nameOf(each.exportedBy),
        on: londonDateOf(each.exportedAt),
        reason: each.reason,
      })),
      consequences: [
        'That you exported it, of whom and why, is recorded before anything is shown.',
        'It holds every event that they recorded, that names them or that stands on their own record, with the texts, and their roles. Passwords and tokens are never in it.',
        'Events that your own roles may not read are counted, and left to somebody who may.',
      ],
    },
  };
}

/** Lines that the page shows; the file has all of them. */
const MOST_LINES = 50;

const BECAUSE: Readonly<Record<Because, string>> = {
  'their-record': 'On their own record',
  'they-did-it': 'They recorded it',
  'names-them': 'It names them',
};

/** What subject-access-held.njk shows. */
export interface HeldPage {
  readonly who: string;
  readonly email: string | null;
  readonly ids: readonly string[];
  readonly fileHref: string;
  readonly grants: readonly {
    readonly role: string;
    readonly scope: string;
    readonly from: string;
    readonly to: string | null;
  }[];
  readonly count: number;
  readonly more: number;
  readonly withheld: number;
  readonly lines: readonly HeldLineView[];
}

interface HeldLineView {
  readonly recordNumber: number;
  readonly href: string;
  readonly on: LocalDate;
  readonly because: string;
  readonly sentence: string;
  readonly by: string;
  readonly reason: string | null;
  readonly texts: readonly { readonly label: string; readonly text: string }[];
}

export function presentHeld(exportId: string, held: HeldFile, nameOf: NameOf): HeldPage {
  const { subject, accounts, person, name, email, grants, events, withheld } = held;
  return {
    who: name ?? (subject.kind === 'account' ? nameOf(subject.id) : `Person ${subject.id}`),
    email,
    ids: [...accounts.map((id) => `account-${id}`), ...(person === null ? [] : [`person-${person}`])],
    fileHref: erasurePaths.subjectAccessFile(exportId),
    grants: grants.map(({ role, scope, from, to }) => ({
      role: ROLE_NAMES[role],
      scope: scope.kind === 'council' ? 'the whole council' : `${scope.kind} ${scope.id}`,
      from,
      to,
    })),
    count: events.length,
    more: Math.max(0, events.length - MOST_LINES),
    withheld,
    lines: events.slice(0, MOST_LINES).map((line) => lineView(line, nameOf)),
  };
}

function lineView(
  { recordNumber, recordedAt, because, sentence, by, reason, data }: HeldLine,
  nameOf: NameOf,
): HeldLineView {
  return {
    recordNumber,
    href: trailEntryPath(recordNumber),
    on: londonDateOf(Date.parse(recordedAt)),
    because: BECAUSE[because],
    sentence,
    by: nameOf(by),
    reason,
    texts: wordsIn(data),
  };
}

/** What an event says in words of more than one: names of fields and ids say nothing to a reader. */
function wordsIn(value: unknown, label = ''): readonly { readonly label: string; readonly text: string }[] {
  if (typeof value === 'string') return value.includes(' ') ? [{ label, text: value }] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const words = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
    return wordsIn(inner, /^\d+$/.test(name) ? label : words.charAt(0).toUpperCase() + words.slice(1));
  });
}
