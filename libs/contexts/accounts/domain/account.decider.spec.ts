import { accept, type SealedText } from '@minutebook/kernel';
import { ALREADY_SO, given, refusedBy, told } from '../../../kernel/testing/given.fixture';
import type { AccountCommand, GrantWanted } from './account.commands';
import { accountDecider } from './account.decider';
import type { AccountEvent } from './account.events';
import type { KnownAccount } from './account.state';
import { ROLE_SCOPES } from './roles';

const TODAY = '2014-06-16';
const NOW = 1_000_000;
const DAY = 24 * 60 * 60 * 1000;
const sealed = (keyId: string): SealedText => ({ sealed: 1, keyId, iv: 'iv', tag: 'tag', text: 'text' });

const opened: AccountEvent = { type: 'AccountOpened', data: { kind: 'person', title: 'Clerk', person: 'p1' } };
const service: AccountEvent = { type: 'AccountOpened', data: { kind: 'service', title: 'Warehouse' } };
const chair: GrantWanted = { grantId: 'g1', role: 'chair', scope: { kind: 'group', id: 'GG-WSG' }, from: '2014-06-01' };
const granted: AccountEvent = { type: 'RoleGranted', data: { ...chair, role: 'chair' } };
const covered = { coverId: 'c1', forAccount: 'other', from: '2014-06-20', to: '2014-06-30' };
const closed: AccountEvent = { type: 'AccountClosed', data: { on: TODAY, validFrom: NOW } };
const password: AccountEvent = { type: 'PasswordSet', data: { credential: sealed('k1'), by: 'invitation' } };

const after = (...events: readonly AccountEvent[]) =>
  given(
    accountDecider,
    events.map((event) => told(event)),
  );
const ask = (command: AccountCommand, by = 'administrator') => ({ accountId: 'a1', by, today: TODAY, command });
const stateAfter = (...events: readonly AccountEvent[]) => after(...events).state as KnownAccount;

describe('opening an account', () => {
  const open: AccountCommand = {
    type: 'open',
    id: 'a1',
    kind: 'person',
    title: 'Clerk',
    person: 'p1',
    grants: [chair],
  };

  it('gives it its roles from the beginning', () => {
    expect(after().when(ask(open))).toEqual(accept<AccountEvent>(opened, granted));
  });

  it('is done once: account-already-exists', () => {
    expect(after(opened).when(ask(open))).toMatchObject(refusedBy('account-already-exists', { kind: 'conflict' }));
  });

  it('gives nobody a role by their own hand: own-grant', () => {
    expect(after().when(ask(open, 'a1'))).toMatchObject(refusedBy('own-grant'));
    expect(after().when(ask({ ...open, grants: [] }, 'a1'))).toEqual(accept(opened));
  });

  it('is needed before anything else: no-such-account', () => {
    const outcome = after().when(ask({ type: 'grant-role', ...chair }));
    expect(outcome).toMatchObject(refusedBy('no-such-account', { kind: 'not-found' }));
  });
});

