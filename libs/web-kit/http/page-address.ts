import type { FastifyRequest } from 'fastify';
import type { Address } from '../addresses';

/** Where the reader is, as links and filters of a page need it: what is given twice counts as not given. */
export function addressOf(request: FastifyRequest): Address {
  const plain = Object.entries(queryOf(request)).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return { path: request.url.split('?')[0] ?? '/', query: Object.fromEntries(plain) };
}

/** One value of an address; undefined where it is absent, empty or given twice. */
export function askedIn(request: FastifyRequest, name: string): string | undefined {
  const value = queryOf(request)[name];
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

function queryOf(request: FastifyRequest): Readonly<Record<string, unknown>> {
  return (request.query ?? {}) as Readonly<Record<string, unknown>>;
}
