import { ROLE_NAMES, scopeInWords } from '@minutebook/kernel';
import { Injectable } from '@nestjs/common';
import type { AsAt } from '@minutebook/kernel/read-models';
import type { HeldGrant } from '../account-rights';
import { RecordScopes, type RecordKind } from '../application/record-scopes';
import type { GrantSummary } from '../read-models/accounts.query';

/** Roles and what they may be bound to, in words. */
@Injectable()
export class RolesInWords {
  constructor(private readonly scopes: RecordScopes) {}

  /** A role with the name of what it is bound to today. */
  of({ role, scope }: Pick<GrantSummary | HeldGrant, 'role' | 'scope'>, at: AsAt): string {
    const where = scopeInWords(
      scope,
      ({ kind, id }) => this.scopes.choices(kind, at).find((choice) => choice.id === id)?.name ?? id,
    );
    return `${ROLE_NAMES[role]} ${where}`;
  }

  /** To what a role may be bound, as a form offers it. */
  scopeChoices(at: AsAt): readonly { readonly value: string; readonly text: string }[] {
    const of = (kind: RecordKind, label: string) =>
      this.scopes.choices(kind, at).map(({ id, name }) => ({ value: `${kind}:${id}`, text: `${label}: ${name}` }));
    return [
      { value: 'council', text: 'The whole council' },
      ...of('group', 'Group'),
      ...of('plan', 'Plan'),
      ...of('review', 'Review'),
      ...of('lead', 'Lead role'),
    ];
  }
}
