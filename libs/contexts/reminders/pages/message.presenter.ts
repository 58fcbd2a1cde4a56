import { dateInWords, londonDateOf, londonTimeOf, unreachable, type LocalDate } from '@minutebook/kernel';
import { atMoment, withQuery, type FormView, type PageMoment } from '@minutebook/web-kit';
import { FAULTS, RULES, UNDELIVERED } from '../application/messages-in-words';
import type { ReminderSummary } from '../domain/reminder.events';
import type { MessageStep } from '../read-models/reminders.query';
import {
  coveredBy,
  fateView,
  nameOfMessage,
  recordNamed,
  type FateView,
  type KnownToLines,
  type RecordNamed,
} from './message-lines';
import { reminderPaths } from './reminder-paths';

/** What reminder.njk shows. */
export interface MessagePage extends FateView {
  readonly day: LocalDate;
  readonly to: string;
  readonly insteadOf: string | undefined;
  readonly heldBackSince: LocalDate | null;
  readonly next: { readonly title: string; readonly text: string; readonly blocked: boolean } | undefined;
  readonly asked: readonly AskedView[];
  readonly timeline: readonly {
    readonly recordNumber: number;
    readonly href: string;
    readonly date: LocalDate;
    readonly by: string;
    readonly title: string;
    readonly text: string | undefined;
  }[];
  readonly linksRevoked: boolean;
  readonly revokeHref: string | undefined;
  readonly trailHref: string;
}

/** One thing that the message asks about. */
export interface AskedView extends RecordNamed {
  readonly rule: string;
  readonly on: LocalDate;
  readonly due: LocalDate | null;
  /** Whose absence is covered: whoever it is asked of, where the mail went to another. */
  readonly askedOf: string | undefined;
  readonly answer: { readonly on: LocalDate; readonly href: string } | undefined;
}

/** What the page is made of besides the message. */
export interface MessageFacts extends KnownToLines {
  /** The newest first. */
  readonly steps: readonly MessageStep[];
  readonly paused: boolean;
  /** Whether the reader may revoke its links. */
  readonly mayRevoke: boolean;
}

export function presentMessage(message: ReminderSummary, facts: MessageFacts, moment: PageMoment): MessagePage {
  const { key, day, account, occurrences, heldBackSince, linksRevoked } = message;
  return {
    day,
    to: facts.nameOf(account),
    insteadOf: coveredBy(message, facts.nameOf),
    heldBackSince,
    next: nextOf(message, facts.paused),
    asked: occurrences.map(({ record, rule, on, due, person }) => ({
      ...recordNamed(record.stream, facts, moment),
      ...{ rule: RULES[rule], on, due },
      askedOf: person === account ? undefined : facts.nameOf(person),
      answer: answerOf(record.stream, facts, moment),
    })),
    timeline: facts.steps.map((step) => ({
      recordNumber: step.recordNumber,
      href: atMoment(`/audit-trail/${step.recordNumber}`, moment),
      date: londonDateOf(step.at),
      by: `at ${londonTimeOf(step.at)}`,
      ...inWords(step),
    })),
    linksRevoked,
    revokeHref: facts.mayRevoke && hasLinks(message) ? reminderPaths.revokeLinks(key) : undefined,
    trailHref: atMoment(withQuery('/audit-trail', { record: `reminder-${key}` }), moment),
    ...fateView(message),
  };
}

/** Whether it may hold links that open something. */
export function hasLinks({ fate, linksRevoked }: ReminderSummary): boolean {
  return !linksRevoked && fate !== 'held-back';
}

/** The answer itself stands in the record of what was asked: the last one has its own entry at hand. */
function answerOf(stream: string, { steps, factOf }: MessageFacts, moment: PageMoment): AskedView['answer'] {
  for (const step of steps) {
    if (step.type !== 'ReminderAnswered' || step.data.record.stream !== stream) continue;
    const last = factOf(stream)?.answer;
    const path =
      last?.revision === step.data.record.revision
        ? `/audit-trail/${last.recordNumber}`
        : withQuery('/audit-trail', { record: stream });
    return { on: step.data.on ?? londonDateOf(step.at), href: atMoment(path, moment) };
  }
  return undefined;
}

