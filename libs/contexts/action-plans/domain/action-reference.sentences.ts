import type { Opened, OpenedEvent, SentenceEntry } from '@minutebook/kernel';
import type { ActionReferenceTaken } from './action-reference.events';

type Taken = OpenedEvent & Opened<ActionReferenceTaken>;

/** How the taking of a reference reads in the audit trail. */
export const actionReferenceSentences: Readonly<Record<ActionReferenceTaken['type'], SentenceEntry>> = {
  ActionReferenceTaken: {
    kind: 'Action reference taken',
    access: 'programme',
    describe({ data }: Taken) {
      const sentence = `The reference ${data.reference} was given to an action of the plan.`;
      return { sentence, sealed: sentence, facts: { Reference: data.reference } };
    },
    note: ({ data }: Taken) => ({
      name: `Reference ${data.reference}`,
      parent: `actionPlan-${data.planId}`,
      path: `/actions/${data.actionId}`,
    }),
  },
};
