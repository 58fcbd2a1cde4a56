import { Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { newRandomId, SYSTEM_CLOCK, type SystemClock } from '@minutebook/kernel/recording';
import { bodyOf, FormErrors, FormPages, Pages, textErrors, textOf, type FormView } from '@minutebook/web-kit';
import type { Account } from '../account-rights';
import { newToken } from '../api-tokens';
import { RecordOnAccount } from '../application/account.command-handler';
import { Permit, SignedInAs, type IdentifiedRequest, type Reply } from '../application/identity';
import { pageRequest } from '../command-requests';
import { accountPaths } from './account-paths';
import { CHANGE, OWN, ownView } from './own-form';

/** Days that a token may last, as the form offers them. */
const TOKEN_DAYS = [30, 90, 365];
const DAY = 24 * 60 * 60 * 1000;

interface TokenValues {
  readonly name: string;
  readonly access: string;
  readonly days: string;
}

function tokenView(values: TokenValues): FormView {
  return {
    ...ownView('token', 'A new token for the API', 'Make the token'),
    template: 'issue-token.njk',
    context: { values, days: TOKEN_DAYS.map((days) => ({ value: String(days), text: `${days} days` })) },
  };
}

function tokenErrors({ name, access, days }: TokenValues): FormErrors {
  const named =
    name === '' ? FormErrors.of('Enter what the token is for', 'name') : textErrors('name', 'The name', name);
  return new FormErrors([
    ...named.items,
    ...(access === 'read' || access === 'write'
      ? []
      : [{ field: 'access', message: 'Choose what it may be used for' }]),
    ...(TOKEN_DAYS.includes(Number(days)) ? [] : [{ field: 'days', message: 'Choose how long it lasts' }]),
  ]);
}

/** Tokens with which a programme acts as the reader. */
@ApiExcludeController()
@Controller('my-account/token')
export class OwnTokensController {
  constructor(
    private readonly pages: Pages,
    private readonly forms: FormPages,
    @Inject(SYSTEM_CLOCK) private readonly clock: SystemClock,
  ) {}

  @Permit(CHANGE)
  @Get()
  async tokenForm(@Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    await this.forms.show({ request, reply }, tokenView({ name: '', access: 'read', days: '90' }));
  }

  @Permit(CHANGE)
  @Post()
  async issueToken(
    @SignedInAs() { id }: Account,
    @Req() request: IdentifiedRequest,
    @Res() reply: Reply,
  ): Promise<void> {
    const http = { request, reply };
    const sent = bodyOf(request);
    const values = { name: textOf(sent, 'name'), access: textOf(sent, 'access'), days: textOf(sent, 'days') };
    const errors = tokenErrors(values);
    if (errors.any) return this.forms.show(http, tokenView(values), { status: 422, errors });
    const now = this.clock.now();
    const { token, hash } = newToken(id);
    const input = {
      ...({ type: 'issue-token', tokenId: newRandomId(), tokenHash: hash, name: values.name } as const),
      ...{ access: values.access as 'read' | 'write', expiresAt: now + Number(values.days) * DAY, now },
    };
    const outcome = await this.forms.execute(new RecordOnAccount(id, input, pageRequest(request, CHANGE)));
    if ('again' in outcome) return this.forms.show(http, tokenView(values), outcome.again);
    // Shown in this answer and never again: it goes into no cookie and no further page. Sent twice, the token that counts
    // is the one that was shown first.
    const shown = outcome.done.recorded ? token : undefined;
    const head = { title: 'Your new token', breadcrumbs: OWN, formPath: accountPaths.own };
    await this.pages.send(request, reply, 'token-shown.njk', head, { token: shown, back: accountPaths.own });
  }

  @Permit(CHANGE)
  @Post(':tokenId/revoke')
  async revokeToken(
    @Param('tokenId') tokenId: string,
    @SignedInAs() { id }: Account,
    @Req() request: IdentifiedRequest,
    @Res() reply: Reply,
  ): Promise<void> {
    const command = new RecordOnAccount(id, { type: 'revoke-token', tokenId }, pageRequest(request, CHANGE));
    const outcome = await this.forms.execute(command);
    const location = accountPaths.own;
    if ('again' in outcome) {
      const [fault] = outcome.again.errors.items;
      return this.pages.done(request, reply, { location, flash: { text: fault?.message ?? '' } });
    }
    await this.forms.done(
      { request, reply },
      outcome.done,
      'The token was revoked: it opens nothing any more.',
      location,
    );
  }
}
