import type { OfferedAccount } from '../account-directory';
import { END_SESSION_PATH } from '../openid/openid-provider';
import type { WaysToSignIn } from '../openid/ways-to-sign-in';

/** What sign-in.njk shows: a button for the provider; a radio for each account that is offered, or address and password. */
export interface SignInPage {
  readonly items: readonly {
    readonly value: string;
    readonly text: string;
    readonly hint: { readonly text: string };
  }[];
  /** Whether accounts with a password of ours are asked for. */
  readonly asksPassword: boolean;
  /** Where to go afterwards: a path of this service. */
  readonly next: string;
  /** As it was typed. */
  readonly email: string;
  readonly signedOut: boolean;
  readonly provider?: { readonly name: string; readonly href: string; readonly endSessionHref?: string };
}

/** @param signedOut `here` or `yes` after signing out; whatever else an address says counts as no */
export function presentSignIn(
  { local, openId }: WaysToSignIn,
  offered: readonly OfferedAccount[],
  { next, email, signedOut }: { readonly next: string; readonly email: string; readonly signedOut: unknown },
): SignInPage {
  const items = offered.map(({ id, name, canTry }) => ({ value: id, text: name, hint: { text: canTry } }));
  return {
    items: local ? items : [],
    asksPassword: local && items.length === 0,
    next,
    email,
    signedOut: signedOut === 'yes' || signedOut === 'here',
    provider: openId && {
      name: openId.name,
      href: openId.startAddress(next),
      ...(signedOut === 'here' && { endSessionHref: END_SESSION_PATH }),
    },
  };
}
