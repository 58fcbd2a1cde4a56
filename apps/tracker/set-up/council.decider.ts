import {
  accept,
  refuse,
  unreachable,
  type Decider,
  type Event,
  type Refusal,
  type Text,
  type Told,
} from '@minutebook/kernel';

/** The council whose record this is. One deployment is one council; its days are counted in London. */
export type CouncilEstablished = Event<
  'CouncilEstablished',
  { readonly name: Text; readonly timeZone: 'Europe/London' }
>;

export type CouncilRenamed = Event<'CouncilRenamed', { readonly name: Text }>;

export type CouncilEvent = CouncilEstablished | CouncilRenamed;

export type CouncilCommand =
  { readonly type: 'establish'; readonly name: Text } | { readonly type: 'rename'; readonly name: Text };

export type CouncilRefusal = Refusal<'council-already-established' | 'council-not-established'>;

export type CouncilState = { readonly status: 'none' } | { readonly status: 'established'; readonly name: Text };

export const COUNCIL_STREAM = 'council-1';

/** The council itself, stream `council-1`. */
export const councilDecider: Decider<CouncilState, CouncilCommand, CouncilEvent, CouncilRefusal> = {
  initialState: { status: 'none' },
  decide(command, state) {
    switch (command.type) {
      case 'establish':
        if (state.status === 'established')
          return refuse({
            rule: 'council-already-established',
            field: 'council',
            kind: 'conflict',
            message: 'This record has been set up already. Sign in instead.',
          });
        return accept({ type: 'CouncilEstablished', data: { name: command.name, timeZone: 'Europe/London' } });
      case 'rename':
        return state.status === 'none'
          ? refuse({ rule: 'council-not-established', message: 'This record has not been set up yet.' })
          : accept({ type: 'CouncilRenamed', data: { name: command.name } });
      default:
        return unreachable(command);
    }
  },
  evolve(_state: CouncilState, event: Told<CouncilEvent>): CouncilState {
    switch (event.type) {
      case 'CouncilEstablished':
      case 'CouncilRenamed':
        return { status: 'established', name: event.data.name };
      default:
        return unreachable(event);
    }
  },
};
