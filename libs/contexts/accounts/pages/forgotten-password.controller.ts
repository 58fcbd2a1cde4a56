import { Controller, Get, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Actor } from '@minutebook/kernel';
import { newRandomId, SYSTEM_CLOCK, type SystemClock } from '@minutebook/kernel/recording';
import { bodyOf, FormErrors, Pages, RateLimiter, textOf, TooManyRequests } from '@minutebook/web-kit';
import { sha256 } from '../account-rights';
import { AccountReader, accountStream } from '../application/account-reader';
import { CodeOffers } from '../application/code-offers';
import { Public, type IdentifiedRequest, type Reply } from '../application/identity';
import { sameAddress, SignInAddresses } from '../sign-in/sign-in-addresses';

/** Mails that one address may ask for, and that one computer may: asking costs nothing, reading mail does. */
const PER_ADDRESS = { most: 3, withinSeconds: 60 * 60 };
const PER_COMPUTER = { most: 20, withinSeconds: 60 * 60 };

/** A code for a new password, by mail. The answer is the same whether the address is known or not. */
@ApiExcludeController()
@Controller('forgotten-password')
export class ForgottenPasswordController {
  private readonly byAddress: RateLimiter;
  private readonly byComputer: RateLimiter;

  constructor(
    private readonly pages: Pages,
    private readonly addresses: SignInAddresses,
    private readonly accounts: AccountReader,
    private readonly codes: CodeOffers,
    @Inject(SYSTEM_CLOCK) clock: SystemClock,
  ) {
    this.byAddress = new RateLimiter(PER_ADDRESS, clock);
    this.byComputer = new RateLimiter(PER_COMPUTER, clock);
  }

  @Public()
  @Get()
  async form(@Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    await this.show(request, reply, '', FormErrors.none);
  }

  @Public()
  @Post()
  async ask(@Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    const email = textOf(bodyOf(request), 'email');
    if (email === '') return this.show(request, reply, email, FormErrors.of('Enter your e-mail address', 'email'));
    const taken = this.byComputer.take(request.ip);
    if (!taken.allowed) throw new TooManyRequests(taken.retryAfterSeconds, 'There were too many tries.');
    // After the answer: its time must not tell whether there was anybody to write to.
    if (this.codes.canMail) setImmediate(() => void this.mail(email).catch(() => undefined));
    const page = { asked: email, canMail: this.codes.canMail, email };
    await this.pages.send(request, reply, 'forgotten-password.njk', { title: 'Look into your mail' }, page);
  }

  private async mail(email: string): Promise<void> {
    if (!this.byAddress.take(sha256(sameAddress(email))).allowed) return;
    const id = await this.addresses.accountOf(email);
    const read = id === undefined ? undefined : await this.accounts.read(id);
    if (read?.state.status !== 'open' || !read.state.password) return;
    const grant = `${accountStream(read.id)}@0`;
    const actor: Actor = { account: read.id, role: read.state.grants[0]?.role ?? 'system', grant };
    const request = { commandId: newRandomId(), actor, origin: 'user', via: 'page' } as const;
    await this.codes.make(read.id, 'offer-reset', request, sameAddress(email));
  }

  private async show(request: IdentifiedRequest, reply: Reply, email: string, errors: FormErrors): Promise<void> {
    const head = { title: 'Forgotten password', errors, formPath: '/forgotten-password' };
    const page = { asked: undefined, canMail: this.codes.canMail, email };
    await this.pages.send(request, reply, 'forgotten-password.njk', head, page, errors.any ? 422 : 200);
  }
}
