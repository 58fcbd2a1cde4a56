import { recordIdOf, type Opened, type OpenedEvent } from '@minutebook/kernel';
import type { Projection, Tables } from '@minutebook/kernel/read-models';
import type { AccountEvent } from '../domain/account.events';
import type { PersonEvent } from '../domain/person.events';

/**
 * Accounts with their roles, cover and tokens, and the persons that there are. Names of persons are not here: rows hold
 * their ids.
 */
export const accountsProjection: Projection = {
  name: 'accounts.accounts',
  version: 1,
  handles: [
    'AccountOpened',
    'AccountRetitled',
    'RoleGranted',
    'RoleEnded',
    'AbsenceCovered',
    'CoverEnded',
    'AccountInvited',
    'PasswordSet',
    'SessionsEnded',
    'SecondFactorSet',
    'SecondFactorRemoved',
    'ExternalSignInLinked',
    'ApiTokenIssued',
    'ApiTokenRevoked',
    'AccountClosed',
    'AccountReopened',
    'PersonAdded',
  ],
  tables: {
    account: {
      kind: 'TEXT',
      title: 'TEXT',
      person: 'TEXT',
      status: 'TEXT',
      closings: 'TEXT',
      opened: 'INTEGER',
      origin: 'TEXT',
      has_password: 'INTEGER',
      second_factor: 'INTEGER',
      sign_in: 'TEXT',
      invited_until: 'INTEGER',
      sessions_from: 'INTEGER',
    },
    grant: {
      account: 'TEXT',
      role: 'TEXT',
      scope_kind: 'TEXT',
      scope_id: 'TEXT',
      from_day: 'TEXT',
      to_day: 'TEXT',
      granted_by: 'TEXT',
      event: 'TEXT',
    },
    cover: { account: 'TEXT', for_account: 'TEXT', from_day: 'TEXT', to_day: 'TEXT', event: 'TEXT' },
    token: { account: 'TEXT', title: 'TEXT', access: 'TEXT', expires: 'INTEGER', issued: 'INTEGER' },
    person: { added: 'INTEGER' },
  },
  lists: ['accounts', 'grants', 'covers', 'tokens', 'persons'],
  apply(event, tables) {
    const told = event as OpenedEvent & Opened<AccountEvent | PersonEvent>;
    const id = recordIdOf(event.stream);
    if (told.type === 'PersonAdded') {
      tables.put('person', id, { added: event.metadata.recordedAt });
      tables.join('persons', 'all', id);
    } else if (told.type !== 'PersonDetailsChanged') applyToAccount(told, id, tables);
  },
};

/** That an account was closed, and the last day of all that ended with it. */
export interface Closing {
  readonly recordNumber: number;
  readonly on: string;
}

function applyToAccount(event: OpenedEvent & Opened<AccountEvent>, id: string, tables: Tables): void {
  const { metadata, data } = event;
  const said = `${event.stream}@${event.revision}`;
  switch (event.type) {
    case 'AccountOpened': {
      const { kind, title, person = null } = event.data;
      tables.put('account', id, {
        ...{
          kind,
          title,
          person,
          status: 'open',
          closings: '[]',
          opened: metadata.recordedAt,
          origin: metadata.origin,
        },
        ...{ has_password: 0, second_factor: 0 },
      });
      tables.join('accounts', 'all', id);
      return;
    }
    case 'AccountRetitled':
      return tables.put('account', id, { title: event.data.title });
    case 'RoleGranted': {
      const { grantId, role, scope, from, to = null } = event.data;
      const where = { scope_kind: scope.kind, scope_id: scope.kind === 'council' ? null : scope.id };
      const when = { from_day: from, to_day: to };
      const key = keyOf(id, grantId);
      tables.put('grant', key, {
        account: id,
        role,
        ...where,
        ...when,
        granted_by: metadata.actor.account,
        event: said,
      });
      tables.join('grants', 'all', key);
      return tables.join('grants', id, key);
    }
    case 'RoleEnded':
      return tables.put('grant', keyOf(id, event.data.grantId), { to_day: event.data.to });
    case 'AbsenceCovered': {
      const { coverId, forAccount, from, to } = event.data;
      const key = keyOf(id, coverId);
      tables.put('cover', key, { account: id, for_account: forAccount, from_day: from, to_day: to, event: said });
      tables.join('covers', id, key);
      return tables.join('covers', forAccount, key);
    }
    case 'CoverEnded':
      return tables.put('cover', keyOf(id, event.data.coverId), { to_day: event.data.to });
    case 'AccountInvited':
      return tables.put('account', id, { invited_until: event.data.expiresAt });
    case 'PasswordSet':
      return tables.put('account', id, { has_password: 1, invited_until: null });
    case 'SecondFactorSet':
      return tables.put('account', id, { second_factor: 1 });
    case 'SecondFactorRemoved':
      return tables.put('account', id, { second_factor: 0 });
    case 'ExternalSignInLinked':
      return tables.put('account', id, { sign_in: event.data.issuer });
    case 'ApiTokenIssued': {
      const { tokenId, name, access, expiresAt } = event.data;
      const key = keyOf(id, tokenId);
      tables.put('token', key, { account: id, title: name, access, expires: expiresAt, issued: metadata.recordedAt });
      return tables.join('tokens', id, key);
    }
    case 'ApiTokenRevoked':
      return tables.leave('tokens', id, keyOf(id, event.data.tokenId));
    case 'AccountClosed': {
      // Its roles and tokens end with it. Which they are is worked out where they are read: there may be very many.
      const before = JSON.parse(String(tables.row('account', id)?.['closings'] ?? '[]')) as readonly Closing[];
      const closings = JSON.stringify([...before, { recordNumber: event.recordNumber, on: event.data.on }]);
      const ended = {
        sessions_from: event.data.validFrom,
        has_password: 0,
        second_factor: 0,
        sign_in: null,
        invited_until: null,
      };
      return tables.put('account', id, { status: 'closed', closings, ...ended });
    }
    case 'AccountReopened':
      return tables.put('account', id, { status: 'open' });
    case 'SessionsEnded':
      return tables.put('account', id, { sessions_from: event.data.validFrom });
    case 'PasswordResetOffered':
      return;
    default:
      throw new Error(`Not handled: ${JSON.stringify(data)}`);
  }
}

const keyOf = (account: string, part: string): string => `${account}/${part}`;
