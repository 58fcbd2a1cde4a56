import { CouncilAccounts } from '../openid/council-accounts.fixture';
import { newSigningKey, publicPart } from '../openid/identity-provider.fixture';
import { startOpenIdTracker, type OpenIdTracker } from '../openid/openid-tracker.fixture';
import { JOURNEY_TIMEOUT, Town, type Visitor } from './browser.fixture';

jest.setTimeout(JOURNEY_TIMEOUT);

const PROVIDER = 'The provider';
const REFUSED = 'You have not been signed in';
const HOME = 'What needs attention';
const FIRST_KEY = newSigningKey('first');
const PEOPLE = {
  ada: { name: 'Ada Larch', groups: ['clerks'] },
  ben: { name: 'Ben Moor', groups: ['others'] },
  mallory: { name: 'Mallory', groups: ['clerks'] },
};

let tracker: OpenIdTracker;
let town: Town;
let visitor: Visitor;

beforeAll(async () => {
  const starting = startOpenIdTracker(new CouncilAccounts(), { people: PEOPLE, keys: [FIRST_KEY] });
  town = await Town.around(starting);
  tracker = await starting;
});
afterAll(() => town.close());
beforeEach(async () => {
  visitor = await town.visitor(true);
});
afterEach(() => visitor.leaves());

/** From the sign-in page to the provider, and through its page as somebody. */
async function signIn(who: string, by = visitor): Promise<void> {
  await by.page.goto('/sign-in');
  await by.arrivesAt('Sign in');
  await by.page.getByRole('button', { name: 'Sign in with Harbour ID' }).click();
  await identify(who, by);
}

async function identify(who: string, by = visitor): Promise<void> {
  await by.isAt(PROVIDER);
  await by.page.getByLabel('User name').fill(who);
  await by.page.getByRole('button', { name: 'Continue' }).click();
}

/** The same, up to the answer, which the browser does not send: the address where it would have gone. */
async function answerHeldBack(who: string, by: Visitor): Promise<string> {
  const { page } = by;
  await page.goto('/sign-in');
  await page.getByRole('button', { name: 'Sign in with Harbour ID' }).click();
  await by.isAt(PROVIDER);
  let answer = await page.request.post(page.url(), { form: { who, go: 'on' }, maxRedirects: 0 });
  for (;;) {
    const location = new URL(String(answer.headers()['location']), answer.url()).href;
    if (location.startsWith(tracker.url)) return location;
    answer = await page.request.get(location, { maxRedirects: 0 });
  }
}

const main = () => visitor.page.locator('main').innerText();
const isSignedIn = async (): Promise<boolean> =>
  (await visitor.page.request.get('/', { maxRedirects: 0 })).status() === 200;

describe.each([
  { visitorIs: 'with script', script: true },
  { visitorIs: 'without script', script: false },
])('a visitor $visitorIs', ({ script }) => {
  it('is led to the provider and back to the page that was asked for, and signs out here and there', async () => {
    const reader = await town.visitor(script);

    // Given: nobody is signed in
    await reader.page.goto('/governance-groups');
    await reader.arrivesAt('Sign in');
    await reader.looksRight();

    // When: the reader signs in at the provider
    await reader.page.getByRole('button', { name: 'Sign in with Harbour ID' }).click();
    await identify('ada', reader);

    // Then: the page is there, and the reader is called by name
    await reader.arrivesAt('Governance groups');
    expect(new URL(reader.page.url()).pathname + new URL(reader.page.url()).search).toBe('/governance-groups');
    expect(await reader.page.locator('header').innerText()).toContain('Ada Larch');

    // And: signing out ends the session here, and the provider's where the reader wants it
    await reader.page.getByRole('button', { name: 'Sign out' }).click();
    await reader.arrivesAt('Sign in');
    await reader.looksRight();
    await reader.page.getByRole('link', { name: 'sign out there as well' }).click();
    await reader.isAt('Sign out of the provider?');
    await reader.page.getByRole('button', { name: 'Sign out here' }).click();
    await reader.arrivesAt('Sign in');
    expect(await reader.page.getByRole('status').innerText()).toBe('You have signed out.');
    await reader.page.getByRole('button', { name: 'Sign in with Harbour ID' }).click();
    await reader.isAt(PROVIDER);
    await reader.leaves();
  });
});

