import supertest from 'supertest';
import { CouncilAccounts } from '../../../../test/openid/council-accounts.fixture';
import { PUBLIC_CLIENT } from '../../../../test/openid/identity-provider.fixture';
import { startOpenIdTracker, type OpenIdTracker } from '../../../../test/openid/openid-tracker.fixture';
import { hiddenField, linksOf, textOf } from '../../../../test/tracker/page-text';

const MINUTE = 60_000;

const PEOPLE = {
  ada: { name: 'Ada Larch', groups: ['clerks'] },
  ben: { name: 'Ben Moor', groups: ['others'] },
  cyd: { name: 'Cyd Oake', hasgroups: true },
  dee: { name: 'Dee Reed', email: 'dee@example.gov.uk', email_verified: true },
  eve: { name: 'Eve Wold', email: 'dee@example.gov.uk', email_verified: false },
  mallory: { name: 'Mallory', groups: ['clerks'] },
};

let accounts: CouncilAccounts;
let tracker: OpenIdTracker;

beforeAll(async () => {
  accounts = new CouncilAccounts();
  tracker = await startOpenIdTracker(accounts, { people: PEOPLE, local: true });
});
afterAll(() => tracker.stop());
beforeEach(() => accounts.identified.splice(0));

const browser = () => supertest.agent(tracker.url);

/** Begins a sign-in in a browser and goes through the provider's pages; answers with the path to come back to. */
async function callbackFor(agent: supertest.Agent, who: string, next = ''): Promise<string> {
  const begun = await agent.get(`/sign-in/openid${next && `?next=${encodeURIComponent(next)}`}`).expect(303);
  const back = await tracker.provider.answerFor(String(begun.headers['location']), who);
  return back.pathname + back.search;
}

async function signedIn(who: string): Promise<supertest.Agent> {
  const agent = browser();
  await agent.get(await callbackFor(agent, who)).expect(303);
  return agent;
}

const cookieOf = (answer: supertest.Response, name: string): string | undefined =>
  [answer.headers['set-cookie'] ?? []].flat().find((cookie) => cookie.startsWith(`${name}=`));

describe('the sign-in page', () => {
  it('offers the provider beside the local accounts', async () => {
    const { text } = await browser().get('/sign-in').expect(200);

    expect(textOf(text)).toContain('Sign in with Harbour ID Or choose an account of Minutebook’s own.');
    expect(linksOf(text, /Harbour ID/)).toEqual([`${tracker.url}/sign-in/openid`]);
  });

  it('carries the page that was asked for first to the provider and back', async () => {
    const { text } = await browser().get('/sign-in?next=%2Faudit-trail%3Fq%3DDK6').expect(200);
    expect(linksOf(text, /Harbour ID/)).toEqual([`${tracker.url}/sign-in/openid?next=%2Faudit-trail%3Fq%3DDK6`]);

    const agent = browser();
    const answer = await agent.get(await callbackFor(agent, 'ada', '/audit-trail?q=DK6')).expect(303);

    expect(answer.headers['location']).toBe('/audit-trail?q=DK6');
  });
});

