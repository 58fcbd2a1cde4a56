import {
  CONFIDENTIAL_CLIENT,
  IdentityProvider,
  newSigningKey,
  PUBLIC_CLIENT,
  publicPart,
  type ProviderOptions,
} from '../../../../test/openid/identity-provider.fixture';
import type { ClaimsMapping } from './claims-mapping';
import { OpenIdProvider, type OpenIdSettings } from './openid-provider';
import type { SignInAttempt } from './sign-in-attempts';

const PUBLIC_URL = 'http://127.0.0.1:1';
const MAPPING: ClaimsMapping = [
  { claim: ['groups'], value: 'clerks', role: 'clerk', scope: { kind: 'council' } },
  { claim: ['realm_access', 'roles'], value: 'auditor', role: 'auditor', scope: { kind: 'council' } },
];
const ADA = { name: 'Ada Larch', email: 'ada@example.gov.uk', email_verified: true, groups: ['clerks'] };
const HOUR = 60 * 60 * 1000;

let provider: IdentityProvider;
let reported: string[];
let ahead: number;

async function providerWith(options: Partial<ProviderOptions> = {}): Promise<IdentityProvider> {
  provider = await IdentityProvider.start(PUBLIC_URL, { people: { ada: ADA }, ...options });
  return provider;
}

function ours(change: Partial<OpenIdSettings> = {}): OpenIdProvider {
  const settings: OpenIdSettings = {
    issuer: new URL(provider.issuer),
    clientId: CONFIDENTIAL_CLIENT.id,
    clientSecret: CONFIDENTIAL_CLIENT.secret,
    scopes: 'openid profile email',
    name: 'Harbour ID',
    mapping: MAPPING,
    publicUrl: new URL(PUBLIC_URL),
    ...change,
  };
  const clock = { now: () => Date.now(), monotonic: () => ahead };
  return new OpenIdProvider(settings, clock, (fault) => reported.push(fault));
}

/** Somebody goes to the provider, and comes back with an answer. */
async function answered(openId: OpenIdProvider, who = 'ada'): Promise<{ query: string; attempt: SignInAttempt }> {
  const begun = await openId.begin('/');
  if ('refused' in begun) throw new Error(begun.refused.message);
  const back = await provider.answerFor(begun.address.href, who);
  return { query: back.search, attempt: begun.attempt };
}

async function signIn(openId: OpenIdProvider, who = 'ada') {
  const { query, attempt } = await answered(openId, who);
  return openId.identify(query, attempt);
}

const refused = (rule: string) => ({ refused: expect.objectContaining({ rule }) });

beforeEach(() => {
  reported = [];
  ahead = 0;
});
afterEach(() => provider.stop());

describe('somebody who signs in with the provider', () => {
  it('is identified by issuer and subject, with name, address and roles from the ID token', async () => {
    await providerWith();

    expect(await signIn(ours())).toEqual({
      identity: {
        issuer: provider.issuer,
        subject: 'ada',
        name: 'Ada Larch',
        email: 'ada@example.gov.uk',
        emailVerified: true,
        grants: [{ role: 'clerk', scope: { kind: 'council' } }],
      },
    });
    expect(reported).toEqual([]);
  });

  it('is so too where the provider tells what it knows in UserInfo only', async () => {
    await providerWith({ claimsIn: 'userinfo', people: { ada: { ...ADA, realm_access: { roles: ['auditor'] } } } });

    expect(await signIn(ours())).toMatchObject({
      identity: { subject: 'ada', name: 'Ada Larch', grants: [{ role: 'clerk' }, { role: 'auditor' }] },
    });
  });

  it('may be of a client without a secret, whom PKCE protects', async () => {
    await providerWith();

    expect(await signIn(ours({ clientId: PUBLIC_CLIENT.id, clientSecret: undefined }))).toMatchObject({
      identity: { subject: 'ada' },
    });
  });

  it('need have neither name nor address nor role', async () => {
    await providerWith({ people: { ben: { name: '  ', email: 7 } } });

    expect(await signIn(ours(), 'ben')).toEqual({
      identity: {
        issuer: provider.issuer,
        subject: 'ben',
        name: undefined,
        email: undefined,
        emailVerified: undefined,
        grants: [],
      },
    });
  });

  it('is refused where the provider keeps the groups elsewhere, and the operator hears of the claim', async () => {
    await providerWith({ people: { ada: { name: 'Ada Larch', hasgroups: true } } });

    expect(await signIn(ours())).toEqual(refused('openid-claims-withheld'));
    expect(reported).toEqual(['Roles are not known: the claim "groups" holds more values than a token can']);
  });

  it('is refused who gives up at the provider', async () => {
    await providerWith();

    expect(await signIn(ours(), 'nobody')).toEqual(refused('openid-cancelled'));
  });
});

