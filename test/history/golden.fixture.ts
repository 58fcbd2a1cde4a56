import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  isRecordKeeping,
  type Decider,
  type Event,
  type Facts,
  type Known,
  type OpenedEvent,
  type RecordNote,
  type Refusal,
  type Sentence,
  type SentenceEntry,
  type Told,
} from '@minutebook/kernel';
import { keepingOf, openPage, type DataKey, type KeyVault, type LoggedEvent } from '@minutebook/kernel/recording';
import { councilDecider } from '../../apps/tracker/set-up/council.decider';
import { councilSentences } from '../../apps/tracker/set-up/council.sentences';
import { accountDirectoryDecider } from '../../libs/contexts/accounts/domain/account-directory.decider';
import { accountDirectorySentences } from '../../libs/contexts/accounts/domain/account-directory.sentences';
import { accountDecider } from '../../libs/contexts/accounts/domain/account.decider';
import { accountSentences } from '../../libs/contexts/accounts/domain/account.sentences';
import { personDecider } from '../../libs/contexts/accounts/domain/person.decider';
import { personSentences } from '../../libs/contexts/accounts/domain/person.sentences';
import { actionPlanDecider } from '../../libs/contexts/action-plans/domain/action-plan.decider';
import { actionPlanSentences } from '../../libs/contexts/action-plans/domain/action-plan.sentences';
import { actionReferenceDecider } from '../../libs/contexts/action-plans/domain/action-reference.decider';
import { actionReferenceSentences } from '../../libs/contexts/action-plans/domain/action-reference.sentences';
import { actionDecider } from '../../libs/contexts/action-plans/domain/action.decider';
import { actionSentences } from '../../libs/contexts/action-plans/domain/action.sentences';
import { planImportDecider } from '../../libs/contexts/action-plans/domain/plan-import.decider';
import { planImportSentences } from '../../libs/contexts/action-plans/domain/plan-import.sentences';
import { policyStartDecider } from '../../libs/contexts/reminders/domain/policy-start.decider';
import { reminderDecider } from '../../libs/contexts/reminders/domain/reminder.decider';
import { reminderSentences } from '../../libs/contexts/reminders/domain/reminder.sentences';
import { reminderPreferencesDecider } from '../../libs/contexts/reminders/domain/reminder-preferences.decider';
import { reminderRulesDecider } from '../../libs/contexts/reminders/domain/reminder-rules.decider';
import {
  policyStartSentences,
  reminderPreferencesSentences,
  reminderRulesSentences,
  reminderSwitchSentences,
} from '../../libs/contexts/reminders/domain/reminder-settings.sentences';
import { reminderSwitchDecider } from '../../libs/contexts/reminders/domain/reminder-switch.decider';
import {
  erasureRequestSentences,
  holdSentences,
  recordKeepingSentences,
  subjectAccessSentences,
} from '../../libs/contexts/retention/domain/erasure.sentences';
import { erasureRequestDecider } from '../../libs/contexts/retention/domain/erasure-request.decider';
import { holdDecider } from '../../libs/contexts/retention/domain/hold.decider';
import { recordKeepingDecider } from '../../libs/contexts/retention/domain/record-keeping.decider';
import { subjectAccessDecider } from '../../libs/contexts/retention/domain/subject-access.decider';
import { localRuleDecider } from '../../libs/contexts/rule-book/domain/local-rule.decider';
import { localRuleSentences } from '../../libs/contexts/rule-book/domain/local-rule.sentences';
import { governanceGroupDecider } from '../../libs/contexts/governance-groups/domain/governance-group.decider';
import { governanceGroupSentences } from '../../libs/contexts/governance-groups/domain/governance-group.sentences';

const FOLDER = join(__dirname, 'golden');

/** What an event meant when its version shipped: the record's state after it, how it reads, what the record is called. */
export interface Meaning {
  readonly state: unknown;
  readonly sentence: Sentence;
  readonly note?: RecordNote;
}

/** One event as it was written, with what came before it (names of other golden events) and the keys of its seals. */
export interface Golden {
  readonly given: readonly string[];
  readonly keys?: Readonly<Record<string, string>>;
  readonly event: LoggedEvent;
  readonly means: Meaning;
}

/** How the events of one category become a state. The record's own types are behind: a golden event is plain JSON. */
type Evolve = (history: readonly LoggedEvent[]) => unknown;

function evolving<S, C, E extends Event, R extends Refusal>({ initialState, evolve }: Decider<S, C, E, R>): Evolve {
  return (history) => history.reduce((state, event) => evolve(state, event as LoggedEvent & Told<E>), initialState);
}

/** How the events of one category become a state, and how they read. */
interface ShippedContext {
  readonly evolve: Evolve;
  readonly sentences: Readonly<Record<string, SentenceEntry>>;
}

/** What the streams of every context hold about the keeping of their records. */
const KEEPING: ShippedContext = {
  evolve: (history: readonly LoggedEvent[]) => keepingOf(recordKeepingDecider, history),
  sentences: recordKeepingSentences,
};

