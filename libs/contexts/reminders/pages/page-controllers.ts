import { FormPages } from '@minutebook/web-kit';
import { AlarmDesk } from './alarm-desk';
import { AnswerByLinkController } from './answer-by-link.controller';
import { CalendarController } from './calendar.controller';
import { DeliveryFormController } from './delivery-form.controller';
import { PreferenceFormsController } from './preference-forms.controller';
import { PreferencesController } from './preferences.controller';
import { ReminderOperationsController } from './reminder-operations.controller';
import { RulesBoardController } from './rules-board.controller';
import { RulesFormController } from './rules-form.controller';
import { RulesScopes } from './rules-scopes';
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
];

/** What they are made with. */
export const REMINDER_PAGE_PARTS = [FormPages, RulesScopes, TestAddresses, AlarmDesk];
