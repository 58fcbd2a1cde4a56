import { accept, unreachable, type Decider } from '@minutebook/kernel';
import type { ReminderSwitchCommand } from './reminder-switch.commands';
import type { ReminderTestSent, RemindersPaused, RemindersResumed } from './reminder-switch.events';
import type { ReminderSwitchRefusal } from './reminder-switch.refusals';

export interface ReminderSwitchState {
  readonly paused: boolean;
}

type SwitchEvent = RemindersPaused | RemindersResumed | ReminderTestSent;

/** Whether mail leaves at all. Stream `reminderSwitch-1`. */
export const reminderSwitchDecider: Decider<
  ReminderSwitchState,
  ReminderSwitchCommand,
  SwitchEvent,
  ReminderSwitchRefusal
> = {
  initialState: { paused: false },
  decide(command, { paused }) {
    switch (command.type) {
      case 'pause':
        return paused ? accept() : accept({ type: 'RemindersPaused', data: {} });
      case 'resume':
        return paused ? accept({ type: 'RemindersResumed', data: {} }) : accept();
      case 'record-test': {
        const { account, why } = command;
        return accept({
          type: 'ReminderTestSent',
          data: { account, taken: why === undefined, ...(why !== undefined && { why }) },
        });
      }
      default:
        return unreachable(command);
    }
  },
  evolve(state, event) {
    switch (event.type) {
      case 'RemindersPaused':
        return { paused: true };
      case 'RemindersResumed':
        return { paused: false };
      case 'ReminderTestSent':
        return state;
      default:
        return unreachable(event);
    }
  },
};
