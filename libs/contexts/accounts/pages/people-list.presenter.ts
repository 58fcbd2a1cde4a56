import { ROLES, ROLE_NAMES, isHeld } from '@minutebook/kernel';
import { withQuery, type PageMoment } from '@minutebook/web-kit';
import type { CsvRow } from '@minutebook/web-kit/csv';
import type { AccountSummary, GrantSummary } from '../read-models/accounts.query';
import { accountPaths } from './account-paths';

/** An account with what is known of it beside its row. */
export interface PersonWithRoles {
  readonly account: AccountSummary;
  readonly name: string;
  readonly invited: boolean;
  /** Everybody may choose it on the sign-in page of a demonstration. */
  readonly isOffered: boolean;
  readonly grants: readonly (GrantSummary & { readonly words: string })[];
}

/** What the list is narrowed to. */
export interface PeopleAsked {
  readonly role: string | undefined;
  readonly state: string | undefined;
  readonly q: string | undefined;
}

/** What people-list.njk shows. */
export interface PeopleListPage {
  readonly rows: readonly {
    readonly name: string;
    readonly href: string;
    readonly roles: readonly string[];
    readonly signIn: string;
    readonly state: string;
    readonly illustrative: boolean;
  }[];
  readonly roles: readonly { readonly value: string; readonly text: string }[];
  readonly states: readonly { readonly value: string; readonly text: string }[];
  readonly asked: PeopleAsked;
  readonly isNarrowed: boolean;
  readonly kept: readonly { readonly name: string; readonly value: string }[];
  readonly addHref: string | undefined;
  readonly addServiceHref: string | undefined;
  readonly exportHref: string;
}

export function presentPeople(
  all: readonly PersonWithRoles[],
  asked: PeopleAsked,
  moment: PageMoment,
  mayAdminister: boolean,
): PeopleListPage {
  const mayAdd = mayAdminister && moment.live;
  return {
    rows: all
      .filter((person) => isAsked(person, asked, moment.pageDate))
      .map((person) => ({
        name: person.name,
        href: accountPaths.show(person.account.id),
        roles: heldOn(person, moment.pageDate),
        signIn: signInOf(person),
        state: stateOf(person.account),
        illustrative: person.account.origin === 'demonstration',
      })),
    roles: [{ value: '', text: 'All' }, ...ROLES.map((role) => ({ value: role, text: ROLE_NAMES[role] }))],
    states: [
      { value: '', text: 'All' },
      { value: 'open', text: 'Open' },
      { value: 'closed', text: 'Left' },
      { value: 'without-role', text: 'Without a role' },
    ],
    asked,
    isNarrowed: Object.values(asked).some((value) => value !== undefined),
    kept: moment.asked === undefined ? [] : [{ name: 'asAt', value: moment.asked }],
    addHref: mayAdd ? accountPaths.add : undefined,
    addServiceHref: mayAdd ? accountPaths.addService : undefined,
    exportHref: withQuery(accountPaths.listExport, { ...asked, asAt: moment.asked }),
  };
}

/** Headings of the exported list. */
export const PEOPLE_COLUMNS = [
  'account',
  'name',
  'kind',
  'state',
  'role',
  'from',
  'to',
  'granted_by',
  'event',
] as const;

/** The list as rows of a CSV file: one for each role, also those that ended. */
export function peopleCsvRows(all: readonly PersonWithRoles[], asked: PeopleAsked): readonly CsvRow[] {
  return all
    .filter((person) => isAsked(person, { ...asked, role: undefined }, ''))
    .flatMap(({ account, name, grants }) => {
      const row = { account: account.id, name, kind: account.kind, state: stateOf(account) };
      const wanted = grants.filter(({ role }) => asked.role === undefined || role === asked.role);
      if (wanted.length === 0) return asked.role === undefined ? [row] : [];
      return wanted.map(({ words, from, to, grantedBy, event }) => ({
        ...row,
        role: words,
        from,
        to,
        granted_by: grantedBy,
        event,
      }));
    });
}

/** The roles that somebody holds on a day, in words. */
function heldOn({ grants }: PersonWithRoles, day: string): readonly string[] {
  return grants.filter(({ from, to }) => isHeld({ from, ...(to !== null && { to }) }, day)).map(({ words }) => words);
}

function isAsked(person: PersonWithRoles, { role, state, q }: PeopleAsked, day: string): boolean {
  const { account, name, grants } = person;
  const text = `${name} ${account.title} ${account.id}`.toLowerCase();
  const words = (q ?? '').toLowerCase().split(/\s+/);
  const hasRole = grants.some(
    (grant) => grant.role === role && isHeld({ from: grant.from, ...(grant.to !== null && { to: grant.to }) }, day),
  );
  return (
    (role === undefined || hasRole) &&
    (state === undefined ||
      (state === 'without-role'
        ? account.status === 'open' && heldOn(person, day).length === 0
        : account.status === state)) &&
    words.every((word) => text.includes(word))
  );
}

function stateOf({ status, closedOn }: AccountSummary): string {
  return status === 'open' ? 'Open' : `Left on ${closedOn ?? ''}`;
}

function signInOf({ account, invited, isOffered }: PersonWithRoles): string {
  if (isOffered) return 'Without a password';
  if (account.status === 'closed') return 'No more';
  if (account.kind === 'service') return 'With tokens';
  if (account.signIn !== null) return 'With the provider';
  if (account.hasPassword) return account.hasSecondFactor ? 'Password and telephone' : 'Password';
  return invited ? 'Invited' : 'Not yet';
}
