import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import {
  AccountDirectory,
  Permit,
  SignedInAs,
  type Account,
  type IdentifiedRequest,
  type Reply,
} from '@minutebook/accounts';
import { Pages } from '@minutebook/web-kit';
import { ErasurePolicy } from '../application/erasure.policy';
import { ErasuresQuery } from '../read-models/erasures.query';
import { withinReason } from './awaiting-erasure';
import { erasurePaths } from './erasure-paths';
import { presentErasureRequest } from './erasure-request.presenter';
import { ErasureSubjects } from './erasure-subject';
import { ShownRequests } from './shown-requests';

/** One request for erasure: what is asked for, what became of it, and its one next step. */
@ApiExcludeController()
@Controller('erasure/:id')
export class ErasureRequestController {
  constructor(
    private readonly pages: Pages,
    private readonly shown: ShownRequests,
    private readonly erasures: ErasuresQuery,
    private readonly subjects: ErasureSubjects,
    private readonly policy: ErasurePolicy,
    private readonly accounts: AccountDirectory,
  ) {}

  @Permit('see-erasure')
  @Get()
  async show(
    @Param('id') id: string,
    @SignedInAs() account: Account,
    @Req() request: IdentifiedRequest,
    @Res() reply: Reply,
  ): Promise<void> {
    const moment = await this.pages.moment(request);
    const found = this.shown.one(id, moment, account);
    const page = presentErasureRequest(
      found,
      {
        subject: this.subjects.subject(found.stream, found.eventRevision, moment, account),
        removals: this.erasures.removalsOf(id, moment),
        failure: moment.live ? this.policy.failureOf(id) : undefined,
        reader: account,
        moment,
      },
      (who) => this.accounts.nameOf(who),
    );
    const head = { title: page.heading, breadcrumbs: [{ text: 'Erasure', href: erasurePaths.desk }] };
    await this.pages.send(request, reply, 'erasure-request.njk', head, page);
  }

  /** Tries again what stopped, for example at a hold that has been lifted since. It records nothing that was not agreed to. */
  @Permit('agree-to-erasure')
  @Post('carry-out')
  async carryOut(
    @Param('id') id: string,
    @SignedInAs() account: Account,
    @Req() request: IdentifiedRequest,
    @Res() reply: Reply,
  ): Promise<void> {
    const found = this.shown.one(id, await this.pages.moment(request), account);
    if (found.status === 'agreed') await withinReason(this.policy.carryOut(id));
    await this.pages.done(request, reply, { location: erasurePaths.request(id) });
  }
}
