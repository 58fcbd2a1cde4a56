import { addDays, ROLES, ROLE_NAMES, isHeldOrToCome } from '@minutebook/kernel';
import { uuidV5 } from '@minutebook/kernel/recording';
import {
  checkReason,
  dateErrors,
  dateFields,
  dateFromFields,
  inOrder,
  textOf,
  type Body,
  type DateFields,
} from '@minutebook/web-kit';
import { RecordOnAccount } from '../application/account.command-handler';
import { scopeOf, type AccountForm, type AccountFormFacts } from './account-forms';

/** What was typed of a role that is to be given. */
export interface RoleValues {
  readonly role: string;
  readonly scope: string;
  readonly from: DateFields;
  readonly to: DateFields;
}

const ROLE_FIELDS = ['role', 'scope', 'from', 'to'];

/** The roles as a form offers them. */
export const ROLE_CHOICES = [
  { value: '', text: 'Choose a role' },
  ...ROLES.map((role) => ({ value: role, text: ROLE_NAMES[role] })),
];

/** Reads a role, where it holds and its days; a first day that is left out is today. */
export function readRole(body: Body, today: string) {
  const from = dateFromFields(body, 'from', 'The first day');
  const to = dateFromFields(body, 'to', 'The last day');
  const values = { role: textOf(body, 'role'), scope: textOf(body, 'scope'), from: from.typed, to: to.typed };
  const scope = scopeOf(values.scope);
  const errors = inOrder(
    ROLE_FIELDS,
    values.role === '' ? [{ field: 'role', message: 'Choose the role' }] : [],
    scope ? [] : [{ field: 'scope', message: 'Choose where the role holds' }],
    dateErrors('from', from),
    dateErrors('to', to),
  );
  const wanted = {
    role: values.role,
    scope: scope ?? { kind: 'council' as const },
    from: from.date ?? today,
    ...(to.date !== undefined && { to: to.date }),
  };
  return { values, errors, wanted };
}

export const grantRoleForm: AccountForm<RoleValues> = {
  step: 'grant-role',
  template: 'grant-role.njk',
  title: 'Give a role',
  submit: 'Give the role',
  blank: ({ moment }) => ({ role: '', scope: 'council', from: dateFields(moment.pageDate), to: dateFields(undefined) }),
  read(body, { account, moment }) {
    const { values, errors, wanted } = readRole(body, moment.pageDate);
    return {
      values,
      errors,
      command: (request) =>
        new RecordOnAccount(
          account.id,
          { type: 'grant-role', grantId: uuidV5(request.commandId, 'grant'), ...wanted },
          request,
        ),
    };
  },
  present: ({ scopes }) => ({
    roles: ROLE_CHOICES,
    scopes,
    consequences: [
      'From its first day on, the account may do what the role may, where it holds.',
      'That you gave it stands in the audit trail for everybody to read.',
      'An administrator, HR or auditor needs a second factor before the role holds.',
    ],
  }),
  recorded: ({ name }) => `${name} was given the role.`,
};

/** What was typed where something ends. */
interface EndValues {
  readonly what: string;
  readonly to: DateFields;
  readonly reason: string;
}

function readEnd(body: Body, field: string) {
  const to = dateFromFields(body, 'to', 'The last day');
  const values: EndValues = { what: textOf(body, field), to: to.typed, reason: textOf(body, 'reason') };
  return { values, to };
}

/** Roles that have not ended, as a form offers them. */
function heldRoles({ grants, moment }: AccountFormFacts) {
  return grants
    .filter(({ from, to }) => isHeldOrToCome({ from, ...(to !== null && { to }) }, moment.pageDate))
    .map(({ grantId, words }) => ({ value: grantId, text: words }));
}

