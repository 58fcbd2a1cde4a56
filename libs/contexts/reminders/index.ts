/** The door of reminders: what contexts register, what is set, what was sent, and the policy that sends. */
import {
  policyStartSentences,
  reminderPreferencesSentences,
  reminderRulesSentences,
  reminderSwitchSentences,
} from './domain/reminder-settings.sentences';
import { reminderSentences } from './domain/reminder.sentences';

export type * from './domain/reminder-preferences.events';
export type * from './domain/reminder-rules.events';
export type * from './domain/reminder-switch.events';
export type * from './domain/reminder.events';
export {
  ReminderKinds,
  type AnswerForm,
  type AnswerFromMail,
  type AskedInMail,
  type ReminderKind,
} from './application/reminder-kinds';
export { RecordOnReminder } from './application/reminder.command-handler';
export { ReminderPolicy } from './application/reminder.policy';
export { RecordOnReminderPreferences } from './application/reminder-preferences.command-handler';
export { RecordOnReminderRules } from './application/reminder-rules.command-handler';
export { CouncilInMail } from './application/mail-parts';
export { reminderKey } from './application/reminder-streams';
export { SwitchReminders } from './application/reminder-switch.command-handler';
export { SendReminderTest } from './application/reminder-test.command-handler';
export { AnswerLinks, LINK_LIFETIME } from './application/answer-links';
export { AnswerTokens } from './application/answer-tokens';
export { Addresses } from './application/what-is-known';
export { ChaseQuery, type Chase, type ChaseMessage } from './read-models/chase.query';
export { dueFactsProjection } from './read-models/due-facts.projection';
export { DueFactsQuery } from './read-models/due-facts.query';
export { reminderSettingsProjection } from './read-models/reminder-settings.projection';
export { ReminderSettingsQuery } from './read-models/reminder-settings.query';
export { remindersProjection } from './read-models/reminders.projection';
export { RemindersQuery } from './read-models/reminders.query';
export { RemindersModule } from './reminders.module';

/** How the events of this context read in the audit trail. */
export const REMINDER_SENTENCES = {
  ...reminderRulesSentences,
  ...reminderPreferencesSentences,
  ...reminderSwitchSentences,
  ...policyStartSentences,
  ...reminderSentences,
};
