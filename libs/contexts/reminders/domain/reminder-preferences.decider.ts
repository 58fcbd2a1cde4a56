import { accept, refuse, unreachable, type Decider } from '@minutebook/kernel';
import type { ReminderPreferencesCommand } from './reminder-preferences.commands';
import { ALL_WANTED, type ReminderPreferencesEvent, type WantedReminders } from './reminder-preferences.events';
import { reminderPreferencesRefusal, type ReminderPreferencesRefusal } from './reminder-preferences.refusals';

/** What one person has said about their reminders. */
export interface ReminderPreferencesState {
  readonly wanted: WantedReminders;
  /** Id of the feed that is open; at most one is. */
  readonly openFeed: string | undefined;
  /** Ids of those that were closed. */
  readonly closedFeeds: readonly string[];
}

/** Somebody's preferences. Stream `reminderPreferences-<account>`. */
export const reminderPreferencesDecider: Decider<
  ReminderPreferencesState,
  ReminderPreferencesCommand,
  ReminderPreferencesEvent,
  ReminderPreferencesRefusal
> = {
  initialState: { wanted: ALL_WANTED, openFeed: undefined, closedFeeds: [] },
  decide(command, { wanted, openFeed, closedFeeds }) {
    switch (command.type) {
      case 'set':
        if (!isWorkingWeekday(command.wanted.onlyOn)) return refuse(reminderPreferencesRefusal('no-such-weekday'));
        return isSame(wanted, command.wanted)
          ? accept()
          : accept({ type: 'ReminderPreferencesSet', data: { wanted: command.wanted } });
      case 'open-feed':
        return accept<ReminderPreferencesEvent>(...(openFeed === undefined ? [] : [closed(openFeed)]), {
          type: 'CalendarFeedOpened',
          data: { feedId: command.feedId, hash: command.hash },
        });
      case 'close-feed':
        if (closedFeeds.includes(command.feedId)) return accept();
        if (openFeed !== command.feedId) return refuse(reminderPreferencesRefusal('no-such-feed'));
        return accept(closed(openFeed));
      case 'revoke-links':
        // Mail that was sent since the last time holds links of its own: it is never "already so".
        return accept({ type: 'AnswerLinksRevoked', data: {} });
      default:
        return unreachable(command);
    }
  },
  evolve(state, event) {
    switch (event.type) {
      case 'ReminderPreferencesSet':
        return { ...state, wanted: event.data.wanted };
      case 'CalendarFeedOpened':
        return { ...state, openFeed: event.data.feedId };
      case 'CalendarFeedClosed':
        return { ...state, openFeed: undefined, closedFeeds: [...state.closedFeeds, event.data.feedId] };
      case 'AnswerLinksRevoked':
        return state;
      default:
        return unreachable(event);
    }
  },
};

function closed(feedId: string): ReminderPreferencesEvent {
  return { type: 'CalendarFeedClosed', data: { feedId } };
}

function isWorkingWeekday(day: number | null): boolean {
  return day === null || (Number.isInteger(day) && day >= 1 && day <= 5);
}

function isSame(one: WantedReminders, other: WantedReminders): boolean {
  return (Object.keys(ALL_WANTED) as (keyof WantedReminders)[]).every((name) => one[name] === other[name]);
}
