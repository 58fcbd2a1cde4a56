import type { OfferedAccount } from '../account-directory';

/** What sign-in.njk shows: one radio for each account that is offered, or address and password where none is. */
export interface SignInPage {
  readonly items: readonly {
    readonly value: string;
    readonly text: string;
    readonly hint: { readonly text: string };
  }[];
  /** Where to go afterwards: a path of this service. */
  readonly next: string;
  /** As it was typed. */
  readonly email: string;
  readonly signedOut: boolean;
}

export function presentSignIn(
  offered: readonly OfferedAccount[],
  next: string,
  email: string,
  signedOut: boolean,
): SignInPage {
  return {
    items: offered.map(({ id, name, canTry }) => ({ value: id, text: name, hint: { text: canTry } })),
    next,
    email,
    signedOut,
  };
}
