import { createHmac, timingSafeEqual } from 'node:crypto';

/** How far the clock of a caller may be off, in seconds (documentation of the API, "Error messages"). */
const MAX_SKEW = 30;

/** What is wrong with the token of a request, in Notify's words; undefined where nothing is. */
export function tokenFault(
  authorization: string | undefined,
  { service, secret }: { readonly service: string; readonly secret: string },
  now: number,
): string | undefined {
  const [header = '', claims = '', signature = ''] = (authorization ?? '').replace(/^Bearer /, '').split('.');
  const expected = createHmac('sha256', secret).update(`${header}.${claims}`).digest();
  const given = Buffer.from(signature, 'base64url');
  if (given.length !== expected.length || !timingSafeEqual(given, expected) || read(header)['alg'] !== 'HS256')
    return 'Invalid token: API key not found';
  const { iss, iat } = read(claims);
  if (iss !== service) return 'Invalid token: service not found';
  if (typeof iat !== 'number' || Math.abs(iat - now / 1_000) > MAX_SKEW)
    return 'Error: Your system clock must be accurate to within 30 seconds';
  return undefined;
}

function read(part: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(part, 'base64url').toString('utf8')) as Record<string, unknown>;
}