describe('whoever has no role', () => {
  it('is refused and told whom to ask', async () => {
    await signIn('ben');

    await visitor.arrivesAt(REFUSED);
    await visitor.looksRight();
    expect(await main()).toContain(
      'You have no role in Minutebook. Ask whoever looks after Minutebook in your council to be given one',
    );
    expect(await isSignedIn()).toBe(false);
  });
});

describe('whoever gives up at the provider', () => {
  it('is back, not signed in, and finds the way to begin again', async () => {
    await visitor.page.goto('/sign-in');
    await visitor.page.getByRole('button', { name: 'Sign in with Harbour ID' }).click();
    await visitor.isAt(PROVIDER);
    await visitor.page.getByRole('button', { name: 'Cancel' }).click();

    await visitor.arrivesAt(REFUSED);
    expect(await main()).toContain('The sign-in was cancelled');
    await visitor.follows('Go to the sign-in page');
    await visitor.isAt('Sign in');
    expect(await isSignedIn()).toBe(false);
  });
});

describe('a provider that changes its keys', () => {
  afterAll(() => tracker.provider.restart({ keys: [FIRST_KEY], publishedKeys: undefined }));

  it('is believed with the new ones at once', async () => {
    await signIn('ada');
    await visitor.isAt(HOME);
    await visitor.signsOut();

    await tracker.provider.restart({ keys: [newSigningKey('second')] });

    await signIn('ada');
    await visitor.isAt(HOME);
  });

  it('is not believed with one that it no longer publishes', async () => {
    await tracker.provider.restart({ keys: [FIRST_KEY], publishedKeys: [publicPart(newSigningKey('second'))] });

    await signIn('ada');

    await visitor.arrivesAt(REFUSED);
    expect(await main()).toContain('could not be shown to be genuine');
    expect(await isSignedIn()).toBe(false);
  });
});

describe('an answer of the provider', () => {
  it('is refused when it is sent again', async () => {
    const answer = await answerHeldBack('ada', visitor);
    const cookies = await visitor.page.context().cookies();
    await visitor.page.goto(answer);
    await visitor.isAt(HOME);
    await visitor.signsOut();

    // Whoever has seen the address and kept the cookie
    await visitor.page.context().addCookies(cookies);
    await visitor.page.goto(answer);

    await visitor.arrivesAt(REFUSED);
    expect(await main()).toContain('This sign-in was used already');
    expect(await isSignedIn()).toBe(false);
  });

  it('is refused with another state than was sent', async () => {
    const answer = await answerHeldBack('ada', visitor);

    await visitor.page.goto(answer.replace(/state=./, 'state=~'));

    await visitor.arrivesAt(REFUSED);
    expect(await main()).toContain('This sign-in was not begun in this browser');
    expect(await isSignedIn()).toBe(false);
  });

  it('is refused when it comes after ten minutes', async () => {
    const answer = await answerHeldBack('ada', visitor);
    tracker.later(10 * 60_000);

    await visitor.page.goto(answer);

    await visitor.arrivesAt(REFUSED);
    expect(await main()).toContain('was begun more than ten minutes ago');
    expect(await isSignedIn()).toBe(false);
  });
});

describe('somebody who wants another to act under their name', () => {
  let mallory: Visitor;
  beforeEach(async () => {
    mallory = await town.visitor(true);
  });
  afterEach(() => mallory.leaves());

  it('signs nobody in by a link that holds their own answer', async () => {
    const link = await answerHeldBack('mallory', mallory);

    await visitor.page.goto(link);

    await visitor.arrivesAt(REFUSED);
    expect(await isSignedIn()).toBe(false);
  });

  it('cannot make a session beforehand that somebody else’s sign-in then fills', async () => {
    // Given: the session of one lies in the browser of the other
    await signIn('mallory', mallory);
    await mallory.isAt(HOME);
    const planted = (await mallory.page.context().cookies()).filter(({ name }) => name === 'minutebook');
    await visitor.page.context().addCookies(planted);

    // When: the other signs in
    await signIn('ada');
    await visitor.isAt(HOME);

    // Then: the session is another, and the planted one is still what it was
    const [own] = (await visitor.page.context().cookies()).filter(({ name }) => name === 'minutebook');
    expect([planted.length, own?.value === planted[0]?.value]).toEqual([1, false]);
    expect(await visitor.page.locator('header').innerText()).toContain('Ada Larch');
    await mallory.page.goto('/');
    expect(await mallory.page.locator('header').innerText()).toContain('Mallory');
  });
});
