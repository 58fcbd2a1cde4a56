import {
  checkReason,
  dateErrors,
  dateFields,
  dateFromFields,
  FormErrors,
  inOrder,
  textErrors,
  textOf,
  type Body,
  type DateFields,
} from '@minutebook/web-kit';
import { RecordOnAccount, type AccountInput } from '../application/account.command-handler';
import { ChangeHolderDetails } from '../application/holder-details';
import { CloseAndHandOver } from '../application/leaving';
import type { AccountForm, AccountFormFacts } from './account-forms';

/** What was typed where a decision asks for its reason and nothing else. */
interface ReasonValues {
  readonly reason: string;
}

const NOTHING_TYPED: ReasonValues = { reason: '' };

/** A decision that only asks to be confirmed, with its reason where `why` asks for one. */
function confirming(form: {
  readonly step: string;
  readonly title: string;
  readonly submit: string;
  readonly lead: (facts: AccountFormFacts) => string;
  readonly consequences: readonly string[];
  readonly why?: string;
  readonly input: AccountInput;
  readonly unavailable?: AccountForm<ReasonValues>['unavailable'];
  readonly recorded: (facts: AccountFormFacts) => string;
}): AccountForm<ReasonValues> {
  const { step, title, submit, lead, consequences, why, input, unavailable, recorded } = form;
  return {
    ...{ step, template: 'confirm-account.njk', title, submit, recorded },
    ...(unavailable && { unavailable }),
    blank: () => NOTHING_TYPED,
    read(body, { account }) {
      const reason = textOf(body, 'reason');
      return {
        values: { reason },
        errors: why === undefined ? FormErrors.none : checkReason(reason, why),
        ...(why !== undefined && { reason }),
        command: (request) => new RecordOnAccount(account.id, input, request),
      };
    },
    present: (facts, { reason }) => ({ lead: lead(facts), consequences, asksReason: why !== undefined, reason }),
  };
}

export const removeSecondFactorForm = confirming({
  step: 'remove-second-factor',
  title: 'Take the second factor away',
  submit: 'Take it away',
  lead: ({ name }) => `For when the telephone of ${name} is lost or was changed. Be sure that it is ${name} who asks.`,
  consequences: [
    'The account signs in with its password alone until a new second factor is set up.',
    'Until then its roles of administrator, HR and auditor do not hold.',
  ],
  input: { type: 'remove-second-factor' },
  unavailable: ({ account }) =>
    account.hasSecondFactor
      ? undefined
      : { title: 'There is no second factor', text: 'There is nothing to take away.' },
  recorded: ({ name }) => `The second factor of ${name} was taken away.`,
});

export const reopenForm = confirming({
  step: 'reopen',
  title: 'Open the account again',
  submit: 'Open it again',
  lead: ({ name }) => `${name} left, and comes back.`,
  consequences: [
    'The account has no role and no password: give it both anew.',
    'What it did before stays in the record.',
  ],
  why: 'Say why the account is opened again',
  input: { type: 'reopen' },
  unavailable: ({ account }) =>
    account.status === 'closed' ? undefined : { title: 'The account is open', text: 'There is nothing to open again.' },
  recorded: ({ name }) => `The account of ${name} is open again.`,
});

interface CloseValues {
  readonly on: DateFields;
  readonly successor: string;
  readonly reason: string;
}

/** Leaving: roles, cover, sessions and tokens end, and may be handed over. */
export const closeForm: AccountForm<CloseValues> = {
  step: 'close',
  template: 'close-account.njk',
  title: 'Leaving: close the account',
  submit: 'Close the account',
  blank: ({ moment }) => ({ on: dateFields(moment.pageDate), successor: '', reason: '' }),
  read(body: Body, { account, others }) {
    const on = dateFromFields(body, 'on', 'The last day');
    const values = { on: on.typed, successor: textOf(body, 'successor'), reason: textOf(body, 'reason') };
    const isKnown = values.successor === '' || others.some(({ id }) => id === values.successor);
    return {
      values,
      errors: inOrder(
        ['on', 'successor', 'reason'],
        dateErrors('on', on, 'Enter the last day'),
        isKnown ? [] : [{ field: 'successor', message: 'Choose an account from the list' }],
        checkReason(values.reason, 'Say why the account is closed').items,
      ),
      reason: values.reason,
      command: (request) => new CloseAndHandOver(account.id, on.date ?? '', values.successor || undefined, request),
    };
  },
  present: ({ others, grants, moment }) => ({
    accounts: [
      { value: '', text: 'Nobody: the roles end' },
      ...others.map(({ id, name }) => ({ value: id, text: name })),
    ],
    held: grants
      .filter(({ from, to }) => to === null || (to >= moment.pageDate && to >= from))
      .map(({ words }) => words),
    consequences: [
      'The account is signed out everywhere at once; its roles, cover and tokens end.',
      'Password and second factor are destroyed. What it did stays in the record, under its name.',
      'Whoever takes over holds the same roles from the day after.',
    ],
  }),
  recorded: ({ name }) => `The account of ${name} was closed.`,
};

interface DetailValues {
  readonly name: string;
  readonly email: string;
  readonly title: string;
}

/** How somebody is called and signs in. */
export const detailsForm: AccountForm<DetailValues> = {
  step: 'details',
  template: 'account-details.njk',
  title: 'Name and address',
  submit: 'Save',
  blank: ({ account, personName = '', email = '' }) => ({ name: personName, email, title: account.title }),
  read(body, { account, personName, email }) {
    const values = { name: textOf(body, 'name'), email: textOf(body, 'email'), title: textOf(body, 'title') };
    const errors = new FormErrors([
      ...(account.person !== null && values.name === '' ? [{ field: 'name', message: 'Enter the name' }] : []),
      ...textErrors('name', 'The name', values.name).items,
      ...(values.title === '' ? [{ field: 'title', message: 'Enter what the account is called' }] : []),
      ...textErrors('title', 'The title', values.title).items,
    ]);
    return {
      values,
      errors,
      command: (request) =>
        new ChangeHolderDetails(
          account.id,
          {
            ...(values.name !== personName && account.person !== null && { name: values.name }),
            ...(values.email !== '' && values.email !== email && { email: values.email }),
            ...(values.title !== account.title && { title: values.title }),
          },
          request,
        ),
    };
  },
  present: ({ account }) => ({
    hasPerson: account.person !== null,
    consequences: ['Pages show the new name at once, also for what was done before.'],
  }),
  recorded: ({ name }) => `What is known of ${name} was changed.`,
};
