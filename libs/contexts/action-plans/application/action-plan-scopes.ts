import { Inject, Injectable } from '@nestjs/common';
import type { Belongings } from '@minutebook/kernel';
import { EVENT_LOG, stateOf, type EventLog } from '@minutebook/kernel/recording';
import { actionPlanDecider } from '../domain/action-plan.decider';
import { actionDecider } from '../domain/action.decider';
import { actionPlanStream } from './action-plan.command-handler';
import { actionStream } from './action-stream';

/**
 * What plans and actions belong to, so that a role can be bound to them: a plan to its group, an action to its plan and
 * to the lead roles that are named for it.
 */
@Injectable()
export class ActionPlanScopes {
  constructor(@Inject(EVENT_LOG) private readonly log: EventLog) {}

  async ofPlan(id: string): Promise<Belongings | undefined> {
    const plan = stateOf(actionPlanDecider, await this.log.readStream(actionPlanStream(id)));
    return plan.status === 'not-opened' ? undefined : { plans: [id], groups: [plan.groupId] };
  }

  async ofAction(id: string): Promise<Belongings | undefined> {
    const action = stateOf(actionDecider, await this.log.readStream(actionStream(id)));
    if (action.status === 'not-added') return undefined;
    const leads = [...action.leads, ...action.monitoringLeads]
      .filter(({ kind }) => kind === 'role')
      .map(({ id: role }) => role);
    return { ...(await this.ofPlan(action.planId)), leads };
  }
}
