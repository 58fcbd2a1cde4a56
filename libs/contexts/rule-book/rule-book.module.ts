import { Module } from '@nestjs/common';
import { AccountsModule } from '@minutebook/accounts';
import { DeadlinesApiController } from './api/deadlines.controller';
import { RulesApiController } from './api/rules.controller';
import { LocalRuleCommandHandler } from './application/local-rule.command-handler';
import { RuleBook } from './application/rule-book';
import { RULE_PAGE_PARTS, RULE_PAGES } from './pages/page-controllers';
import { LocalRulesQuery } from './read-models/local-rules.query';

@Module({
  imports: [AccountsModule],
  controllers: [RulesApiController, DeadlinesApiController, ...RULE_PAGES],
  providers: [LocalRuleCommandHandler, RuleBook, LocalRulesQuery, ...RULE_PAGE_PARTS],
  exports: [RuleBook, LocalRulesQuery],
})
export class RuleBookModule {}
