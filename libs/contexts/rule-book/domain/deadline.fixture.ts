import { deadlineOf, type Deadline, type KnownLocalRules } from './deadline';
import type { DeadlineInputs } from './deadline-inputs';
import type { DeadlineRefusal } from './deadline.refusals';
import type { RuleName } from './rules';

/** For specs only: a council that has settled nothing itself. */
export const NOTHING_SET: KnownLocalRules = { versions: {}, closures: [] };

/** For specs only: the answer of a rule; fails where it is refused. */
export function answerTo(rule: RuleName, inputs: DeadlineInputs, known = NOTHING_SET): Deadline {
  const answer = deadlineOf({ rule, inputs }, known);
  if ('refused' in answer) throw new Error(`${rule} was refused: ${answer.refused.message}`);
  return answer.deadline;
}

/** For specs only: why a rule says no; fails where it answers. */
export function refusalOf(rule: RuleName, inputs: DeadlineInputs, known = NOTHING_SET): DeadlineRefusal {
  const answer = deadlineOf({ rule, inputs }, known);
  if ('deadline' in answer) throw new Error(`${rule} was answered with ${answer.deadline.date}`);
  return answer.refused;
}
