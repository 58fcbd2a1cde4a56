import { WorkingCalendar, type DueFactHolder, type LocalDate, type StandingFact } from '@minutebook/kernel';
import { ReminderCalendar } from './reminder-calendar';
import type { AroundFact, DayOfReminders } from './due-items';
import { PeopleOfDay, type HeldCover, type HeldRole } from './people-asked';
import type { Occurrence, ReminderSummary } from './reminder.events';
import { ALL_WANTED } from './reminder-preferences.events';
import type { Dated, ReminderDelivery, ReminderRules } from './reminder-rules.events';

/** For specs only: a working week of June 2014 begins on Monday 9 June; the calendar of England and Wales. */
export const councilCalendar = new WorkingCalendar('england-and-wales');
export const calendar = new ReminderCalendar(councilCalendar);

/** For specs only: rules with which every kind of occurrence is made. */
export const RULES: ReminderRules = {
  beforeDue: [14, 3],
  onTheDay: true,
  overdueEvery: 7,
  silentAfter: 30,
  toMonitoringLeadAfter: 5,
  toGroupAfter: 10,
};

export const NO_RULES: ReminderRules = {
  beforeDue: [],
  onTheDay: false,
  overdueEvery: null,
  silentAfter: null,
  toMonitoringLeadAfter: null,
  toGroupAfter: null,
};

/** For specs only: rules that hold from the beginning, alone of their kind unless told. */
export function always(rules: Partial<ReminderRules>): readonly Dated<ReminderRules>[] {
  return [{ from: '2000-01-01', value: { ...NO_RULES, ...rules } }];
}

export const DELIVERY: ReminderDelivery = {
  sendAt: '08:00',
  quietFrom: '18:00',
  quietTo: '07:30',
  perWeek: 3,
  division: 'england-and-wales',
};

export const heads: DueFactHolder = { kind: 'role', id: 'heads', name: 'Heads of Service' };
export const monitor: DueFactHolder = { kind: 'role', id: 'hr', name: 'HR' };
const PLAN = 'actionPlan-plan-1';

/** For specs only: an open action of a plan of a group, led by one lead role and monitored by another. */
export function fact(changes: Partial<StandingFact> = {}): StandingFact {
  return {
    kind: 'action',
    label: 'Action',
    reference: 'DW2',
    title: 'Implement a QA group',
    path: '/actions/a1',
    within: PLAN,
    group: 'GG-WSG',
    due: '2014-06-10',
    heardOn: '2014-06-02',
    reportsProgress: true,
    open: true,
    leads: [heads],
    monitoringLeads: [monitor],
    leadRole: 'action-lead',
    monitoringRole: 'monitoring-lead',
    stream: 'action-a1',
    revision: 0,
    answer: undefined,
    ...changes,
  };
}

export const lead: HeldRole = { account: 'lead', role: 'action-lead', scope: { kind: 'lead', id: 'heads' } };
export const monitoring: HeldRole = { account: 'monitor', role: 'monitoring-lead', scope: { kind: 'lead', id: 'hr' } };
export const chair: HeldRole = { account: 'chair', role: 'chair', scope: { kind: 'group', id: 'GG-WSG' } };

/** For specs only: a day with whoever holds a role on it. */
export function dayOf(
  today: LocalDate,
  { roles = [lead, monitoring, chair], covers = [], startedOn = '2014-06-01' }: DaySaid = {},
): DayOfReminders {
  return { today, startedOn, calendar, people: new PeopleOfDay(roles, covers) };
}

interface DaySaid {
  readonly roles?: readonly HeldRole[];
  readonly covers?: readonly HeldCover[];
  readonly startedOn?: LocalDate;
}

export function around(rules: readonly Dated<ReminderRules>[], ...messages: readonly ReminderSummary[]): AroundFact {
  return { rules, messages, wanted: () => ALL_WANTED };
}

/** For specs only: the action of the fixture is overdue. */
export function occurrence(changes: Partial<Occurrence> = {}): Occurrence {
  return {
    rule: 'overdue',
    record: { stream: 'action-a1', revision: 0 },
    on: '2014-06-11',
    due: '2014-06-10',
    person: 'lead',
    ...changes,
  };
}

/** For specs only: a message that was accepted. */
export function summary(changes: Partial<ReminderSummary> = {}): ReminderSummary {
  return {
    key: 'key-1',
    account: 'lead',
    day: '2014-06-11',
    occurrences: [occurrence()],
    fate: 'accepted',
    why: null,
    attempts: 1,
    transmissions: 1,
    perhapsTaken: false,
    claimedRecord: 1,
    claimedAt: 0,
    sentAt: 0,
    acceptedAt: 0,
    deliveredAt: null,
    heldBackSince: null,
    perWeek: null,
    answered: [],
    linksRevoked: false,
    recordNumber: 1,
    ...changes,
  };
}
