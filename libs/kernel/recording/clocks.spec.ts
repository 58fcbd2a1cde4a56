import { ClockNotTrusted, RecordingClock } from './clocks';

describe('The recording clock', () => {
  let now: number;
  let wall: number;
  let monotonic: number;
  let clock: RecordingClock;

  beforeEach(() => {
    now = 1_000_000;
    wall = 0;
    monotonic = 0;
    clock = new RecordingClock({ now: () => now }, { now: () => wall, monotonic: () => monotonic });
  });

  it('stamps with the record’s time, also a little behind the last record', () => {
    // given a last record 5 seconds ahead of this node's clock
    clock.seen(now + 5_000);

    // when it stamps, then the lag is borne
    expect(clock.stamp()).toBe(now);
  });

  it('refuses to stamp more than five seconds behind the last record', () => {
    // given a last record that is further ahead
    clock.seen(now + 5_001);

    // when it is to stamp, then it says what is wrong
    expect(() => clock.stamp()).toThrow(ClockNotTrusted);
    expect(() => clock.stamp()).toThrow(/5 seconds behind the last record/);
  });

  it('does not forget the last record when an older one is seen', () => {
    // given records seen out of order
    clock.seen(now + 60_000);
    clock.seen(now);

    // then the latest counts
    expect(() => clock.stamp()).toThrow(ClockNotTrusted);
  });

  it('refuses to stamp after the wall clock jumped more than a minute, forward or back', () => {
    // given ten minutes of monotonic time in which the wall clock went along
    monotonic = 600_000;
    wall = 600_000 + 60_000;
    expect(clock.stamp()).toBe(now);

    // when it runs ahead, or falls back, by more than a minute, then it is not trusted
    wall = 600_000 + 60_001;
    expect(() => clock.stamp()).toThrow(/has jumped/);
    wall = 600_000 - 60_001;
    expect(() => clock.stamp()).toThrow(/has jumped/);
  });
});
