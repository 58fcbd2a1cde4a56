import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Permit, type IdentifiedRequest, type Reply } from '@minutebook/accounts';
import { GroupsQuery } from '@minutebook/governance-groups';
import type { AsAt } from '@minutebook/kernel/read-models';
import { ChaseQuery, type Chase } from '@minutebook/reminders';
import { addressOf, Pages } from '@minutebook/web-kit';
import { planToCsvRows, writeCsv, type ExportedAction } from '../application/plan-csv';
import { chaseInWords } from '../read-models/chase-in-words';
import { PlansQuery } from '../read-models/plans.query';
import { found } from './found';
import { actionsAsked } from './plan-filters';

/** Lists as files: what the page shows, in the same order, with the date of the data in each row. */
@ApiExcludeController()
@Controller()
export class PlanExportController {
  constructor(
    private readonly pages: Pages,
    private readonly plans: PlansQuery,
    private readonly groups: GroupsQuery,
    private readonly chase: ChaseQuery,
  ) {}

  /** The actions of a plan, filtered as its board, in the columns that an import reads. */
  @Permit('read-programme')
  @Get('action-plans/:id/actions.csv')
  async actions(@Param('id') id: string, @Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    const moment = await this.pages.moment(request);
    const plan = found(this.plans.plan(id, moment), 'action plan');
    const asked = actionsAsked(this.plans.actionsOf(id, moment), addressOf(request), plan.ragScheme, moment.pageDate);
    const chases = this.chase.ofMany(
      asked.map((action) => `action-${action.id}`),
      moment,
    );
    const exported = asked.flatMap((action) => this.exported(action.id, chases, moment));
    const { columns, rows } = planToCsvRows(exported, { groups: this.groups.groups(moment) });
    sendCsv(reply, plan.title, moment.pageDate, writeCsv(columns, rows, { dataDate: moment.pageDate }));
  }

  /** Every plan with its counts. */
  @Permit('read-programme')
  @Get('action-plans.csv')
  async list(@Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    const moment = await this.pages.moment(request);
    const groups = new Map(this.groups.groups(moment).map(({ id, name }) => [id, name]));
    const rows = this.plans.plans(moment).map((plan) => {
      const actions = this.plans.actionsOf(plan.id, moment);
      return {
        id: plan.id,
        title: plan.title,
        group: groups.get(plan.groupId) ?? plan.groupId,
        starts_on: plan.startsOn,
        ends_on: plan.endsOn,
        status: plan.status,
        actions: actions.length,
        overdue: actions.filter(({ overdue }) => overdue).length,
        completed: actions.filter(({ status }) => status === 'completed').length,
      };
    });
    const columns = ['id', 'title', 'group', 'starts_on', 'ends_on', 'status', 'actions', 'overdue', 'completed'];
    sendCsv(reply, 'Action plans', moment.pageDate, writeCsv(columns, rows, { dataDate: moment.pageDate }));
  }

  private exported(actionId: string, chases: ReadonlyMap<string, Chase>, moment: AsAt): readonly ExportedAction[] {
    const action = this.plans.action(actionId, moment);
    if (!action) return [];
    const { reference, theme, title, subItems, timescale, leads, monitoringLeads, successCriteria, costs, rag } =
      action;
    const { escalatedOn } = action;
    return [
      {
        ...{ reference, theme, title, subItems, timescale, leads, monitoringLeads, costs, rag },
        ...(successCriteria !== null && { successCriteria }),
        escalatedOn,
        // Where nobody was reminded of any action, there is no proof to give.
        ...(chases.size > 0 && { chase: chaseInWords(chases.get(`action-${actionId}`)) }),
      },
    ];
  }
}

/** A file that is named after what it holds and the day that it shows. */
function sendCsv(reply: Reply, name: string, date: string, csv: string): void {
  const words = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-|-$/g, '');
  void reply
    .header('Content-Disposition', `attachment; filename="${words || 'plan'}-${date}.csv"`)
    .type('text/csv; charset=utf-8')
    .send(csv);
}
