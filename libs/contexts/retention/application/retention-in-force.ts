/** The rules of keeping as pages and API may ask for them: they decide nothing with them. */
export {
  answerLimit,
  endOf,
  RETENTION_CLASSES,
  retentionClass,
  retentionRuleOn,
  type RetentionClass,
  type RetentionRule,
  type RuleStatus,
} from '../domain/retention-rules';
