/** What holds through time and where nobody has set anything, for pages and API. */
export {
  DEFAULT_DELIVERY,
  DEFAULT_RULES,
  deliveryThroughTime,
  inForce,
  rulesThroughTime,
} from '../domain/reminder-rules';
/** How rules are said, for pages that show them as the audit trail does. */
export { deliveryInWords, rulesInWords, WEEKDAYS } from '../domain/rules-in-words';
