import { accept, refuse, unreachable, type Decider, type Decision } from '@minutebook/kernel';
import { ERASURE_GROUNDS, type AskForErasure, type ErasureRequestCommand } from './erasure-request.commands';
import type { ErasureRequestEvent } from './erasure-request.events';
import { erasureRequestRefusal, type ErasureRequestRefusal } from './erasure-request.refusals';
import { standsInTheWay, whatIsToGo } from './erasure-request.rules';
import { evolveErasureRequest, notAsked, type ErasureRequestState } from './erasure-request.state';

type ErasureDecision = Decision<ErasureRequestEvent, ErasureRequestRefusal>;

/**
 * A request for erasure: asked by one account, agreed or declined by another, then carried out. Stream
 * `erasureRequest-<id>`. A hold or a statute does not keep anybody from asking: a request that came in must be answered, so
 * that it is on record; they keep others from agreeing.
 */
export const erasureRequestDecider: Decider<
  ErasureRequestState,
  ErasureRequestCommand,
  ErasureRequestEvent,
  ErasureRequestRefusal
> = {
  initialState: notAsked,
  evolve: evolveErasureRequest,
  decide(command, state) {
    if (command.type === 'ask') return ask(command, state);
    if (state.status === 'not-asked') return refuse(erasureRequestRefusal('no-such-erasure-request'));
    const isOpen = state.status === 'asked';
    switch (command.type) {
      case 'agree': {
        if (state.status === 'agreed' || state.status === 'carried-out') return accept();
        const refusal = isOpen
          ? (othersDecide(command.by, state.askedBy) ?? whatIsToGo(command.found) ?? standsInTheWay(command.inTheWay))
          : erasureRequestRefusal('request-not-open');
        if (refusal) return refuse(refusal);
        const { events, retentionClass } = command;
        return accept({
          type: 'ErasureAgreed',
          data: { events, ...(retentionClass !== undefined && { retentionClass }) },
        });
      }
      case 'decline': {
        if (state.status === 'declined') return accept();
        const refusal = isOpen ? othersDecide(command.by, state.askedBy) : erasureRequestRefusal('request-not-open');
        return refusal ? refuse(refusal) : accept({ type: 'ErasureDeclined', data: {} });
      }
      case 'withdraw':
        if (state.status === 'withdrawn') return accept();
        if (!isOpen) return refuse(erasureRequestRefusal('request-not-open'));
        if (command.by !== state.askedBy) return refuse(erasureRequestRefusal('not-your-request'));
        return accept({ type: 'ErasureWithdrawn', data: {} });
      case 'confirm':
        if (state.status === 'carried-out') return accept();
        if (state.status !== 'agreed') return refuse(erasureRequestRefusal('erasure-not-agreed'));
        return accept({ type: 'ErasureCarriedOut', data: { keys: command.keys } });
      default:
        return unreachable(command);
    }
  },
};

function ask(command: AskForErasure, state: ErasureRequestState): ErasureDecision {
  const { found, ground, authority, wording, answerBy, answerRule } = command;
  if (state.status !== 'not-asked') return refuse(erasureRequestRefusal('erasure-request-already-exists'));
  if (found.state !== 'there') return refuse(whatIsToGo(found) as ErasureRequestRefusal);
  if (!ERASURE_GROUNDS.some(({ code }) => code === ground)) return refuse(erasureRequestRefusal('no-such-ground'));
  const { target } = found;
  const instead = wording !== undefined && target.kind === 'texts' ? { wording } : {};
  return accept({ type: 'ErasureAsked', data: { target, ground, authority, ...instead, answerBy, answerRule } });
}

/** Nobody agrees to what they asked for themselves, nor declines it: that is what withdrawing is for. */
function othersDecide(by: string, askedBy: string): ErasureRequestRefusal | undefined {
  return by === askedBy ? erasureRequestRefusal('own-request') : undefined;
}
