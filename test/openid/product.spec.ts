import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { textOf } from '../tracker/page-text';
import { failingStart, freePort, newDataFolder, Product, removeDataFolders } from '../tracker/product.fixture';
import { CONFIDENTIAL_CLIENT, IdentityProvider } from './identity-provider.fixture';

/** Each start of the product takes a second or more. In ms. */
jest.setTimeout(120_000);

const ISSUER = {
  PUBLIC_URL: 'https://minutebook.example.gov.uk',
  OPENID_ISSUER: 'https://id.example.gov.uk',
  OPENID_CLIENT_ID: 'minutebook',
};

afterAll(removeDataFolders);

describe('the product with a provider', () => {
  let provider: IdentityProvider;
  let settings: Readonly<Record<string, string>>;

  beforeAll(async () => {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    provider = await IdentityProvider.start(url, { people: { ada: { name: 'Ada Larch', email: 'ada@example.org' } } });
    settings = {
      PORT: String(port),
      OPENID_ISSUER: provider.issuer,
      OPENID_CLIENT_ID: CONFIDENTIAL_CLIENT.id,
      OPENID_CLIENT_SECRET: CONFIDENTIAL_CLIENT.secret,
      OPENID_NAME: 'Harbour ID',
    };
  });
  afterAll(() => provider.stop());

  it('says nothing of a sign-in that nobody else may know, however much it is asked to say', async () => {
    const product = await Product.start(newDataFolder(), { ...settings, LOG_LEVEL: 'debug' }, ['--empty']);
    const begun = await product.get('/sign-in/openid?next=/changes');
    const cookie = String(begun.headers.getSetCookie()[0]?.split(';')[0]);
    const address = new URL(String(begun.headers.get('location')));
    const back = await provider.answerFor(address.href, 'ada');

    const other = await product.get('/sign-in/openid');
    const otherBack = await provider.answerFor(String(other.headers.get('location')), 'ada');
    const otherCookie = String(other.headers.getSetCookie()[0]?.split(';')[0]);

    // The first answer is taken, then sent again, then one lies; one comes while the provider is down.
    const answers = [
      await product.get(back.pathname + back.search, { cookie }),
      await product.get(back.pathname + back.search, { cookie }),
      await product.get('/sign-in/openid/callback?error=a-lie&error_description=told&state=x'),
    ];
    await provider.stop();
    answers.push(await product.get(otherBack.pathname + otherBack.search, { cookie: otherCookie }));
    await provider.restart();
    const { stdout, stderr } = await product.stop();

    expect(answers.map(({ status }) => status)).toEqual([403, 400, 400, 503]);
    expect(provider.issued).toHaveLength(1);
    const [issued] = provider.issued;
    const secrets = {
      secret: CONFIDENTIAL_CLIENT.secret,
      encodedSecret: Buffer.from(CONFIDENTIAL_CLIENT.secret).toString('base64').slice(0, 20),
      code: back.searchParams.get('code'),
      otherCode: otherBack.searchParams.get('code'),
      state: address.searchParams.get('state'),
      nonce: address.searchParams.get('nonce'),
      challenge: address.searchParams.get('code_challenge'),
      cookie: cookie.slice('minutebook-openid='.length),
      accessToken: issued?.access_token,
      idToken: issued?.id_token,
      claims: issued?.id_token.split('.')[1],
      address: 'ada@example.org',
      name: 'Ada Larch',
      lie: 'a-lie',
    };
    const said = stdout + stderr;
    expect(said).toContain('"route":"/sign-in/openid/callback"');
    for (const [what, value] of Object.entries(secrets)) {
      expect([what, value]).toEqual([what, expect.stringMatching(/.{5}/)]);
      expect([what, said.includes(String(value))]).toEqual([what, false]);
    }
  });

  it('starts and shows its pages while the provider is down, and names the fault for the operator', async () => {
    await provider.stop();
    const product = await Product.start(newDataFolder(), settings, ['--empty']);

    const page = await product.get('/sign-in');
    const answer = await product.get('/sign-in/openid');
    await provider.restart();
    const again = await product.get('/sign-in/openid');
    const { stdout, stderr } = await product.stop();

    expect(textOf(await page.text())).toContain('Sign in with Harbour ID');
    expect([answer.status, textOf(await answer.text())]).toEqual([503, expect.stringContaining('it does not answer')]);
    expect(again.status).toBe(303);
    expect(stdout + stderr).toContain('A sign-in could not be begun: ECONNREFUSED');
  });
});

describe('a demonstration', () => {
  const REFUSED =
    'The demonstration’s accounts are known to everybody, so that signing in with a provider protects nothing';

  it('is not begun with a provider, so that the folder is free for a record of the council’s own', async () => {
    const dataDir = newDataFolder();

    const { code, stderr } = await failingStart(dataDir, ISSUER);
    const product = await Product.start(dataDir, {}, ['--empty']);
    const home = await product.get('/sign-in');
    await product.stop();

    expect([code, stderr]).toEqual([1, expect.stringContaining(REFUSED)]);
    expect(textOf(await home.text())).toContain('E-mail address');
  });

  it('that is there is not served with one', async () => {
    const dataDir = newDataFolder();
    await (await Product.start(dataDir)).stop();

    const { code, stderr } = await failingStart(dataDir, ISSUER);

    expect([code, stderr]).toEqual([1, expect.stringContaining(REFUSED)]);
    expect(existsSync(join(dataDir, 'log'))).toBe(true);
  });
});
