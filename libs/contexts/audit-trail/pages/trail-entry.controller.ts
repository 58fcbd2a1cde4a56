import { Controller, Get, Param, Req, Res } from '@nestjs/common';
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
import { SentenceBook } from '@minutebook/kernel';
import { Pages, Problem, type PageMoment } from '@minutebook/web-kit';
import { TrailQuery, type TrailLine } from '../read-models/trail.query';
import { auditTrailPath } from './audit-trail-paths';
import { TrailEntryLinks } from './trail-entry-links';
import { presentTrailEntry } from './trail-entry.presenter';

/** One event's own page: everything that the record wrote beside it. */
@ApiExcludeController()
@Controller('audit-trail')
export class TrailEntryController {
  constructor(
    private readonly pages: Pages,
    private readonly trail: TrailQuery,
    private readonly sentences: SentenceBook,
    private readonly accounts: AccountDirectory,
    private readonly links: TrailEntryLinks,
  ) {}

  @Permit('read-programme')
  @Get(':recordNumber')
  async show(
    @Param('recordNumber') asked: string,
    @SignedInAs() account: Account,
    @Req() request: IdentifiedRequest,
    @Res() reply: Reply,
  ): Promise<void> {
    const moment = await this.pages.moment(request);
    const classes = classesOf(account);
    const recordNumber = /^\d{1,15}$/.test(asked) ? Number(asked) : 0;
    const line = this.trail.line(recordNumber, moment, classes);
    if (!line) throw this.notShown(recordNumber, moment);
    const sameRecord = { record: line.stream, classes };
    const around = {
      kind: this.sentences.entryFor(line.kind)?.kind ?? line.kind,
      groupName: this.groupName(line),
      earlier: this.trail.page(sameRecord, moment, 1, line.recordNumber).lines[0],
      later: this.trail.pageAfter(sameRecord, moment, 1, line.recordNumber).lines[0],
      links: this.links.linksFor(line, account, moment),
    };
    const page = presentTrailEntry(line, around, (id) => this.accounts.nameOf(id));
    const head = {
      title: `Record ${line.recordNumber.toLocaleString('en-GB')}`,
      breadcrumbs: [{ text: 'Audit trail', href: auditTrailPath() }],
    };
    await this.pages.send(request, reply, 'trail-entry.njk', head, page);
  }

  private notShown(recordNumber: number, moment: PageMoment): Problem {
    const sealed = this.trail.sealed(recordNumber, moment);
    if (sealed === undefined)
      return new Problem(404, {
        title: `There is no such record; the last one here is number ${moment.recordNumber}.`,
      });
    return new Problem(403, {
      title: `Your roles may not read record ${recordNumber.toLocaleString('en-GB')}. Without its particulars it says: ${sealed}`,
      rule: 'access-class-closed',
    });
  }

  private groupName({ groupId }: TrailLine): string | undefined {
    return groupId === null ? undefined : this.trail.named('governanceGroup').find(({ id }) => id === groupId)?.name;
  }
}
