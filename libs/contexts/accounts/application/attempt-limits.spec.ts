import { TooManyRequests } from '@minutebook/web-kit';
import { AttemptLimits, type Attempt } from './attempt-limits';
import { DeviceMarks } from './device-marks';

const SECRET = Buffer.alloc(32, 3);

describe('Attempts to sign in', () => {
  let now: number;
  let limits: AttemptLimits;
  beforeEach(() => {
    now = Date.UTC(2026, 0, 5, 9);
    limits = new AttemptLimits({ now: () => now });
  });

  const fails = (attempt: Attempt): number | undefined => {
    try {
      limits.signIn(attempt);
      return undefined;
    } catch (error) {
      if (error instanceof TooManyRequests) return error.retryAfterSeconds;
      throw error;
    }
  };
  /** How many of so many wrong attempts are looked at. */
  const lookedAt = (times: number, attempt: (each: number) => Attempt): number =>
    Array.from({ length: times }, (_, each) => fails(attempt(each))).filter((wait) => wait === undefined).length;

  it('with one name from one address end after ten, until one comes back', () => {
    const guess = { address: '192.0.2.1', name: 'clerk@example.gov.uk' };

    expect(lookedAt(30, () => guess)).toBe(10);
    const wait = fails(guess) ?? 0;
    now += wait * 1000;

    expect(lookedAt(2, () => guess)).toBe(1);
  });

  it.each([' Clerk@Example.gov.uk ', 'CLERK@EXAMPLE.GOV.UK', '\uFF43lerk@example.gov.uk'])(
    'count for the same name however it is typed: %s',
    (name) => {
      lookedAt(10, () => ({ address: '192.0.2.1', name: 'clerk@example.gov.uk' }));

      expect(fails({ address: '192.0.2.1', name })).toBeGreaterThan(0);
    },
  );

  it('with many names from one address end after a hundred', () => {
    expect(lookedAt(150, (each) => ({ address: '192.0.2.1', name: `name ${each}` }))).toBe(100);
  });

  it('with one name from many addresses end after a hundred', () => {
    expect(lookedAt(150, (each) => ({ address: `192.0.2.${each}`, name: 'clerk' }))).toBe(100);
  });

  it('that are refused by their address are not counted against the name', () => {
    lookedAt(100, (each) => ({ address: '192.0.2.1', name: `name ${each}` }));
    lookedAt(500, () => ({ address: '192.0.2.1', name: 'clerk' }));

    expect(fails({ address: '192.0.2.2', name: 'clerk' })).toBeUndefined();
  });

  it('do not count where they succeeded: a whole office may sign in from one address', () => {
    for (let each = 0; each < 500; each += 1)
      limits.signIn({ address: '192.0.2.1', name: `name ${each % 20}` }).succeeded();

    expect(fails({ address: '192.0.2.1', name: 'name 1' })).toBeUndefined();
  });

  it('of strangers lock nobody out of the browser that they signed in with before', () => {
    // given an account whose owner signed in here before
    const marks = new DeviceMarks(SECRET);
    const device = marks.deviceOf(marks.markFor('clerk'), 'clerk');
    const owner = { address: '192.0.2.1', name: 'clerk', device };

    // when strangers guess at it from everywhere, the owner's own office included
    lookedAt(200, (each) => ({ address: `192.0.2.${each % 90}`, name: 'clerk' }));
    lookedAt(200, () => ({ address: '192.0.2.1', name: 'clerk' }));

    // then the owner may still try, as often as anybody may
    expect(lookedAt(30, () => owner)).toBe(10);
  });

  it('with a code end after twenty from one address', () => {
    const tries = Array.from({ length: 30 }, () => {
      try {
        return limits.code('192.0.2.1') !== undefined;
      } catch {
        return false;
      }
    });

    expect(tries.filter(Boolean)).toHaveLength(20);
  });

  it('that ask for a reset fill nobody’s mailbox, and do not show whose', () => {
    const asked = Array.from({ length: 5 }, (_, each) =>
      limits.mayMailReset({ address: `192.0.2.${each}`, name: 'clerk' }),
    );

    expect(asked).toEqual([true, true, true, false, false]);
  });

  it('that ask for resets of all sorts of names end by their address', () => {
    const ask = (): void => {
      for (let each = 0; each < 21; each += 1) limits.mayMailReset({ address: '192.0.2.1', name: `name ${each}` });
    };

    expect(ask).toThrow(TooManyRequests);
  });
});

describe('The mark of a browser', () => {
  const marks = new DeviceMarks(SECRET);

  it('names the same device each time, and each browser another', () => {
    const mark = marks.markFor('clerk');

    expect(marks.deviceOf(mark, 'clerk')).toBe(marks.deviceOf(mark, 'clerk'));
    expect(marks.deviceOf(mark, 'clerk')).not.toBe(marks.deviceOf(marks.markFor('clerk'), 'clerk'));
  });

  it('is worth nothing for another account, altered, of another installation, or made up', () => {
    const mark = marks.markFor('clerk');
    const others = new DeviceMarks(Buffer.alloc(32, 4)).markFor('clerk');

    expect(marks.deviceOf(mark, 'chair')).toBeUndefined();
    for (const wrong of [`x${mark}`, mark.slice(0, -2), `${mark}AA`, others, '', '.', 'a.b', undefined])
      expect(marks.deviceOf(wrong, 'clerk')).toBeUndefined();
  });
});
