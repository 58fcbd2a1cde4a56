import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfiguration, readPlaces } from './configuration';
import { ConfigurationFault } from './configuration-fault';

const SECRET = Buffer.alloc(32, 7).toString('base64');
const TENANT = '6f1c0f5e-0000-4000-8000-000000000000';
const ENTRA = `https://login.microsoftonline.com/${TENANT}/v2.0`;

let folder: string;
let claimsFile: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'minutebook-sign-in-'));
  claimsFile = join(folder, 'claims.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

type Settings = Readonly<Record<string, string>>;

const environment = (settings: Settings) => ({
  DATA_DIR: join(folder, 'data'),
  SESSION_SECRET: SECRET,
  MASTER_KEY: SECRET,
  PUBLIC_URL: 'https://minutebook.example.gov.uk',
  ...settings,
});
const signIn = (settings: Settings) => readConfiguration(environment(settings), ['--empty']).signIn;
const withProvider = (settings: Settings) =>
  signIn({ OPENID_ISSUER: ENTRA, OPENID_CLIENT_ID: 'minutebook', ...settings });

describe('how readers sign in', () => {
  it('is with local accounts where nothing is said, and where it is said', () => {
    expect(signIn({})).toEqual({ local: true, openId: undefined });
    expect(signIn({ LOCAL_SIGN_IN: 'on', OPENID_ISSUER: '', OPENID_NAME: '' })).toEqual(signIn({}));
  });

  it('is with a provider too where one is named, which knows us without a secret unless we have one', () => {
    expect(withProvider({})).toEqual({
      local: true,
      openId: {
        issuer: new URL(ENTRA),
        clientId: 'minutebook',
        clientSecret: undefined,
        scopes: 'openid profile email',
        name: 'single sign-on',
        mapping: [],
        publicUrl: new URL('https://minutebook.example.gov.uk'),
      },
    });
  });

  it('is as it is said, with the secret and the mapping in files', () => {
    const secretFile = join(folder, 'secret');
    writeFileSync(secretFile, 'a~secret\n');
    const entry = { claim: ['groups'], value: 'clerks', role: 'clerk', scope: { kind: 'council' } };
    writeFileSync(claimsFile, JSON.stringify({ grants: [entry] }));

    const settings = withProvider({
      OPENID_CLIENT_SECRET_FILE: secretFile,
      OPENID_SCOPES: ' openid  email ',
      OPENID_NAME: 'Harbour ID',
      OPENID_CLAIMS_FILE: claimsFile,
      LOCAL_SIGN_IN: 'off',
    });

    expect(settings).toMatchObject({
      local: false,
      openId: { clientSecret: 'a~secret', scopes: 'openid email', name: 'Harbour ID', mapping: [entry] },
    });
    expect(withProvider({ OPENID_CLIENT_SECRET: 'b' }).openId?.clientSecret).toBe('b');
  });

  it.each(['http://127.0.0.1:8080', 'http://localhost:8080/realms/town', 'http://[::1]:8080'])(
    'may be with a provider on this machine without https: %s',
    (issuer) => {
      expect(withProvider({ OPENID_ISSUER: issuer }).openId?.issuer).toEqual(new URL(issuer));
    },
  );

  it('is nothing that a command of the command line minds', () => {
    expect(readPlaces(environment({ OPENID_ISSUER: 'none', LOCAL_SIGN_IN: 'no' })).signIn).toEqual(signIn({}));
  });

  const faults: readonly (readonly [string, Settings, string])[] = [
    ['an on that is none', { LOCAL_SIGN_IN: 'yes' }, 'LOCAL_SIGN_IN must be on or off, not "yes"'],
    [
      'nobody with a way to sign in',
      { LOCAL_SIGN_IN: 'off', OPENID_ISSUER: '' },
      'LOCAL_SIGN_IN=off leaves nobody a way to sign in: name your provider in OPENID_ISSUER, or leave it out',
    ],
    [
      'a client of no provider',
      { OPENID_ISSUER: '' },
      'OPENID_CLIENT_ID means nothing without OPENID_ISSUER: name your provider there',
    ],
    [
      'a provider that knows us by no id',
      { OPENID_CLIENT_ID: '' },
      'OPENID_CLIENT_ID must be set where OPENID_ISSUER is: the id under which your provider knows Minutebook',
    ],
    [
      'a provider without an address',
      { OPENID_ISSUER: 'entra' },
      'OPENID_ISSUER must be the address of your provider, such as https://login.microsoftonline.com/<tenant id>/v2.0',
    ],
    [
      'a provider elsewhere without https',
      { OPENID_ISSUER: 'http://id.example.gov.uk' },
      'OPENID_ISSUER must begin with https:// unless the provider is on this machine',
    ],
    [
      'an address of another kind',
      { OPENID_ISSUER: 'ftp://127.0.0.1' },
      'OPENID_ISSUER must begin with https:// unless the provider is on this machine',
    ],
    [
      'a password in the address, without repeating it',
      { OPENID_ISSUER: 'https://a:b@id.example.gov.uk' },
      'OPENID_ISSUER must be the plain address of your provider, without ?, # and @',
    ],
    [
      'the address of the description in place of the provider’s',
      { OPENID_ISSUER: `${ENTRA}/.well-known/openid-configuration` },
      'OPENID_ISSUER must be the address before /.well-known/: Minutebook asks for the rest itself, and checks that it fits',
    ],
    ...['common', 'organizations', 'consumers'].map((tenant): readonly [string, Settings, string] => [
      `everybody's tenant: ${tenant}`,
      { OPENID_ISSUER: `https://login.microsoftonline.com/${tenant}/v2.0` },
      `OPENID_ISSUER names every tenant ("${tenant}"), so that anybody with an account at Microsoft could sign in: name your own tenant by its id`,
    ]),
    [
      'scopes of another protocol',
      { OPENID_SCOPES: 'profile email' },
      'OPENID_SCOPES must have openid among its words: without it there is no OpenID Connect',
    ],
    [
      'a name that no button holds',
      { OPENID_NAME: 'x'.repeat(61) },
      'OPENID_NAME must be short enough for a button: at most 60 characters',
    ],
    [
      'a secret file that is not there',
      { OPENID_CLIENT_SECRET_FILE: '/none' },
      'OPENID_CLIENT_SECRET_FILE names a file that is not there: /none',
    ],
    [
      'a mapping that is not there',
      { OPENID_CLAIMS_FILE: '/none' },
      'OPENID_CLAIMS_FILE names a file that is not there: /none',
    ],
    [
      'an address of ours to which nobody can be sent back',
      { PUBLIC_URL: '', PORT: '0' },
      'PUBLIC_URL must be set where OPENID_ISSUER is and PORT is 0: your provider sends readers back there',
    ],
  ];

  it.each(faults)('is refused for %s', (_, settings, message) => {
    expect(() => withProvider(settings)).toThrow(new ConfigurationFault(message));
  });

  it('is refused for a mapping with faults, and all of them are told', () => {
    writeFileSync(claimsFile, '{ "grants": [{ "claim": "groups", "value": "x", "role": "boss", "scope": 1 }] }');

    expect(() => withProvider({ OPENID_CLAIMS_FILE: claimsFile })).toThrow(
      new ConfigurationFault(
        [
          `OPENID_CLAIMS_FILE: ${claimsFile} cannot be used.`,
          '  Entry 1 of "grants": "boss" is no role. Roles are administrator, hr, chair, clerk, member, action-lead, monitoring-lead, commissioner, reader, auditor.',
          '  Entry 1 of "grants": "scope" must be { "kind": "council" }, or name a record: { "kind": "group", "id": "GG-WSG" }.',
        ].join('\n'),
      ),
    );
  });
});
