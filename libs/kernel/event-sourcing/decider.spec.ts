import { accept, refusalsFrom, refuse, unreachable } from './decider';

describe('a decision', () => {
  it('accepts events, or none for "already so"', () => {
    expect(accept()).toEqual({ accepted: [] });
    expect(accept('first', 'second')).toEqual({ accepted: ['first', 'second'] });
  });

  it('refuses with data', () => {
    expect(refuse({ rule: 'own-report' })).toEqual({ refused: { rule: 'own-report' } });
  });

  it('refuses by the rules of its record, with what a rule found', () => {
    const refusal = refusalsFrom({
      'own-report': { message: 'You wrote this report.' },
      'id-taken': { field: 'id', kind: 'conflict', message: 'The id is taken.' },
    });

    expect(refusal('own-report')).toEqual({ rule: 'own-report', message: 'You wrote this report.' });
    expect(refusal('id-taken', { field: 'planId', facts: { by: 'p1' } })).toEqual({
      rule: 'id-taken',
      field: 'planId',
      kind: 'conflict',
      message: 'The id is taken.',
      facts: { by: 'p1' },
    });
  });

  it('names what a switch forgot', () => {
    const forgotten = { type: 'SomethingNew' } as unknown as never;

    expect(() => unreachable(forgotten)).toThrow('Not handled: {"type":"SomethingNew"}');
  });
});
