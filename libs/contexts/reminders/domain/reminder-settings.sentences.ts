import {
  dateInWords,
  type Known,
  type Opened,
  type OpenedEvent,
  type RecordNote,
  type SentenceEntry,
} from '@minutebook/kernel';
import type { ReminderPreferencesEvent, WantedReminders } from './reminder-preferences.events';
import type { ReminderRulesEvent, RulesScope } from './reminder-rules.events';
import type { PolicyStarted, ReminderSwitchEvent, TestFault } from './reminder-switch.events';
import { deliveryInWords, rulesInWords, WEEKDAYS } from './rules-in-words';

type OfRules<T extends ReminderRulesEvent['type']> = OpenedEvent & Opened<Extract<ReminderRulesEvent, { type: T }>>;
type OfOwn<T extends ReminderPreferencesEvent['type']> = OpenedEvent &
  Opened<Extract<ReminderPreferencesEvent, { type: T }>>;
type SwitchEvent = Exclude<ReminderSwitchEvent, PolicyStarted>;
type OfSwitch<T extends SwitchEvent['type']> = OpenedEvent & Opened<Extract<SwitchEvent, { type: T }>>;

/** How the rules of reminders read in the audit trail. */
export const reminderRulesSentences: Readonly<Record<ReminderRulesEvent['type'], SentenceEntry>> = {
  ReminderRulesSet: {
    kind: 'Reminder rules set',
    access: 'programme',
    describe({ data }: OfRules<'ReminderRulesSet'>, known) {
      const from = dateInWords(data.from);
      return {
        sentence: `Reminders of ${scopeInWords(data.scope, known)} follow these rules from ${from}: ${rulesInWords(data.rules).join('; ')}.`,
        sealed: `Rules of reminders were set from ${from}.`,
        facts: { Reminders: rulesInWords(data.rules).join('; '), 'Rules from': from },
      };
    },
    note: ({ data }: OfRules<'ReminderRulesSet'>, known) => rulesNote(data.scope, known),
  },
  ReminderRulesEnded: {
    kind: 'Reminder rules ended',
    access: 'programme',
    describe({ data }: OfRules<'ReminderRulesEnded'>, known) {
      const from = dateInWords(data.from);
      return {
        sentence: `From ${from} there are no rules of its own for reminders of ${scopeInWords(data.scope, known)}: those around it hold.`,
        sealed: `Rules of reminders ended on ${from}.`,
        facts: { Reminders: null, 'Rules from': from },
      };
    },
    note: ({ data }: OfRules<'ReminderRulesEnded'>, known) => rulesNote(data.scope, known),
  },
  ReminderDeliverySet: {
    kind: 'Reminder delivery set',
    access: 'programme',
    describe({ data }: OfRules<'ReminderDeliverySet'>) {
      const from = dateInWords(data.from);
      return {
        sentence: `Reminders are sent from ${from}: ${deliveryInWords(data.delivery).join('; ')}.`,
        sealed: `When reminders are sent was set from ${from}.`,
        facts: { Delivery: deliveryInWords(data.delivery).join('; '), 'Delivery from': from },
      };
    },
    note: (_event, known) => rulesNote({ kind: 'council' }, known),
  },
};

const ofOwn = (): RecordNote => ({ name: 'Reminder preferences', path: '/reminders/preferences' });

