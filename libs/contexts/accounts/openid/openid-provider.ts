import type { SystemClock } from '@minutebook/kernel/recording';
import { londonDateOf } from '@minutebook/kernel';
import * as openid from 'openid-client';
import { claimsAsked, grantsFrom, type Claims, type ClaimsMapping } from './claims-mapping';
import type { ExternalIdentity } from './external-accounts';
import { openIdRefusal, type OpenIdRefusal, type OpenIdRule } from './openid.refusals';
import { faultOf, type ProviderFault } from './provider-faults';
import type { SignInAttempt } from './sign-in-attempts';

/** Path from which readers are sent to the provider. */
export const START_PATH = '/sign-in/openid';
/** Paths that the provider sends readers back to; they are registered there. */
export const CALLBACK_PATH = '/sign-in/openid/callback';
export const SIGNED_OUT_PATH = '/sign-in/openid/signed-out';
/** Path from which readers are sent on to the end of the provider's session. */
export const END_SESSION_PATH = '/sign-in/openid/end-session';

/** What an operator says of the provider. */
export interface OpenIdSettings {
  readonly issuer: URL;
  readonly clientId: string;
  /** Absent for a public client, whose codes PKCE alone protects. */
  readonly clientSecret: string | undefined;
  readonly scopes: string;
  /** What the council calls its provider: "Sign in with …". */
  readonly name: string;
  readonly mapping: ClaimsMapping;
  /** Where readers reach this service: addresses that the provider is given follow from it alone. */
  readonly publicUrl: URL;
}

/** How long the provider may take for one answer, in seconds. */
const TIMEOUT_SECONDS = 5;
/** What was discovered is asked again after this time, in ms: providers move their addresses seldom. */
const DISCOVERED_FOR = 60 * 60 * 1000;
/** Claims that pages make use of. */
const PERSONAL_CLAIMS = ['name', 'email'];

type Told<T> = T | { readonly refused: OpenIdRefusal };

/** The provider's own description, and how it answers a client with a secret. */
interface Discovered {
  readonly server: openid.ServerMetadata;
  readonly at: number;
}

/**
 * An OpenID Connect provider: authorization code with PKCE, state and nonce. It is discovered when somebody first signs in,
 * and again after a failure, so that neither a start nor a local sign-in ever waits for it. No token is kept.
 */
export class OpenIdProvider {
  private discovered: Promise<Discovered> | undefined;

  /**
   * @param report told what an operator needs to know of a failure: codes only, never what was sent or received
   */
  constructor(
    private readonly settings: OpenIdSettings,
    private readonly clock: SystemClock,
    private readonly report: (fault: string) => void,
  ) {}

  get name(): string {
    return this.settings.name;
  }

  /** Where a sign-in begins, at the address by which readers reach this service: its cookie is set for that host. */
  startAddress(next: string): string {
    const address = new URL(START_PATH, this.settings.publicUrl);
    if (next !== '/') address.searchParams.set('next', next);
    return address.href;
  }

  /** Begins a sign-in: where the reader is sent, and what the browser must bring back. */
  async begin(next: string): Promise<Told<{ readonly address: URL; readonly attempt: SignInAttempt }>> {
    const attempt: SignInAttempt = {
      state: openid.randomState(),
      nonce: openid.randomNonce(),
      codeVerifier: openid.randomPKCECodeVerifier(),
      next,
    };
    const challenge = await openid.calculatePKCECodeChallenge(attempt.codeVerifier);
    return this.ask('A sign-in could not be begun', async () => ({
      attempt,
      address: openid.buildAuthorizationUrl(await this.configuration(), {
        redirect_uri: new URL(CALLBACK_PATH, this.settings.publicUrl).href,
        scope: this.settings.scopes,
        state: attempt.state,
        nonce: attempt.nonce,
        code_challenge: challenge,
        code_challenge_method: 'S256',
      }),
    }));
  }

