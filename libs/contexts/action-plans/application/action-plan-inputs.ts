import type { Opened } from '@minutebook/kernel';
import type { ActionPlanCommand } from '../domain/action-plan.commands';
import type { ActionCommand } from '../domain/action.commands';

/** A command as a form, a JSON body or an import brings it: texts plain, without what the handler looks up itself. */
type Plain<C> = C extends unknown ? Opened<Omit<C, 'by' | 'today' | 'plan' | 'group'>> : never;

type Adding = Extract<ActionCommand, { type: 'add' }>;
type OpeningOrTransferring = Extract<ActionPlanCommand, { type: 'open' | 'transfer' }>;

/** `planId` says to which plan the action is added; reports bring their own new id in `reportId`. */
export type ActionInput = Plain<Exclude<ActionCommand, Adding>> | (Plain<Adding> & { readonly planId: string });

/** `groupId` names the governance group that owns the plan. */
export type ActionPlanInput =
  | Plain<Exclude<ActionPlanCommand, OpeningOrTransferring>>
  | (Plain<OpeningOrTransferring> & { readonly groupId: string });
