import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { AccountDirectory, Public, type IdentifiedRequest, type Reply } from '@minutebook/accounts';
import { bodyOf, FormErrors, FormPages, Pages, type ShownAt } from '@minutebook/web-kit';
import { AnswerLinks, type OpenLink } from '../application/answer-links';
import type { ShutLink } from '../application/shut-link';
import { WrongSecrets } from '../application/wrong-secrets';
import { presentAnswer, presentShut, thanksOf } from './answer-by-link.presenter';
import { BLANK_ANSWER, readAnswer, type AnswerTyped } from './answer-form';

interface Http {
  readonly request: IdentifiedRequest;
  readonly reply: Reply;
}

/** Refusals of fields that are not on this form concern all of it. */
const SHOWN_AT: ShownAt = { reportId: '', effectiveOn: '', id: '', planId: '' };

/**
 * Answering from a mail. Whoever has the link is whom it was sent to: nobody signs in, and who is signed in in that browser
 * plays no part. Nothing is written but by a POST of this form with a choice and words in it, once.
 */
@ApiExcludeController()
@Controller('answer/:token')
export class AnswerByLinkController {
  constructor(
    private readonly pages: Pages,
    private readonly forms: FormPages,
    private readonly links: AnswerLinks,
    private readonly wrong: WrongSecrets,
    private readonly accounts: AccountDirectory,
  ) {}

  @Public()
  @Get()
  async show(@Param('token') token: string, @Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    const http = { request, reply };
    const outcome = await this.open(token, request);
    if ('shut' in outcome) return this.showShut(http, outcome.shut);
    await this.showForm(http, outcome.open, BLANK_ANSWER, FormErrors.none);
  }

  @Public()
  @Post()
  async send(@Param('token') token: string, @Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    const http = { request, reply };
    const outcome = await this.open(token, request);
    if ('shut' in outcome) return this.showShut(http, outcome.shut);
    const { open } = outcome;
    const { typed, answer, errors } = readAnswer(bodyOf(request));
    if (!answer) return this.showForm(http, open, typed, errors, 422);
    const sent = await this.forms.execute(open.form.command(open.recordId, answer, open.request), SHOWN_AT);
    if ('again' in sent) return this.showForm(http, open, typed, sent.again.errors, sent.again.status);
    // Another answer by the same link came first.
    if (!sent.done.recorded) return this.showUsed(http, token);
    void reply.redirect(`/answer/${token}/done`, 303);
  }

  @Public()
  @Get('done')
  async done(@Param('token') token: string, @Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    const used = await this.links.answered(token);
    if (used) return this.pages.sendToHolder(request, reply, 'answer-recorded.njk', ...thanksOf(used));
    const outcome = await this.open(token, request);
    if ('shut' in outcome) return this.showShut({ request, reply }, outcome.shut);
    void reply.redirect(`/answer/${token}`, 303);
  }

  private async open(token: string, { ip }: IdentifiedRequest) {
    this.wrong.take(ip);
    const outcome = await this.links.open(token);
    if ('open' in outcome || outcome.shut.why !== 'unknown') this.wrong.giveBack(ip);
    return outcome;
  }

  private async showForm(
    { request, reply }: Http,
    link: OpenLink,
    typed: AnswerTyped,
    errors: FormErrors,
    status = 200,
  ): Promise<void> {
    const page = presentAnswer(link, typed, (account) => this.accounts.nameOf(account));
    const head = { title: `How does ${link.fact.reference} stand?`, errors };
    await this.pages.sendToHolder(request, reply, 'answer-by-link.njk', head, page, status);
  }

  private async showUsed(http: Http, token: string): Promise<void> {
    await this.showShut(http, (await this.links.answered(token)) ?? { why: 'used' });
  }

  private async showShut({ request, reply }: Http, shut: ShutLink): Promise<void> {
    const { title, status, ...page } = presentShut(shut);
    await this.pages.sendToHolder(request, reply, 'answer-shut.njk', { title }, page, status);
  }
}
