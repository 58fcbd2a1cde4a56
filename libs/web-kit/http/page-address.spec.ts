import type { FastifyRequest } from 'fastify';
import { addressOf, askedIn } from './page-address';

const asked = (query: unknown): FastifyRequest => ({ url: '/actions/a1?q=x', query }) as unknown as FastifyRequest;

describe('the address of a page', () => {
  it('is its path, and what was asked once', () => {
    const request = asked({ sort: '-due', rag: ['red', 'green'] });
    expect(addressOf(request)).toEqual({ path: '/actions/a1', query: { sort: '-due' } });
    expect(addressOf(asked(undefined))).toEqual({ path: '/actions/a1', query: {} });
  });

  it.each([
    [' chair ', 'chair'],
    ['', undefined],
    ['  ', undefined],
    [['chair', 'clerk'], undefined],
    [undefined, undefined],
  ])('says %j as %j', (value, expected) => {
    expect(askedIn(asked({ role: value }), 'role')).toBe(expected);
  });
});
