import { hiddenField, textOf } from '../../../../test/tracker/page-text';
import { startTracker, type TestTracker } from '../../../../test/tracker/test-tracker';
import { ownPath } from './own-path';

let tracker: TestTracker;

beforeAll(async () => {
  tracker = await startTracker();
}, 60_000);
afterAll(() => tracker.stop());

const signIn = (body: object) => tracker.http.post('/sign-in').type('form').send(body);

describe('signing in', () => {
  it('offers every role with what it can try, and says that there is no password', async () => {
    const { text } = await tracker.http.get('/sign-in').expect(200);
    expect(textOf(text)).toContain('There is no password in this demonstration');
    expect(text.match(/type="radio"/g)).toHaveLength(10);
    expect(textOf(text)).toContain('Monitoring lead Confirm a report that waits, or send it back with a reason.');
  });

  it('leads to the page that was asked for first', async () => {
    const refused = await tracker.http.get('/audit-trail?q=DK6').expect(303);
    expect(refused.headers['location']).toBe('/sign-in?next=%2Faudit-trail%3Fq%3DDK6');
    const form = await tracker.http.get(String(refused.headers['location'])).expect(200);
    const next = hiddenField(form.text, 'next');
    const answer = await signIn({ account: 'demo-auditor', next }).expect(303);
    expect(answer.headers['location']).toBe('/audit-trail?q=DK6');
  });

  it.each([
    'https://example.org/',
    '//example.org',
    '/\\example.org',
    'javascript:alert(1)',
    '/\n/example.org',
    '/a b',
    '',
    undefined,
    ['/audit-trail', '//example.org'],
  ])('never leads away from the service: %j', async (next) => {
    expect(ownPath(next)).toBe('/');
    const answer = await signIn({ account: 'demo-reader', next }).expect(303);
    expect(answer.headers['location']).toBe('/');
  });

  it.each(['demo-nobody', '', undefined, '__proto__', ['demo-clerk', 'demo-hr']])(
    'refuses the account %j',
    async (account) => {
      const answer = await signIn({ account, next: '/changes' }).expect(422);
      expect(textOf(answer.text)).toContain('There is a problem Choose who you are signing in as');
      expect(hiddenField(answer.text, 'next')).toBe('/changes');
      expect(answer.headers['set-cookie']).toBeUndefined();
    },
  );

  it('gives a cookie that scripts cannot read and other sites cannot send', async () => {
    const answer = await signIn({ account: 'demo-clerk' }).expect(303);
    expect(String(answer.headers['set-cookie'])).toMatch(/^minutebook=[^;]+;.*HttpOnly;.*SameSite=Lax/);
  });

  it('takes nothing from an altered cookie', async () => {
    const answer = await signIn({ account: 'demo-clerk' }).expect(303);
    const cookie = String(answer.headers['set-cookie']).split(';')[0] ?? '';
    await tracker.http.get('/').set('Cookie', cookie).expect(200);
    await tracker.http
      .get('/')
      .set('Cookie', `${cookie.slice(0, -4)}AAAA`)
      .expect(303);
  });

  it('asks a reader who is signed in for the token of the form before it changes the account', async () => {
    const agent = await tracker.signedIn('demo-reader');
    await agent.post('/sign-in').type('form').send({ account: 'demo-administrator' }).expect(403);
    const form = await agent.get('/sign-in').expect(200);
    const _csrf = hiddenField(form.text, '_csrf');
    await agent.post('/sign-in').type('form').send({ account: 'demo-administrator', _csrf }).expect(303);
  });

  it('refuses a form that another site sends', async () => {
    await signIn({ account: 'demo-clerk' }).set('Sec-Fetch-Site', 'cross-site').expect(403);
  });
});

describe('signing out', () => {
  it('ends the session and says so', async () => {
    const agent = await tracker.signedIn('demo-member');
    const home = await agent.get('/').expect(200);
    const answer = await agent
      .post('/sign-out')
      .type('form')
      .send({ _csrf: hiddenField(home.text, '_csrf') })
      .expect(303);
    const signedOut = await agent.get(String(answer.headers['location'])).expect(200);
    expect(textOf(signedOut.text)).toContain('You have signed out.');
    await agent.get('/').expect(303);
  });

  it('needs the token of the form', async () => {
    const agent = await tracker.signedIn('demo-member');
    await agent.post('/sign-out').expect(403);
    await agent.get('/').expect(200);
  });

  it('is not said to a reader who is still signed in', async () => {
    const agent = await tracker.signedIn('demo-member');
    const { text } = await agent.get('/sign-in?signed-out=yes').expect(200);
    expect(textOf(text)).not.toContain('You have signed out.');
    expect(textOf(text)).toContain('You are signed in as Group member.');
  });
});
