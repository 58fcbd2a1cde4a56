import type { FastifyRequest } from 'fastify';
import type { Address } from '@minutebook/web-kit';

/** Where the reader is, as links and filters of a page need it. */
export function addressOf(request: FastifyRequest): Address {
  const query = (request.query ?? {}) as Readonly<Record<string, unknown>>;
  const plain = Object.entries(query).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return { path: request.url.split('?')[0] ?? '/', query: Object.fromEntries(plain) };
}
