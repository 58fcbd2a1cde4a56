import { FormPages } from '@minutebook/web-kit';
import { ClosureDayFormController } from './closure-day-form.controller';
import { DeadlineController } from './deadline.controller';
import { LocalRuleFormController } from './local-rule-form.controller';
import { RuleController } from './rule.controller';
import { RulesBoardController } from './rules-board.controller';

/** Controllers of the pages of this context. */
export const RULE_PAGES = [
  RulesBoardController,
  ClosureDayFormController,
  LocalRuleFormController,
  RuleController,
  DeadlineController,
];

/** What they are made with. */
export const RULE_PAGE_PARTS = [FormPages];
