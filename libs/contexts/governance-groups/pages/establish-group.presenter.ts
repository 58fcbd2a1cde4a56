import type { DateFields, Link } from '@minutebook/web-kit';
import { GOVERNANCE_GROUP_KINDS } from '../domain/governance-group.commands';
import type { EstablishGroupForm } from './establish-group.form';
import { groupPaths } from './group-paths';

/** What establish-group.njk shows. */
export interface EstablishGroupPage {
  readonly typed: EstablishGroupForm;
  /** As typed. */
  readonly endsOn: DateFields;
  readonly kinds: readonly { readonly value: string; readonly text: string }[];
  readonly action: string;
  readonly idempotencyKey: string;
  readonly submit: string;
  readonly cancel: Link;
}

export function presentEstablishGroup(
  typed: EstablishGroupForm,
  endsOn: DateFields,
  idempotencyKey: string,
): EstablishGroupPage {
  return {
    typed,
    endsOn,
    kinds: [
      { value: '', text: 'Choose a kind' },
      ...GOVERNANCE_GROUP_KINDS.map((kind) => ({ value: kind, text: kind.charAt(0).toUpperCase() + kind.slice(1) })),
    ],
    action: groupPaths.establish,
    idempotencyKey,
    submit: 'Establish the group',
    cancel: { text: 'Cancel', href: groupPaths.list() },
  };
}
