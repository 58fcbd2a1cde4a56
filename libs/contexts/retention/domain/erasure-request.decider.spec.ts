import { accept } from '@minutebook/kernel';
import { ALREADY_SO, given, refusedBy, told } from '../../../kernel/testing/given.fixture';
import { agree, agreed, ask, asked, CLERK, HR } from './erasure.fixture';
import { erasureRequestDecider } from './erasure-request.decider';

const byClerk = { by: CLERK };
const waiting = [told(asked, byClerk)];
const decided = [...waiting, told(agreed, { by: HR })];
const declined = [...waiting, told({ type: 'ErasureDeclined', data: {} } as const, { by: HR })];
const withdrawn = [...waiting, told({ type: 'ErasureWithdrawn', data: {} } as const, byClerk)];
const carriedOut = [...decided, told({ type: 'ErasureCarriedOut', data: { keys: 1 } } as const)];

const person = { kind: 'person', personId: 'p1' } as const;

describe('asking for an erasure', () => {
  const on = given(erasureRequestDecider, []);

  it('names what is to go, on what ground, by whose right, and by when there must be an answer', () => {
    expect(on.when(ask)).toEqual(accept(asked));
    expect(on.when({ ...ask, wording: 'An absence' })).toEqual(
      accept({ ...asked, data: { ...asked.data, wording: 'An absence' } }),
    );
  });

  it('of a person takes no other wording: nothing stands where a name stood', () => {
    expect(on.when({ ...ask, found: { state: 'there', target: person }, wording: 'Somebody' })).toEqual(
      accept({ ...asked, data: { ...asked.data, target: person } }),
    );
  });

  it.each([
    ['nothing-to-erase', { found: { state: 'missing' } }],
    ['no-text-to-remove', { found: { state: 'without-text' } }],
    ['already-erased', { found: { state: 'gone' } }],
    ['no-such-ground', { ground: 'because' }],
  ] as const)('is refused by %s', (rule, change) => {
    expect(on.when({ ...ask, ...change })).toMatchObject(refusedBy(rule));
  });

  it('is done once under an id', () => {
    expect(given(erasureRequestDecider, waiting).when(ask)).toMatchObject(
      refusedBy('erasure-request-already-exists', { kind: 'conflict' }),
    );
  });
});

describe('agreeing to an erasure', () => {
  const on = given(erasureRequestDecider, waiting);

  it('names every event whose texts go', () => {
    expect(on.when(agree)).toEqual(accept(agreed));
  });

  it('is for somebody else than who asked', () => {
    expect(on.when({ ...agree, by: CLERK })).toMatchObject(refusedBy('own-request'));
  });

  it('is refused under a hold, whoever agrees', () => {
    expect(on.when({ ...agree, inTheWay: { holds: ['hold-1'] } })).toMatchObject(
      refusedBy('under-hold', { facts: { holds: ['hold-1'] } }),
    );
  });

  it.each([
    ['2020-06-16', 'The Act requires this to be kept until 16 June 2020, so it cannot be erased before.'],
    [undefined, 'The Act requires this to be kept for good, so it cannot be erased before.'],
  ])('is refused where a statute requires keeping until %s', (until, message) => {
    const inTheWay = { holds: [], statute: { name: 'The Act', until } };

    expect(on.when({ ...agree, inTheWay })).toMatchObject(refusedBy('statute-requires-keeping', { message }));
  });

  it('is refused while a work under way needs the text', () => {
    const inTheWay = { holds: [], neededBy: 'The import is not finished.' };

    expect(on.when({ ...agree, inTheWay })).toMatchObject(
      refusedBy('text-still-needed', { message: 'The import is not finished.' }),
    );
  });

  it('is refused where it is gone meanwhile', () => {
    expect(on.when({ ...agree, found: { state: 'gone' } })).toMatchObject(refusedBy('already-erased'));
  });

  it('is already so once it was agreed to, and too late once it was declined or withdrawn', () => {
    expect(given(erasureRequestDecider, decided).when(agree)).toEqual(ALREADY_SO);
    expect(given(erasureRequestDecider, carriedOut).when(agree)).toEqual(ALREADY_SO);
    for (const history of [declined, withdrawn])
      expect(given(erasureRequestDecider, history).when(agree)).toMatchObject(
        refusedBy('request-not-open', { kind: 'conflict' }),
      );
  });
});

describe('declining and withdrawing', () => {
  const decline = { type: 'decline', by: HR } as const;
  const withdraw = { type: 'withdraw', by: CLERK } as const;

  it('are for others and for whoever asked', () => {
    const on = given(erasureRequestDecider, waiting);

    expect(on.when(decline)).toEqual(accept({ type: 'ErasureDeclined', data: {} }));
    expect(on.when({ ...decline, by: CLERK })).toMatchObject(refusedBy('own-request'));
    expect(on.when(withdraw)).toEqual(accept({ type: 'ErasureWithdrawn', data: {} }));
    expect(on.when({ ...withdraw, by: HR })).toMatchObject(refusedBy('not-your-request'));
  });

  it('are already so, or too late', () => {
    expect(given(erasureRequestDecider, declined).when(decline)).toEqual(ALREADY_SO);
    expect(given(erasureRequestDecider, withdrawn).when(withdraw)).toEqual(ALREADY_SO);
    for (const command of [decline, withdraw])
      expect(given(erasureRequestDecider, decided).when(command)).toMatchObject(refusedBy('request-not-open'));
  });
});

describe('confirming an erasure', () => {
  const confirm = { type: 'confirm', keys: 1 } as const;

  it('follows an agreement, and is already so afterwards', () => {
    expect(given(erasureRequestDecider, decided).when(confirm)).toEqual(
      accept({ type: 'ErasureCarriedOut', data: { keys: 1 } }),
    );
    expect(given(erasureRequestDecider, carriedOut).when(confirm)).toEqual(ALREADY_SO);
    expect(given(erasureRequestDecider, waiting).when(confirm)).toMatchObject(refusedBy('erasure-not-agreed'));
  });
});

it('nothing but asking can be done to a request that nobody made', () => {
  for (const command of [
    agree,
    { type: 'decline', by: HR },
    { type: 'withdraw', by: HR },
    { type: 'confirm', keys: 1 },
  ])
    expect(given(erasureRequestDecider, []).when(command as typeof agree)).toMatchObject(
      refusedBy('no-such-erasure-request', { kind: 'not-found' }),
    );
});
