import { FormPages } from '@minutebook/web-kit';
import { AlarmDesk } from './alarm-desk';
import { AnswerByLinkController } from './answer-by-link.controller';
import { CalendarController } from './calendar.controller';
import { DeliveryFormController } from './delivery-form.controller';
import { MessageBoardController } from './message-board.controller';
import { MessageLookUp } from './message-look-up';
import { MessageController } from './message.controller';
import { NobodyToAskController } from './nobody-to-ask.controller';
import { PreferenceFormsController } from './preference-forms.controller';
import { PreferencesController } from './preferences.controller';
import { PreviewController } from './preview.controller';
import { ReminderOperationsController } from './reminder-operations.controller';
import { RulesBoardController } from './rules-board.controller';
import { RulesFormController } from './rules-form.controller';
import { RulesScopes } from './rules-scopes';
import { SendingNotes } from './sending-notes';
import { TestAddresses } from './test-addresses';

/** Controllers of the pages of this context. */
export const REMINDER_PAGES = [
  RulesBoardController,
  RulesFormController,
  DeliveryFormController,
  PreferencesController,
  PreferenceFormsController,
  ReminderOperationsController,
  AnswerByLinkController,
  CalendarController,
  MessageBoardController,
  NobodyToAskController,
  PreviewController,
  MessageController,
];

/** What they are made with. */
export const REMINDER_PAGE_PARTS = [FormPages, MessageLookUp, RulesScopes, SendingNotes, TestAddresses, AlarmDesk];
