import { londonDateOf, type LocalDate, isHeldOrToCome, isVoid } from '@minutebook/kernel';
import { atMoment, withQuery, type Link } from '@minutebook/web-kit';
import type { TokenSummary } from '../read-models/accounts.query';
import type { AccountFormFacts } from './account-forms';
import { accountPaths } from './account-paths';

/** A role in a table of the page. */
interface RoleRow {
  readonly words: string;
  readonly from: LocalDate;
  readonly to: LocalDate | undefined;
  readonly grantedBy: string;
  readonly endHref: string | undefined;
}

/** What account.njk shows. */
export interface AccountPage {
  readonly kind: string;
  readonly state: string;
  readonly illustrative: boolean;
  readonly nextStep: { readonly title: string; readonly text: string; readonly link: Link | undefined } | undefined;
  readonly roles: readonly RoleRow[];
  readonly pastRoles: readonly RoleRow[];
  readonly covers: readonly {
    readonly words: string;
    readonly from: LocalDate;
    readonly to: LocalDate;
    readonly over: boolean;
  }[];
  readonly facts: readonly { readonly key: string; readonly value: string }[];
  readonly id: string;
  readonly openedOn: LocalDate;
  readonly tokens: readonly {
    readonly name: string;
    readonly access: string;
    readonly expiresAt: number;
    readonly expired: boolean;
    readonly revokePath: string;
  }[];
  readonly steps: readonly Link[];
  readonly endSessionsPath: string | undefined;
  readonly trailHref: string;
  readonly actsHref: string;
}

export function presentAccount(
  facts: AccountFormFacts,
  around: {
    readonly tokens: readonly TokenSummary[];
    readonly nameOf: (account: string) => string;
    readonly now: number;
    /** Everybody may choose it on the sign-in page of a demonstration. */
    readonly isOffered: boolean;
    readonly isOwn: boolean;
    readonly mayAdminister: boolean;
    readonly mayAskForErasure: boolean;
  },
): AccountPage {
  const { account, grants, covers, moment, email, personName } = facts;
  const { nameOf, now, mayAdminister, isOwn } = around;
  const isOpen = account.status === 'open';
  const form = (step: string): string => accountPaths.form(account.id, step);
  const rows = grants
    .filter(({ from, to }) => !isVoid({ from, ...(to !== null && { to }) }))
    .map(({ grantId, words, from, to, grantedBy }) => ({
      words,
      from,
      to: to ?? undefined,
      grantedBy: nameOf(grantedBy),
      endHref: mayAdminister && isOpen ? withQuery(form('end-role'), { grant: grantId }) : undefined,
      isOver: !isHeldOrToCome({ from, ...(to !== null && { to }) }, moment.pageDate),
    }));
  return {
    kind: account.kind === 'service' ? 'Service' : 'Person',
    state: isOpen ? 'Open' : 'Left',
    illustrative: account.origin === 'demonstration',
    nextStep: mayAdminister
      ? nextStepOf(
          facts,
          now,
          rows.every(({ isOver }) => isOver),
        )
      : undefined,
    roles: rows.filter(({ isOver }) => !isOver),
    pastRoles: rows.filter(({ isOver }) => isOver),
    covers: covers
      .filter((cover) => !isVoid(cover))
      .map((cover) => ({
        words:
          cover.account === account.id
            ? `Acts for ${nameOf(cover.forAccount)}`
            : `${nameOf(cover.account)} acts for this account`,
        from: cover.from,
        to: cover.to,
        over: cover.to < moment.pageDate,
      })),
    facts: [
      ...(personName === undefined ? [] : [{ key: 'Name', value: personName }]),
      ...(email === undefined ? [] : [{ key: 'E-mail address', value: email }]),
      { key: 'Called without a name', value: account.title },
      {
        key: 'Signs in',
        value: around.isOffered ? 'Without a password, as everybody may in the demonstration' : signInOf(facts, now),
      },
      ...(account.closedOn === null ? [] : [{ key: 'Left on', value: account.closedOn }]),
    ],
    id: account.id,
    openedOn: londonDateOf(account.opened),
    tokens: around.tokens.map(({ tokenId, name, access, expiresAt }) => ({
      name,
      access: access === 'write' ? 'Reads and records' : 'Reads only',
      expiresAt,
      expired: expiresAt <= now,
      revokePath: form(`tokens/${tokenId}/revoke`),
    })),
    steps: [...(mayAdminister ? stepsOf(facts, isOwn) : []), ...(around.mayAskForErasure ? personSteps(facts) : [])],
    endSessionsPath: mayAdminister && isOpen && account.kind === 'person' ? form('end-sessions') : undefined,
    trailHref: atMoment(withQuery('/audit-trail', { record: `account-${account.id}` }), moment),
    actsHref: atMoment(withQuery('/audit-trail', { actor: account.id }), moment),
  };
}

