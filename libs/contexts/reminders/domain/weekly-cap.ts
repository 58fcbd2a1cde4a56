import type { LocalDate } from '@minutebook/kernel';
import type { ReminderSummary } from './reminder.events';

/** Whether a message is one of those that a person is sent in a week: whatever was claimed and not given up or refused. */
export function countsAgainstCap({ fate }: Pick<ReminderSummary, 'fate'>): boolean {
  return fate !== 'held-back' && fate !== 'given-up' && fate !== 'refused';
}

/** The first day of those on which mail has been held back without a break. Newest first. */
export function heldBackSince(messages: readonly Pick<ReminderSummary, 'fate' | 'day'>[]): LocalDate | undefined {
  const first = messages.findIndex(({ fate }) => fate !== 'held-back');
  return messages.slice(0, first < 0 ? messages.length : first).at(-1)?.day;
}