  /**
   * Who the provider says has signed in.
   *
   * @param query of the address to which the provider sent the reader back
   */
  async identify(query: string, attempt: SignInAttempt): Promise<Told<{ readonly identity: ExternalIdentity }>> {
    const { publicUrl, mapping } = this.settings;
    const answer = new URL(CALLBACK_PATH, publicUrl);
    answer.search = query;
    const told = await this.ask('An answer was not taken', async () => {
      const configuration = await this.configuration();
      const tokens = await openid.authorizationCodeGrant(configuration, answer, {
        expectedState: attempt.state,
        expectedNonce: attempt.nonce,
        pkceCodeVerifier: attempt.codeVerifier,
        idTokenExpected: true,
      });
      const idToken = tokens.claims();
      if (!idToken) throw new Error('An ID token was expected, and was checked for');
      const { iss, sub } = idToken;
      return { iss, sub, claims: await this.allClaims(configuration, idToken, sub, tokens.access_token) };
    });
    if ('refused' in told) return told;
    const { iss, sub, claims } = told;
    const found = grantsFrom(mapping, claims, londonDateOf(this.clock.now()));
    if ('withheld' in found) {
      this.report(`Roles are not known: the claim "${found.withheld}" holds more values than a token can`);
      return { refused: this.refusal('openid-claims-withheld') };
    }
    return {
      identity: {
        issuer: iss,
        subject: sub,
        name: textOf(claims['name']),
        email: textOf(claims['email']),
        emailVerified: typeof claims['email_verified'] === 'boolean' ? claims['email_verified'] : undefined,
        grants: found.grants,
      },
    };
  }

  /** Where the provider's own session is ended; undefined where it offers none, or does not answer. */
  async endSessionAddress(): Promise<URL | undefined> {
    const told = await this.ask('The end of its session is not offered', async () => {
      const configuration = await this.configuration();
      if (configuration.serverMetadata().end_session_endpoint === undefined) return {};
      return {
        address: openid.buildEndSessionUrl(configuration, {
          post_logout_redirect_uri: new URL(SIGNED_OUT_PATH, this.settings.publicUrl).href,
        }),
      };
    });
    return 'address' in told ? told.address : undefined;
  }

  refusal(rule: OpenIdRule): OpenIdRefusal {
    return openIdRefusal(rule, this.name);
  }

  /** What the ID token does not hold may stand in UserInfo; the token, which is signed, comes first. */
  private async allClaims(
    configuration: openid.Configuration,
    idToken: Claims,
    subject: string,
    accessToken: string,
  ): Promise<Claims> {
    const missing = [...PERSONAL_CLAIMS, ...claimsAsked(this.settings.mapping)].some((name) => !(name in idToken));
    if (!missing || configuration.serverMetadata().userinfo_endpoint === undefined) return idToken;
    return { ...(await openid.fetchUserInfo(configuration, accessToken, subject)), ...idToken };
  }

  private async ask<T>(what: string, question: () => Promise<T>): Promise<Told<T>> {
    try {
      return await question();
    } catch (error) {
      const fault: ProviderFault | undefined = faultOf(error);
      if (!fault) throw error;
      this.report(`${what}: ${fault.code}`);
      return { refused: this.refusal(fault.rule) };
    }
  }

  /**
   * Made anew for each question: the keys of the provider are then asked for with each sign-in, so that one that has changed
   * its keys is believed at once and an old key no longer.
   */
  private async configuration(): Promise<openid.Configuration> {
    const { server } = await this.discovery();
    const { clientId, clientSecret } = this.settings;
    const configuration = new openid.Configuration(server, clientId, undefined, authentication(server, clientSecret));
    configuration.timeout = TIMEOUT_SECONDS;
    // The library trusts a token that came over TLS; we also want it signed by a key that the provider publishes today.
    openid.enableNonRepudiationChecks(configuration);
    if (this.isInsecure()) openid.allowInsecureRequests(configuration);
    return configuration;
  }

  private async discovery(): Promise<Discovered> {
    const known = await this.discovered;
    if (known && this.clock.monotonic() - known.at < DISCOVERED_FOR) return known;
    const asked = this.discover();
    this.discovered = asked;
    asked.catch(() => {
      if (this.discovered === asked) this.discovered = undefined;
    });
    return asked;
  }

  private async discover(): Promise<Discovered> {
    const { issuer, clientId } = this.settings;
    const found = await openid.discovery(issuer, clientId, undefined, openid.None(), {
      timeout: TIMEOUT_SECONDS,
      execute: this.isInsecure() ? [openid.allowInsecureRequests] : [],
    });
    return { server: found.serverMetadata(), at: this.clock.monotonic() };
  }

  /** Only a provider on this machine may be asked without TLS: the settings refuse any other. */
  private isInsecure(): boolean {
    return this.settings.issuer.protocol === 'http:';
  }
}

/**
 * A secret travels in the header, as OpenID Connect has it unless something else was registered (Core, section 9); in the
 * body where the provider says that it takes no other.
 */
function authentication(server: openid.ServerMetadata, secret: string | undefined): openid.ClientAuth {
  if (secret === undefined) return openid.None();
  const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
  return methods.includes('client_secret_basic') ? openid.ClientSecretBasic(secret) : openid.ClientSecretPost(secret);
}

function textOf(claim: unknown): string | undefined {
  const text = typeof claim === 'string' ? claim.trim() : '';
  return text === '' ? undefined : text;
}
