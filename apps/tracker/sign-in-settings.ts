import { existsSync, readFileSync } from 'node:fs';
import { readClaimsMapping, type ClaimsMapping, type OpenIdSettings } from '@minutebook/accounts';
import { ConfigurationFault, isLoopback } from './configuration-fault';

/** How an operator lets readers sign in. */
export interface SignInSettings {
  /** Whether accounts of Minutebook's own may be used. */
  readonly local: boolean;
  readonly openId: OpenIdSettings | undefined;
}

/** Without any provider. */
export const LOCAL_SIGN_IN: SignInSettings = { local: true, openId: undefined };

type Environment = Readonly<Record<string, string | undefined>>;

const OPENID_VARIABLES = ['CLIENT_ID', 'CLIENT_SECRET', 'CLIENT_SECRET_FILE', 'SCOPES', 'CLAIMS_FILE', 'NAME'].map(
  (name) => `OPENID_${name}`,
);

/** Longest name on the button. */
const LONGEST_NAME = 60;

/** Tenants of Entra ID that stand for everybody's: anyone with an account at Microsoft could sign in. */
const ANY_TENANT = /^(common|organizations|consumers)$/;

/**
 * Reads how readers sign in. Throws `ConfigurationFault`.
 *
 * @param secret what a variable says, itself or in the file that `<NAME>_FILE` names
 */
export function signInFrom(
  environment: Environment,
  publicUrl: string,
  secret: (name: string) => string | undefined,
): SignInSettings {
  const local = environment['LOCAL_SIGN_IN'] || 'on';
  if (local !== 'on' && local !== 'off')
    throw new ConfigurationFault(`LOCAL_SIGN_IN must be on or off, not "${local}"`);
  const issuer = environment['OPENID_ISSUER'];
  if (issuer) return { local: local === 'on', openId: openIdFrom(environment, issuer, publicUrl, secret) };
  if (local === 'off')
    throw new ConfigurationFault(
      'LOCAL_SIGN_IN=off leaves nobody a way to sign in: name your provider in OPENID_ISSUER, or leave it out',
    );
  const [stray] = OPENID_VARIABLES.filter((name) => environment[name]);
  if (stray !== undefined)
    throw new ConfigurationFault(`${stray} means nothing without OPENID_ISSUER: name your provider there`);
  return LOCAL_SIGN_IN;
}

function openIdFrom(
  environment: Environment,
  issuer: string,
  publicUrl: string,
  secret: (name: string) => string | undefined,
): OpenIdSettings {
  const clientId = environment['OPENID_CLIENT_ID'];
  if (!clientId)
    throw new ConfigurationFault(
      'OPENID_CLIENT_ID must be set where OPENID_ISSUER is: the id under which your provider knows Minutebook',
    );
  return {
    issuer: issuerFrom(issuer),
    clientId,
    clientSecret: secret('OPENID_CLIENT_SECRET'),
    scopes: scopesFrom(environment['OPENID_SCOPES'] || 'openid profile email'),
    name: nameFrom(environment['OPENID_NAME'] || 'single sign-on'),
    mapping: mappingFrom(environment['OPENID_CLAIMS_FILE']),
    publicUrl: publicUrlFrom(publicUrl),
  };
}

function issuerFrom(text: string): URL {
  if (!URL.canParse(text))
    throw new ConfigurationFault(
      'OPENID_ISSUER must be the address of your provider, such as https://login.microsoftonline.com/<tenant id>/v2.0',
    );
  const issuer = new URL(text);
  const { protocol, hostname, pathname, search, hash, username, password } = issuer;
  const isHere = isLoopback(hostname.replace(/^\[|\]$/g, ''));
  if (protocol !== 'https:' && !(protocol === 'http:' && isHere))
    throw new ConfigurationFault('OPENID_ISSUER must begin with https:// unless the provider is on this machine');
  if (search + hash + username + password !== '')
    throw new ConfigurationFault('OPENID_ISSUER must be the plain address of your provider, without ?, # and @');
  if (pathname.includes('/.well-known/'))
    throw new ConfigurationFault(
      'OPENID_ISSUER must be the address before /.well-known/: Minutebook asks for the rest itself, and checks that it fits',
    );
  const [tenant = ''] = pathname.split('/').filter(Boolean);
  if (
    /(^|\.)login\.(microsoftonline|microsoft|partner\.microsoftonline)\.\w+$/.test(hostname) &&
    ANY_TENANT.test(tenant)
  )
    throw new ConfigurationFault(
      `OPENID_ISSUER names every tenant ("${tenant}"), so that anybody with an account at Microsoft could sign in: name your own tenant by its id`,
    );
  return issuer;
}

function scopesFrom(text: string): string {
  const scopes = text.trim().split(/\s+/);
  if (!scopes.includes('openid'))
    throw new ConfigurationFault(
      'OPENID_SCOPES must have openid among its words: without it there is no OpenID Connect',
    );
  return scopes.join(' ');
}

function nameFrom(text: string): string {
  const name = text.trim();
  if (name.length > LONGEST_NAME)
    throw new ConfigurationFault(`OPENID_NAME must be short enough for a button: at most ${LONGEST_NAME} characters`);
  return name;
}

function publicUrlFrom(text: string): URL {
  const address = new URL(text);
  if (address.port === '0')
    throw new ConfigurationFault(
      'PUBLIC_URL must be set where OPENID_ISSUER is and PORT is 0: your provider sends readers back there',
    );
  return address;
}

function mappingFrom(file: string | undefined): ClaimsMapping {
  if (!file) return [];
  if (!existsSync(file)) throw new ConfigurationFault(`OPENID_CLAIMS_FILE names a file that is not there: ${file}`);
  const read = readClaimsMapping(readFileSync(file, 'utf8'));
  if ('mapping' in read) return read.mapping;
  throw new ConfigurationFault(
    `OPENID_CLAIMS_FILE: ${file} cannot be used.\n${read.faults.map((fault) => `  ${fault}.`).join('\n')}`,
  );
}
