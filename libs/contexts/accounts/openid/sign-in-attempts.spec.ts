import { randomBytes } from 'node:crypto';
import { Sessions } from '../sessions';
import { SignInAttempts, type SignInAttempt } from './sign-in-attempts';

const ATTEMPT: SignInAttempt = { state: 's', nonce: 'n', codeVerifier: 'v', next: '/changes' };
const MINUTE = 60_000;

let now: number;
const clock = { now: () => now, monotonic: () => now };
const secret = randomBytes(32);
let attempts: SignInAttempts;

beforeEach(() => {
  now = Date.UTC(2026, 10, 27, 9);
  attempts = new SignInAttempts(secret, clock);
});

describe('a sign-in under way', () => {
  it('is what its cookie holds, and the cookie shows nothing of it', async () => {
    const cookie = await attempts.seal({ ...ATTEMPT, state: 'a-state-to-look-for' });

    expect(await attempts.open(cookie)).toEqual({ ...ATTEMPT, state: 'a-state-to-look-for' });
    const shown = cookie.split('.').map((part) => Buffer.from(part, 'base64url').toString('latin1'));
    expect(shown.join(' ')).not.toContain('a-state-to-look-for');
  });

  it('lasts ten minutes and no longer', async () => {
    const cookie = await attempts.seal(ATTEMPT);

    now += 10 * MINUTE - 1_000;
    expect(await attempts.open(cookie)).toEqual(ATTEMPT);
    now += 1_000;
    expect(await attempts.open(cookie)).toBeUndefined();
  });

  it('is not opened from what is no cookie of ours', async () => {
    const cookie = await attempts.seal(ATTEMPT);
    const session = await new Sessions(secret, clock).seal(new Sessions(secret, clock).begin('demo-clerk'));
    const elsewhere = await new SignInAttempts(randomBytes(32), clock).seal(ATTEMPT);
    const altered = `${cookie.slice(0, -4)}AAAA`;

    for (const other of [undefined, '', 'x', 'a.b.c.d.e', session, elsewhere, altered])
      expect([other, await attempts.open(other)]).toEqual([other, undefined]);
  });

  it('is no session', async () => {
    expect(await new Sessions(secret, clock).open(await attempts.seal(ATTEMPT))).toBeUndefined();
  });

  it('is answered once', () => {
    expect(attempts.use(ATTEMPT)).toBe(true);
    expect(attempts.use({ ...ATTEMPT, state: 'another' })).toBe(true);
    expect(attempts.use(ATTEMPT)).toBe(false);
    now += 10 * MINUTE - 1;
    expect(attempts.use(ATTEMPT)).toBe(false);
  });

  it('is forgotten once no cookie can hold it any more', () => {
    attempts.use(ATTEMPT);

    now += 10 * MINUTE;

    expect(attempts.use(ATTEMPT)).toBe(true);
  });
});
