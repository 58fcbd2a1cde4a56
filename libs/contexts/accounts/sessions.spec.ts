import { EncryptJWT } from 'jose';
import { SESSION_COOKIE, SESSION_SECONDS, Sessions } from './sessions';

const SECRET = Buffer.alloc(32, 5);

describe('A session', () => {
  let now: number;
  let sessions: Sessions;
  beforeEach(() => {
    now = Date.UTC(2026, 0, 5, 9);
    sessions = new Sessions(SECRET, { now: () => now, monotonic: () => now });
  });
  /** Another process: it has opened no cookie yet. */
  const elsewhere = () => new Sessions(SECRET, { now: () => now, monotonic: () => now });

  it('opens as it was sealed, also elsewhere', async () => {
    const session = {
      ...sessions.begin('clerk'),
      seen: 'action-1@3',
      flash: { text: 'Recorded' },
      byPassword: true,
      byProvider: false,
    };
    const cookie = await sessions.seal(session);

    expect(await sessions.open(cookie)).toEqual(session);
    expect(await elsewhere().open(cookie)).toEqual(session);
  });

  it('has a secret of its own, and is sealed into another cookie each time', async () => {
    const [one, other] = [sessions.begin('clerk'), sessions.begin('clerk')];

    expect(one.csrfSecret).toMatch(/^[\w-]{24}$/);
    expect(one.csrfSecret).not.toBe(other.csrfSecret);
    expect(await sessions.seal(one)).not.toBe(await sessions.seal(one));
  });

  it('ends twelve hours after the sign-in, however often its cookie is written anew', async () => {
    const session = sessions.begin('clerk');
    const first = await sessions.seal(session);
    now += SESSION_SECONDS * 1000 - 1_000;
    const last = await sessions.seal({ ...session, seen: 'action-1@3' });

    expect(await sessions.open(last)).toMatchObject({ account: 'clerk' });
    now += 1_000;

    for (const cookie of [first, last]) {
      expect(await sessions.open(cookie)).toBeUndefined();
      expect(await elsewhere().open(cookie)).toBeUndefined();
    }
  });

  it.each([
    [{ alg: 'A256KW', enc: 'A256GCM' }],
    [{ alg: 'A256GCMKW', enc: 'A256GCM' }],
    [{ alg: 'dir', enc: 'A128CBC-HS256' }],
  ])('opens by the one algorithm that seals it, whatever a cookie names: %j', async (header) => {
    const { account, issuedAt, csrfSecret } = sessions.begin('clerk');
    const cookie = await new EncryptJWT({ account, issuedAt, csrfSecret })
      .setProtectedHeader(header)
      .setAudience(SESSION_COOKIE)
      .setIssuedAt(now / 1000)
      .setExpirationTime(now / 1000 + SESSION_SECONDS)
      .encrypt(SECRET);

    expect(await sessions.open(cookie)).toBeUndefined();
  });

  it('opens as nothing but a session', async () => {
    const { account, issuedAt, csrfSecret } = sessions.begin('clerk');
    const cookie = await new EncryptJWT({ account, issuedAt, csrfSecret })
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
      .setAudience('minutebook-device')
      .setIssuedAt(now / 1000)
      .setExpirationTime(now / 1000 + SESSION_SECONDS)
      .encrypt(SECRET);

    expect(await sessions.open(cookie)).toBeUndefined();
  });

  it.each(['', '.', 'a.b.c.d.e', 'eyJhbGciOiJub25lIn0.eyJhY2NvdW50IjoiY2xlcmsifQ.', '\u0000'])(
    'is not opened from %j',
    async (cookie) => {
      expect(await sessions.open(cookie)).toBeUndefined();
    },
  );
});