/** How somebody's preferences read in the audit trail. */
export const reminderPreferencesSentences: Readonly<Record<ReminderPreferencesEvent['type'], SentenceEntry>> = {
  ReminderPreferencesSet: {
    kind: 'Reminder preferences set',
    access: 'people',
    describe({ data }: OfOwn<'ReminderPreferencesSet'>) {
      const wanted = wantedInWords(data.wanted);
      return {
        sentence: `Reminders are wanted ${wanted}.`,
        sealed: 'Preferences of reminders were set.',
        facts: { Wanted: wanted },
      };
    },
    note: ofOwn,
  },
  CalendarFeedOpened: {
    kind: 'Calendar address opened',
    access: 'people',
    describe: () => ({
      sentence: 'A private address of a calendar of their dates was opened.',
      sealed: 'A calendar address was opened.',
      facts: { Calendar: 'Open' },
    }),
    note: ofOwn,
  },
  CalendarFeedClosed: {
    kind: 'Calendar address closed',
    access: 'people',
    describe: () => ({
      sentence: 'The private address of the calendar was closed: it opens nothing any more.',
      sealed: 'A calendar address was closed.',
      facts: { Calendar: 'Closed' },
    }),
    note: ofOwn,
  },
  AnswerLinksRevoked: {
    kind: 'Answer links revoked',
    access: 'people',
    describe: () => ({
      sentence: 'Every link that was sent to them before opens nothing any more.',
      sealed: 'Links in reminders were revoked.',
    }),
    note: ofOwn,
  },
};

const TEST_FAULTS: Readonly<Record<TestFault, string>> = {
  address: 'their address is refused',
  mail: 'the mail itself is refused',
  unavailable: 'the mail server cannot be reached',
  'no-answer': 'the mail server did not answer, and may have taken it',
};

const ofSwitch = (): RecordNote => ({ name: 'Sending of reminders', path: '/reminders/operations' });

/** How pauses and tests read in the audit trail. */
export const reminderSwitchSentences: Readonly<Record<SwitchEvent['type'], SentenceEntry>> = {
  RemindersPaused: {
    kind: 'Reminders paused',
    access: 'programme',
    describe: () => ({
      sentence: 'No reminders leave until they are resumed.',
      sealed: 'Reminders were paused.',
      facts: { Sending: 'Paused' },
    }),
    note: ofSwitch,
  },
  RemindersResumed: {
    kind: 'Reminders resumed',
    access: 'programme',
    describe: () => ({
      sentence: 'Reminders leave again.',
      sealed: 'Reminders were resumed.',
      facts: { Sending: 'On' },
    }),
    note: ofSwitch,
  },
  ReminderTestSent: {
    kind: 'Test of reminders',
    access: 'programme',
    describe({ data }: OfSwitch<'ReminderTestSent'>) {
      const fate = data.why === undefined ? 'it was taken' : TEST_FAULTS[data.why];
      return { sentence: `A test mail was sent to whoever asked for it: ${fate}.`, sealed: 'A test mail was sent.' };
    },
    note: ofSwitch,
  },
};

/** How the beginning of the policy reads in the audit trail. */
export const policyStartSentences: Readonly<Record<PolicyStarted['type'], SentenceEntry>> = {
  PolicyStarted: {
    kind: 'Reminders begun',
    access: 'programme',
    describe: ({ data }: OpenedEvent & Opened<PolicyStarted>) => ({
      sentence: `Reminders are sent from ${dateInWords(data.on)} on: nobody is reminded of what was due before.`,
      sealed: `Reminders are sent from ${dateInWords(data.on)} on.`,
      facts: { 'Sending from': dateInWords(data.on) },
    }),
    note: ofSwitch,
  },
};

function scopeInWords(scope: RulesScope, known: Known): string {
  if (scope.kind === 'council') return 'the whole council';
  const stream = `${scope.kind === 'plan' ? 'actionPlan' : 'governanceGroup'}-${scope.id}`;
  return `“${known.note(stream)?.name ?? scope.id}”`;
}

function rulesNote(scope: RulesScope, known: Known): RecordNote {
  return { name: `Rules of reminders of ${scopeInWords(scope, known)}`, path: '/reminders/rules' };
}

function wantedInWords(wanted: WantedReminders): string {
  const kinds = [
    ...(wanted.beforeDue ? ['before the due date'] : []),
    ...(wanted.onTheDay ? ['on the day'] : []),
    ...(wanted.overdue ? ['while overdue'] : []),
    ...(wanted.noReport ? ['after a long silence'] : []),
  ];
  const day = wanted.onlyOn === null ? 'on any working day' : `on ${WEEKDAYS[wanted.onlyOn - 1]}s only`;
  return kinds.length === 0 ? 'only where something is escalated' : `${kinds.join(', ')}; ${day}`;
}
