import { dateInWords, daysBetween, type LocalDate, type StandingFact } from '@minutebook/kernel';
import { byUrgency, type DueItem } from '../domain/due-items';

/** What a digest is made of besides its items. */
export interface DigestParts {
  /** How the council is called. */
  readonly council: string;
  readonly today: LocalDate;
  /** The account whose mail it is. */
  readonly account: string;
  readonly heldBackSince: LocalDate | undefined;
  readonly nameOf: (account: string) => string;
  /** A link to a page of ours. */
  readonly pageLink: (path: string) => string;
  /** The link under which an item can be answered for without signing in. */
  readonly answerLink: (fact: StandingFact) => string | undefined;
}

/** A mail without its key and address. */
export interface Digest {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

interface Line {
  readonly state: string;
  readonly reference: string;
  readonly title: string;
  readonly facts: readonly string[];
  readonly answer: string | undefined;
  readonly page: string;
}

/** Titles are typed by people and may be long: a mail is read on a phone. */
const LONGEST_TITLE = 160;

/** The mail of a person and day: the most urgent first, each with what to do about it. */
export function composeDigest(items: readonly DueItem[], parts: DigestParts): Digest {
  const sorted = [...items].sort(byUrgency);
  const lines = sorted.map((item) => lineOf(item, parts));
  return { subject: subjectOf(sorted, parts.today), text: textOf(lines, parts), html: htmlOf(lines, parts) };
}

function subjectOf(items: readonly DueItem[], today: LocalDate): string {
  const overdue = items.filter(
    ({ fact, occurrence }) => occurrence.rule !== 'to-confirm' && fact.due !== null && fact.due < today,
  ).length;
  const [first] = items;
  if (items.length === 1 && first) return `${first.fact.reference}: ${stateOf(first, today)}`;
  return overdue > 0
    ? `${items.length} things to answer for, ${overdue} overdue`
    : `${items.length} things to answer for`;
}

/** What is the matter, in a few words. */
export function stateOf({ fact, occurrence }: DueItem, today: LocalDate): string {
  if (occurrence.rule === 'no-report') return `no report since ${dateInWords(fact.heardOn)}`;
  if (occurrence.rule === 'to-confirm') return `said to be done on ${dateInWords(fact.heardOn)}, to be confirmed`;
  if (fact.due === null) return 'no date';
  const days = daysBetween(today, fact.due);
  if (days === 0) return 'due today';
  return days > 0 ? `due in ${counted(days)}` : `overdue by ${counted(-days)}`;
}

function lineOf(item: DueItem, parts: DigestParts): Line {
  const { fact, occurrence, person } = item;
  const facts = [
    ...(fact.due === null ? [] : [`Due ${dateInWords(fact.due)}.`]),
    whyOf(item),
    ...(person === parts.account ? [] : [`You are asked in place of ${parts.nameOf(person)}, who is away.`]),
  ];
  const isForLead = occurrence.step === 'lead';
  return {
    state: capital(stateOf(item, parts.today)),
    reference: fact.reference,
    title: fact.title.length > LONGEST_TITLE ? `${fact.title.slice(0, LONGEST_TITLE - 1).trimEnd()}…` : fact.title,
    facts,
    answer: isForLead ? parts.answerLink(fact) : undefined,
    page: parts.pageLink(fact.path),
  };
}

function whyOf({ fact, occurrence }: DueItem): string {
  const label = fact.label.toLowerCase();
  switch (occurrence.rule) {
    case 'to-confirm':
      return `You monitor this ${label}. Please confirm that it is done, or send it back.`;
    case 'to-monitoring-lead':
      return `You monitor this ${label}, and nobody has answered for it since it fell due.`;
    case 'to-group':
      return fact.awaitsConfirmation === true
        ? `It was said to be done, and nobody has confirmed it: this ${label} has come to your group.`
        : `Neither its lead nor its monitoring lead has answered: this ${label} has come to your group.`;
    case 'no-report':
      return `You lead this ${label}. Please say how it stands.`;
    case 'overdue':
      return `You lead this ${label}. Please say how it stands and when it will be done.`;
    case 'on-the-day':
    case 'before-due':
      return `You lead this ${label}.`;
  }
}

function textOf(lines: readonly Line[], parts: DigestParts): string {
  const blocks = lines.map(({ state, reference, title, facts, answer, page }) =>
    [
      `${state}: ${reference} ${title}`,
      ...facts,
      ...(answer === undefined ? [] : [`Answer without signing in: ${answer}`]),
      `Its page: ${page}`,
    ].join('\n'),
  );
  return [...introduction(parts), ...blocks, ...closing(parts).map(([words, link]) => `${words} ${link}`)].join('\n\n');
}

function introduction({ council, heldBackSince }: DigestParts): readonly string[] {
  return [
    `This is what waits for you in the minute book of ${council}, the most urgent first.`,
    ...(heldBackSince === undefined
      ? []
      : [
          `Some of it was held back since ${dateInWords(heldBackSince)}: you had as many mails that week as one person is sent.`,
        ]),
  ];
}

function closing({ pageLink }: DigestParts): readonly (readonly [string, string])[] {
  return [
    [
      'A link answers for one record only, for seven days. Do not pass this mail on. What you are reminded of, you can change here:',
      pageLink('/reminders/preferences'),
    ],
  ];
}

function htmlOf(lines: readonly Line[], parts: DigestParts): string {
  const blocks = lines.map(
    ({ state, reference, title, facts, answer, page }) => `
<div style="border-left:4px solid #1d4f8c;padding:4px 0 4px 12px;margin:0 0 24px">
<p style="margin:0 0 4px"><strong>${escaped(state)}</strong></p>
<p style="margin:0 0 8px"><a href="${escaped(page)}" style="color:#1d4f8c">${escaped(reference)}</a> ${escaped(title)}</p>
${facts.map((fact) => `<p style="margin:0 0 8px">${escaped(fact)}</p>`).join('\n')}
${
  answer === undefined
    ? ''
    : `<p style="margin:12px 0 0"><a href="${escaped(answer)}" style="display:inline-block;background:#1d4f8c;color:#ffffff;padding:12px 16px;text-decoration:none">Answer without signing in</a></p>`
}
</div>`,
  );
  const ends = closing(parts).map(
    ([words, link]) =>
      `<p style="margin:0 0 8px;color:#505a5f">${escaped(words)} <a href="${escaped(link)}" style="color:#1d4f8c">${escaped(link)}</a></p>`,
  );
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escaped(parts.council)}</title></head>
<body style="margin:0;padding:16px;font-family:Arial,Helvetica,sans-serif;font-size:16px;line-height:1.5;color:#0b0c0c;background:#ffffff">
<div style="max-width:600px;margin:0 auto">
${introduction(parts)
  .map((words) => `<p style="margin:0 0 16px">${escaped(words)}</p>`)
  .join('\n')}
${blocks.join('\n')}
${ends.join('\n')}
</div>
</body>
</html>
`;
}

function counted(days: number): string {
  return days === 1 ? '1 day' : `${days} days`;
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
