import { ROLE_NAMES } from '@minutebook/kernel';
import type { Link } from '@minutebook/web-kit';
import type { Account, HeldGrant } from '../account-rights';
import type { AccountSummary, TokenSummary } from '../read-models/accounts.query';
import { accountPaths } from './account-paths';

/** What my-account.njk shows. */
export interface MyAccountPage {
  readonly name: string;
  readonly id: string;
  readonly roles: readonly {
    readonly text: string;
    readonly until: string | undefined;
    readonly cover: boolean;
    readonly grantHref: string;
  }[];
  /** Roles that wait for a second factor. */
  readonly withheld: readonly string[];
  readonly secondFactorHref: string;
  readonly signIn: readonly { readonly key: string; readonly value: string; readonly link: Link | undefined }[];
  readonly signOutHref: string;
  readonly tokens: readonly {
    readonly name: string;
    readonly access: string;
    /** Epoch ms. */
    readonly expiresAt: number;
    readonly expired: boolean;
    readonly revokePath: string;
  }[];
  readonly tokenHref: string;
}

export function presentMyAccount({
  account,
  summary,
  roleInWords,
  tokens,
  now,
  byPassword,
}: {
  readonly account: Account;
  readonly summary: AccountSummary | undefined;
  readonly roleInWords: (grant: HeldGrant) => string;
  readonly tokens: readonly TokenSummary[];
  readonly now: number;
  readonly byPassword: boolean;
}): MyAccountPage {
  const { hasPassword = false, hasSecondFactor = false, signIn = null } = summary ?? {};
  return {
    name: account.name,
    id: account.id,
    roles: account.grants.map((grant) => ({
      text: roleInWords(grant),
      until: grant.until,
      cover: grant.actingFor !== undefined,
      grantHref: `/audit-trail?record=${grant.grant.split('@')[0] ?? ''}`,
    })),
    withheld: (account.withheld ?? []).map((role) => ROLE_NAMES[role]),
    secondFactorHref: accountPaths.ownForm('second-factor'),
    signIn: [
      {
        key: 'Password',
        value: hasPassword ? 'Set' : 'None: you sign in otherwise',
        link: hasPassword ? { text: 'Change', href: accountPaths.ownForm('password') } : undefined,
      },
      {
        key: 'Second factor',
        value: hasSecondFactor ? 'One-time passwords of a telephone' : 'None',
        link:
          hasPassword && byPassword
            ? { text: hasSecondFactor ? 'Set up another' : 'Set up', href: accountPaths.ownForm('second-factor') }
            : undefined,
      },
      ...(signIn === null ? [] : [{ key: 'Provider', value: signIn, link: undefined }]),
    ],
    signOutHref: accountPaths.ownForm('sign-out-everywhere'),
    tokens: tokens.map(({ tokenId, name, access, expiresAt }) => ({
      name,
      access: access === 'write' ? 'Reads and records' : 'Reads only',
      expiresAt,
      expired: expiresAt <= now,
      revokePath: accountPaths.ownForm(`token/${tokenId}/revoke`),
    })),
    tokenHref: accountPaths.ownForm('token'),
  };
}
