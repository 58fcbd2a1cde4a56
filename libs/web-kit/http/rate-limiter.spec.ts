import fc from 'fast-check';
import { RateLimiter, TooManyRequests } from './rate-limiter';

/** A clock that the spec moves. */
class Watch {
  private at = Date.UTC(2026, 0, 5, 9);

  now(): number {
    return this.at;
  }

  pass(seconds: number): void {
    this.at += seconds * 1000;
  }
}

const LIMIT = { most: 3, withinSeconds: 60 };

describe('A limit of 3 within a minute', () => {
  let watch: Watch;
  let limiter: RateLimiter;
  beforeEach(() => {
    watch = new Watch();
    limiter = new RateLimiter(LIMIT, watch);
  });
  const allowed = (key: string, times: number): readonly boolean[] =>
    Array.from({ length: times }, () => limiter.take(key).allowed);

  it('lets three through at once, and says of the fourth when it may be tried again', () => {
    expect(allowed('a', 3)).toEqual([true, true, true]);
    expect(limiter.take('a')).toEqual({ allowed: false, retryAfterSeconds: 20 });
  });

  it('keeps its word: what is tried again after the time named is let through, and not before', () => {
    allowed('a', 4);
    watch.pass(19);
    expect(limiter.take('a')).toEqual({ allowed: false, retryAfterSeconds: 1 });
    watch.pass(1);
    expect(allowed('a', 2)).toEqual([true, false]);
  });

  it('does not make those who go on knocking wait longer', () => {
    allowed('a', 50);
    watch.pass(60);
    expect(allowed('a', 4)).toEqual([true, true, true, false]);
  });

  it('counts each key for itself', () => {
    allowed('a', 4);
    expect(allowed('b', 3)).toEqual([true, true, true]);
  });

  it('counts anew what was given back, and no more than that', () => {
    allowed('a', 3);
    limiter.giveBack('a');
    expect(allowed('a', 2)).toEqual([true, false]);
    for (let times = 0; times < 10; times += 1) limiter.giveBack('a');
    limiter.giveBack('never taken');
    expect(allowed('a', 4)).toEqual([true, true, true, false]);
  });

  it('keeps nobody waiting for longer than its stretch where the clock was set back', () => {
    allowed('a', 3);
    watch.pass(-86_400);
    expect(limiter.take('a')).toEqual({ allowed: false, retryAfterSeconds: 20 });
  });

  it('remembers no more keys than it may: it forgets those that are free before those that wait', () => {
    limiter = new RateLimiter(LIMIT, watch, 10);
    allowed('waits', 3);
    for (let other = 0; other < 9; other += 1) limiter.take(`free by then ${other}`);
    watch.pass(30);
    limiter.take('one more');
    // Half a minute has given one back; had it been forgotten, there would be three.
    expect(allowed('waits', 3)).toEqual([true, false, false]);
  });

  it('and of those that wait the ones used least recently: who goes on knocking is not forgotten', () => {
    limiter = new RateLimiter(LIMIT, watch, 10);
    allowed('knocks', 3);
    allowed('went away', 3);
    for (let other = 0; other < 7; other += 1) limiter.take(`other ${other}`);
    expect(limiter.take('knocks').allowed).toBe(false);
    limiter.take('the tenth');
    limiter.take('one more');
    expect(limiter.take('knocks').allowed).toBe(false);
    expect(limiter.take('went away').allowed).toBe(true);
  });

  it('lets no more through than its number and what came back meanwhile, however they are spread', () => {
    const steps = fc.array(
      fc.record({ seconds: fc.integer({ min: 0, max: 30 }), tries: fc.integer({ max: 5, min: 0 }) }),
    );
    fc.assert(
      fc.property(steps, (spread) => {
        const clock = new Watch();
        const limited = new RateLimiter(LIMIT, clock);
        let elapsed = 0;
        let through = 0;
        for (const { seconds, tries } of spread) {
          clock.pass(seconds);
          elapsed += seconds;
          for (let each = 0; each < tries; each += 1) if (limited.take('a').allowed) through += 1;
          expect(through).toBeLessThanOrEqual(3 + Math.floor(elapsed / 20));
        }
      }),
    );
  });
});

describe('Too many requests', () => {
  it.each([
    [1, '1 second'],
    [90, '90 seconds'],
    [91, '2 minutes'],
    [840, '14 minutes'],
  ])('say when to try again: %d is %s', (seconds, words) => {
    const { status, details } = new TooManyRequests(seconds, 'This was tried too often.');
    expect([status, details.title, details.rule]).toEqual([
      429,
      `This was tried too often. Try again in ${words}.`,
      'too-many-requests',
    ]);
  });
});
