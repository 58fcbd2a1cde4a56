import { londonInstant, type LocalDate } from '@minutebook/kernel';
import { accountSteps, roleSteps } from './demonstration-account-steps';
import type { DemonstrationStep, UntimedStep } from './demonstration-step';
import { derbyshireProgress } from './derbyshire-progress';
import { leicestershireProgress } from './leicestershire-progress';
import { groupSteps, memberSteps, reportingLineSteps, termsSteps } from './published-groups';
import { DERBYSHIRE, LEICESTERSHIRE, planSteps, type PublishedPlan } from './published-plans';
import { steeringGroupMembers } from './steering-group-members';

/** Raised whenever the history below changes: a data folder with an older one is set aside and loaded anew. */
export const dataVersion = 2;

/** The day on which the demonstration's record begins. */
export const HISTORY_FROM: LocalDate = '2009-10-30';

/** Where its clock stands when everything is loaded (epoch milliseconds): Monday 16 June 2014, 09:00. */
export const PRESENT_AT = londonInstant('2014-06-16', '09:00');

/**
 * The whole history of the demonstration council, in the order in which the record receives it: the governance groups
 * with their reporting lines, terms of reference and members, and both published plans exactly as their documents have them, and an invented course of progress on them.
 */
export function demonstrationSteps(): readonly DemonstrationStep[] {
  const steps = [
    ...accountSteps(),
    ...roleSteps('council'),
    ...groupSteps(),
    ...reportingLineSteps(),
    ...termsSteps(),
    ...memberSteps(),
    ...steeringGroupMembers,
    ...roleSteps('group'),
    ...forGroupOf(LEICESTERSHIRE, [...planSteps(LEICESTERSHIRE), ...leicestershireProgress]),
    ...forGroupOf(DERBYSHIRE, [...planSteps(DERBYSHIRE), ...derbyshireProgress]),
  ];
  // Sorting is stable: what happens on one day keeps the order of the scripts.
  return inWorkingHours(steps.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)));
}

/** Whoever acts on a plan acts for the group that owns it. */
function forGroupOf({ opened }: PublishedPlan, steps: readonly UntimedStep[]): readonly UntimedStep[] {
  return steps.map((step) => ({ ...step, group: opened.groupId }));
}

const DAY_BEGINS = '09:20';
const MINUTE = 60_000;

/** Spreads the steps of each day from 09:20 on, at most 25 minutes apart and all of them before 17:00. */
function inWorkingHours(steps: readonly UntimedStep[]): readonly DemonstrationStep[] {
  const days = [...new Set(steps.map(({ on }) => on))];
  return days.flatMap((day) => {
    const ofDay = steps.filter(({ on }) => on === day);
    const apart = Math.min(25, Math.floor(450 / ofDay.length)) * MINUTE;
    const begins = londonInstant(day, DAY_BEGINS);
    return ofDay.map(({ on: _, ...step }, at) => ({ ...step, at: begins + at * apart }));
  });
}