describe('giving a role', () => {
  const give = (change: Partial<GrantWanted> = {}): AccountCommand => ({ type: 'grant-role', ...chair, ...change });

  it('is recorded with what it is bound to and its days', () => {
    const to = '2014-12-31';
    expect(after(opened).when(ask(give({ to })))).toEqual(accept({ type: 'RoleGranted', data: { ...chair, to } }));
  });

  it('is never done to oneself: own-grant', () => {
    expect(after(opened).when(ask(give(), 'a1'))).toMatchObject(refusedBy('own-grant'));
  });

  it.each(Object.entries(ROLE_SCOPES))('binds %s only to %j', (role, allowed) => {
    for (const kind of ['council', 'group', 'plan', 'review', 'lead'] as const) {
      const scope = kind === 'council' ? { kind } : { kind, id: 'x' };
      const outcome = after(opened).when(ask(give({ role, scope })));
      if (allowed.includes(kind)) expect(outcome).toHaveProperty('accepted');
      else expect(outcome).toMatchObject(refusedBy('role-not-bound-so', { field: 'scope' }));
    }
  });

  it.each([
    [{ role: 'king' }, 'no-such-role'],
    [{ scope: { kind: 'group', id: 'not an id' } }, 'role-not-bound-so'],
    [{ from: '2014-06-31' }, 'role-date-not-a-date'],
    [{ to: 'soon' }, 'role-date-not-a-date'],
    [{ to: '2014-05-31' }, 'role-dates-out-of-order'],
    [{ grantId: 'not an id' }, 'account-id-malformed'],
  ] as const)('is refused with %j: %s', (change, rule) => {
    expect(after(opened).when(ask(give(change)))).toMatchObject(refusedBy(rule));
  });

  it('is refused while it is held there already, and not for another group or another time', () => {
    const again = { grantId: 'g2' };
    expect(after(opened, granted).when(ask(give(again)))).toMatchObject(refusedBy('role-already-held'));
    expect(after(opened, granted).when(ask(give()))).toMatchObject(refusedBy('grant-id-taken', { kind: 'conflict' }));
    expect(after(opened, granted).when(ask(give({ ...again, scope: { kind: 'group', id: 'GG-ASC' } })))).toHaveProperty(
      'accepted',
    );
    const ended: AccountEvent = { type: 'RoleEnded', data: { grantId: 'g1', to: '2014-06-15' } };
    expect(after(opened, granted, ended).when(ask(give({ ...again, from: TODAY })))).toHaveProperty('accepted');
  });

  it.each(['administrator', 'hr'])('is refused to a service for %s: role-not-for-services', (role) => {
    const outcome = after(service).when(ask(give({ role, scope: { kind: 'council' } })));
    expect(outcome).toMatchObject(refusedBy('role-not-for-services'));
  });
});

describe('ending a role', () => {
  const end = (to: string, grantId = 'g1'): AccountCommand => ({ type: 'end-role', grantId, to });

  it('sets its last day; one before the first takes it back altogether', () => {
    expect(after(opened, granted).when(ask(end('2014-06-15')))).toEqual(
      accept({ type: 'RoleEnded', data: { grantId: 'g1', to: '2014-06-15' } }),
    );
    const state = stateAfter(opened, granted, { type: 'RoleEnded', data: { grantId: 'g1', to: '2014-05-31' } });
    expect(state.grants).toEqual([{ ...chair, to: '2014-05-31' }]);
  });

  it('is already so where it ended earlier', () => {
    const ended: AccountEvent = { type: 'RoleEnded', data: { grantId: 'g1', to: '2014-06-10' } };
    expect(after(opened, granted, ended).when(ask(end('2014-06-15')))).toEqual(ALREADY_SO);
  });

  it('is refused for a role that is not held, and for no date', () => {
    expect(after(opened, granted).when(ask(end(TODAY, 'g9')))).toMatchObject(refusedBy('no-such-grant'));
    expect(after(opened, granted).when(ask(end('soon')))).toMatchObject(
      refusedBy('role-date-not-a-date', { field: 'to' }),
    );
  });
});

describe('cover for an absence', () => {
  const cover = (change: object = {}): AccountCommand => ({ type: 'cover-absence', ...covered, ...change });

  it('is arranged by somebody else, for somebody else, with an end', () => {
    expect(after(opened).when(ask(cover()))).toEqual(accept({ type: 'AbsenceCovered', data: covered }));
    expect(after(opened).when(ask(cover(), 'a1'))).toMatchObject(refusedBy('own-cover'));
    expect(after(opened).when(ask(cover({ forAccount: 'a1' })))).toMatchObject(refusedBy('cover-for-oneself'));
    expect(after(opened).when(ask(cover({ to: '2015-06-21' })))).toMatchObject(refusedBy('cover-too-long'));
    expect(after(opened).when(ask(cover({ to: '2015-06-20' })))).toHaveProperty('accepted');
    expect(after(opened).when(ask(cover({ to: '2014-06-19' })))).toMatchObject(refusedBy('role-dates-out-of-order'));
  });

  it('is arranged once for the same days, and ended at any time', () => {
    const arranged: AccountEvent = { type: 'AbsenceCovered', data: covered };
    const end = (to: string): AccountCommand => ({ type: 'end-cover', coverId: 'c1', to });
    expect(after(opened, arranged).when(ask(cover({ coverId: 'c2' })))).toMatchObject(
      refusedBy('cover-already-arranged'),
    );
    expect(after(opened, arranged).when(ask(end('2014-06-25')))).toEqual(
      accept({ type: 'CoverEnded', data: { coverId: 'c1', to: '2014-06-25' } }),
    );
    expect(after(opened, arranged).when(ask(end('2014-07-25')))).toEqual(ALREADY_SO);
    expect(after(opened).when(ask(end(TODAY)))).toMatchObject(refusedBy('no-such-cover'));
  });
});

