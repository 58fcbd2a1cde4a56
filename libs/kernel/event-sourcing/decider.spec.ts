import { accept, refuse, unreachable } from './decider';

describe('a decision', () => {
  it('accepts events, or none for "already so"', () => {
    expect(accept()).toEqual({ accepted: [] });
    expect(accept('first', 'second')).toEqual({ accepted: ['first', 'second'] });
  });

  it('refuses with data', () => {
    expect(refuse({ rule: 'own-report' })).toEqual({ refused: { rule: 'own-report' } });
  });

  it('names what a switch forgot', () => {
    const forgotten = { type: 'SomethingNew' } as unknown as never;

    expect(() => unreachable(forgotten)).toThrow('Not handled: {"type":"SomethingNew"}');
  });
});
