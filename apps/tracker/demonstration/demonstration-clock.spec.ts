import { londonInstant } from '@minutebook/kernel';
import type { LoggedEvent, SystemClock } from '@minutebook/kernel/recording';
import { DemonstrationClock } from './demonstration-clock';

const PRESENT = londonInstant('2014-06-16', '09:00');
const HOUR = 3_600_000;

/** A machine whose monotonic time the spec moves on. */
class Machine implements SystemClock {
  private passed = 5_000;
  now(): number {
    return Date.UTC(2026, 0, 1);
  }
  monotonic(): number {
    return this.passed;
  }
  wait(ms: number): void {
    this.passed += ms;
  }
}

const moved = (to: number): LoggedEvent => ({ type: 'DemonstrationClockMoved', data: { to } }) as LoggedEvent;

describe('the clock of a demonstration', () => {
  let machine: Machine;
  let clock: DemonstrationClock;

  beforeEach(() => {
    machine = new Machine();
    clock = new DemonstrationClock(machine);
  });

  it('stands at each step’s own time while history is loaded, whatever the machine does', () => {
    clock.standAt(londonInstant('2009-10-30', '09:20'));
    machine.wait(HOUR);
    const first = clock.now();
    clock.standAt(londonInstant('2009-10-30', '09:45'));

    expect([first, clock.now()]).toEqual([Date.UTC(2009, 9, 30, 9, 20), Date.UTC(2009, 9, 30, 9, 45)]);
  });

  it('ticks from the present of the demonstration, in whole milliseconds', () => {
    clock.standAt(PRESENT);
    clock.tickFrom(PRESENT);
    machine.wait(1_500.75);

    expect(clock.now()).toBe(PRESENT + 1_500);
  });

  it('resumes at the last record’s time, or at the present where that is later', () => {
    clock.tickFrom(PRESENT);
    clock.resumeAfter(PRESENT + HOUR);
    expect(clock.now()).toBe(PRESENT + HOUR);

    clock.resumeAfter(PRESENT);
    machine.wait(10);
    expect(clock.now()).toBe(PRESENT + HOUR + 10);
  });

  it('stands at the last record’s time where a load was cut short', () => {
    clock.resumeAfter(londonInstant('2010-03-01', '09:20'));
    machine.wait(HOUR);

    expect(clock.now()).toBe(londonInstant('2010-03-01', '09:20'));
  });

  it('follows the moves in the record, forward and never back, and ticks on from there', () => {
    clock.tickFrom(PRESENT);

    clock.follow([moved(PRESENT + 24 * HOUR), { type: 'ProgressReported', data: { to: 1 } } as LoggedEvent]);
    machine.wait(1_000);
    expect(clock.now()).toBe(PRESENT + 24 * HOUR + 1_000);

    clock.follow([moved(PRESENT + HOUR)]);
    expect(clock.now()).toBe(PRESENT + 24 * HOUR + 1_000);
  });

  it('is not moved by the record’s moves while history is loaded', () => {
    clock.standAt(PRESENT);

    clock.follow([moved(PRESENT + HOUR)]);

    expect(clock.now()).toBe(PRESENT);
  });
});