/** Every context whose events have shipped: its sentences name its event types, so none can be forgotten. */
const CATEGORIES: Readonly<Record<string, ShippedContext>> = {
  governanceGroup: { evolve: evolving(governanceGroupDecider), sentences: governanceGroupSentences },
  actionPlan: { evolve: evolving(actionPlanDecider), sentences: actionPlanSentences },
  actionReference: { evolve: evolving(actionReferenceDecider), sentences: actionReferenceSentences },
  action: { evolve: evolving(actionDecider), sentences: actionSentences },
  account: { evolve: evolving(accountDecider), sentences: accountSentences },
  accountDirectory: { evolve: evolving(accountDirectoryDecider), sentences: accountDirectorySentences },
  person: { evolve: evolving(personDecider), sentences: personSentences },
  council: { evolve: evolving(councilDecider), sentences: councilSentences },
  planImport: { evolve: evolving(planImportDecider), sentences: planImportSentences },
  erasureRequest: { evolve: evolving(erasureRequestDecider), sentences: erasureRequestSentences },
  hold: { evolve: evolving(holdDecider), sentences: holdSentences },
  subjectAccess: { evolve: evolving(subjectAccessDecider), sentences: subjectAccessSentences },
  reminderRules: { evolve: evolving(reminderRulesDecider), sentences: reminderRulesSentences },
  reminderPreferences: { evolve: evolving(reminderPreferencesDecider), sentences: reminderPreferencesSentences },
  reminder: { evolve: evolving(reminderDecider), sentences: reminderSentences },
  policy: { evolve: evolving(policyStartDecider), sentences: policyStartSentences },
  rule: { evolve: evolving(localRuleDecider), sentences: localRuleSentences },
  reminderSwitch: { evolve: evolving(reminderSwitchDecider), sentences: reminderSwitchSentences },
};

/** Names of all golden events, `ActionAdded.v1`. */
export function goldenNames(): readonly string[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .sort();
}

/** Event types that the product writes today. */
export function shippedTypes(): readonly string[] {
  return [...Object.values(CATEGORIES), KEEPING].flatMap(({ sentences }) => Object.keys(sentences));
}

export function golden(name: string): Golden {
  return JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8')) as Golden;
}

/** What a golden event means to the code of today. */
export async function decode(name: string): Promise<Meaning> {
  const { given, event } = golden(name);
  const page = [...given.map((earlier) => golden(earlier)), golden(name)];
  const vault = vaultOf(Object.assign({}, ...page.map(({ keys }) => keys ?? {})) as Record<string, string>);
  const opened = await openPage(
    page.map((one) => one.event),
    vault,
  );
  const known = new KnownSoFar();
  const told = opened.map((one) => known.tell(one)).at(-1);
  if (!told) throw new Error(`${name} was not told`);
  const ofStream = page.map((one) => one.event).filter(({ stream }) => stream === event.stream);
  return { state: categoryOfEvent(event).evolve(ofStream), ...told };
}

function categoryOfEvent({ stream, type }: LoggedEvent) {
  if (isRecordKeeping({ type })) return KEEPING;
  const category = CATEGORIES[stream.slice(0, stream.indexOf('-'))];
  if (!category) throw new Error(`No context has the stream ${stream} of ${type}`);
  return category;
}

/** The audit trail's knowledge in memory: facts and notes of each record as they stood before an event. */
class KnownSoFar implements Known {
  private readonly factsOf = new Map<string, Facts>();
  private readonly notes = new Map<string, RecordNote>();

  facts(stream: string): Facts {
    return this.factsOf.get(stream) ?? {};
  }

  note(stream: string): RecordNote | undefined {
    return this.notes.get(stream);
  }

  tell(event: LoggedEvent): Omit<Meaning, 'state'> {
    const entry = categoryOfEvent(event).sentences[event.type];
    if (!entry) throw new Error(`Nobody says how ${event.type} reads`);
    const opened = { ...event, recordNumber: 1, recordTime: event.metadata.recordedAt } as unknown as OpenedEvent;
    const sentence = entry.describe(opened, this);
    const note = entry.note?.(opened, this);
    this.factsOf.set(event.stream, { ...this.facts(event.stream), ...sentence.facts });
    if (note) this.notes.set(event.stream, note);
    return { sentence, ...(note && { note }) };
  }
}

function vaultOf(keys: Readonly<Record<string, string>>): KeyVault {
  const held = new Map<string, DataKey>(
    Object.entries(keys).map(([id, key]) => [id, Buffer.from(key, 'base64url') as DataKey]),
  );
  return {
    get: (ids) => Promise.resolve(new Map([...held].filter(([id]) => ids.includes(id)))),
    put: () => Promise.reject(new Error('A golden event is only read')),
    destroy: () => Promise.reject(new Error('A golden event is only read')),
    close: () => Promise.resolve(),
  };
}
