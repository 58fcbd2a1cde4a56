import { unreachable, type Told } from '@minutebook/kernel';
import type { ErasureAsked, ErasureRequestEvent, EventToClear } from './erasure-request.events';

export interface NotAsked {
  readonly status: 'not-asked';
}

/** A request that waits, or that was declined or withdrawn. */
export interface AskedErasure {
  readonly status: 'asked' | 'declined' | 'withdrawn';
  readonly asked: ErasureAsked['data'];
  readonly askedBy: string;
}

/** A request that is to be carried out, or was. */
export interface AgreedErasure {
  readonly status: 'agreed' | 'carried-out';
  readonly asked: ErasureAsked['data'];
  readonly askedBy: string;
  readonly agreedBy: string;
  readonly events: readonly EventToClear[];
}

export type ErasureRequestState = NotAsked | AskedErasure | AgreedErasure;

export const notAsked: ErasureRequestState = { status: 'not-asked' };

export function evolveErasureRequest(
  state: ErasureRequestState,
  event: Told<ErasureRequestEvent>,
): ErasureRequestState {
  if (event.type === 'ErasureAsked')
    return { status: 'asked', asked: event.data, askedBy: event.metadata.actor.account };
  if (state.status === 'not-asked') return state;
  switch (event.type) {
    case 'ErasureAgreed': {
      const { asked, askedBy } = state;
      return { status: 'agreed', asked, askedBy, agreedBy: event.metadata.actor.account, events: event.data.events };
    }
    case 'ErasureDeclined':
      return { status: 'declined', asked: state.asked, askedBy: state.askedBy };
    case 'ErasureWithdrawn':
      return { status: 'withdrawn', asked: state.asked, askedBy: state.askedBy };
    case 'ErasureCarriedOut':
      return 'events' in state ? { ...state, status: 'carried-out' } : state;
    default:
      return unreachable(event);
  }
}
