import { accept, refuse, unreachable, type Decider } from '@minutebook/kernel';
import type { HoldCommand } from './hold.commands';
import type { HoldEvent } from './hold.events';
import { holdRefusal, type HoldRefusal } from './hold.refusals';

export type HoldState = 'never-placed' | 'placed' | 'lifted';

/**
 * A hold over one thing. Stream `hold-<id>`, its id derived from what is held: whoever decides about a record finds every
 * hold over it in the log itself, and nothing is held twice. It may be placed again once it was lifted.
 */
export const holdDecider: Decider<HoldState, HoldCommand, HoldEvent, HoldRefusal> = {
  initialState: 'never-placed',
  decide(command, state) {
    switch (command.type) {
      case 'place':
        if (state === 'placed') return refuse(holdRefusal('already-held'));
        if (!command.exists) return refuse(holdRefusal('nothing-to-hold'));
        return accept({ type: 'HoldPlaced', data: { over: command.over } });
      case 'lift':
        if (state === 'never-placed') return refuse(holdRefusal('no-such-hold'));
        return state === 'lifted' ? accept() : accept({ type: 'HoldLifted', data: {} });
      default:
        return unreachable(command);
    }
  },
  evolve: (_state, event) => (event.type === 'HoldPlaced' ? 'placed' : 'lifted'),
};
