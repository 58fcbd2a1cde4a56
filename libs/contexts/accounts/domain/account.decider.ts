import { accept, refuse, unreachable, type Decider, type Decision, type Role } from '@minutebook/kernel';
import type { AccountCommand, AskedOfAccount, GrantWanted, OpenAccount } from './account.commands';
import type { AccountEvent, RoleGranted } from './account.events';
import { accountRefusal, type AccountRefusal } from './account.refusals';
import {
  accountAlreadyExists,
  accountIdMalformed,
  accountNotOpen,
  codeNotValid,
  coverCannotBeArranged,
  datesOutOfOrder,
  ownGrant,
  roleAlreadyHeld,
  roleCannotBeGranted,
  serviceSignsInByToken,
  tokenExpiresTooLate,
} from './account.rules';
import { evolveAccount, initialAccount, type AccountState, type KnownAccount } from './account.state';

type AccountDecision = Decision<AccountEvent, AccountRefusal>;

/** An account: who may sign in, in which roles, since when and until when. Stream `account-<id>`. */
export const accountDecider: Decider<AccountState, AskedOfAccount, AccountEvent, AccountRefusal> = {
  initialState: initialAccount,
  evolve: evolveAccount,
  decide(asked, state) {
    const { command } = asked;
    if (command.type === 'open') return open(asked, command, state);
    if (command.type === 'reopen') return reopen(state);
    if (command.type === 'close' && state.status === 'closed') return accept();
    const refusal = accountNotOpen(state);
    return refusal ? refuse(refusal) : decideOpen(asked, command, state as KnownAccount);
  },
};

function open({ accountId, by }: AskedOfAccount, command: OpenAccount, state: AccountState): AccountDecision {
  const { kind, title, person, grants } = command;
  const refusal =
    accountIdMalformed(accountId) ??
    accountAlreadyExists(state) ??
    (grants.length > 0 ? ownGrant(accountId, by) : undefined) ??
    firstOf(grants, (wanted) => roleCannotBeGranted(wanted, kind) ?? datesOutOfOrder(wanted));
  if (refusal) return refuse(refusal);
  const opened = { type: 'AccountOpened', data: { kind, title, ...(person !== undefined && { person }) } } as const;
  return accept<AccountEvent>(opened, ...grants.map(granted));
}

function reopen(state: AccountState): AccountDecision {
  if (state.status === 'not-opened') return refuse(accountRefusal('no-such-account'));
  return state.status === 'open' ? accept() : accept({ type: 'AccountReopened', data: {} });
}

