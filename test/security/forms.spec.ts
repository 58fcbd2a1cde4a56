import { randomBytes } from 'node:crypto';
import type { Agent } from 'supertest';
import { SESSION_COOKIE } from '@minutebook/accounts';
import { hiddenField } from '../tracker/page-text';
import { routesOf } from '../tracker/routes.fixture';
import { startTracker, type TestTracker } from '../tracker/test-tracker';

const ACCOUNT = 'demo-administrator';

const NOT_FROM_HERE = 'This form was sent from another page or has expired.';

/** Forms that are sent before anybody is signed in: there is no session yet that a token could belong to. */
const BEFORE_SIGN_IN = ['/sign-in', '/set-password', '/set-up', '/forgotten-password'];

/** Forms whose address is the secret that lets them through: no session counts there (`answer-by-link.page.spec.ts`). */
const BY_SECRET = ['/answer/none'];

describe('A form that changes anything', () => {
  let tracker: TestTracker;
  let forms: readonly string[];
  let bySecret: readonly string[];
  let recorded: number;
  beforeAll(async () => {
    tracker = await startTracker();
    const all = routesOf(tracker.app, 'POST')
      .filter((route) => !route.startsWith('/api/'))
      .map((route) => route.replace(/:\w+/g, 'none'));
    forms = all.filter((form) => !BY_SECRET.includes(form));
    bySecret = all.filter((form) => BY_SECRET.includes(form));
    recorded = (await tracker.events()).length;
  });
  afterAll(() => tracker.stop());
  afterEach(async () => {
    expect(await tracker.events()).toHaveLength(recorded);
  });

  const tokenOf = async (agent: Agent): Promise<string> =>
    hiddenField((await agent.get('/').expect(200)).text, '_csrf');
  /** How every form answers: each that lets the request through is named. */
  const letThrough = async (
    agent: Agent,
    body: object,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<readonly string[]> => {
    const through: string[] = [];
    for (const form of forms) {
      const { status, text } = await agent.post(form).set(headers).type('form').send(body);
      // A role that may not use the form is refused too, but in other words.
      if (status !== 403 || !text.includes(NOT_FROM_HERE)) through.push(`${form} ${status}`);
    }
    return through;
  };

  it('is one of those that the server has', () => {
    expect(forms.length).toBeGreaterThan(20);
    expect(forms).toEqual(
      expect.arrayContaining(['/sign-in', '/sign-out', '/actions/none/withdraw', '/action-plans/import']),
    );
  });

  it('is refused without the token of the session', async () => {
    const agent = await tracker.signedIn(ACCOUNT);

    expect(await letThrough(agent, { account: ACCOUNT, _idempotencyKey: 'key-of-this-form' })).toEqual([]);
  });

  it('is refused with the token of another session of the same account, and of another account', async () => {
    const agent = await tracker.signedIn(ACCOUNT);

    for (const other of [ACCOUNT, 'demo-clerk']) {
      const _csrf = await tokenOf(await tracker.signedIn(other));
      expect(await letThrough(agent, { account: ACCOUNT, _csrf })).toEqual([]);
    }
  });

  it.each(['', 'made-up', '__proto__', ['a', 'b']])('is refused with a token that is none: %j', async (_csrf) => {
    const agent = await tracker.signedIn(ACCOUNT);

    expect(await letThrough(agent, { account: ACCOUNT, _csrf })).toEqual([]);
  });

  it.each(['cross-site', 'same-site', 'none, cross-site'])(
    'is refused from another site (%s), whatever token it brings, signed in or not',
    async (site) => {
      const agent = await tracker.signedIn(ACCOUNT);
      const body = { account: ACCOUNT, _csrf: await tokenOf(agent) };

      expect(await letThrough(agent, body, { 'Sec-Fetch-Site': site })).toEqual([]);
      expect(await letThrough(tracker.http, body, { 'Sec-Fetch-Site': site })).toEqual([]);
    },
  );

  it('is refused as a file’s form too, and as JSON, without the token', async () => {
    const agent = await tracker.signedIn(ACCOUNT);

    for (const form of forms) {
      expect([form, (await agent.post(form).field('account', ACCOUNT)).status]).toEqual([form, 403]);
      expect([form, (await agent.post(form).send({ account: ACCOUNT })).status]).toEqual([form, 403]);
    }
  });

  it('is let through with the token of its own session, from a page of ours or from none', async () => {
    for (const headers of [{}, { 'Sec-Fetch-Site': 'same-origin' }, { 'Sec-Fetch-Site': 'none' }]) {
      const agent = await tracker.signedIn('demo-clerk');
      const body = { _csrf: await tokenOf(agent) };

      expect((await agent.post('/action-plans/new').set(headers).type('form').send(body)).status).toBe(422);
      expect((await agent.post('/sign-out').set(headers).type('form').send(body)).status).toBe(303);
    }
  });

  it('needs a session, unless it is what makes one', async () => {
    for (const form of forms) {
      const { status, headers } = await tracker.http.post(form).type('form').send({ account: 'nobody' });
      if (BEFORE_SIGN_IN.includes(form))
        expect(`${form} ${status}`).toMatch(form === '/set-up' ? / (404|422|303)$/ : / 422$/);
      else expect([form, status, headers['location']]).toEqual([form, 303, expect.stringMatching(/^\/sign-in/)]);
    }
  });

  it('is nothing to whoever does not know its address, where that is the secret, and is refused from another site', async () => {
    expect(bySecret).toEqual(BY_SECRET);
    for (const agent of [tracker.http, await tracker.signedIn(ACCOUNT)])
      for (const form of bySecret) {
        await agent.post(form).type('form').send({ account: ACCOUNT }).expect(404);
        await agent.post(form).set('Sec-Fetch-Site', 'cross-site').type('form').send({}).expect(403);
      }
  });

  it('is never sent by following an address: nothing is recorded by GET', async () => {
    const agent = await tracker.signedIn(ACCOUNT);
    for (const form of [...forms, ...bySecret])
      await agent.get(`${form}?account=${ACCOUNT}&_csrf=${await tokenOf(agent)}&reason=x`);
  });
});

describe('The cookie of a session', () => {
  let tracker: TestTracker;
  beforeAll(async () => {
    tracker = await startTracker({ publicUrl: 'https://minutebook.example.gov.uk', sessionSecret: randomBytes(32) });
  });
  afterAll(() => tracker.stop());

  const signIn = async (
    cookie?: string,
  ): Promise<{ readonly pair: string; readonly attributes: readonly string[] }> => {
    const sending = tracker.http.post('/sign-in').type('form');
    if (cookie !== undefined) void sending.set('Cookie', cookie);
    const answer = await sending.send({ account: 'demo-clerk' }).expect(303);
    const [pair = '', ...attributes] = String(answer.headers['set-cookie']).split('; ');
    return { pair, attributes: attributes.sort() };
  };
  const isSignedIn = async (cookie: string): Promise<boolean> =>
    (await tracker.http.get('/').set('Cookie', cookie)).status === 200;

  it('travels by https only, to this host only, is hidden from scripts and from other sites’ requests', async () => {
    const { pair, attributes } = await signIn();

    expect(pair).toMatch(/^__Host-minutebook=/);
    expect(attributes).toEqual(['HttpOnly', 'Path=/', 'SameSite=Lax', 'Secure']);
    expect(await isSignedIn(pair)).toBe(true);
  });

  it('is another after each sign-in: one that was planted before is not the one that is signed in', async () => {
    const before = await signIn();
    const planted = `__Host-${SESSION_COOKIE}=planted`;
    const after = await signIn(planted);

    expect(after.pair).not.toBe(before.pair);
    expect(after.pair).not.toBe(planted);
    expect(await isSignedIn(planted)).toBe(false);
  });

  it('counts by its full name alone, which a neighbour under the same domain cannot set', async () => {
    const { pair } = await signIn();

    expect(await isSignedIn(pair.replace('__Host-', ''))).toBe(false);
    expect(await isSignedIn(pair.replace('__Host-', '__Secure-'))).toBe(false);
  });

  it('is worth nothing elsewhere: another installation has another secret', async () => {
    const { pair } = await signIn();
    const other = await startTracker({ publicUrl: 'https://minutebook.example.gov.uk' });
    try {
      expect((await other.http.get('/').set('Cookie', pair)).status).toBe(303);
    } finally {
      await other.stop();
    }
  });

  it('says nothing to whoever reads it', async () => {
    const { pair } = await signIn();
    const parts = pair.split('=')[1]?.split('.') ?? [];
    const read = parts.map((part) => Buffer.from(part, 'base64url').toString('latin1')).join('\n');

    expect(read).not.toMatch(/demo|clerk|csrf/i);
    expect(read).toContain('"enc":"A256GCM"');
  });

  it('is taken away on signing out, together with what the browser has kept', async () => {
    const { pair } = await signIn();
    const page = await tracker.http.get('/').set('Cookie', pair).expect(200);
    const answer = await tracker.http
      .post('/sign-out')
      .set('Cookie', pair)
      .type('form')
      .send({ _csrf: hiddenField(page.text, '_csrf') })
      .expect(303);

    expect(String(answer.headers['set-cookie'])).toMatch(/^__Host-minutebook=;.*Expires=Thu, 01 Jan 1970.*Secure/);
    expect(answer.headers['clear-site-data']).toBe('"cache", "storage"');
  });

  it('is not kept beyond the browser’s session', async () => {
    const { attributes } = await signIn();

    expect(attributes.filter((attribute) => /^(Max-Age|Expires)/.test(attribute))).toEqual([]);
  });
});
