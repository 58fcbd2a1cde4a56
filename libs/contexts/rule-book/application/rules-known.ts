/** What the rule book says and how a deadline is worked out, for pages and API. */
export { deadlineOf, localRuleOn, type Deadline, type DeadlinePart, type KnownLocalRules } from '../domain/deadline';
export {
  DEFAULT_DIVISION,
  DEFAULT_JURISDICTION,
  INPUT_KINDS,
  INPUT_NAMES,
  inputFaults,
  limitsOf,
  type DeadlineInputs,
  type DeadlineQuestion,
} from '../domain/deadline-inputs';
export {
  amountInWords,
  BODIES,
  CLOSURE_DAYS,
  JURISDICTIONS,
  LOCAL_RULES,
  localRuleNamed,
  RULE_NAMES,
  ruleNamed,
  RULES,
  titleOf,
  type Body,
  type Count,
  type InputName,
  type Jurisdiction,
  type LocalRule,
  type Rule,
  type RuleName,
  type RuleStatus,
  type RuleVersion,
} from '../domain/rules';
/** How rules are said, for pages that show them as the audit trail does. */
export { BODY_NAMES, countInWords, JURISDICTION_NAMES, STATUS_NAMES } from '../domain/rules-in-words';
