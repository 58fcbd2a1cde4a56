import { roleFor, type Account } from '@minutebook/accounts';
import { atMoment, type Link, type PageMoment } from '@minutebook/web-kit';
import { reminderPaths } from './reminder-paths';

/** The pages of reminders that a reader may open, for the head of their board. */
export function reminderLinks(account: Account, moment: PageMoment): readonly Link[] {
  return [
    ...(roleFor(account, 'preview-reminders') ? [{ text: 'Preview of mail', href: reminderPaths.preview }] : []),
    { text: 'Nobody to ask', href: reminderPaths.nobody },
    { text: 'Rules', href: atMoment(reminderPaths.rules, moment) },
    ...(roleFor(account, 'pause-reminders')
      ? [{ text: 'Sending of reminders', href: atMoment(reminderPaths.operations, moment) }]
      : []),
    { text: 'What I want to be reminded of', href: atMoment(reminderPaths.preferences, moment) },
  ];
}
