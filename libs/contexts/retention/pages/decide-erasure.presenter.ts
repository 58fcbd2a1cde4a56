import type { Account, Permission } from '@minutebook/accounts';
import type { EventText } from '@minutebook/kernel/recording';
import type { ErasureRequest } from '../read-models/erasures.query';
import { textView } from './ask-for-erasure.presenter';
import { erasurePaths } from './erasure-paths';
import type { SubjectView } from './erasure-subject';
import type { FormView } from '@minutebook/web-kit';

export type Decision = 'agree' | 'decline' | 'withdraw';

/** What a form that decides a request rests on. */
export interface DecisionFacts {
  readonly subject: SubjectView;
  readonly texts: readonly EventText[];
  readonly typed: { readonly reason: string };
  readonly reader: Account;
}

interface DecisionForm {
  readonly permission: Permission;
  /** Said where the reason is empty; without it the reason may be left out. */
  readonly reasonMissing?: string;
  readonly recorded: string;
  present(request: ErasureRequest, facts: DecisionFacts): FormView;
}

interface Words {
  readonly title: string;
  readonly submit: string;
  readonly reasonLabel: string;
  readonly consequences: readonly string[];
}

const FORMS: Readonly<Record<Decision, Omit<DecisionForm, 'present'> & Words>> = {
  agree: {
    permission: 'agree-to-erasure',
    recorded: 'It was agreed to and is being carried out.',
    title: 'Agree to the erasure',
    submit: 'Agree: erase it for good',
    reasonLabel: 'Remark (optional)',
    consequences: [
      'It is carried out at once and cannot be undone: the keys are destroyed, and nobody can read the texts again.',
      'Every page at every date, every export and the search read “removed” from then on. The proofs of the record still hold.',
      'That it was asked for, agreed to and carried out stays in the record, with who and why.',
    ],
  },
  decline: {
    permission: 'agree-to-erasure',
    reasonMissing: 'Enter why it is declined: whoever asked must be told',
    recorded: 'It was declined.',
    title: 'Decline the erasure',
    submit: 'Decline it',
    reasonLabel: 'Why it is declined',
    consequences: ['Everything stays as it is. It may be asked for again.'],
  },
  withdraw: {
    permission: 'ask-for-erasure',
    recorded: 'The request was withdrawn.',
    title: 'Withdraw the request',
    submit: 'Withdraw it',
    reasonLabel: 'Remark (optional)',
    consequences: ['Everything stays as it is. It may be asked for again.'],
  },
};

/** The form of a decision about a request. */
export function decisionForm(decision: Decision): DecisionForm {
  const form = FORMS[decision];
  return { ...form, present: (request, facts) => presentDecision(decision, form, request, facts) };
}

function presentDecision(
  decision: Decision,
  { title, submit, reasonLabel, consequences }: Words,
  request: ErasureRequest,
  { subject, texts, typed, reader }: DecisionFacts,
): FormView {
  const path = erasurePaths.step(request.id, decision);
  return {
    template: 'decide-erasure.njk',
    title,
    breadcrumbs: [
      { text: 'Erasure', href: erasurePaths.desk },
      { text: 'Request', href: erasurePaths.request(request.id) },
    ],
    path,
    action: path,
    submit,
    cancel: { text: 'Cancel', href: erasurePaths.request(request.id) },
    context: {
      subject,
      texts: texts.map(textView),
      typed,
      reasonLabel,
      consequences,
      unavailable: whyNot(decision, request, reader),
    },
  };
}

function whyNot(decision: Decision, { status, askedBy }: ErasureRequest, reader: Account): string | undefined {
  if (status !== 'asked') return 'The request was decided already.';
  const isOwn = askedBy === reader.id;
  if (decision === 'withdraw') return isOwn ? undefined : 'Only whoever asked for it can withdraw it.';
  return isOwn ? 'You asked for this yourself, so somebody else must decide it. You can withdraw it.' : undefined;
}
