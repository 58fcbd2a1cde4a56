import { Readable } from 'node:stream';
import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import {
  AccountDirectory,
  classesOf,
  Permit,
  SignedInAs,
  type Account,
  type IdentifiedRequest,
  type Reply,
} from '@minutebook/accounts';
import { londonDateOf, SentenceBook } from '@minutebook/kernel';
import { ReadModels } from '@minutebook/kernel/read-models';
import { CLOCK, type Clock } from '@minutebook/kernel/recording';
import { Pages, Problem, type PageMoment } from '@minutebook/web-kit';
import { csvPieces } from '@minutebook/web-kit/csv';
import { TrailQuery } from '../read-models/trail.query';
import type { AskedQuery } from './asked';
import { presentAuditTrail, type TrailChoices, type TrailPart } from './audit-trail.presenter';
import { trailAsked, type TrailAsked } from './trail-asked';
import { TRAIL_COLUMNS, trailCsvPages } from './trail-csv';

/** Lines on one page. */
const PER_PAGE = 50;

/** The audit trail: every event, narrowed by filters that stand in the address. */
@ApiExcludeController()
@Controller()
export class AuditTrailController {
  constructor(
    private readonly pages: Pages,
    private readonly trail: TrailQuery,
    private readonly readModels: ReadModels,
    private readonly sentences: SentenceBook,
    private readonly accounts: AccountDirectory,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Permit('read-programme')
  @Get('audit-trail')
  async show(@SignedInAs() account: Account, @Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    const moment = await this.pages.moment(request);
    const asked = this.asked(request, account, moment);
    const { errors } = asked;
    const part = errors.any ? { lines: [], hasOlder: false, hasNewer: false } : this.part(asked);
    const page = presentAuditTrail(asked, moment, part, this.choices(moment, account), (id) =>
      this.accounts.nameOf(id),
    );
    const status = errors.any ? 400 : 200;
    await this.pages.send(request, reply, 'audit-trail.njk', { title: 'Audit trail', errors }, page, status);
  }

  /** Everything that the filters show, newest first, read from the record as it is sent. */
  @Permit('read-programme')
  @Get('audit-trail.csv')
  async export(@SignedInAs() account: Account, @Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    const moment = await this.pages.moment(request);
    const { errors, filter, at } = this.asked(request, account, moment);
    const [first] = errors.items;
    if (first) throw new Problem(400, { title: first.message, errors: errors.items });
    const groups = new Map(this.trail.named('governanceGroup').map(({ id, name }) => [id, name]));
    const rows = trailCsvPages(this.trail, filter, at, (id) => this.accounts.nameOf(id), groups);
    void reply
      .type('text/csv; charset=utf-8')
      .header('Content-Disposition', `attachment; filename="audit-trail-${moment.pageDate}.csv"`)
      .send(Readable.from(csvPieces(TRAIL_COLUMNS, rows, { dataDate: moment.pageDate })));
  }

  private asked(request: IdentifiedRequest, account: Account, moment: PageMoment): TrailAsked {
    const asked = trailAsked(request.query as AskedQuery, moment, londonDateOf(this.clock.now()), this.readModels);
    return { ...asked, filter: { ...asked.filter, classes: classesOf(account) } };
  }

  /** One page of lines: backwards from a cursor or the end, or forwards from a cursor or the beginning. */
  private part({ filter, at, oldestFirst, before, after }: TrailAsked): TrailPart {
    if (before === undefined && (after !== undefined || oldestFirst)) {
      const { lines, newer } = this.trail.pageAfter(filter, at, PER_PAGE, after);
      return {
        lines: oldestFirst ? lines : lines.toReversed(),
        hasOlder: after !== undefined && lines.length > 0,
        hasNewer: newer !== null,
      };
    }
    const { lines, older } = this.trail.page(filter, at, PER_PAGE, before);
    return {
      lines: oldestFirst ? lines.toReversed() : lines,
      hasOlder: older !== null,
      hasNewer: before !== undefined && lines.length > 0,
    };
  }

  private choices(moment: PageMoment, account: Account): TrailChoices {
    const named = (category: string, prefix: string) =>
      this.trail.named(category).map(({ id, name }) => ({ value: `${prefix}${id}`, text: name }));
    return {
      records: named('actionPlan', 'actionPlan-'),
      groups: named('governanceGroup', ''),
      actors: this.trail.actors(moment),
      kinds: this.sentences.kinds(classesOf(account)),
    };
  }
}
