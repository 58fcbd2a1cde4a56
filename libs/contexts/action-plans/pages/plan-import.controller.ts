import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import {
  AccountDirectory,
  Permit,
  roleFor,
  SignedInAs,
  type Account,
  type IdentifiedRequest,
  type Reply,
} from '@minutebook/accounts';
import { Pages } from '@minutebook/web-kit';
import { ImportPlanPolicy } from '../application/import-plan.policy';
import { PlanImportsQuery } from '../read-models/plan-imports.query';
import { PlansQuery } from '../read-models/plans.query';
import { planPaths, trailPath } from './action-plan-paths';
import type { PlanImportPage } from './import-plan.presenter';
import { found } from './found';

/** How far an import is: n of m, and what stopped it. */
@ApiExcludeController()
@Controller('action-plans/imports')
export class PlanImportController {
  constructor(
    private readonly pages: Pages,
    private readonly imports: PlanImportsQuery,
    private readonly policy: ImportPlanPolicy,
    private readonly plans: PlansQuery,
    private readonly accounts: AccountDirectory,
  ) {}

  @Permit('read-programme')
  @Get(':id')
  async show(
    @Param('id') id: string,
    @SignedInAs() account: Account,
    @Req() request: IdentifiedRequest,
    @Res() reply: Reply,
  ): Promise<void> {
    const moment = await this.pages.moment(request);
    const known = found(this.imports.known(id), 'import');
    const plan = this.plans.plan(known.planId, moment);
    const completed = known.status === 'completed';
    const running = this.policy.isRunning(id);
    const added =
      this.plans.actionsOf(known.planId, moment).length + this.plans.withdrawnFrom(known.planId, moment).length;
    const page: PlanImportPage = {
      state: completed ? 'Carried out' : running ? 'Being carried out' : 'Accepted, not carried out yet',
      completed,
      running,
      recorded: completed ? known.actions : Math.min(added, known.actions),
      actions: known.actions,
      failure: completed ? undefined : this.policy.failureOf(id),
      fileName: known.fileName,
      by: this.accounts.nameOf(known.actor.account),
      recordedAt: known.recordedAt,
      plan: plan && { text: plan.title, href: planPaths.board(plan.id) },
      trailHref: trailPath(`planImport-${id}`),
      mayCarryOn: moment.live && !completed && !running && roleFor(account, 'import-plan') !== undefined,
      carryOnPath: planPaths.carryOnImport(id),
      againHref: planPaths.imported(id),
    };
    const head = { title: `Import of “${known.title}”`, breadcrumbs: [{ text: 'Plans', href: planPaths.list }] };
    await this.pages.send(request, reply, 'plan-import.njk', head, page);
  }

  /** Goes on with an import that stopped: what is recorded already stays, what is missing follows. */
  @Permit('import-plan', 'somewhere')
  @Post(':id/carry-on')
  async carryOn(@Param('id') id: string, @Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    found(this.imports.known(id), 'import');
    // Its failure is kept, and told on the import's page.
    this.policy.carryOut(id).catch(() => undefined);
    await this.pages.done(request, reply, { location: planPaths.imported(id) });
  }
}
