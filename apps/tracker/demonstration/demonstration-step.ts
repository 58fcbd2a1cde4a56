import type { AccountInput } from '@minutebook/accounts';
import type { ActionInput, ActionPlanInput } from '@minutebook/action-plans';
import type { GovernanceGroupInput } from '@minutebook/governance-groups';
import type { LocalDate, Role } from '@minutebook/kernel';
import type { DemonstrationAccountId } from './demonstration-accounts';

/** The record that a step writes to, and what it asks for: the input of that context's one command handler. */
export type DemonstrationTarget =
  | { readonly context: 'accounts'; readonly accountId: string; readonly input: AccountInput }
  | { readonly context: 'governance-groups'; readonly groupId: string; readonly input: GovernanceGroupInput }
  | { readonly context: 'action-plans'; readonly planId: string; readonly input: ActionPlanInput }
  | { readonly context: 'actions'; readonly actionId: string; readonly input: ActionInput };

/** One command of the demonstration's history, with everything that a request brings beside it. */
export interface DemonstrationStep {
  /** Unique and stable: the command's id is derived from it. */
  readonly key: string;
  /** When the record receives it: epoch milliseconds, in London's working hours. */
  readonly at: number;
  readonly account: DemonstrationAccountId | 'system';
  readonly role: Role | 'system';
  /** The group for which the account acts; none where it acts for the council. */
  readonly group?: string;
  /** `import`: taken from a published document as it stands there. `demonstration`: invented. */
  readonly origin: 'import' | 'demonstration';
  readonly source?: { readonly document: string; readonly row: string };
  readonly reason?: string;
  readonly effectiveOn?: LocalDate;
  readonly target: DemonstrationTarget;
}

/** A step before it is known at what time of its day it falls. */
export type UntimedStep = Omit<DemonstrationStep, 'at'> & { readonly on: LocalDate };
