/** How the rules of a group's terms are said, for pages that show them as the audit trail does. */
export { cadenceInWords, chairInWords, quorumInWords } from '../domain/phrases';
