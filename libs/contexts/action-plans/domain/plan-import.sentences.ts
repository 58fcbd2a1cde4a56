import { dateInWords, recordIdOf, type Opened, type OpenedEvent, type SentenceEntry } from '@minutebook/kernel';
import type { PlanImportEvent } from './plan-import.events';

type Of<T extends PlanImportEvent['type']> = OpenedEvent & Opened<Extract<PlanImportEvent, { readonly type: T }>>;

/** How the import of a plan reads in the audit trail. */
export const planImportSentences: Readonly<Record<PlanImportEvent['type'], SentenceEntry>> = {
  PlanImportAccepted: {
    kind: 'Plan import accepted',
    access: 'programme',
    describe({ data }: Of<'PlanImportAccepted'>) {
      const actions = inWords(data.actions);
      return {
        sentence: `The import of the action plan “${data.title}” with ${actions} from the file “${data.fileName}” was accepted.`,
        sealed: `The import of an action plan with ${actions} was accepted.`,
        facts: {
          Title: data.title,
          Start: dateInWords(data.startsOn),
          End: dateInWords(data.endsOn),
          File: data.fileName,
          Actions: String(data.actions),
          Status: 'Accepted',
        },
      };
    },
    note: ({ data, stream }: Of<'PlanImportAccepted'>) => ({
      name: `Import of “${data.title}”`,
      group: data.group.id,
      parent: `actionPlan-${data.planId}`,
      path: `/action-plans/imports/${recordIdOf(stream)}`,
    }),
  },
  PlanImportCompleted: {
    kind: 'Plan import completed',
    access: 'programme',
    describe({ data }: Of<'PlanImportCompleted'>) {
      const sentence = `The import was carried out: the plan and its ${inWords(data.actions)} stand in the record.`;
      return { sentence, sealed: sentence, facts: { Status: 'Carried out' } };
    },
  },
};

function inWords(actions: number): string {
  return actions === 1 ? '1 action' : `${actions} actions`;
}
