import type { Chase, ChaseMessage } from '@minutebook/reminders';

/** For specs only: a mail about an overdue action that the mail server took. */
export function mail(day: string, changes: Partial<ChaseMessage> = {}): ChaseMessage {
  return {
    key: `key-${day}`,
    day,
    account: 'demo-action-lead',
    person: 'demo-action-lead',
    rule: 'overdue',
    on: day,
    attempts: 1,
    fate: 'accepted',
    why: null,
    acceptedAt: 0,
    answeredOn: null,
    recordNumber: 1,
    ...changes,
  };
}

/** For specs only: what is known of these mails, the newest first. */
export function chaseOf(last: ChaseMessage, ...earlier: readonly ChaseMessage[]): Chase {
  const messages = [last, ...earlier];
  const taken = messages.filter(({ fate }) => ['sent', 'accepted', 'delivered', 'undelivered'].includes(fate));
  return { reminded: taken.length, lastDay: last.day, last, answeredOn: last.answeredOn, messages };
}
