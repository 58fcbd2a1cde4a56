import { type LocalDate } from '@minutebook/kernel';
import type { Link } from '@minutebook/web-kit';
import { DAYS_AHEAD, type ComingDay, type ComingMail } from '../application/coming-reminders';
import { RULES } from '../application/messages-in-words';
import { reminderPaths } from './reminder-paths';

/** What preview.njk shows. */
export interface PreviewPage {
  readonly daysAhead: number;
  readonly notes: readonly string[];
  /** How many go, and on which days the first and the last of them or of what is held back would. */
  readonly mails: number;
  readonly first: LocalDate | undefined;
  readonly last: LocalDate | undefined;
  readonly days: readonly {
    readonly day: LocalDate;
    readonly sendAt: string;
    readonly mails: readonly MailView[];
    readonly heldBack: readonly { readonly to: string; readonly count: number; readonly perWeek: number | null }[];
  }[];
}

interface MailView {
  readonly to: string;
  readonly insteadOf: string | undefined;
  readonly items: readonly (Link & { readonly title: string; readonly rule: string; readonly due: LocalDate | null })[];
  readonly more: number;
  readonly textHref: string;
}

/** Items that a line names; the text of the mail names all. */
const NAMED = 5;

type NameOf = (account: string) => string;

export function presentPreview(days: readonly ComingDay[], notes: readonly string[], nameOf: NameOf): PreviewPage {
  return {
    daysAhead: DAYS_AHEAD,
    notes,
    mails: days.reduce((sum, { mails }) => sum + mails.length, 0),
    first: days[0]?.day,
    last: days.at(-1)?.day,
    days: days.map(({ day, sendAt, mails, heldBack, perWeek }) => ({
      day,
      sendAt,
      mails: mails.map((mail) => mailView(mail, nameOf)).sort((a, b) => a.to.localeCompare(b.to, 'en-GB')),
      heldBack: heldBack.map(({ account, items }) => ({ to: nameOf(account), count: items.length, perWeek })),
    })),
  };
}

function mailView({ account, day, items }: ComingMail, nameOf: NameOf): MailView {
  const others = new Set(items.map(({ person }) => person).filter((person) => person !== account));
  return {
    to: nameOf(account),
    insteadOf: others.size === 0 ? undefined : [...others].map(nameOf).join(', '),
    items: items.slice(0, NAMED).map(({ fact, occurrence }) => ({
      text: fact.reference,
      href: fact.path,
      title: fact.title,
      rule: RULES[occurrence.rule],
      due: fact.due,
    })),
    more: Math.max(0, items.length - NAMED),
    textHref: reminderPaths.previewOf(day, account),
  };
}