describe('an answer of the provider', () => {
  it('is taken once', async () => {
    await providerWith();
    const openId = ours();
    const { query, attempt } = await answered(openId);

    expect(await openId.identify(query, attempt)).toHaveProperty('identity');
    expect(await openId.identify(query, attempt)).toEqual(refused('openid-used-already'));
    expect(reported).toEqual(['An answer was not taken: invalid_grant']);
  });

  it.each(['state', 'nonce', 'codeVerifier'] as const)('is not taken for a sign-in with another %s', async (part) => {
    await providerWith();
    const openId = ours();
    const { query, attempt } = await answered(openId);
    const other = await answered(openId);

    const told = await openId.identify(query, { ...attempt, [part]: other.attempt[part] });

    // A verifier is the provider's to check; it says of it what it says of a code that was used.
    expect(told).toEqual(refused(part === 'codeVerifier' ? 'openid-used-already' : 'openid-not-trusted'));
  });

  it.each([
    ['nothing', () => ''],
    ['no code', (query: string) => query.replace(/code=[^&]*&?/, '')],
    ['two states', (query: string) => `${query}&state=another`],
    ['another issuer', (query: string) => query.replace(/iss=[^&]*/, 'iss=https%3A%2F%2Fexample.org')],
    ['no issuer, although this provider always names itself', (query: string) => query.replace(/&iss=[^&]*/, '')],
  ])('is not trusted with %s', async (_, change) => {
    await providerWith();
    const openId = ours();
    const { query, attempt } = await answered(openId);

    expect(await openId.identify(change(query), attempt)).toEqual(refused('openid-not-trusted'));
  });

  it('passes nothing on to the operator that somebody wrote into an address', async () => {
    await providerWith();
    const openId = ours();
    const { attempt } = await answered(openId);
    const iss = encodeURIComponent(provider.issuer);
    const lies = `?error=Call+me&error_description=AADSTS50105+Ring+0900&state=${attempt.state}&iss=${iss}`;

    expect(await openId.identify(lies, attempt)).toEqual(refused('openid-not-set-up'));
    expect(reported).toEqual(['An answer was not taken: an error without a known name (AADSTS50105)']);
  });
});

describe('the keys of the provider', () => {
  it('may change: the next sign-in is believed', async () => {
    await providerWith();
    const openId = ours();
    expect(await signIn(openId)).toHaveProperty('identity');

    await provider.restart({ keys: [newSigningKey('second')] });

    expect(await signIn(openId)).toHaveProperty('identity');
  });

  it('may change under the same name', async () => {
    await providerWith();
    const openId = ours();
    expect(await signIn(openId)).toHaveProperty('identity');

    await provider.restart({ keys: [newSigningKey('first')] });

    expect(await signIn(openId)).toHaveProperty('identity');
  });

  it.each(['second', 'old'])(
    'are believed no longer once they are not published, whether the new one is called %s',
    async (name) => {
      const old = newSigningKey('old');
      await providerWith({ keys: [old] });
      const openId = ours();
      expect(await signIn(openId)).toHaveProperty('identity');

      await provider.restart({ keys: [old], publishedKeys: [publicPart(newSigningKey(name))] });

      expect(await signIn(openId)).toEqual(refused('openid-not-trusted'));
    },
  );
});

describe('a provider that is not as it should be', () => {
  it('is out of reach while it is down, and asked again when it is back', async () => {
    await providerWith();
    await provider.stop();
    const openId = ours();
    expect(await openId.begin('/')).toEqual(refused('openid-out-of-reach'));
    expect(reported).toEqual(['A sign-in could not be begun: ECONNREFUSED']);

    await provider.restart();

    expect(await signIn(openId)).toHaveProperty('identity');
  });

  it('is out of reach where it goes down between question and answer', async () => {
    await providerWith();
    const openId = ours();
    const { query, attempt } = await answered(openId);

    await provider.stop();

    expect(await openId.identify(query, attempt)).toEqual(refused('openid-out-of-reach'));
  });

  it('is waited for a few seconds only where it takes the question and answers nothing', async () => {
    await providerWith();
    const openId = ours();
    provider.freeze();

    expect(await openId.begin('/')).toEqual(refused('openid-out-of-reach'));
    expect(reported).toEqual(['A sign-in could not be begun: OAUTH_TIMEOUT']);
  });

  it('is not set up where it calls itself by another address', async () => {
    await providerWith();
    const openId = ours({ issuer: new URL(provider.issuer.replace('localhost', '127.0.0.1')) });

    expect(await openId.begin('/')).toEqual(refused('openid-not-set-up'));
    expect(reported).toEqual([expect.stringContaining('OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED')]);
  });

  it('is not set up where there is none at the address', async () => {
    await providerWith();

    expect(await ours({ issuer: new URL(`${provider.issuer}/elsewhere`) }).begin('/')).toEqual(
      refused('openid-not-set-up'),
    );
    expect(reported).toEqual(['A sign-in could not be begun: it answered 404']);
  });

  it('is not set up where it knows another secret, and the report holds neither', async () => {
    await providerWith();
    const openId = ours({ clientSecret: 'not-the-secret' });

    expect(await signIn(openId)).toEqual(refused('openid-not-set-up'));
    expect(reported).toEqual([expect.stringMatching(/secret right\?$|invalid_client/)]);
    expect(reported.join()).not.toContain('not-the-secret');
  });

  it('is discovered once in an hour, so that a new description is read without a restart', async () => {
    await providerWith({ endSession: false });
    const openId = ours();
    expect(await openId.endSessionAddress()).toBeUndefined();
    await provider.restart({ endSession: true });

    ahead = HOUR - 1;
    expect(await openId.endSessionAddress()).toBeUndefined();
    ahead = HOUR;

    expect(await openId.endSessionAddress()).toBeDefined();
  });
});

describe('the end of the provider’s own session', () => {
  it('is offered with the way back', async () => {
    await providerWith();

    const address = await ours().endSessionAddress();

    expect(address?.origin).toBe(provider.issuer);
    expect(Object.fromEntries(address?.searchParams ?? [])).toEqual({
      client_id: CONFIDENTIAL_CLIENT.id,
      post_logout_redirect_uri: `${PUBLIC_URL}/sign-in/openid/signed-out`,
    });
  });

  it('is not offered where the provider does not answer', async () => {
    await providerWith();
    await provider.stop();

    expect(await ours().endSessionAddress()).toBeUndefined();
  });
});
