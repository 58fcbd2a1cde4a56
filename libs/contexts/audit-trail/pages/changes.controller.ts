import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { classesOf, Permit, SignedInAs, type Account, type IdentifiedRequest, type Reply } from '@minutebook/accounts';
import { londonDateOf } from '@minutebook/kernel';
import { ChangeBook, ReadModels, type Change } from '@minutebook/kernel/read-models';
import { CLOCK, type Clock } from '@minutebook/kernel/recording';
import { Pages, Problem, type PageMoment } from '@minutebook/web-kit';
import { writeCsv } from '@minutebook/web-kit/csv';
import { TrailQuery } from '../read-models/trail.query';
import type { AskedQuery } from './asked';
import { changesAsked, type ChangesAsked } from './changes-asked';
import { changeRows, CHANGES_COLUMNS, presentChanges } from './changes.presenter';

/** What changed between two dates, over all records: the page that a meeting begins with. */
@ApiExcludeController()
@Controller()
export class ChangesController {
  constructor(
    private readonly pages: Pages,
    private readonly changeBook: ChangeBook,
    private readonly trail: TrailQuery,
    private readonly readModels: ReadModels,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Permit('read-programme')
  @Get('changes')
  async show(@SignedInAs() account: Account, @Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    const moment = await this.pages.moment(request);
    const asked = this.asked(request, moment);
    const { errors } = asked;
    const page = presentChanges(asked, moment, errors.any ? [] : this.changes(asked, account), this.groups());
    await this.pages.send(
      request,
      reply,
      'changes.njk',
      { title: 'What changed', errors },
      page,
      errors.any ? 400 : 200,
    );
  }

  @Permit('read-programme')
  @Get('changes.csv')
  async export(@SignedInAs() account: Account, @Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    const moment = await this.pages.moment(request);
    const asked = this.asked(request, moment);
    const [first] = asked.errors.items;
    if (first) throw new Problem(400, { title: first.message, errors: asked.errors.items });
    const rows = changeRows(asked, this.changes(asked, account), this.groups());
    void reply
      .type('text/csv; charset=utf-8')
      .header('Content-Disposition', `attachment; filename="changes-${asked.from}-to-${asked.to}.csv"`)
      .send(writeCsv(CHANGES_COLUMNS, rows, { dataDate: asked.to }));
  }

  private asked(request: IdentifiedRequest, moment: PageMoment): ChangesAsked {
    return changesAsked(request.query as AskedQuery, moment, londonDateOf(this.clock.now()), this.readModels);
  }

  private changes({ between, group }: ChangesAsked, account: Account): readonly Change[] {
    return this.changeBook.changesBetween(between.from, between.to, classesOf(account), group);
  }

  private groups(): readonly { readonly id: string; readonly name: string }[] {
    return this.trail.named('governanceGroup');
  }
}
