import type { Role } from '@minutebook/kernel';
import { ROLE_NAMES } from '../permissions';

export interface SignInPage {
  readonly accounts: readonly { readonly id: string; readonly role: string; readonly canTry: string }[];
  readonly next: string;
}

export function presentSignIn(
  offered: readonly { readonly id: string; readonly roles: readonly Role[]; readonly canTry: string }[],
  next: string,
): SignInPage {
  return {
    accounts: offered.map(({ id, roles, canTry }) => ({
      id,
      role: roles.map((role) => ROLE_NAMES[role]).join(', '),
      canTry,
    })),
    next,
  };
}
