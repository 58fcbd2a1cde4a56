import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { AsAt } from '@minutebook/kernel/read-models';
import { MomentAnswer, PartAnswer } from '@minutebook/web-kit';
import type { PlanSummary } from '../read-models/plans.query';
import { ActionListedAnswer } from './action.answers';

const STATUSES: readonly PlanSummary['status'][] = ['open', 'closed'];

@ApiSchema({ name: 'ActionPlanSummary' })
export class PlanSummaryAnswer implements PlanSummary {
  @ApiProperty({ type: String })
  readonly id: string;

  @ApiProperty({ type: String })
  readonly title: string;

  @ApiProperty({ type: String, example: 'GG-WSG', description: 'The governance group that answers for it.' })
  readonly groupId: string;

  @ApiProperty({ type: String, format: 'date' })
  readonly startsOn: string;

  @ApiProperty({ type: String, format: 'date' })
  readonly endsOn: string;

  @ApiProperty({ type: String, description: 'What its ratings mean.' })
  readonly ragScheme: string;

  @ApiProperty({ enum: STATUSES, enumName: 'ActionPlanStatus' })
  readonly status: PlanSummary['status'];

  @ApiProperty({ type: String, description: '`user`, `import` or `demonstration`.' })
  readonly origin: string;
}

@ApiSchema({ name: 'ActionPlan' })
export class PlanAnswer extends PlanSummaryAnswer {
  @ApiProperty({
    type: 'integer',
    minimum: 0,
    description: 'Send it as `If-Match` to change the plan only as it stands here.',
  })
  readonly revision: number;

  @ApiProperty({ type: () => [ActionListedAnswer], description: 'In the order in which the plan has them.' })
  readonly actions: readonly ActionListedAnswer[];

  @ApiProperty({ type: () => [ActionListedAnswer], description: 'Actions that were withdrawn from the plan.' })
  readonly withdrawn: readonly ActionListedAnswer[];

  @ApiProperty({ type: () => MomentAnswer })
  readonly asAt: AsAt;
}

@ApiSchema({ name: 'ActionPlanList' })
export class PlanListAnswer extends PartAnswer {
  @ApiProperty({ type: () => [PlanSummaryAnswer], description: 'The latest period first.' })
  readonly items: readonly PlanSummaryAnswer[];
}
