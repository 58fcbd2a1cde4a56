import { dateInWords, type LocalDate } from '@minutebook/kernel';
import type { Chase, ChaseMessage, ReminderRule } from '@minutebook/reminders';

type Fate = ChaseMessage['fate'];

/** Fates of a mail that reached the channel, or may have. */
const LEFT: ReadonlySet<Fate> = new Set(['sent', 'accepted', 'delivered', 'undelivered']);

/**
 * The proof of the chase in one sentence: "Reminded 3 times, last on 12 May 2014, accepted by the mail server, no answer."
 */
export function chaseInWords(chase: Chase | undefined): string {
  if (!chase) return 'Never reminded.';
  const { last, reminded } = chase;
  if (reminded === 0) return `Never reminded: ${notYet(last)}.`;
  const mail = lastThatLeft(chase);
  const times = reminded === 1 ? 'once, on' : reminded === 2 ? 'twice, last on' : `${reminded} times, last on`;
  const said = `Reminded ${times} ${dateInWords(mail.day)}, ${FATES[mail.fate]}, ${answer(chase)}`;
  return mail === last ? `${said}.` : `${said}. Since then ${notYet(last)}.`;
}

/** The same for a narrow column, begun with a small letter: "reminded 3 times, last 12 May 2014, no answer". */
export function chaseInShort(chase: Chase, dayOf: (day: LocalDate) => string): string {
  const { last, reminded } = chase;
  if (reminded === 0) return last.fate === 'held-back' ? 'reminder held back' : 'not reminded yet';
  const mail = lastThatLeft(chase);
  const times = reminded === 1 ? 'once,' : reminded === 2 ? 'twice, last' : `${reminded} times, last`;
  const fate = mail.fate === 'undelivered' ? 'not delivered' : chase.answeredOn !== null ? 'answered' : 'no answer';
  return `reminded ${times} ${dayOf(mail.day)}, ${fate}`;
}

/** What became of one mail. */
export function fateInWords({ fate, why }: Pick<ChaseMessage, 'fate' | 'why'>): string {
  const words = why === 'no-address' ? 'not sent: there is no address' : FATES[fate];
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Why a mail listed the action. */
export function ruleInWords(rule: ReminderRule): string {
  return RULES[rule];
}

const FATES: Readonly<Record<Fate, string>> = {
  'held-back': 'held back by the weekly cap',
  claimed: 'being sent',
  sent: 'being sent',
  accepted: 'accepted by the mail server',
  delivered: 'delivered',
  undelivered: 'could not be delivered',
  failed: 'could not be sent, and is tried again',
  refused: 'refused by the mail server',
  'given-up': 'could not be sent that day',
};

const RULES: Readonly<Record<ReminderRule, string>> = {
  'before-due': 'Due soon',
  'on-the-day': 'Due that day',
  overdue: 'Overdue',
  'no-report': 'No report for long',
  'to-confirm': 'Said to be done, to be confirmed',
  'to-monitoring-lead': 'Overdue, to the monitoring lead',
  'to-group': 'Overdue, to the group',
};

function lastThatLeft({ messages, last }: Chase): ChaseMessage {
  return messages.find(({ fate }) => LEFT.has(fate)) ?? last;
}

/** An answer before the last mail is none to it. */
function answer({ answeredOn }: Chase): string {
  return answeredOn === null ? 'no answer' : `answered on ${dateInWords(answeredOn)}`;
}

/** What stopped a mail that has not left. */
function notYet({ fate, why, day }: ChaseMessage): string {
  const on = dateInWords(day);
  if (why === 'no-address') return `the mail of ${on} had no address to go to`;
  switch (fate) {
    case 'held-back':
      return `the mail of ${on} was held back by the weekly cap`;
    case 'claimed':
    case 'sent':
      return `the mail of ${on} is being sent`;
    default:
      return `the mail of ${on} ${fate === 'refused' ? 'was refused by the mail server' : FATES[fate]}`;
  }
}
