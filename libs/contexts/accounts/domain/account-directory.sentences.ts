import type { SentenceEntry } from '@minutebook/kernel';
import type { AccountDirectoryEvent } from './account-directory.decider';

const said = (kind: string, sentence: string): SentenceEntry => ({
  kind,
  access: 'people',
  describe: () => ({ sentence, sealed: sentence }),
  note: () => ({ name: 'Sign-in addresses', path: '/people' }),
});

/** How the events of the directory of addresses read in the audit trail: never with an address. */
export const accountDirectorySentences: Readonly<Record<AccountDirectoryEvent['type'], SentenceEntry>> = {
  SignInAddressTaken: said('Sign-in address taken', 'An address signs in to an account from now on.'),
  SignInAddressReleased: said('Sign-in address released', 'An address does not sign in to an account any more.'),
};