function decideOpen(
  { accountId, by, today }: AskedOfAccount,
  command: Exclude<AccountCommand, { type: 'open' | 'reopen' }>,
  state: KnownAccount,
): AccountDecision {
  switch (command.type) {
    case 'retitle':
      return accept({ type: 'AccountRetitled', data: { title: command.title } });
    case 'grant-role':
      return verdict(
        ownGrant(accountId, by) ??
          roleCannotBeGranted(command, state.kind) ??
          datesOutOfOrder(command) ??
          roleAlreadyHeld(state, command),
        granted(command),
      );
    case 'end-role':
      return endRole(command, state);
    case 'cover-absence': {
      const { coverId, forAccount, from, to } = command;
      return verdict(datesOutOfOrder(command) ?? coverCannotBeArranged(state, command, accountId, by), {
        type: 'AbsenceCovered',
        data: { coverId, forAccount, from, to },
      });
    }
    case 'end-cover': {
      const { coverId, to } = command;
      const cover = state.covers.find((each) => each.coverId === coverId);
      if (!cover) return refuse(accountRefusal('no-such-cover'));
      const refusal = datesOutOfOrder({ from: to });
      if (refusal) return refuse({ ...refusal, field: 'to' });
      return cover.to <= to ? accept() : accept({ type: 'CoverEnded', data: { coverId, to } });
    }
    case 'invite': {
      const { codeHash, expiresAt, channel } = command;
      return verdict(serviceSignsInByToken(state), { type: 'AccountInvited', data: { codeHash, expiresAt, channel } });
    }
    case 'offer-reset': {
      const { codeHash, expiresAt } = command;
      const refusal = serviceSignsInByToken(state) ?? (state.password ? undefined : accountRefusal('no-password-yet'));
      return verdict(refusal, { type: 'PasswordResetOffered', data: { codeHash, expiresAt } });
    }
    case 'set-password':
      return setPassword(command, state);
    case 'set-second-factor':
      return verdict(serviceSignsInByToken(state), {
        type: 'SecondFactorSet',
        data: { credential: command.credential },
      });
    case 'remove-second-factor':
      return verdict(state.secondFactor ? undefined : accountRefusal('no-second-factor'), {
        type: 'SecondFactorRemoved',
        data: {},
      });
    case 'end-sessions':
      return accept({ type: 'SessionsEnded', data: { validFrom: command.now } });
    case 'link-sign-in': {
      const { issuer, subject } = command;
      const isLinked = state.signIns.some((signIn) => signIn.issuer === issuer);
      return verdict(
        serviceSignsInByToken(state) ?? (isLinked ? accountRefusal('sign-in-already-linked') : undefined),
        { type: 'ExternalSignInLinked', data: { issuer, subject } },
      );
    }
    case 'issue-token': {
      const { tokenId, tokenHash, name, access, expiresAt, now } = command;
      return verdict(tokenExpiresTooLate(expiresAt, now), {
        type: 'ApiTokenIssued',
        data: { tokenId, tokenHash, name, access, expiresAt },
      });
    }
    case 'revoke-token': {
      const { tokenId } = command;
      const isKnown = state.tokens.some((token) => token.tokenId === tokenId);
      return verdict(isKnown ? undefined : accountRefusal('no-such-token'), {
        type: 'ApiTokenRevoked',
        data: { tokenId },
      });
    }
    case 'close':
      return verdict(
        accountId === by ? accountRefusal('own-closing') : datesOutOfOrder({ from: command.on, to: today }),
        {
          type: 'AccountClosed',
          data: { on: command.on, validFrom: command.now },
        },
      );
    default:
      return unreachable(command);
  }
}

function endRole({ grantId, to }: Extract<AccountCommand, { type: 'end-role' }>, state: KnownAccount): AccountDecision {
  const grant = state.grants.find((each) => each.grantId === grantId);
  if (!grant) return refuse(accountRefusal('no-such-grant'));
  const refusal = datesOutOfOrder({ from: to });
  if (refusal) return refuse({ ...refusal, field: 'to' });
  return grant.to !== undefined && grant.to <= to ? accept() : accept({ type: 'RoleEnded', data: { grantId, to } });
}

function setPassword(
  { credential, by, codeHash, now }: Extract<AccountCommand, { type: 'set-password' }>,
  state: KnownAccount,
): AccountDecision {
  const refusal = serviceSignsInByToken(state) ?? notEntitled();
  if (refusal) return refuse(refusal);
  return accept<AccountEvent>(
    { type: 'PasswordSet', data: { credential, by } },
    { type: 'SessionsEnded', data: { validFrom: now } },
  );

  function notEntitled(): AccountRefusal | undefined {
    if (by === 'invitation') return codeNotValid(state.invitation, codeHash, now);
    if (by === 'reset') return codeNotValid(state.reset, codeHash, now);
    if (by === 'change') return state.password ? undefined : accountRefusal('no-password-yet');
    return state.password ? accountRefusal('code-not-valid') : undefined;
  }
}

function granted({ grantId, role, scope, from, to }: GrantWanted): RoleGranted {
  return {
    type: 'RoleGranted',
    data: { grantId, role: role as Role, scope, from, ...(to !== undefined && { to }) },
  };
}

function verdict(refusal: AccountRefusal | undefined, event: AccountEvent): AccountDecision {
  return refusal ? refuse(refusal) : accept(event);
}

function firstOf<T>(all: readonly T[], rule: (one: T) => AccountRefusal | undefined): AccountRefusal | undefined {
  for (const one of all) {
    const refusal = rule(one);
    if (refusal) return refusal;
  }
  return undefined;
}
