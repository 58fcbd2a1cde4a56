import { Inject, Injectable } from '@nestjs/common';
import { categoryOf, londonDateOf, type LocalDate } from '@minutebook/kernel';
import { recordTimesProjection, recordTimeOf, type AsAt, ReadModels } from '@minutebook/kernel/read-models';
import { EVENT_LOG, type EventLog, type LoggedEvent } from '@minutebook/kernel/recording';
import { RetainedRecords, type Copies, type RetainedRecord, type RetainedRecordSource } from '@minutebook/retention';
import type { ActionAdded } from '../domain/action.events';
import type { PlanImportAccepted } from '../domain/plan-import.events';
import { PlansQuery } from './plans.query';

/** Derbyshire's schedule, MA 2.1, has a line for action plans (domain report, 3.9). */
const CLASS = 'management-minutes-and-action-plans';

/** How plans, their actions and their imports are kept. */
@Injectable()
export class RetentionOfPlans implements RetainedRecordSource {
  readonly classes = { actionPlan: CLASS, action: CLASS, planImport: CLASS };

  constructor(
    retained: RetainedRecords,
    private readonly plans: PlansQuery,
    private readonly readModels: ReadModels,
    @Inject(EVENT_LOG) private readonly log: EventLog,
  ) {
    retained.register(this);
  }

  /** The plan of an action or of an import. */
  async around(stream: string): Promise<string | undefined> {
    if (categoryOf(stream) === 'actionPlan') return undefined;
    const [first] = await this.log.readStream(stream);
    if (first?.type === 'ActionAdded') return planStream((first as LoggedEvent & ActionAdded).data.plan.id);
    if (first?.type === 'PlanImportAccepted')
      return planStream((first as LoggedEvent & PlanImportAccepted).data.planId);
    return undefined;
  }

  /**
   * An imported plan and its actions were first accepted as one event that holds all their texts under one seal. When a text
   * of one of them goes, that one goes too: it was needed only until the import was finished, and until then nothing goes.
   */
  async copiesOf({ id, stream, type, metadata }: LoggedEvent): Promise<Copies> {
    const importStream = type === 'PlanImportAccepted' ? stream : metadata.source?.document;
    if (importStream === undefined || categoryOf(importStream) !== 'planImport') return { events: [] };
    const history = await this.log.readStream(importStream);
    const accepted = history.find((event) => event.type === 'PlanImportAccepted');
    if (!accepted || (accepted.id !== id && accepted.id !== metadata.causationId)) return { events: [] };
    const isFinished = history.some((event) => event.type === 'PlanImportCompleted');
    const events =
      accepted.id === id ? [] : [{ stream: importStream, revision: accepted.revision, eventId: accepted.id }];
    return isFinished
      ? { events }
      : {
          events,
          neededBy: 'The import that holds this text is not finished yet, and needs it. Finish the import first.',
        };
  }

  records(at: AsAt): readonly RetainedRecord[] {
    return this.plans.plans(at).map((plan) => {
      const { lastAmended, closed } = this.plans.lastRecords(plan.id, at);
      return {
        stream: planStream(plan.id),
        kind: 'Action plan',
        name: plan.title,
        path: `/action-plans/${plan.id}`,
        retentionClass: CLASS,
        lastAmended: this.dateOf(lastAmended),
        closedOn: closed === undefined ? null : this.dateOf(closed),
      };
    });
  }

  private dateOf(recordNumber: number): LocalDate {
    return londonDateOf(recordTimeOf(this.readModels.reader(recordTimesProjection.name), recordNumber) ?? 0);
  }
}

function planStream(planId: string): string {
  return `actionPlan-${planId}`;
}