/** What there is to do first for an account. */
function nextStepOf({ account, email }: AccountFormFacts, now: number, hasNoRole: boolean) {
  const form = (step: string): string => accountPaths.form(account.id, step);
  if (account.status === 'closed') return undefined;
  if (hasNoRole)
    return {
      title: 'Give a role',
      text: 'Without a role the account can sign in and see nothing.',
      link: { text: 'Give a role', href: form('grant-role') },
    };
  if (account.kind === 'service' || account.hasPassword || account.signIn !== null || email === undefined)
    return undefined;
  const isInvited = account.invitedUntil !== null && account.invitedUntil > now;
  return isInvited
    ? {
        title: 'The invitation is out',
        text: 'No password has been set yet.',
        link: { text: 'Invite anew', href: form('invite') },
      }
    : {
        title: 'Invite',
        text: 'The account cannot sign in yet.',
        link: { text: 'Invite with a code', href: form('invite') },
      };
}

/** What an administrator may do with the account. Nobody gives roles to themselves or closes their own account. */
function stepsOf({ account, email, covers, moment }: AccountFormFacts, isOwn: boolean): readonly Link[] {
  const link = (step: string, text: string): Link => ({ text, href: accountPaths.form(account.id, step) });
  if (account.status === 'closed') return [link('reopen', 'Open the account again')];
  const isPerson = account.kind === 'person';
  const givesCover = covers.some((cover) => cover.account === account.id && isHeldOrToCome(cover, moment.pageDate));
  return [
    ...(isOwn ? [] : [link('grant-role', 'Give a role')]),
    ...(isPerson && !isOwn ? [link('cover', 'Arrange cover for an absence')] : []),
    ...(givesCover ? [link('end-cover', 'End a cover')] : []),
    link('details', 'Name and address'),
    ...(isPerson && !account.hasPassword && email !== undefined ? [link('invite', 'Invite with a code')] : []),
    ...(account.hasPassword ? [link('reset-password', 'Give a code for a new password')] : []),
    ...(account.hasSecondFactor ? [link('remove-second-factor', 'Take the second factor away')] : []),
    ...(isOwn ? [] : [link('close', 'Leaving: close the account')]),
  ];
}

/** What is kept of a person, and its end: pages of another context, which accounts know by their addresses only. */
function personSteps({ account, personName }: AccountFormFacts): readonly Link[] {
  if (account.person === null || personName === undefined) return [];
  return [
    { text: 'Export everything held about them', href: '/erasure/subject-access' },
    { text: 'Ask for the person to be erased', href: withQuery('/erasure/ask', { person: account.person }) },
  ];
}

function signInOf({ account }: AccountFormFacts, now: number): string {
  if (account.status === 'closed') return 'No more';
  if (account.kind === 'service') return 'With tokens of the API';
  const ways = [
    ...(account.hasPassword ? [account.hasSecondFactor ? 'With password and telephone' : 'With a password'] : []),
    ...(account.signIn === null ? [] : [`With ${account.signIn}`]),
  ];
  if (ways.length > 0) return ways.join('; ');
  return account.invitedUntil !== null && account.invitedUntil > now ? 'Invited, not yet' : 'Not yet';
}