describe('signing in with the provider', () => {
  it('signs in who has a role, and keeps the answer that led there in no address and no cookie', async () => {
    const agent = browser();
    const answer = await agent.get(await callbackFor(agent, 'ada')).expect(303);

    expect(answer.headers['location']).toBe('/');
    expect(cookieOf(answer, 'minutebook-openid')).toMatch(/^minutebook-openid=; Max-Age=0; Path=\/sign-in\/openid;/);
    expect((await agent.get('/').expect(200)).text).toContain('Ada Larch');
    expect(accounts.identified).toEqual([
      expect.objectContaining({ subject: 'ada', grants: [{ role: 'clerk', scope: { kind: 'council' } }] }),
    ]);
  });

  it('remembers a sign-in under way in a cookie for its own addresses, for ten minutes, away from scripts', async () => {
    const answer = await browser().get('/sign-in/openid').expect(303);

    expect(cookieOf(answer, 'minutebook-openid')).toMatch(
      /^minutebook-openid=[^;]+; Max-Age=600; Path=\/sign-in\/openid; HttpOnly; SameSite=Lax$/,
    );
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  it.each(['https://example.org/', '//example.org', `/${'a'.repeat(1_001)}`])(
    'leads to the home page where another was asked for that is not ours or too long: %#',
    async (next) => {
      const agent = browser();
      const answer = await agent.get(await callbackFor(agent, 'ada', next)).expect(303);

      expect(answer.headers['location']).toBe('/');
    },
  );

  it('refuses who has no role, says whom to ask, and signs nobody in', async () => {
    const agent = browser();
    const answer = await agent.get(await callbackFor(agent, 'ben')).expect(403);

    expect(textOf(answer.text)).toBe(
      'You have not been signed in You have no role in Minutebook. Ask whoever looks after Minutebook in your council to be given one, or to be put into the right group of the provider. Go to the sign-in page',
    );
    expect(cookieOf(answer, 'minutebook')).toBeUndefined();
    await agent.get('/').expect(303);
  });

  it('signs in who has a role that was granted here, although the provider knows of none', async () => {
    await accounts.invite('Dee Reed', 'dee@example.gov.uk', 'reader');

    const reader = await signedIn('dee');

    expect((await reader.get('/').expect(200)).text).toContain('Dee Reed');
    expect(accounts.identified).toEqual([expect.objectContaining({ subject: 'dee', grants: [] })]);
  });

  it('does not take somebody for the holder of an address that the provider does not vouch for', async () => {
    const agent = browser();
    const answer = await agent.get(await callbackFor(agent, 'eve')).expect(403);

    expect(textOf(answer.text)).toContain('You have no role in Minutebook');
  });

  it('gives roles as the claims say, and takes them back when they say so no more', async () => {
    await signedIn('ada');
    const id = accounts.accountOf('ada');
    expect(await accounts.rolesOf(id)).toEqual(['clerk']);

    PEOPLE.ada.groups = ['others'];
    await tracker.provider.restart({ people: PEOPLE });
    const agent = browser();
    await agent.get(await callbackFor(agent, 'ada')).expect(403);
    expect(await accounts.rolesOf(id)).toEqual([]);

    PEOPLE.ada.groups = ['clerks'];
    await tracker.provider.restart({ people: PEOPLE });
    await signedIn('ada');
    expect(await accounts.rolesOf(id)).toEqual(['clerk']);
    expect(accounts.accountOf('ada')).toBe(id);
  });

  it('refuses whose groups the provider keeps elsewhere, also where a role was granted here', async () => {
    const agent = browser();
    const answer = await agent.get(await callbackFor(agent, 'cyd')).expect(403);

    expect(textOf(answer.text)).toContain('You are in more groups than Harbour ID tells Minutebook of');
    expect(accounts.identified).toEqual([]);
  });

  it('says so where the reader gave up at the provider', async () => {
    const agent = browser();
    const answer = await agent.get(await callbackFor(agent, 'nobody')).expect(403);

    expect(textOf(answer.text)).toContain('The sign-in was cancelled, or Harbour ID does not let you use Minutebook.');
  });
});

describe('an answer that does not belong to a sign-in of this browser', () => {
  const NOT_BEGUN = 'This sign-in was not begun in this browser';

  it('is refused in a browser that began none: nobody is signed in as whoever made the link', async () => {
    const link = await callbackFor(browser(), 'mallory');
    const victim = browser();

    const answer = await victim.get(link).expect(400);

    expect(textOf(answer.text)).toContain(NOT_BEGUN);
    expect(answer.headers['set-cookie']).toBeUndefined();
    await victim.get('/').expect(303);
  });

  it('is refused in a browser that began another, whose own sign-in then goes on', async () => {
    const link = await callbackFor(browser(), 'mallory');
    const victim = browser();
    const own = await callbackFor(victim, 'ada');

    await victim.get(link).expect(400);
    await victim.get(own).expect(303);

    expect(accounts.identified.map(({ subject }) => subject)).toEqual(['ada']);
  });

  it('leaves a reader signed in who was, as who they were', async () => {
    const link = await callbackFor(browser(), 'mallory');
    const victim = await signedIn('ada');

    const answer = await victim.get(link).expect(400);

    expect(textOf(answer.text)).toContain('You are still signed in as Ada Larch, as before.');
    expect((await victim.get('/').expect(200)).text).toContain('Ada Larch');
  });

  it.each([
    ['altered', (link: string) => link.replace(/state=./, 'state=~')],
    ['missing', (link: string) => link.replace(/&?state=[^&]*/, '')],
    ['given twice', (link: string) => `${link}&state=another`],
    ['empty', (link: string) => link.replace(/state=[^&]*/, 'state=')],
  ])('is refused where its state is %s', async (_, change) => {
    const agent = browser();
    const link = await callbackFor(agent, 'ada');

    const answer = await agent.get(change(link)).expect(400);

    expect(textOf(answer.text)).toContain(NOT_BEGUN);
    expect(accounts.identified).toEqual([]);
    await agent.get('/').expect(303);
  });

  it('is refused with a cookie that was altered', async () => {
    const begun = await browser().get('/sign-in/openid').expect(303);
    const back = await tracker.provider.answerFor(String(begun.headers['location']), 'ada');
    const cookie = String(cookieOf(begun, 'minutebook-openid')?.split(';')[0]);

    const answer = await supertest(tracker.url)
      .get(back.pathname + back.search)
      .set('Cookie', `${cookie.slice(0, -4)}AAAA`)
      .expect(400);

    expect(textOf(answer.text)).toContain(NOT_BEGUN);
  });

  it('is refused more than ten minutes later', async () => {
    const begun = await browser().get('/sign-in/openid').expect(303);
    const back = await tracker.provider.answerFor(String(begun.headers['location']), 'ada');
    const cookie = String(cookieOf(begun, 'minutebook-openid')?.split(';')[0]);

    tracker.later(10 * MINUTE);

    const answer = await supertest(tracker.url)
      .get(back.pathname + back.search)
      .set('Cookie', cookie)
      .expect(400);
    expect(textOf(answer.text)).toContain('was begun more than ten minutes ago');
  });

  it('repeats nothing of its address', async () => {
    const reader = await signedIn('ada');

    const { text } = await reader.get('/sign-in/openid/callback?code=a-code&state=a-state').expect(400);

    expect(text).not.toMatch(/a-code|a-state/);
  });
});

describe('an answer that was used', () => {
  it('is refused a second time, also to who kept the cookie, before the provider is asked', async () => {
    const begun = await browser().get('/sign-in/openid').expect(303);
    const back = await tracker.provider.answerFor(String(begun.headers['location']), 'ada');
    const cookie = String(cookieOf(begun, 'minutebook-openid')?.split(';')[0]);
    const again = () =>
      supertest(tracker.url)
        .get(back.pathname + back.search)
        .set('Cookie', cookie);
    await again().expect(303);
    await tracker.provider.stop();

    const answer = await again().expect(400);

    await tracker.provider.restart();
    expect(textOf(answer.text)).toContain('This sign-in was used already');
    expect(cookieOf(answer, 'minutebook')).toBeUndefined();
    expect(accounts.identified).toHaveLength(1);
  });

  it('signs in once where it is sent twice at the same time', async () => {
    const begun = await browser().get('/sign-in/openid').expect(303);
    const back = await tracker.provider.answerFor(String(begun.headers['location']), 'ada');
    const cookie = String(cookieOf(begun, 'minutebook-openid')?.split(';')[0]);

    const answers = await Promise.all(
      [1, 2, 3].map(() =>
        supertest(tracker.url)
          .get(back.pathname + back.search)
          .set('Cookie', cookie),
      ),
    );

    expect(answers.map(({ status }) => status).sort()).toEqual([303, 400, 400]);
  });
});

describe('a session', () => {
  it('is a new one after the sign-in: nothing of one that was there before is taken over', async () => {
    const agent = await signedIn('ada');
    const before = await agent.get('/').expect(200);

    const answer = await agent.get(await callbackFor(agent, 'ada')).expect(303);

    expect(cookieOf(answer, 'minutebook')).toBeDefined();
    const token = hiddenField(before.text, '_csrf');
    await agent.post('/sign-out').type('form').send({ _csrf: token }).expect(403);
    await agent.get('/').expect(200);
  });

  it('ends here, and the provider’s is offered to be ended as well', async () => {
    const agent = await signedIn('ada');
    const home = await agent.get('/').expect(200);

    const answer = await agent
      .post('/sign-out')
      .type('form')
      .send({ _csrf: hiddenField(home.text, '_csrf') })
      .expect(303);
    const { text } = await agent.get(String(answer.headers['location'])).expect(200);
    const away = await agent.get(linksOf(text, /sign out there/)[0] ?? '').expect(303);

    expect(textOf(text)).toContain(
      'You have signed out of Minutebook. You are still known to Harbour ID in this browser: sign out there as well where others use this computer.',
    );
    expect(away.headers['location']).toMatch(`${tracker.provider.issuer}/session/end?`);
    await agent.get('/').expect(303);
  });

  it('of a local account ends without a word of the provider', async () => {
    const agent = browser();
    await agent.post('/sign-in').type('form').send({ account: 'local-clerk' }).expect(303);
    const page = await agent.get('/sign-in').expect(200);

    const answer = await agent
      .post('/sign-out')
      .type('form')
      .send({ _csrf: hiddenField(page.text, '_csrf') });

    expect(answer.headers['location']).toBe('/sign-in?signed-out=yes');
  });
});

describe('a provider that does not answer', () => {
  beforeAll(() => tracker.provider.stop());
  afterAll(() => tracker.provider.restart());

  it('is told of on a page, while local accounts work', async () => {
    tracker.later(61 * MINUTE);
    const answer = await browser().get('/sign-in/openid').expect(503);

    expect(textOf(answer.text)).toBe(
      'You have not been signed in Nobody can sign in with Harbour ID at the moment: it does not answer. Try again in a little while. Go to the sign-in page',
    );
    await browser().get('/sign-in').expect(200);
    await browser().post('/sign-in').type('form').send({ account: 'local-clerk' }).expect(303);
  });

  it('keeps nobody from signing out', async () => {
    await tracker.provider.restart();
    const agent = await signedIn('ada');
    const home = await agent.get('/').expect(200);
    await tracker.provider.stop();
    tracker.later(61 * MINUTE);

    const answer = await agent
      .post('/sign-out')
      .type('form')
      .send({ _csrf: hiddenField(home.text, '_csrf') })
      .expect(303);

    expect(answer.headers['location']).toBe('/sign-in?signed-out=yes');
    await agent.get('/sign-in/openid/end-session').expect(303).expect('Location', '/sign-in');
  });
});

describe('with local accounts switched off', () => {
  let closed: OpenIdTracker;
  beforeAll(async () => {
    const settings = { clientId: PUBLIC_CLIENT.id, clientSecret: undefined };
    closed = await startOpenIdTracker(new CouncilAccounts(), { people: PEOPLE, local: false, settings });
  });
  afterAll(() => closed.stop());

  it('the sign-in page offers the provider alone', async () => {
    const { text } = await supertest(closed.url).get('/sign-in').expect(200);

    expect(textOf(text)).toBe('Sign in Sign in with Harbour ID');
    expect(text).not.toContain('<form method="post" action="/sign-in"');
  });

  it('no local account signs in, whoever sends the form', async () => {
    const answer = await supertest(closed.url)
      .post('/sign-in')
      .type('form')
      .send({ account: 'local-clerk' })
      .expect(403);

    expect(textOf(answer.text)).toContain('Accounts with a password of Minutebook’s own are switched off here.');
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  it('a client without a secret signs in by PKCE', async () => {
    const agent = supertest.agent(closed.url);
    const begun = await agent.get('/sign-in/openid').expect(303);
    const back = await closed.provider.answerFor(String(begun.headers['location']), 'ada');

    await agent.get(back.pathname + back.search).expect(303);

    await agent.get('/').expect(200);
  });
});