export const endRoleForm: AccountForm<EndValues> = {
  step: 'end-role',
  template: 'end-role.njk',
  title: 'End a role',
  submit: 'End the role',
  unavailable: (facts) =>
    heldRoles(facts).length > 0
      ? undefined
      : { title: 'There is no role to end', text: 'The account holds none, now or later.' },
  blank: ({ moment }, query) => ({
    what: textOf(query, 'grant'),
    to: dateFields(addDays(moment.pageDate, -1)),
    reason: '',
  }),
  read(body, facts) {
    const { values, to } = readEnd(body, 'grant');
    const isKnown = heldRoles(facts).some(({ value }) => value === values.what);
    const errors = inOrder(
      ['grant', 'to', 'reason'],
      isKnown ? [] : [{ field: 'grant', message: 'Choose the role that ends' }],
      dateErrors('to', to, 'Enter the last day'),
      checkReason(values.reason, 'Say why the role ends').items,
    );
    return {
      values,
      errors,
      reason: values.reason,
      command: (request) =>
        new RecordOnAccount(facts.account.id, { type: 'end-role', grantId: values.what, to: to.date ?? '' }, request),
    };
  },
  present: (facts) => ({
    roles: heldRoles(facts),
    consequences: [
      'With yesterday as its last day, the role is gone at once; what is open on a screen can be sent no more.',
      'What was done in it stays in the record.',
    ],
  }),
  recorded: ({ name }) => `The role of ${name} was ended.`,
};

interface CoverValues {
  readonly forAccount: string;
  readonly from: DateFields;
  readonly to: DateFields;
}

export const coverForm: AccountForm<CoverValues> = {
  step: 'cover',
  template: 'cover.njk',
  title: 'Cover for an absence',
  submit: 'Arrange the cover',
  unavailable: ({ others }) =>
    others.length > 0 ? undefined : { title: 'There is nobody to cover for', text: 'No other person has an account.' },
  blank: ({ moment }) => ({ forAccount: '', from: dateFields(moment.pageDate), to: dateFields(undefined) }),
  read(body, { account, moment }) {
    const from = dateFromFields(body, 'from', 'The first day');
    const to = dateFromFields(body, 'to', 'The last day');
    const values = { forAccount: textOf(body, 'forAccount'), from: from.typed, to: to.typed };
    return {
      values,
      errors: inOrder(
        ['forAccount', 'from', 'to'],
        values.forAccount === '' ? [{ field: 'forAccount', message: 'Choose who is away' }] : [],
        dateErrors('from', from),
        dateErrors('to', to, 'Enter the last day of the absence'),
      ),
      command: (request) =>
        new RecordOnAccount(
          account.id,
          {
            type: 'cover-absence',
            coverId: uuidV5(request.commandId, 'cover'),
            forAccount: values.forAccount,
            from: from.date ?? moment.pageDate,
            to: to.date ?? '',
          },
          request,
        ),
    };
  },
  present: ({ others, name }) => ({
    accounts: [
      { value: '', text: 'Choose an account' },
      ...others.map((other) => ({ value: other.id, text: other.name })),
    ],
    consequences: [
      `${name} may do what the other may, in the other’s roles, while the cover lasts.`,
      'The audit trail says each time who acted, and for whom.',
    ],
  }),
  recorded: ({ name }) => `${name} covers for the absence.`,
};

export const endCoverForm: AccountForm<EndValues> = {
  step: 'end-cover',
  template: 'end-role.njk',
  title: 'End a cover',
  submit: 'End the cover',
  unavailable: (facts) =>
    coversGiven(facts).length > 0
      ? undefined
      : { title: 'There is no cover to end', text: 'The account covers for nobody.' },
  blank: ({ moment }, query) => ({
    what: textOf(query, 'cover'),
    to: dateFields(addDays(moment.pageDate, -1)),
    reason: '',
  }),
  read(body, facts) {
    const { values, to } = readEnd(body, 'grant');
    const isKnown = coversGiven(facts).some(({ value }) => value === values.what);
    return {
      values,
      errors: inOrder(
        ['grant', 'to', 'reason'],
        isKnown ? [] : [{ field: 'grant', message: 'Choose the cover that ends' }],
        dateErrors('to', to, 'Enter the last day'),
        checkReason(values.reason, 'Say why the cover ends').items,
      ),
      reason: values.reason,
      command: (request) =>
        new RecordOnAccount(facts.account.id, { type: 'end-cover', coverId: values.what, to: to.date ?? '' }, request),
    };
  },
  present: (facts) => ({
    roles: coversGiven(facts),
    consequences: ['With yesterday as its last day, the cover is gone at once.'],
  }),
  recorded: ({ name }) => `The cover that ${name} gave was ended.`,
};

function coversGiven({ covers, account, moment, others }: AccountFormFacts) {
  return covers
    .filter((cover) => cover.account === account.id && isHeldOrToCome(cover, moment.pageDate))
    .map(({ coverId, forAccount }) => ({
      value: coverId,
      text: `For ${others.find(({ id }) => id === forAccount)?.name ?? forAccount}`,
    }));
}
