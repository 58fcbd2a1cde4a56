/** The door of reminders: what is set about them, and how their events read. */
import {
  reminderPreferencesSentences,
  reminderRulesSentences,
  reminderSwitchSentences,
} from './domain/reminder-settings.sentences';

export type * from './domain/reminder-preferences.events';
export type * from './domain/reminder-rules.events';
export type * from './domain/reminder-switch.events';
export { RecordOnReminderPreferences } from './application/reminder-preferences.command-handler';
export { RecordOnReminderRules } from './application/reminder-rules.command-handler';
export { SwitchReminders } from './application/reminder-switch.command-handler';
export { SendReminderTest } from './application/reminder-test.command-handler';
export { reminderSettingsProjection } from './read-models/reminder-settings.projection';
export { ReminderSettingsQuery } from './read-models/reminder-settings.query';
export { RemindersModule } from './reminders.module';

/** How the events of this context read in the audit trail. */
export const REMINDER_SENTENCES = {
  ...reminderRulesSentences,
  ...reminderPreferencesSentences,
  ...reminderSwitchSentences,
};
