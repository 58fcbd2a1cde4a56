import { accept } from '@minutebook/kernel';
import { ALREADY_SO, given, told } from '../../../kernel/testing/given.fixture';
import { reminderSwitchDecider } from './reminder-switch.decider';

const paused = { type: 'RemindersPaused', data: {} } as const;
const resumed = { type: 'RemindersResumed', data: {} } as const;

describe('the switch of reminders', () => {
  it('pauses once, and again after it resumed', () => {
    expect(given(reminderSwitchDecider, []).when({ type: 'pause' })).toEqual(accept(paused));
    expect(given(reminderSwitchDecider, [told(paused)]).when({ type: 'pause' })).toEqual(ALREADY_SO);
    expect(given(reminderSwitchDecider, [told(paused), told(resumed)]).when({ type: 'pause' })).toEqual(accept(paused));
  });

  it('resumes where it is paused', () => {
    expect(given(reminderSwitchDecider, [told(paused)]).when({ type: 'resume' })).toEqual(accept(resumed));
    expect(given(reminderSwitchDecider, []).when({ type: 'resume' })).toEqual(ALREADY_SO);
    expect(given(reminderSwitchDecider, [told(paused), told(resumed)]).when({ type: 'resume' })).toEqual(ALREADY_SO);
  });

  it('keeps what came of a test mail, paused or not', () => {
    const test = { type: 'record-test', account: 'demo-admin' } as const;
    const tested = { type: 'ReminderTestSent', data: { account: 'demo-admin', taken: true } } as const;
    expect(given(reminderSwitchDecider, []).when(test)).toEqual(accept(tested));
    expect(given(reminderSwitchDecider, [told(paused), told(tested)]).when({ ...test, why: 'address' })).toEqual(
      accept({ type: 'ReminderTestSent', data: { account: 'demo-admin', taken: false, why: 'address' } }),
    );
    expect(given(reminderSwitchDecider, [told(paused), told(tested)]).state).toEqual({ paused: true });
  });
});
