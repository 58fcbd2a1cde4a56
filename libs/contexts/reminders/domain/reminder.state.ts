import { unreachable, type LocalDate, type Told } from '@minutebook/kernel';
import type { Occurrence, ReminderEvent } from './reminder.events';

/** Where the transmission of a message stands. `sent`: handed over, and no answer is known. */
export type Transmission = 'claimed' | 'sent' | 'accepted' | 'failed' | 'refused' | 'given-up';

export interface ReminderMessage {
  readonly status: Transmission;
  readonly account: string;
  readonly day: LocalDate;
  readonly occurrences: readonly Occurrence[];
  readonly heldBackSince?: LocalDate;
  /** 0 before the first. */
  readonly attempt: number;
  /** When the last attempt began: epoch ms of the record's clock. */
  readonly sentAt: number;
  /** The answer of some attempt was lost: the channel may have the message, whatever later attempts met. */
  readonly uncertain: boolean;
  readonly delivery: 'unknown' | 'delivered' | 'undelivered';
  /** Streams of the records that were answered for. */
  readonly answered: readonly string[];
  readonly linksRevoked: boolean;
}

export type ReminderState = { readonly status: 'not-claimed' } | { readonly status: 'held-back' } | ReminderMessage;

export const initialReminder: ReminderState = { status: 'not-claimed' };

export function isMessage(state: ReminderState): state is ReminderMessage {
  return state.status !== 'not-claimed' && state.status !== 'held-back';
}

/** What a message is after one more event. Total: an event that does not fit the state changes nothing. */
export function evolveReminder(state: ReminderState, event: Told<ReminderEvent>): ReminderState {
  if (event.type === 'ReminderClaimed') {
    const { channel: _, ...data } = event.data;
    return {
      status: 'claimed',
      ...data,
      attempt: 0,
      sentAt: 0,
      uncertain: false,
      delivery: 'unknown',
      answered: [],
      linksRevoked: false,
    };
  }
  if (event.type === 'ReminderHeldBack') return { status: 'held-back' };
  return isMessage(state) ? evolveMessage(state, event) : state;
}

type LaterEvent = Exclude<Told<ReminderEvent>, { readonly type: 'ReminderClaimed' | 'ReminderHeldBack' }>;

function evolveMessage(state: ReminderMessage, event: LaterEvent): ReminderMessage {
  switch (event.type) {
    case 'ReminderSent':
      return {
        ...state,
        status: 'sent',
        attempt: event.data.attempt,
        sentAt: event.metadata.recordedAt,
        uncertain: event.data.mayHaveBeenTaken,
      };
    case 'ReminderAccepted':
      return { ...state, status: 'accepted' };
    case 'ReminderFailed':
      return { ...state, status: event.data.final ? 'refused' : 'failed' };
    case 'ReminderDelivered':
      return { ...state, delivery: 'delivered' };
    case 'ReminderUndelivered':
      return { ...state, delivery: 'undelivered' };
    case 'ReminderGivenUp':
      return { ...state, status: 'given-up' };
    case 'ReminderAnswered':
      return { ...state, answered: [...state.answered, event.data.record.stream] };
    case 'ReminderLinksRevoked':
      return { ...state, linksRevoked: true };
    default:
      return unreachable(event);
  }
}
