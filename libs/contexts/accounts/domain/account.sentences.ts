import {
  dateInWords,
  recordIdOf,
  type Known,
  type Opened,
  type OpenedEvent,
  type Scope,
  type SentenceEntry,
  ROLE_NAMES,
  scopeInWords,
} from '@minutebook/kernel';
import type * as Events from './account.events';

type Told<E> = OpenedEvent & Opened<E>;

/**
 * Who holds which role is for everybody to read: it is the answer to "was it allowed?". Codes, passwords and tokens are
 * not (`closed`).
 */
const entry = <E extends { readonly type: string }>(
  kind: string,
  describe: (
    event: Told<E>,
    known: Known,
  ) => {
    readonly sentence: string;
    readonly sealed?: string;
    readonly facts?: Readonly<Record<string, string | null>>;
  },
): SentenceEntry => ({
  kind,
  access: 'programme',
  describe(event, known) {
    const said = describe(event as Told<E>, known);
    return { ...said, sealed: said.sealed ?? said.sentence };
  },
});

const closed = <E extends { readonly type: string }>(...of: Parameters<typeof entry<E>>): SentenceEntry => ({
  ...entry<E>(...of),
  access: 'people',
});

const CATEGORY_OF = { group: 'governanceGroup', plan: 'actionPlan', review: 'serviceReview', lead: 'lead' } as const;

function whereOf(scope: Scope, known: Known): string {
  return scopeInWords(scope, ({ kind, id }) => known.note(`${CATEGORY_OF[kind]}-${id}`)?.name ?? id);
}

/** `{account <id>}` in a sentence is shown with the name that the account has today. */
const named = (account: string): string => `{account ${account}}`;

const titled = (title: string, stream: string) => ({ name: title, path: `/people/${recordIdOf(stream)}` });

/** How the events of accounts read in the audit trail. No name of a person is in any of them. */
export const accountSentences: Readonly<Record<Events.AccountEvent['type'], SentenceEntry>> = {
  AccountOpened: {
    ...entry<Events.AccountOpened>('Account opened', ({ data }) => ({
      sentence: `An account was opened for ${data.kind === 'service' ? 'the service ' : ''}“${data.title}”.`,
      sealed: `An account was opened for a ${data.kind}.`,
      facts: { Title: data.title, Standing: 'Open' },
    })),
    note: (event) => titled((event as Told<Events.AccountOpened>).data.title, event.stream),
  },
  AccountRetitled: {
    ...entry<Events.AccountRetitled>('Account called differently', ({ data }) => ({
      sentence: `The account is called “${data.title}” from now on.`,
      sealed: 'The account is called differently from now on.',
      facts: { Title: data.title },
    })),
    note: (event) => titled((event as Told<Events.AccountRetitled>).data.title, event.stream),
  },
  RoleGranted: entry<Events.RoleGranted>('Role granted', ({ data }, known) => {
    const until = data.to === undefined ? '' : ` until ${dateInWords(data.to)}`;
    const role = `${ROLE_NAMES[data.role]} ${whereOf(data.scope, known)}`;
    return {
      sentence: `The role of ${role} was granted from ${dateInWords(data.from)}${until}.`,
      sealed: 'A role was granted.',
      facts: { [`Role ${data.grantId}`]: `${role}, from ${dateInWords(data.from)}${until}` },
    };
  }),
  RoleEnded: entry<Events.RoleEnded>('Role ended', ({ data, stream }, known) => {
    const before = known.facts(stream)[`Role ${data.grantId}`];
    return {
      sentence: `A role was ended: its last day is ${dateInWords(data.to)}${before === undefined || before === null ? '' : ` (${before})`}.`,
      sealed: 'A role was ended.',
      facts: { [`Role ${data.grantId}`]: `Last day ${dateInWords(data.to)}` },
    };
  }),
  AbsenceCovered: entry<Events.AbsenceCovered>('Cover arranged', ({ data }) => ({
    sentence: `This account acts for ${named(data.forAccount)} from ${dateInWords(data.from)} to ${dateInWords(data.to)}.`,
    sealed: 'Cover for an absence was arranged.',
  })),
  CoverEnded: entry<Events.CoverEnded>('Cover ended', ({ data }) => ({
    sentence: `Cover for an absence was ended: its last day is ${dateInWords(data.to)}.`,
  })),
  AccountInvited: closed<Events.AccountInvited>('Account invited', ({ data }) => ({
    sentence: `The holder of the account was invited ${data.channel === 'mail' ? 'by mail' : 'with a code that was handed over'}.`,
  })),
  PasswordResetOffered: closed<Events.PasswordResetOffered>('Password reset offered', () => ({
    sentence: 'A code to set a new password was given.',
  })),
  PasswordSet: closed<Events.PasswordSet>('Password set', ({ data }) => ({ sentence: PASSWORD_SET[data.by] })),
  SecondFactorSet: closed<Events.SecondFactorSet>('Second factor set', () => ({
    sentence: 'A second factor was set up: one-time passwords.',
    facts: { 'Second factor': 'One-time passwords' },
  })),
  SecondFactorRemoved: closed<Events.SecondFactorRemoved>('Second factor removed', () => ({
    sentence: 'The second factor was removed.',
    facts: { 'Second factor': null },
  })),
  SessionsEnded: closed<Events.SessionsEnded>('Signed out everywhere', () => ({
    sentence: 'The account was signed out everywhere.',
  })),
  ExternalSignInLinked: closed<Events.ExternalSignInLinked>('External sign-in linked', ({ data }) => ({
    sentence: `An account of ${data.issuer} signs in as this one from now on.`,
  })),
  ApiTokenIssued: closed<Events.ApiTokenIssued>('API token issued', ({ data }) => ({
    sentence: `The API token “${data.name}” was issued, ${data.access === 'read' ? 'to read only' : 'to read and to record'}.`,
    sealed: 'An API token was issued.',
    facts: { [`Token ${data.tokenId}`]: data.name },
  })),
  ApiTokenRevoked: closed<Events.ApiTokenRevoked>('API token revoked', ({ data, stream }, known) => {
    const name = known.facts(stream)[`Token ${data.tokenId}`];
    return {
      sentence:
        name === undefined || name === null ? 'An API token was revoked.' : `The API token “${name}” was revoked.`,
      sealed: 'An API token was revoked.',
      facts: { [`Token ${data.tokenId}`]: null },
    };
  }),
  AccountClosed: entry<Events.AccountClosed>('Account closed', ({ data }) => ({
    sentence: `The account was closed: its holder left on ${dateInWords(data.on)}.`,
    facts: { Standing: 'Closed' },
  })),
  AccountReopened: entry<Events.AccountReopened>('Account opened again', () => ({
    sentence: 'The account was opened again.',
    facts: { Standing: 'Open' },
  })),
};

const PASSWORD_SET: Readonly<Record<Events.PasswordSet['data']['by'], string>> = {
  'set-up': 'A password was set while this record was set up.',
  invitation: 'A password was set with the code of an invitation.',
  reset: 'A new password was set with the code of a reset.',
  change: 'The password was changed.',
};