describe('a password', () => {
  const invited: AccountEvent = {
    type: 'AccountInvited',
    data: { codeHash: 'h', expiresAt: NOW + 1, channel: 'code' },
  };
  const reset: AccountEvent = { type: 'PasswordResetOffered', data: { codeHash: 'r', expiresAt: NOW + 1 } };
  const set = (by: 'set-up' | 'invitation' | 'reset' | 'change', codeHash?: string, now = NOW): AccountCommand => ({
    ...{ type: 'set-password', credential: sealed('k2'), by, now },
    ...(codeHash !== undefined && { codeHash }),
  });

  it.each([
    ['invitation', 'h', [opened, invited]],
    ['reset', 'r', [opened, password, reset]],
    ['change', undefined, [opened, password]],
    ['set-up', undefined, [opened]],
  ] as const)('is set by %s, and signs out whoever was signed in', (by, code, history) => {
    expect(after(...history).when(ask(set(by, code)))).toEqual(
      accept(
        { type: 'PasswordSet', data: { credential: sealed('k2'), by } },
        { type: 'SessionsEnded', data: { validFrom: NOW } },
      ),
    );
  });

  it.each([
    ['a wrong code', set('invitation', 'x'), [opened, invited]],
    ['a code whose time is over', set('invitation', 'h', NOW + 1), [opened, invited]],
    ['a code that was used', set('invitation', 'h'), [opened, invited, password]],
    ['an older invitation', set('invitation', 'old'), [opened, invited]],
    ['a reset that was not offered', set('reset', 'r'), [opened, password]],
    ['the set-up where there is one', set('set-up'), [opened, password]],
  ] as const)('is not set with %s: code-not-valid', (_, command, history) => {
    expect(after(...history).when(ask(command))).toMatchObject(refusedBy('code-not-valid'));
  });

  it('is no matter of services: service-signs-in-by-token', () => {
    const invite: AccountCommand = { type: 'invite', codeHash: 'h', expiresAt: NOW, channel: 'code' };
    expect(after(service).when(ask(invite))).toMatchObject(refusedBy('service-signs-in-by-token'));
    expect(after(service).when(ask(set('set-up')))).toMatchObject(refusedBy('service-signs-in-by-token'));
  });

  it('is reset only where there is one: no-password-yet', () => {
    const offer: AccountCommand = { type: 'offer-reset', codeHash: 'r', expiresAt: NOW };
    expect(after(opened).when(ask(offer))).toMatchObject(refusedBy('no-password-yet'));
    expect(after(opened, password).when(ask(offer))).toHaveProperty('accepted');
  });
});

describe('a token of the API', () => {
  const issue = (expiresAt: number): AccountCommand => ({
    ...{ type: 'issue-token', tokenId: 't1', tokenHash: 'h', name: 'Warehouse', access: 'read' },
    ...{ expiresAt, now: NOW },
  });
  const issued: AccountEvent = {
    type: 'ApiTokenIssued',
    data: { tokenId: 't1', tokenHash: 'h', name: 'Warehouse', access: 'read', expiresAt: NOW + DAY },
  };

  it('lasts a year at most', () => {
    expect(after(service).when(ask(issue(NOW + DAY)))).toEqual(accept(issued));
    expect(after(service).when(ask(issue(NOW + 367 * DAY)))).toMatchObject(refusedBy('token-expires-too-late'));
    expect(after(service).when(ask(issue(NOW)))).toMatchObject(refusedBy('token-expires-too-late'));
  });

  it('is revoked once', () => {
    const revoke: AccountCommand = { type: 'revoke-token', tokenId: 't1' };
    expect(after(service, issued).when(ask(revoke))).toHaveProperty('accepted');
    const revoked: AccountEvent = { type: 'ApiTokenRevoked', data: { tokenId: 't1' } };
    expect(after(service, issued, revoked).when(ask(revoke))).toMatchObject(refusedBy('no-such-token'));
    expect(stateAfter(service, issued, revoked).tokens).toEqual([]);
  });
});

