import { accept, refuse, unreachable, type Decider, type Event, type Refusal } from '@minutebook/kernel';

/** Record 1 of a demonstration: from here on the record's clock is not the machine's. Instants in epoch ms. */
export type DemonstrationStarted = Event<
  'DemonstrationStarted',
  { readonly dataVersion: number; readonly historyFrom: number; readonly presentAt: number }
>;
export type DemonstrationLoaded = Event<'DemonstrationLoaded', Record<string, never>>;
export type DemonstrationClockMoved = Event<'DemonstrationClockMoved', { readonly to: number }>;
export type DemonstrationEvent = DemonstrationStarted | DemonstrationLoaded | DemonstrationClockMoved;

export type DemonstrationCommand =
  | { readonly type: 'start'; readonly dataVersion: number; readonly historyFrom: number; readonly presentAt: number }
  | { readonly type: 'finish-loading' }
  | { readonly type: 'move-clock'; readonly to: number; readonly now: number };

export type DemonstrationRefusal = Refusal<'not-a-demonstration' | 'clock-moves-forward-only' | 'clock-moves-too-far'>;

export interface DemonstrationState {
  readonly status: 'none' | 'loading' | 'loaded';
  readonly dataVersion?: number;
  readonly presentAt: number;
}

/** The clock may be moved by at most two years at once: further out there is nothing to see. In ms. */
const FARTHEST = 2 * 366 * 24 * 60 * 60 * 1000;

/** The demonstration itself, stream `demonstration-1`: its start, the end of its loading, and its clock. */
export const demonstrationDecider: Decider<
  DemonstrationState,
  DemonstrationCommand,
  DemonstrationEvent,
  DemonstrationRefusal
> = {
  initialState: { status: 'none', presentAt: 0 },
  decide(command, state) {
    switch (command.type) {
      case 'start': {
        const { dataVersion, historyFrom, presentAt } = command;
        if (state.status !== 'none') return accept();
        return accept({ type: 'DemonstrationStarted', data: { dataVersion, historyFrom, presentAt } });
      }
      case 'finish-loading':
        return state.status === 'loaded' ? accept() : accept({ type: 'DemonstrationLoaded', data: {} });
      case 'move-clock':
        if (state.status !== 'loaded')
          return refuse({ rule: 'not-a-demonstration', message: 'Only the clock of a demonstration can be moved.' });
        if (command.to <= command.now)
          return refuse({
            rule: 'clock-moves-forward-only',
            field: 'to',
            message: 'The clock can only be moved forward: choose a later date than today’s.',
          });
        if (command.to > command.now + FARTHEST)
          return refuse({
            rule: 'clock-moves-too-far',
            field: 'to',
            message: 'The clock can be moved by at most two years at once.',
          });
        return accept({ type: 'DemonstrationClockMoved', data: { to: command.to } });
      default:
        return unreachable(command);
    }
  },
  evolve(state, event) {
    switch (event.type) {
      case 'DemonstrationStarted':
        return { status: 'loading', dataVersion: event.data.dataVersion, presentAt: event.data.presentAt };
      case 'DemonstrationLoaded':
        return { ...state, status: 'loaded' };
      case 'DemonstrationClockMoved':
        return { ...state, presentAt: event.data.to };
      default:
        return unreachable(event);
    }
  },
};

export const DEMONSTRATION_STREAM = 'demonstration-1';
