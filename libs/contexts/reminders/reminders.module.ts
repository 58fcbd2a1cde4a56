import { Module } from '@nestjs/common';
import { AccountsModule } from '@minutebook/accounts';
import { ReminderPreferencesCommandHandler } from './application/reminder-preferences.command-handler';
import { ReminderRulesCommandHandler } from './application/reminder-rules.command-handler';
import { ReminderSwitchCommandHandler } from './application/reminder-switch.command-handler';
import { ReminderTestCommandHandler } from './application/reminder-test.command-handler';
import { REMINDER_PAGE_PARTS, REMINDER_PAGES } from './pages/page-controllers';
import { ReminderSettingsQuery } from './read-models/reminder-settings.query';

/** What people set about reminders: their handlers, and what answers for them. */
const SETTINGS_PARTS = [
  ReminderRulesCommandHandler,
  ReminderPreferencesCommandHandler,
  ReminderSwitchCommandHandler,
  ReminderTestCommandHandler,
  ReminderSettingsQuery,
];

@Module({
  imports: [AccountsModule],
  controllers: [...REMINDER_PAGES],
  providers: [...SETTINGS_PARTS, ...REMINDER_PAGE_PARTS],
  exports: [ReminderSettingsQuery],
})
export class RemindersModule {}