describe('leaving', () => {
  const close: AccountCommand = { type: 'close', on: TODAY, now: NOW };

  it('ends roles, cover, sessions, tokens and credentials', () => {
    const state = stateAfter(opened, granted, password, { type: 'AbsenceCovered', data: covered }, closed);

    expect(state).toMatchObject({ status: 'closed', closedOn: TODAY, sessionsValidFrom: NOW, tokens: [], signIns: [] });
    expect(state.grants).toEqual([{ ...chair, to: TODAY }]);
    expect(state.covers).toEqual([{ ...covered, to: TODAY }]);
    expect(state).not.toHaveProperty('password');
  });

  it('is never done to oneself, and done once', () => {
    expect(after(opened).when(ask(close))).toEqual(accept(closed));
    expect(after(opened).when(ask(close, 'a1'))).toMatchObject(refusedBy('own-closing'));
    expect(after(opened, closed).when(ask(close))).toEqual(ALREADY_SO);
  });

  it('closes the account to everything but its being opened again', () => {
    expect(after(opened, closed).when(ask({ type: 'grant-role', ...chair }))).toMatchObject(
      refusedBy('account-is-closed', { facts: { on: TODAY } }),
    );
    expect(after(opened, closed).when(ask({ type: 'reopen' }))).toEqual(accept({ type: 'AccountReopened', data: {} }));
    expect(after(opened).when(ask({ type: 'reopen' }))).toEqual(ALREADY_SO);
    expect(stateAfter(opened, granted, closed, { type: 'AccountReopened', data: {} }).grants[0]?.to).toBe(TODAY);
  });
});

describe('the rest of an account', () => {
  it('keeps its second factor, its name and its sign-ins', () => {
    const factor: AccountEvent = { type: 'SecondFactorSet', data: { credential: sealed('k3') } };
    const linked: AccountEvent = { type: 'ExternalSignInLinked', data: { issuer: 'i', subject: sealed('k4') } };
    expect(after(opened).when(ask({ type: 'set-second-factor', credential: sealed('k3') }))).toEqual(accept(factor));
    expect(after(opened).when(ask({ type: 'remove-second-factor' }))).toMatchObject(refusedBy('no-second-factor'));
    expect(after(opened, factor).when(ask({ type: 'remove-second-factor' }))).toHaveProperty('accepted');
    expect(stateAfter(opened, factor, { type: 'SecondFactorRemoved', data: {} })).not.toHaveProperty('secondFactor');
    expect(after(opened, linked).when(ask({ type: 'link-sign-in', issuer: 'i', subject: sealed('k5') }))).toMatchObject(
      refusedBy('sign-in-already-linked'),
    );
    expect(stateAfter(opened, { type: 'AccountRetitled', data: { title: 'Director' } }).title).toBe('Director');
    expect(after(opened).when(ask({ type: 'retitle', title: 'Director' }))).toHaveProperty('accepted');
  });

  it('ends sessions from a moment on, and never earlier than was said before', () => {
    expect(after(opened).when(ask({ type: 'end-sessions', now: NOW }))).toEqual(
      accept({ type: 'SessionsEnded', data: { validFrom: NOW } }),
    );
    const ended = (validFrom: number): AccountEvent => ({ type: 'SessionsEnded', data: { validFrom } });
    expect(stateAfter(opened, ended(NOW), ended(NOW - 5)).sessionsValidFrom).toBe(NOW);
  });
});
