import {
  categoryOf,
  dateInWords,
  recordIdOf,
  type Known,
  type Opened,
  type OpenedEvent,
  type RecordKeepingEvent,
  type SentenceEntry,
} from '@minutebook/kernel';
import { ERASURE_GROUNDS } from './erasure-request.commands';
import type { ErasureRequestEvent } from './erasure-request.events';
import type { HoldEvent } from './hold.events';
import { retentionClass } from './retention-rules';
import type { SubjectAccessExported } from './subject-access.events';

type Of<T extends ErasureRequestEvent['type']> = OpenedEvent &
  Opened<Extract<ErasureRequestEvent, { readonly type: T }>>;
type OfHold<T extends HoldEvent['type']> = OpenedEvent & Opened<Extract<HoldEvent, { readonly type: T }>>;
type OfKeeping<T extends RecordKeepingEvent['type']> = OpenedEvent &
  Opened<Extract<RecordKeepingEvent, { readonly type: T }>>;

const groundInWords = (ground: string): string => ERASURE_GROUNDS.find(({ code }) => code === ground)?.label ?? ground;

/** A record by the name that it is known by. */
const called = (stream: string, known: Known): string => {
  const name = known.note(stream)?.name;
  if (name !== undefined) return `“${name}”`;
  return categoryOf(stream) === 'person' ? 'a person' : `the record ${stream}`;
};

/** How requests for erasure read in the audit trail. */
export const erasureRequestSentences: Readonly<Record<ErasureRequestEvent['type'], SentenceEntry>> = {
  ErasureAsked: {
    kind: 'Erasure asked for',
    access: 'people',
    describe({ data }: Of<'ErasureAsked'>, known) {
      const { target } = data;
      return {
        sentence:
          target.kind === 'texts'
            ? `The removal of the texts of an event of ${called(target.stream, known)} was asked for.`
            : 'The erasure of a person was asked for.',
        sealed: 'An erasure was asked for.',
        facts: {
          Status: 'Waits for an answer',
          Ground: groundInWords(data.ground),
          Authority: data.authority,
          'Answer by': dateInWords(data.answerBy),
        },
        ...(data.wording !== undefined && { wording: data.wording }),
      };
    },
    note: ({ data, stream }: Of<'ErasureAsked'>) => ({
      name: data.target.kind === 'texts' ? 'Request to remove texts' : 'Request to erase a person',
      path: `/erasure/${recordIdOf(stream)}`,
    }),
  },
  ErasureAgreed: {
    kind: 'Erasure agreed to',
    access: 'people',
    describe({ data }: Of<'ErasureAgreed'>) {
      const events = data.events.length === 1 ? 'one event' : `${data.events.length} events`;
      return {
        sentence: `The erasure was agreed to: the texts of ${events} go.`,
        sealed: 'An erasure was agreed to.',
        facts: { Status: 'Agreed' },
      };
    },
  },
  ErasureDeclined: {
    kind: 'Erasure declined',
    access: 'people',
    describe: () => ({
      sentence: 'The erasure was declined.',
      sealed: 'An erasure was declined.',
      facts: { Status: 'Declined' },
    }),
  },
  ErasureWithdrawn: {
    kind: 'Erasure request withdrawn',
    access: 'people',
    describe: () => ({
      sentence: 'The request was withdrawn by whoever had made it.',
      sealed: 'A request for erasure was withdrawn.',
      facts: { Status: 'Withdrawn' },
    }),
  },
  ErasureCarriedOut: {
    kind: 'Erasure carried out',
    access: 'people',
    describe: ({ data }: Of<'ErasureCarriedOut'>) => ({
      sentence: `The erasure was carried out: ${data.keys === 1 ? 'one key is' : `${data.keys} keys are`} destroyed, and nothing derived from the record holds the texts any more.`,
      sealed: 'An erasure was carried out.',
      facts: { Status: 'Carried out' },
    }),
  },
};

/** How the keeping of any record reads in its trail. */
export const recordKeepingSentences: Readonly<Record<RecordKeepingEvent['type'], SentenceEntry>> = {
  TextRemoved: {
    kind: 'Texts removed',
    access: 'people',
    describe: ({ data }: OfKeeping<'TextRemoved'>) => ({
      sentence: `The texts of this record’s event at revision ${data.eventRevision} were removed for good. ${groundInWords(data.ground)}.`,
      sealed: 'Texts of this record were removed for good.',
      ...(data.wording !== undefined && { wording: data.wording }),
    }),
  },
  PersonErased: {
    kind: 'Person erased',
    access: 'people',
    describe: ({ data }: OfKeeping<'PersonErased'>) => ({
      sentence: `The person was erased for good: name, addresses and what was written about them here. ${groundInWords(data.ground)}.`,
      sealed: 'A person was erased for good.',
    }),
  },
};

/** How holds read in the audit trail. */
export const holdSentences: Readonly<Record<HoldEvent['type'], SentenceEntry>> = {
  HoldPlaced: {
    kind: 'Hold placed',
    access: 'people',
    describe({ data }: OfHold<'HoldPlaced'>, known) {
      return {
        sentence: `A hold was placed over ${heldInWords(data.over, known)}: nothing of it may be erased.`,
        sealed: 'A hold was placed.',
        facts: { Status: 'In force' },
      };
    },
    note: ({ data }: OfHold<'HoldPlaced'>, known) => ({
      name: `Hold over ${heldInWords(data.over, known)}`,
      path: '/erasure/holds',
    }),
  },
  HoldLifted: {
    kind: 'Hold lifted',
    access: 'people',
    describe: () => ({ sentence: 'The hold was lifted.', sealed: 'A hold was lifted.', facts: { Status: 'Lifted' } }),
  },
};

/** How the export of everything about somebody reads in the audit trail. */
export const subjectAccessSentences: Readonly<Record<SubjectAccessExported['type'], SentenceEntry>> = {
  SubjectAccessExported: {
    kind: 'Subject access export',
    access: 'people',
    describe({ data }: OpenedEvent & Opened<SubjectAccessExported>) {
      const { kind, id } = data.subject;
      return {
        sentence: `Everything held about the ${kind} ${id} was exported.`,
        sealed: 'Everything held about somebody was exported.',
      };
    },
    note: () => ({ name: 'Subject access', path: '/erasure/subject-access' }),
  },
};

function heldInWords(over: Opened<OfHold<'HoldPlaced'>['data']['over']>, known: Known): string {
  if (over.kind === 'record') return called(over.stream, known);
  return `the retention class “${retentionClass(over.retentionClass)?.name ?? over.retentionClass}”`;
}