/** What happens to it next, or why nothing does. */
function nextOf(message: ReminderSummary, paused: boolean): MessagePage['next'] {
  const { fate, occurrences, answered, perhapsTaken } = message;
  const streams = new Set(occurrences.map(({ record }) => record.stream)).size;
  const blocked = (title: string, text: string) => ({ title, text, blocked: true });
  const step = (title: string, text: string) => ({ title, text, blocked: false });
  switch (fate) {
    case 'claimed':
    case 'failed':
      if (paused) return blocked('Reminders are paused', 'It waits until an administrator resumes them.');
      return perhapsTaken
        ? step('It is sent once more', 'The answer to an attempt was lost. It goes out again under the same name.')
        : step(
            'It is handed to the mail server',
            'Until the end of its day; what is not taken then goes into a later mail.',
          );
    case 'sent':
      if (paused) return blocked('Reminders are paused', 'Whether it was taken is asked once they are resumed.');
      return step('The mail server’s answer', 'Without one it is sent again after five minutes, under the same name.');
    case 'held-back':
      return step('It goes into a later mail', 'What it would have held is sent as soon as the weekly cap allows it.');
    case 'given-up':
      return step('It goes into a later mail', 'What is still due is listed again on the next working day.');
    case 'refused':
    case 'undelivered':
      return blocked(
        'Nobody was reached',
        'An administrator can correct the address on the page of the account. The ladder goes on to whoever monitors, and to the group.',
      );
    case 'accepted':
    case 'delivered':
      return answered.length < streams
        ? step('An answer', 'Until somebody answers, the rules remind again, and the ladder goes on.')
        : undefined;
    default:
      return unreachable(fate);
  }
}

function inWords(step: MessageStep): { readonly title: string; readonly text: string | undefined } {
  const said = (title: string, text?: string) => ({ title, text });
  switch (step.type) {
    case 'ReminderClaimed':
      return said(
        'Begun',
        step.data.heldBackSince && `Some of it was held back since ${dateInWords(step.data.heldBackSince)}.`,
      );
    case 'ReminderHeldBack':
      return said('Held back', `One person is sent at most ${step.data.perWeek} mails a week.`);
    case 'ReminderSent':
      return step.data.mayHaveBeenTaken
        ? said(
            `Second transmission, attempt ${step.data.attempt}`,
            'The answer to an earlier one was lost: it went out under the same name.',
          )
        : said(`Sent, attempt ${step.data.attempt}`);
    case 'ReminderAccepted':
      return step.data.transmitted
        ? said('Accepted by the mail server')
        : said('Accepted already', 'The mail service had it: it was not sent again.');
    case 'ReminderFailed':
      return said(step.data.final ? 'Refused' : 'Not taken', `The reason: ${FAULTS[step.data.why]}.`);
    case 'ReminderDelivered':
      return said('Delivered');
    case 'ReminderUndelivered':
      return said('Not delivered', `The reason: ${UNDELIVERED[step.data.why]}.`);
    case 'ReminderGivenUp':
      return said('Given up', 'It was not taken on its day.');
    case 'ReminderAnswered':
      return said('Answered');
    case 'ReminderLinksRevoked':
      return said('Links revoked', 'They open nothing any more.');
    default:
      return unreachable(step);
  }
}

export function revokeView(message: ReminderSummary, reason: string): FormView {
  const path = reminderPaths.message(message.key);
  return {
    template: 'reminder-confirm.njk',
    title: 'Revoke the links of this mail',
    breadcrumbs: [
      { text: 'Reminders', href: reminderPaths.board },
      { text: nameOfMessage(message), href: path },
    ],
    path: reminderPaths.revokeLinks(message.key),
    submit: 'Revoke them',
    cancel: { text: 'Back to the mail', href: path },
    context: {
      lead: 'For when the mail was passed on, or somebody else may have read it.',
      unavailable: hasLinks(message)
        ? undefined
        : message.linksRevoked
          ? 'Its links were revoked already.'
          : 'It was not sent, so that there are no links.',
      asksReason: 'Why?',
      reason,
      consequences: [
        'No link of this mail opens anything any more. Answers that were given stay as they are.',
        'Later mails hold new links. Links in other mails are not touched.',
      ],
    },
  };
}
