import type { FastifyRequest } from 'fastify';
import { Problem, type Address } from '@minutebook/web-kit';

/** Where the reader is, as links and filters of a page need it. */
export function addressOf(request: FastifyRequest): Address {
  const query = (request.query ?? {}) as Readonly<Record<string, unknown>>;
  const plain = Object.entries(query).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return { path: request.url.split('?')[0] ?? '/', query: Object.fromEntries(plain) };
}

/** What a page shows, or the answer that there is no such thing (also: not yet at the moment asked for). */
export function found<T>(record: T | undefined, what: string): T {
  if (record === undefined)
    throw new Problem(404, {
      title: `There is no such ${what}, or the record did not hold it yet at the date that you look at`,
    });
  return record;
}
