import { Injectable } from '@nestjs/common';
import { EscalatedRecords, type EscalatedRecord, type EscalatedRecordSource } from '@minutebook/governance-groups';
import type { AsAt } from '@minutebook/kernel/read-models';
import { PlansQuery } from './plans.query';

/** The actions that lie with a group: those of the plans that it owns, whoever owned them when they went there. */
@Injectable()
export class EscalatedActions implements EscalatedRecordSource {
  constructor(
    escalated: EscalatedRecords,
    private readonly plans: PlansQuery,
  ) {
    escalated.register(this);
  }

  escalatedTo(groupId: string, at: AsAt): readonly EscalatedRecord[] {
    return this.plans
      .plans(at, groupId)
      .filter(({ status }) => status === 'open')
      .flatMap((plan) =>
        this.plans.actionsOf(plan.id, at).flatMap(({ id, reference, title, due, heardOn, escalatedOn }) =>
          due === null || escalatedOn === null
            ? []
            : [
                {
                  ...{ reference, title, due, escalatedOn },
                  path: `/actions/${id}`,
                  within: plan.title,
                  unansweredSince: heardOn,
                },
              ],
        ),
      );
  }
}
