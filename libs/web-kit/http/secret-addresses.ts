import type { FastifyRequest } from 'fastify';

const SECRET = /^\/(answer|calendar)\//;

/**
 * Whether the address of a request is itself the secret that opens it: a link to answer from a mail, a calendar. Whoever is
 * signed in in that browser plays no part there, and nothing that leaves the page may carry the address on.
 */
export function isSecretAddress({ url, routeOptions }: Pick<FastifyRequest, 'url' | 'routeOptions'>): boolean {
  // The route is what was found whichever way the address was written; where none was, the address is all there is.
  return SECRET.test(routeOptions.url ?? '') || SECRET.test(url);
}
