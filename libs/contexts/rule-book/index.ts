/** The door of the rule book: dated rules, deadlines that are kept, and local rules as facts by id. */
import { localRuleSentences } from './domain/local-rule.sentences';

export type * from './domain/local-rule.events';
export { RecordOnLocalRule, type LocalRuleInput } from './application/local-rule.command-handler';
export { RuleBook, type LocalRuleFact } from './application/rule-book';
export type { DeadlineInputs, DeadlineQuestion } from './domain/deadline-inputs';
export { workingOf, type KeptDeadline, type KeptWorking } from './domain/kept-deadline';
export type { Body, Jurisdiction, RuleName, RuleStatus } from './domain/rules';
export { localRulesProjection } from './read-models/local-rules.projection';
export { LocalRulesQuery } from './read-models/local-rules.query';
export { RuleBookModule } from './rule-book.module';

/** How the events of this context read in the audit trail. */
export const RULE_BOOK_SENTENCES = localRuleSentences;
