import { Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import {
  AccountDirectory,
  newRecordId,
  pageRequest,
  Permit,
  SignedInAs,
  type Account,
  type IdentifiedRequest,
  type Reply,
} from '@minutebook/accounts';
import { isId, londonDateOf } from '@minutebook/kernel';
import { CLOCK, type Clock } from '@minutebook/kernel/recording';
import { askedIn, bodyOf, FormErrors, FormPages, Pages, Problem, textOf, type ShownAgain } from '@minutebook/web-kit';
import { RecordSubjectAccess } from '../application/subject-access.command-handler';
import { ErasuresQuery } from '../read-models/erasures.query';
import { erasurePaths } from './erasure-paths';
import { textFaults } from './form-values';
import { HeldPages } from './held-pages';
import { presentHeld, subjectAccessForm } from './subject-access.presenter';

/** Everything that is held about somebody, for the person to have (UK GDPR, article 15): asked for, recorded, then shown. */
@ApiExcludeController()
@Controller('erasure/subject-access')
export class SubjectAccessController {
  constructor(
    private readonly pages: Pages,
    private readonly forms: FormPages,
    private readonly erasures: ErasuresQuery,
    private readonly held: HeldPages,
    private readonly accounts: AccountDirectory,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Permit('export-subject-access')
  @Get()
  async form(@Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    const kind = askedIn(request, 'person') === undefined ? 'account' : 'person';
    const id = askedIn(request, 'person') ?? askedIn(request, 'account') ?? '';
    await this.show(request, reply, { kind, id, reason: '' });
  }

  @Permit('export-subject-access')
  @Post()
  async export(@Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    const body = bodyOf(request);
    const typed = { kind: textOf(body, 'kind'), id: textOf(body, 'subject'), reason: textOf(body, 'reason') };
    const errors = new FormErrors([
      ...(typed.kind === 'account' || typed.kind === 'person'
        ? []
        : [{ field: 'kind', message: 'Choose an account or a person' }]),
      ...(isId(typed.id) ? [] : [{ field: 'subject', message: 'Enter the id of the account or the person' }]),
      ...textFaults('reason', 'The reason', typed.reason, 'Enter who asked for it'),
    ]);
    if (errors.any) return this.show(request, reply, typed, { status: 422, errors });
    const command = pageRequest(request, 'export-subject-access', { reason: typed.reason });
    const exportId = newRecordId(command.commandId, undefined);
    const subject = { kind: typed.kind as 'account' | 'person', id: typed.id };
    const outcome = await this.forms.execute(new RecordSubjectAccess(exportId, subject, command));
    if ('again' in outcome) return this.show(request, reply, typed, outcome.again);
    const text = 'That you exported this was recorded.';
    await this.forms.done({ request, reply }, outcome.done, text, erasurePaths.subjectAccessOf(exportId));
  }

  @Permit('export-subject-access')
  @Get(':exportId')
  async read(
    @Param('exportId') exportId: string,
    @SignedInAs() account: Account,
    @Req() request: IdentifiedRequest,
    @Res() reply: Reply,
  ): Promise<void> {
    const held = await this.heldBy(exportId, account, request);
    const page = presentHeld(exportId, held, (who) => this.accounts.nameOf(who));
    const head = {
      title: 'Everything held about somebody',
      breadcrumbs: [
        { text: 'Erasure', href: erasurePaths.desk },
        { text: 'Subject access', href: erasurePaths.subjectAccess },
      ],
    };
    await this.pages.send(request, reply, 'subject-access-held.njk', head, page);
  }

  @Permit('export-subject-access')
  @Get(':exportId/held.json')
  async file(
    @Param('exportId') exportId: string,
    @SignedInAs() account: Account,
    @Req() request: IdentifiedRequest,
    @Res() reply: Reply,
  ): Promise<void> {
    const held = await this.heldBy(exportId, account, request);
    void reply
      .type('application/json; charset=utf-8')
      .header('Content-Disposition', `attachment; filename="held-about-${held.subject.id}.json"`)
      .send(JSON.stringify(held, null, 2));
  }

  private async show(
    request: IdentifiedRequest,
    reply: Reply,
    typed: { readonly kind: string; readonly id: string; readonly reason: string },
    again?: ShownAgain,
  ): Promise<void> {
    const moment = await this.pages.moment(request);
    const earlier = this.erasures.subjectAccesses(moment);
    const form = subjectAccessForm(typed, earlier, (who) => this.accounts.nameOf(who));
    await this.forms.show({ request, reply }, form, again);
  }

  /** What was exported is shown to whoever exported it, on that day; later it would be another export. Throws a `Problem`. */
  private async heldBy(exportId: string, account: Account, request: IdentifiedRequest) {
    const moment = await this.pages.moment(request);
    const made = isId(exportId) ? this.erasures.subjectAccess(exportId, moment) : undefined;
    if (!made) throw new Problem(404, { title: 'There is no such export at this address.' });
    const isToday = londonDateOf(made.exportedAt) === londonDateOf(this.clock.now());
    if (made.exportedBy !== account.id || !isToday)
      throw new Problem(403, {
        title: 'An export is shown to whoever made it, on that day. Make a new one: each is recorded.',
        rule: 'not-your-export',
      });
    return this.held.of({ kind: made.kind, id: made.subject }, account, moment);
  }
}
