import { accept, refuse, unreachable, type Decider, type RecordKeepingEvent } from '@minutebook/kernel';
import type { RecordKeepingCommand } from './record-keeping.commands';
import { erasureRequestRefusal, type ErasureRequestRefusal } from './erasure-request.refusals';

/** What a record's stream holds about its keeping: which of its events lost their texts, and whether the person is erased. */
export interface RecordKeepingState {
  readonly removed: readonly string[];
  readonly personErased: boolean;
}

/**
 * The keeping of any record, on its own stream. A hold that was placed after the request was agreed to still keeps the
 * record as it is: it is looked at once more, at the last moment.
 */
export const recordKeepingDecider: Decider<
  RecordKeepingState,
  RecordKeepingCommand,
  RecordKeepingEvent,
  ErasureRequestRefusal
> = {
  initialState: { removed: [], personErased: false },
  decide({ holds, ...command }, state) {
    const isDone = command.type === 'remove-text' ? state.removed.includes(command.eventId) : state.personErased;
    if (isDone) return accept();
    if (holds.length > 0) return refuse(erasureRequestRefusal('under-hold', { facts: { holds } }));
    const { type, ...data } = command;
    return accept(
      type === 'remove-text'
        ? { type: 'TextRemoved', data: data as Extract<RecordKeepingEvent, { type: 'TextRemoved' }>['data'] }
        : { type: 'PersonErased', data: data as Extract<RecordKeepingEvent, { type: 'PersonErased' }>['data'] },
    );
  },
  evolve(state, event) {
    switch (event.type) {
      case 'TextRemoved':
        return { ...state, removed: [...state.removed, event.data.eventId] };
      case 'PersonErased':
        return { ...state, personErased: true };
      default:
        return unreachable(event);
    }
  },
};
