import { accept } from '@minutebook/kernel';
import { ALREADY_SO, given, refusedBy, told } from '../../../kernel/testing/given.fixture';
import { holdDecider } from './hold.decider';

const over = { kind: 'record', stream: 'actionPlan-p1' } as const;
const place = { type: 'place', over, exists: true } as const;
const lift = { type: 'lift' } as const;
const placed = { type: 'HoldPlaced', data: { over } } as const;
const lifted = { type: 'HoldLifted', data: {} } as const;

describe('a hold', () => {
  it('is placed over what there is, once, and again after it was lifted', () => {
    expect(given(holdDecider, []).when(place)).toEqual(accept(placed));
    expect(given(holdDecider, []).when({ ...place, exists: false })).toMatchObject(refusedBy('nothing-to-hold'));
    expect(given(holdDecider, [told(placed)]).when(place)).toMatchObject(
      refusedBy('already-held', { kind: 'conflict' }),
    );
    expect(given(holdDecider, [told(placed), told(lifted)]).when(place)).toEqual(accept(placed));
  });

  it('is lifted where it was placed', () => {
    expect(given(holdDecider, [told(placed)]).when(lift)).toEqual(accept(lifted));
    expect(given(holdDecider, [told(placed), told(lifted)]).when(lift)).toEqual(ALREADY_SO);
    expect(given(holdDecider, []).when(lift)).toMatchObject(refusedBy('no-such-hold', { kind: 'not-found' }));
  });
});
