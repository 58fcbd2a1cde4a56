import { BEGAN, DEMONSTRATION_ACCOUNTS } from './demonstration-accounts';
import type { UntimedStep } from './demonstration-step';

const byTheDemonstration = { account: 'system', role: 'system', origin: 'demonstration' } as const;

/** Each account is opened on the first day, before anybody does anything. */
export function accountSteps(): readonly UntimedStep[] {
  return DEMONSTRATION_ACCOUNTS.map(({ id, name }) => ({
    ...byTheDemonstration,
    key: `account/${id}`,
    on: BEGAN,
    target: {
      context: 'accounts',
      accountId: id,
      input: { type: 'open', id, kind: 'person', title: name, grants: [] },
    },
  }));
}

/** Roles of the whole council, or those bound to groups: these follow once there are the groups. */
export function roleSteps(of: 'council' | 'group'): readonly UntimedStep[] {
  return DEMONSTRATION_ACCOUNTS.flatMap(({ id, role, bound }) =>
    bound
      .filter(({ scope }) => scope.kind === of)
      .map(({ scope, from }): UntimedStep => {
        const grantId = scope.kind === 'council' ? role : `${role}-${scope.id}`;
        return {
          ...byTheDemonstration,
          key: `role/${id}/${grantId}`,
          on: from,
          target: { context: 'accounts', accountId: id, input: { type: 'grant-role', grantId, role, scope, from } },
        };
      }),
  );
}
