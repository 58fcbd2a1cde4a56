import type { WantedReminders } from './reminder-preferences.events';

export type SetReminderPreferences = { readonly type: 'set'; readonly wanted: WantedReminders };
/** A feed that is open already is closed with it: there is one address at a time. */
export type OpenCalendarFeed = { readonly type: 'open-feed'; readonly feedId: string; readonly hash: string };
export type CloseCalendarFeed = { readonly type: 'close-feed'; readonly feedId: string };
export type RevokeAnswerLinks = { readonly type: 'revoke-links' };

export type ReminderPreferencesCommand =
  SetReminderPreferences | OpenCalendarFeed | CloseCalendarFeed | RevokeAnswerLinks;
