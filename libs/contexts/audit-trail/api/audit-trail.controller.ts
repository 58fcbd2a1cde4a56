import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { classesOf, Permit, SignedInAs, type Account } from '@minutebook/accounts';
import { londonDateOf } from '@minutebook/kernel';
import { ReadModels } from '@minutebook/kernel/read-models';
import { CLOCK, type Clock } from '@minutebook/kernel/recording';
import { ApiLists, cursorTo, listAsked, stretchAsked } from '@minutebook/web-kit';
import { TrailQuery } from '../read-models/trail.query';
import { presentLine, TrailListAnswer } from './audit-trail.answers';
import { TrailListQuery } from './audit-trail.queries';
import { streamOfRecord } from './record-streams';

/** The audit trail over HTTP. */
@ApiTags('audit-trail')
@Controller('api/v1/audit-trail')
export class AuditTrailApiController {
  constructor(
    private readonly trail: TrailQuery,
    private readonly readModels: ReadModels,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @Permit('read-programme')
  @ApiLists({
    id: 'listAuditTrail',
    summary: 'Read the audit trail',
    description: 'Each event as one sentence, with who, when, why, and what stood there before and after.',
    answer: TrailListAnswer,
  })
  async list(@Query() query: TrailListQuery, @SignedInAs() account: Account): Promise<TrailListAnswer> {
    const today = londonDateOf(this.clock.now());
    const { at, limit, after } = await listAsked(query, this.readModels, today);
    const { from, to } = stretchAsked(query, at, this.readModels, today);
    const { group, actor, kind, q } = query;
    const record = query.record === undefined ? undefined : streamOfRecord(query.record, this.readModels);
    const filter = { record, group, actor, kind, from: from.recordNumber, words: q, classes: classesOf(account) };
    const { lines, older } = this.trail.page(filter, to, limit, after);
    return { items: lines.map(presentLine), next: older === null ? null : cursorTo(at, older), asAt: at };
  }
}
