import {
  dateInWords,
  ragScheme,
  recordIdOf,
  type Known,
  type Opened,
  type OpenedEvent,
  type RecordNote,
  type SentenceEntry,
} from '@minutebook/kernel';
import type { ActionPlanEvent } from './action-plan.events';
import { labelsOf } from './phrases';

type Of<T extends ActionPlanEvent['type']> = OpenedEvent & Opened<Extract<ActionPlanEvent, { readonly type: T }>>;

/** Label of the fact that names a plan's rating scheme; the sentences of its actions read it. */
export const RATING_SCHEME = 'Rating scheme';

/** How the events of action plans read in the audit trail. */
export const actionPlanSentences: Readonly<Record<ActionPlanEvent['type'], SentenceEntry>> = {
  ActionPlanOpened: {
    kind: 'Action plan opened',
    access: 'programme',
    describe({ data }: Of<'ActionPlanOpened'>, known) {
      const period = `${dateInWords(data.startsOn)} to ${dateInWords(data.endsOn)}`;
      const group = groupName(data.group.id, known);
      return {
        sentence: `The action plan “${data.title}” for ${period} was opened, owned by ${group}.`,
        sealed: `An action plan for ${period} was opened, owned by ${data.group.id}.`,
        facts: {
          Title: data.title,
          'Governance group': group,
          Start: dateInWords(data.startsOn),
          End: dateInWords(data.endsOn),
          [RATING_SCHEME]: ragScheme(data.ragScheme)?.name ?? data.ragScheme,
          Status: 'Open',
        },
      };
    },
    note: ({ data, stream }: Of<'ActionPlanOpened'>) => noteOf(stream, data.title, data.group.id),
  },
  ActionPlanAmended: {
    kind: 'Action plan amended',
    access: 'programme',
    describe({ data }: Of<'ActionPlanAmended'>) {
      const facts = {
        ...(data.title !== undefined && { Title: data.title }),
        ...(data.startsOn !== undefined && { Start: dateInWords(data.startsOn) }),
        ...(data.endsOn !== undefined && { End: dateInWords(data.endsOn) }),
      };
      const sentence = `The action plan was amended: ${labelsOf(facts)}.`;
      return { sentence, sealed: sentence, facts };
    },
    note({ data, stream }: Of<'ActionPlanAmended'>, known) {
      return data.title === undefined ? undefined : noteOf(stream, data.title, known.note(stream)?.group);
    },
  },
  ActionPlanClosed: {
    kind: 'Action plan closed',
    access: 'programme',
    describe: () => ({
      sentence: 'The action plan was closed.',
      sealed: 'The action plan was closed.',
      facts: { Status: 'Closed' },
    }),
  },
  ActionPlanTransferred: {
    kind: 'Action plan transferred',
    access: 'programme',
    describe({ data }: Of<'ActionPlanTransferred'>, known) {
      const group = groupName(data.group.id, known);
      return {
        sentence: `The action plan was transferred from ${groupName(data.from, known)} to ${group}.`,
        sealed: `The action plan was transferred from ${data.from} to ${data.group.id}.`,
        facts: { 'Governance group': group },
      };
    },
    note({ data, stream }: Of<'ActionPlanTransferred'>, known) {
      const before = known.note(stream);
      return before && { ...before, group: data.group.id };
    },
  },
};

function noteOf(stream: string, name: string, group: string | undefined): RecordNote {
  return { name, ...(group !== undefined && { group }), path: `/action-plans/${recordIdOf(stream)}` };
}

/** The group's name as it was known then; its id where its own stream has not been told. */
function groupName(id: string, known: Known): string {
  return known.note(`governanceGroup-${id}`)?.name ?? id;
}
