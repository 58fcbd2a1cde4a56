import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import {
  AccountDirectory,
  pageRequest,
  Permit,
  roleFor,
  SignedInAs,
  type Account,
  type IdentifiedRequest,
  type Reply,
  type SignedInExchange,
} from '@minutebook/accounts';
import { isId } from '@minutebook/kernel';
import { askedIn, bodyOf, FormErrors, FormPages, Pages, Problem, textOf, type ShownAgain } from '@minutebook/web-kit';
import { RecordOnHold } from '../application/hold.command-handler';
import type { Held } from '../domain/hold.events';
import { ErasuresQuery, type Hold } from '../read-models/erasures.query';
import { erasurePaths } from './erasure-paths';
import { ErasureSubjects } from './erasure-subject';
import { heldName, liftHoldForm, placeHoldForm, presentHolds } from './holds.presenter';
import { SHOWN_AT, textFaults } from './form-values';

/** Holds: what may not be erased for now, and the forms that place and lift one. */
@ApiExcludeController()
@Controller('erasure/holds')
export class HoldsController {
  constructor(
    private readonly pages: Pages,
    private readonly forms: FormPages,
    private readonly erasures: ErasuresQuery,
    private readonly subjects: ErasureSubjects,
    private readonly accounts: AccountDirectory,
  ) {}

  @Permit('read-retention')
  @Get()
  async list(@SignedInAs() account: Account, @Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    const moment = await this.pages.moment(request);
    const holds = this.erasures.holds(moment).map((hold) => ({ hold, name: this.nameOf(hold, moment, account) }));
    const mayKeep = moment.live && roleFor(account, 'keep-holds') !== undefined;
    const page = presentHolds(holds, mayKeep, (who) => this.accounts.nameOf(who));
    const head = { title: 'Holds', breadcrumbs: [{ text: 'Erasure', href: erasurePaths.desk }] };
    await this.pages.send(request, reply, 'holds.njk', head, page);
  }

  @Permit('keep-holds')
  @Get('place')
  placeForm(@Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    const typed = {
      stream: askedIn(request, 'stream') ?? '',
      retentionClass: askedIn(request, 'class') ?? '',
      reason: '',
    };
    return this.forms.show({ request, reply }, placeHoldForm(typed));
  }

  @Permit('keep-holds')
  @Post('place')
  async place(@Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    const http = { request, reply };
    const body = bodyOf(request);
    const typed = {
      stream: textOf(body, 'stream'),
      retentionClass: textOf(body, 'retentionClass'),
      reason: textOf(body, 'reason'),
    };
    const over = heldIn(typed);
    const errors = new FormErrors([
      ...(over === undefined
        ? [{ field: 'stream', message: 'Name either a record or a retention class, and not both' }]
        : []),
      ...textFaults('reason', 'The reason', typed.reason, 'Enter what the hold is for'),
    ]);
    if (errors.any || !over) return this.forms.show(http, placeHoldForm(typed), { status: 422, errors });
    const command = pageRequest(request, 'keep-holds', { reason: typed.reason });
    const outcome = await this.forms.execute(new RecordOnHold({ type: 'place', over }, command), SHOWN_AT);
    if ('again' in outcome) return this.forms.show(http, placeHoldForm(typed), outcome.again);
    const text = 'The hold was placed: nothing of it can be erased until it is lifted.';
    await this.forms.done(http, outcome.done, text, erasurePaths.holds);
  }

  @Permit('keep-holds')
  @Get(':holdId/lift')
  liftForm(
    @Param('holdId') id: string,
    @SignedInAs() account: Account,
    @Req() request: IdentifiedRequest,
    @Res() reply: Reply,
  ): Promise<void> {
    return this.showLift(id, { request, reply, account });
  }

  @Permit('keep-holds')
  @Post(':holdId/lift')
  async lift(
    @Param('holdId') id: string,
    @SignedInAs() account: Account,
    @Req() request: IdentifiedRequest,
    @Res() reply: Reply,
  ): Promise<void> {
    const http = { request, reply, account };
    const reason = textOf(bodyOf(request), 'reason');
    const errors = new FormErrors(textFaults('reason', 'The reason', reason, 'Enter why the hold is no longer needed'));
    if (errors.any) return this.showLift(id, http, { status: 422, errors });
    const command = pageRequest(request, 'keep-holds', { reason });
    const outcome = await this.forms.execute(new RecordOnHold({ type: 'lift', id }, command), SHOWN_AT);
    if ('again' in outcome) return this.showLift(id, http, outcome.again);
    await this.forms.done(http, outcome.done, 'The hold was lifted.', erasurePaths.holds);
  }

  private async showLift(id: string, http: SignedInExchange, again?: ShownAgain): Promise<void> {
    const moment = await this.pages.moment(http.request);
    const hold = isId(id) ? this.erasures.hold(id, moment) : undefined;
    if (!hold) throw new Problem(404, { title: 'There is no such hold at this address.' });
    const name = this.nameOf(hold, moment, http.account);
    const reason = textOf(bodyOf(http.request), 'reason');
    await this.forms.show(http, liftHoldForm(hold, name, reason), again);
  }

  private nameOf({ kind, over }: Hold, at: Parameters<ErasureSubjects['subject']>[2], reader: Account) {
    return kind === 'class' ? heldName(over) : this.subjects.subject(over, null, at, reader);
  }
}

function heldIn({ stream, retentionClass }: { stream: string; retentionClass: string }): Held | undefined {
  if ((stream === '') === (retentionClass === '')) return undefined;
  return stream === '' ? { kind: 'class', retentionClass } : { kind: 'record', stream };
}
