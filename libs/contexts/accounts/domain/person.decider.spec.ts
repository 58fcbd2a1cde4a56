import { accept, type SealedText } from '@minutebook/kernel';
import { ALREADY_SO, given, refusedBy, told } from '../../../kernel/testing/given.fixture';
import { accountDirectoryDecider } from './account-directory.decider';
import { personDecider } from './person.decider';

const sealed = (text: string): SealedText => ({ sealed: 1, keyId: 'person-p1', iv: 'iv', tag: 'tag', text });
const added = { type: 'PersonAdded', data: { name: sealed('name') } } as const;

describe('a person', () => {
  it('is added once, with a name', () => {
    const add = { type: 'add', id: 'p1', name: sealed('name') } as const;
    expect(given(personDecider, []).when(add)).toEqual(accept(added));
    expect(given(personDecider, [told(added)]).when(add)).toMatchObject(refusedBy('person-already-exists'));
    expect(given(personDecider, []).when({ ...add, id: 'not an id' })).toMatchObject(refusedBy('person-id-malformed'));
  });

  it('is called differently from then on; what is left out stays', () => {
    const change = { type: 'change-details', email: sealed('email') } as const;
    expect(given(personDecider, []).when(change)).toMatchObject(refusedBy('no-such-person'));
    expect(given(personDecider, [told(added)]).when({ type: 'change-details' })).toEqual(ALREADY_SO);
    const changed = { type: 'PersonDetailsChanged', data: { email: sealed('email') } } as const;
    expect(given(personDecider, [told(added)]).when(change)).toEqual(accept(changed));
    expect(given(personDecider, [told(added), told(changed)]).state).toEqual({
      status: 'known',
      name: sealed('name'),
      email: sealed('email'),
    });
  });
});

describe('the directory of addresses', () => {
  const taken = { type: 'SignInAddressTaken', data: { account: 'a1', email: sealed('email') } } as const;
  const take = { type: 'take', account: 'a1', email: sealed('email') } as const;

  it('gives an address to one account', () => {
    expect(given(accountDirectoryDecider, []).when(take)).toEqual(accept(taken));
    expect(given(accountDirectoryDecider, [told(taken)]).when({ ...take, heldBy: 'a1' })).toEqual(ALREADY_SO);
    expect(given(accountDirectoryDecider, [told(taken)]).when({ ...take, heldBy: 'a2' })).toMatchObject(
      refusedBy('address-already-taken', { kind: 'conflict', field: 'email' }),
    );
  });

  it('lets it go', () => {
    const release = { type: 'release', account: 'a1' } as const;
    expect(given(accountDirectoryDecider, []).when(release)).toEqual(ALREADY_SO);
    const released = { type: 'SignInAddressReleased', data: { account: 'a1' } } as const;
    expect(given(accountDirectoryDecider, [told(taken)]).when(release)).toEqual(accept(released));
    expect(given(accountDirectoryDecider, [told(taken), told(released)]).state).toEqual({});
  });
});
