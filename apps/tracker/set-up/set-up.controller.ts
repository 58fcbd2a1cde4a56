import { Body, Controller, Get, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import {
  Public,
  RequestSession,
  SHORTEST_PASSWORD,
  SignInCookies,
  type IdentifiedRequest,
  type Reply,
} from '@minutebook/accounts';
import { londonDateOf } from '@minutebook/kernel';
import { CLOCK, SYSTEM_CLOCK, type Clock, type SystemClock } from '@minutebook/kernel/recording';
import {
  FormErrors,
  formErrorsOf,
  Pages,
  RateLimiter,
  textErrors,
  textOf,
  TooManyRequests,
  type Body as FormBody,
} from '@minutebook/web-kit';
import { SetUp, type FirstAdministrator } from './set-up';

/** Tries with a code before whoever guesses must wait; the code has 98 bits. */
const TRIES = { most: 20, withinSeconds: 15 * 60 };

/** The first hour of a record: whoever has the code of the console becomes its administrator. */
@ApiExcludeController()
@Controller('set-up')
export class SetUpController {
  private readonly tries: RateLimiter;

  constructor(
    private readonly pages: Pages,
    private readonly setUp: SetUp,
    private readonly session: RequestSession,
    private readonly cookies: SignInCookies,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(SYSTEM_CLOCK) systemClock: SystemClock,
  ) {
    this.tries = new RateLimiter(TRIES, systemClock);
  }

  @Public()
  @Get()
  async form(@Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    if (!this.setUp.isOpen) return void reply.redirect('/sign-in', 303);
    await this.show(request, reply, { code: '', council: '', name: '', email: '', password: '' }, FormErrors.none);
  }

  @Public()
  @Post()
  async carryOut(
    @Body() body: FormBody | undefined,
    @Req() request: IdentifiedRequest,
    @Res() reply: Reply,
  ): Promise<void> {
    if (!this.setUp.isOpen) return void reply.redirect('/sign-in', 303);
    const taken = this.tries.take(request.ip);
    if (!taken.allowed) throw new TooManyRequests(taken.retryAfterSeconds, 'There were too many tries.');
    const sent = body ?? {};
    const values: FirstAdministrator = {
      ...{ code: textOf(sent, 'code'), council: textOf(sent, 'council'), name: textOf(sent, 'name') },
      ...{ email: textOf(sent, 'email'), password: typeof sent['password'] === 'string' ? sent['password'] : '' },
    };
    const errors = errorsOf(values);
    if (errors.any) return this.show(request, reply, values, errors);
    const outcome = await this.setUp.carryOut(values, londonDateOf(this.clock.now()));
    if ('refused' in outcome) return this.show(request, reply, values, formErrorsOf(outcome.refused));
    await this.cookies.knowDevice(request, reply, outcome.account);
    await this.session.begin(reply, outcome.account, { byPassword: true });
    void reply.redirect('/my-account/second-factor', 303);
  }

  private async show(
    request: IdentifiedRequest,
    reply: Reply,
    values: FirstAdministrator,
    errors: FormErrors,
  ): Promise<void> {
    const head = { title: 'Set up your council’s record', errors, formPath: '/set-up' };
    // A password that was refused is typed again: it goes into no page.
    const { password: _, ...kept } = values;
    const page = { values: kept, shortest: SHORTEST_PASSWORD };
    await this.pages.send(request, reply, 'set-up.njk', head, page, errors.any ? 422 : 200);
  }
}

function errorsOf({ code, council, name, email, password }: FirstAdministrator): FormErrors {
  const missing = (field: string, value: string, message: string) => (value === '' ? [{ field, message }] : []);
  return new FormErrors([
    ...missing('code', code, 'Enter the code that the console shows'),
    ...missing('council', council, 'Enter the name of the council'),
    ...textErrors('council', 'The name of the council', council).items,
    ...missing('name', name, 'Enter your name'),
    ...textErrors('name', 'Your name', name).items,
    ...missing('email', email, 'Enter your e-mail address'),
    ...missing('password', password, 'Enter a password'),
  ]);
}
