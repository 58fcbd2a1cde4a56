import { isLocalDate, type LocalDate } from '@minutebook/kernel';
import { governanceGroupRefusal, type GovernanceGroupRefusal } from './governance-group.refusals';
import type { EstablishedGroup } from './governance-group.state';

/** What a rule says: a refusal where it says no, nothing where it says yes. */
type Verdict = GovernanceGroupRefusal | undefined;

/** A group that was merged or dissolved takes no more decisions (domain report, 3.8): what it owns lives on elsewhere. */
export function groupIsOver({ ending }: EstablishedGroup): Verdict {
  return ending && governanceGroupRefusal('governance-group-is-over', { facts: { ...ending } });
}

/** It is recorded once it has happened, on a real day. */
export function endingDateNotClear(on: LocalDate | undefined, today: LocalDate): Verdict {
  if (on === undefined) return undefined;
  if (!isLocalDate(on)) return governanceGroupRefusal('group-date-not-real');
  return on > today ? governanceGroupRefusal('group-ends-in-the-future', { facts: { today } }) : undefined;
}
