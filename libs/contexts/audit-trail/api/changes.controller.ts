import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { classesOf, Permit, SignedInAs, type Account } from '@minutebook/accounts';
import { londonDateOf } from '@minutebook/kernel';
import { ChangeBook, ReadModels } from '@minutebook/kernel/read-models';
import { CLOCK, type Clock } from '@minutebook/kernel/recording';
import { ApiLists, listAsked, partOf, stretchAsked } from '@minutebook/web-kit';
import { ChangeListAnswer, presentChange } from './audit-trail.answers';
import { StretchQuery } from './audit-trail.queries';

/** What changed between two moments, over HTTP, of every kind of record at once. */
@ApiTags('changes')
@Controller('api/v1/changes')
export class ChangesApiController {
  constructor(
    private readonly changes: ChangeBook,
    private readonly readModels: ReadModels,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @Permit('read-programme')
  @ApiLists({
    id: 'listChanges',
    summary: 'Read what changed between two moments',
    description:
      'The difference between what the record said at `from` and at `to`: what came and went in between does not show.',
    answer: ChangeListAnswer,
  })
  async list(@Query() query: StretchQuery, @SignedInAs() account: Account): Promise<ChangeListAnswer> {
    const today = londonDateOf(this.clock.now());
    const part = await listAsked(query, this.readModels, today);
    const { from, to } = stretchAsked(query, part.at, this.readModels, today);
    const { items, next, asAt } = partOf(this.changes.changesBetween(from, to, classesOf(account), query.group), part);
    return { items: items.map(presentChange), next, from, to, asAt };
  }
}
