import {
  AuthorizationResponseError,
  ClientError,
  ResponseBodyError,
  WWWAuthenticateChallengeError,
} from 'openid-client';
import type { OpenIdRule } from './openid.refusals';

/** What a failure means for the reader, and a code for the operator that repeats nothing of what was sent or received. */
export interface ProviderFault {
  readonly rule: OpenIdRule;
  readonly code: string;
}

/** OAuth errors for which nobody but time can do anything (RFC 6749, 4.1.2.1). */
const PASSING = ['temporarily_unavailable', 'server_error'];

/** Failures before anything was said of a person: the address, the registration or the network is not as it should be. */
const NOT_A_PROVIDER = [
  'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED',
  'OAUTH_MISSING_SERVER_METADATA',
  'OAUTH_INVALID_SERVER_METADATA',
  'OAUTH_HTTP_REQUEST_FORBIDDEN',
  'OAUTH_REQUEST_PROTOCOL_FORBIDDEN',
  'OAUTH_RESPONSE_IS_NOT_JSON',
];

/** What went wrong between us and the provider; undefined where the fault is a bug of ours. */
export function faultOf(error: unknown): ProviderFault | undefined {
  if (error instanceof AuthorizationResponseError) return refusedAtProvider(error);
  if (error instanceof ResponseBodyError) return refusedByTokenEndpoint(error);
  if (error instanceof WWWAuthenticateChallengeError)
    return { rule: 'openid-not-set-up', code: `it answered ${error.status}: is the client's secret right?` };
  if (error instanceof ClientError) return faultOfClient(error);
  if (error instanceof TypeError && /^(fetch failed|terminated)$/.test(error.message)) return outOfReach(error.cause);
  return undefined;
}

function refusedAtProvider({ error, error_description }: AuthorizationResponseError): ProviderFault {
  const code = named(error, error_description);
  if (error === 'access_denied') return { rule: 'openid-cancelled', code };
  return { rule: PASSING.includes(error) ? 'openid-out-of-reach' : 'openid-not-set-up', code };
}

function refusedByTokenEndpoint({ error, error_description, status }: ResponseBodyError): ProviderFault {
  const code = named(error, error_description);
  if (error === 'invalid_grant') return { rule: 'openid-used-already', code };
  return { rule: PASSING.includes(error) || status >= 500 ? 'openid-out-of-reach' : 'openid-not-set-up', code };
}

function faultOfClient({ code, cause, message }: ClientError): ProviderFault {
  if (code === 'OAUTH_TIMEOUT') return { rule: 'openid-out-of-reach', code };
  if (code === 'OAUTH_RESPONSE_IS_NOT_CONFORM') {
    const status = cause instanceof Response ? cause.status : 0;
    const isPassing = status >= 500 || status === 429;
    return { rule: isPassing ? 'openid-out-of-reach' : 'openid-not-set-up', code: `it answered ${status}` };
  }
  if (code === undefined) return outOfReach(cause);
  return {
    rule: NOT_A_PROVIDER.includes(code) ? 'openid-not-set-up' : 'openid-not-trusted',
    code: `${code} (${message})`,
  };
}

/** What the network says, however deep it lies: ECONNREFUSED, a certificate that is not trusted. */
function outOfReach(cause: unknown): ProviderFault {
  for (let at = cause; typeof at === 'object' && at !== null; at = (at as { readonly cause?: unknown }).cause) {
    const { code } = at as { readonly code?: unknown };
    if (typeof code === 'string') return { rule: 'openid-out-of-reach', code };
  }
  return { rule: 'openid-out-of-reach', code: 'the network failed' };
}

/**
 * An error by its registered word, and by Entra ID's own number. Descriptions are left out: whoever can write an address can
 * write them, and some repeat what was sent.
 */
function named(error: string, description: string | undefined): string {
  const word = /^[a-z_]{1,40}$/.test(error) ? error : 'an error without a known name';
  const number = /\bAADSTS\d{4,7}\b/.exec(description ?? '')?.[0];
  return number === undefined ? word : `${word} (${number})`;
}
