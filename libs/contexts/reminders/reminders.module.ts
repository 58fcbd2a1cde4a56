import { Module } from '@nestjs/common';
import { AccountsModule } from '@minutebook/accounts';
import { ReminderPreferencesApiController } from './api/reminder-preferences.controller';
import { ReminderRulesApiController } from './api/reminder-rules.controller';
import { ReminderSendingApiController } from './api/reminder-sending.controller';
import { RemindersApiController } from './api/reminders.controller';
import { AlarmsLaidAside } from './application/alarms-laid-aside';
import { AnswerLinks } from './application/answer-links';
import { AskedRecords } from './application/asked-records';
import { LinkHolders } from './application/link-holders';
import { ComingReminders } from './application/coming-reminders';
import { RemindersOfDay } from './application/day-of-reminders';
import { CalendarOfPerson } from './application/calendar-of-person';
import { DatesOfPerson } from './application/dates-of-person';
import { DaysOfRecord } from './application/days-of-record';
import { DigestPolicy } from './application/digest.policy';
import { EscalationPolicy } from './application/escalation.policy';
import { MailParts } from './application/mail-parts';
import { NobodyToAsk } from './application/nobody-to-ask';
import { PolicyStart } from './application/policy-start';
import { RecordAsItStands } from './application/record-as-it-stands';
import { ReminderKinds } from './application/reminder-kinds';
import { ReminderPlanner } from './application/reminder-planner';
import { ReminderCommandHandler } from './application/reminder.command-handler';
import { ReminderPolicy } from './application/reminder.policy';
import { ReminderRecorder } from './application/reminder-recorder';
import { ReminderSender } from './application/reminder-sender';
import { ReminderWork } from './application/reminder-work';
import { AnswerAddresses, KnownDueFacts, KnownReminders, KnownSettings } from './application/what-is-known';
import { WrongSecrets } from './application/wrong-secrets';
import { ReminderPreferencesCommandHandler } from './application/reminder-preferences.command-handler';
import { ReminderRulesCommandHandler } from './application/reminder-rules.command-handler';
import { ReminderSwitchCommandHandler } from './application/reminder-switch.command-handler';
import { ReminderTestCommandHandler } from './application/reminder-test.command-handler';
import { REMINDER_PAGE_PARTS, REMINDER_PAGES } from './pages/page-controllers';
import { ChaseQuery } from './read-models/chase.query';
import { DueFactsQuery } from './read-models/due-facts.query';
import { RemindersQuery } from './read-models/reminders.query';
import { ReminderSettingsQuery } from './read-models/reminder-settings.query';

/** What people set about reminders: their handlers, and what answers for them. */
const SETTINGS_PARTS = [
  ReminderRulesCommandHandler,
  ReminderPreferencesCommandHandler,
  ReminderSwitchCommandHandler,
  ReminderTestCommandHandler,
  ReminderSettingsQuery,
];

/** What is due, and what sends: alarms are set and answered by the policy alone. */
const POLICY_PARTS = [
  ReminderCommandHandler,
  ReminderKinds,
  DueFactsQuery,
  RemindersQuery,
  ChaseQuery,
  { provide: KnownDueFacts, useExisting: DueFactsQuery },
  { provide: KnownReminders, useExisting: RemindersQuery },
  { provide: KnownSettings, useExisting: ReminderSettingsQuery },
  DaysOfRecord,
  RemindersOfDay,
  ReminderPlanner,
  MailParts,
  ReminderRecorder,
  ReminderSender,
  RecordAsItStands,
  DigestPolicy,
  EscalationPolicy,
  PolicyStart,
  ReminderWork,
  ReminderPolicy,
];

/** What is opened by a secret address: answering from the mail, and calendars. */
const LINK_PARTS = [
  AnswerLinks,
  { provide: AnswerAddresses, useExisting: AnswerLinks },
  AskedRecords,
  LinkHolders,
  WrongSecrets,
  DatesOfPerson,
  CalendarOfPerson,
];

/** What is looked at: the mail to come, of whom nobody is asked, and alarms that did not do their work. */
const OUTLOOK_PARTS = [ComingReminders, NobodyToAsk, AlarmsLaidAside];

/** Over HTTP. */
const API_CONTROLLERS = [
  ReminderRulesApiController,
  RemindersApiController,
  ReminderPreferencesApiController,
  ReminderSendingApiController,
];

@Module({
  imports: [AccountsModule],
  controllers: [...API_CONTROLLERS, ...REMINDER_PAGES],
  providers: [...SETTINGS_PARTS, ...POLICY_PARTS, ...LINK_PARTS, ...OUTLOOK_PARTS, ...REMINDER_PAGE_PARTS],
  exports: [ReminderKinds, ChaseQuery, DueFactsQuery, ReminderSettingsQuery],
})
export class RemindersModule {}
