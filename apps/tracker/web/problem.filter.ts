import type { SetUpCode } from '../set-up/set-up';
import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import {
  AccountDirectory,
  Identification,
  NotSignedIn,
  SecondFactorNeeded,
  type IdentifiedRequest,
} from '@minutebook/accounts';
import { londonDateOf, londonTimeOf } from '@minutebook/kernel';
import {
  AppendRefused,
  ClockNotTrusted,
  ConcurrencyConflict,
  LogUnavailable,
  PreconditionFailed,
  VaultUnavailable,
  type EventLog,
} from '@minutebook/kernel/recording';
import { isSecretAddress, Problem, TooManyRequests, type ProblemDetails } from '@minutebook/web-kit';
import type { TrackerPages } from './tracker-pages';

/** Turns whatever a route threw into an answer: problem+json for the API, a page for readers. Says nothing of the inside. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Request');

  constructor(
    private readonly pages: TrackerPages,
    private readonly log: EventLog,
    private readonly accounts: AccountDirectory,
    private readonly identification: Identification,
    private readonly setUp: SetUpCode,
  ) {}

  /** The last resort: whatever fails while a failure is told must not leave the reader waiting, nor end the process. */
  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const http = host.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    try {
      await this.tell(error, http.getRequest<IdentifiedRequest>(), reply);
    } catch (another) {
      this.note(another);
      if (!reply.sent) void reply.status(500).type('text/plain; charset=utf-8').send(`${SORRY}\n`);
    }
  }

  private async tell(error: unknown, request: IdentifiedRequest, reply: FastifyReply): Promise<void> {
    const elsewhere = this.leadsTo(error, request);
    if (elsewhere !== undefined) {
      void reply.redirect(elsewhere, 303);
      return;
    }
    const { status, details } = await this.problemFor(error);
    if (status >= 500) this.note(error);
    if (error instanceof TooManyRequests) void reply.header('Retry-After', String(error.retryAfterSeconds));
    if (request.url.startsWith('/api/')) {
      if (status === 401) void reply.header('WWW-Authenticate', 'Bearer');
      const body = { type: 'about:blank', status, ...details, errors: details.errors ?? [] };
      void reply
        .status(status)
        .header('Content-Type', 'application/problem+json; charset=utf-8')
        .send(JSON.stringify(body));
      return;
    }
    // At an address that does not exist no guard has asked who is there.
    if (!isSecretAddress(request)) request.identity ??= await this.identification.of(request).catch(unlessLogIsAway);
    await this.pages.sendProblem(request, reply, status, {
      heading: HEADINGS[status] ?? (status >= 500 ? 'Something went wrong here' : 'That could not be done'),
      detail: status >= 500 && !(error instanceof Problem) && !isExpected(error) ? SORRY : sentence(details),
      // Whoever holds no role has no home page here either.
      next: request.identity?.account.roles.length === 0 ? OWN_ACCOUNT : { text: 'Go to the home page', href: '/' },
    });
  }

  /** Where a page leads that is not there before something else is done: signing in, the set-up, a second factor. */
  private leadsTo(error: unknown, { method, url }: IdentifiedRequest): string | undefined {
    if (error instanceof NotSignedIn) {
      if (this.setUp.hash !== undefined) return '/set-up';
      return `/sign-in${method === 'GET' ? `?next=${encodeURIComponent(url)}` : ''}`;
    }
    const isPage = method === 'GET' && !url.startsWith('/api/');
    return isPage && error instanceof SecondFactorNeeded ? '/my-account/second-factor' : undefined;
  }

  private note(error: unknown): void {
    this.logger.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }

  private async problemFor(error: unknown): Promise<{ status: number; details: ProblemDetails }> {
    if (error instanceof Problem) return { status: error.status, details: error.details };
    if (error instanceof ConcurrencyConflict) return { status: 409, details: await this.meanwhile(error.stream) };
    if (error instanceof PreconditionFailed)
      return { status: 412, details: { ...(await this.meanwhile(error.stream)), facts: { revision: error.actual } } };
    if (error instanceof AppendRefused)
      return { status: error.why === 'too-large' ? 413 : 422, details: { title: error.message, rule: error.why } };
    if (error instanceof LogUnavailable)
      return {
        status: 503,
        details: {
          title: error.outcomeUnknown
            ? 'The record did not answer in time: it is not known yet whether this was recorded. Minutebook goes on looking for it, and the audit trail shows it as soon as it is there. You may send the same once more (reload this page, or use the same Idempotency-Key): it is recorded only once.'
            : 'The record cannot be written to at the moment. Nothing was recorded. Try again in a little while.',
          rule: error.outcomeUnknown ? 'outcome-unknown' : 'not-recorded',
        },
      };
    if (error instanceof VaultUnavailable)
      return {
        status: 503,
        details: {
          title:
            'The keys of sealed texts cannot be reached at the moment, so this cannot be done now. Try again in a little while: what was recorded already is not recorded twice.',
          rule: 'keys-out-of-reach',
        },
      };
    if (error instanceof ClockNotTrusted)
      return { status: 503, details: { title: error.message, rule: 'clock-not-trusted' } };
    return fromFramework(error);
  }

  /** Who changed the record meanwhile, and how: what the one who asked needs to see before trying again. */
  private async meanwhile(stream: string): Promise<ProblemDetails> {
    // Who it was is a courtesy: without the log, that it changed is still the answer.
    const last = (await this.log.readStream(stream).catch(() => [])).at(-1);
    if (!last) return { title: 'The record has changed since you read it', rule: 'changed-meanwhile' };
    const { actor, recordedAt } = last.metadata;
    const who = this.accounts.nameOf(actor.account);
    const when = `${londonTimeOf(recordedAt)} on ${londonDateOf(recordedAt)}`;
    return {
      title: `${who} changed this record at ${when}, after you had read it. Look at it as it stands now, then try again.`,
      rule: 'changed-meanwhile',
    };
  }
}

/** A page that says the record cannot be reached is made for nobody in particular. */
function unlessLogIsAway(error: unknown): undefined {
  if (!(error instanceof LogUnavailable)) throw error;
  return undefined;
}

const OWN_ACCOUNT = { text: 'Go to your account', href: '/my-account' };
const SORRY = 'The fault is ours and has been noted. Nothing that was recorded before is lost.';

const HEADINGS: Readonly<Record<number, string>> = {
  400: 'That could not be understood',
  403: 'You may not do this',
  404: 'There is no such page',
  409: 'Somebody else was quicker',
  413: 'That is too large',
  429: 'That was too often',
  503: 'The record cannot be reached',
};

function isExpected(error: unknown): boolean {
  return error instanceof LogUnavailable || error instanceof VaultUnavailable || error instanceof ClockNotTrusted;
}

function sentence({ title, detail }: ProblemDetails): string {
  const text = /[.!?]$/.test(title) ? title : `${title}.`;
  return detail === undefined ? text : `${text} ${detail}`;
}

/** Errors of Nest and Fastify: unknown routes, bodies that do not parse, uploads that are too large. */
function fromFramework(error: unknown): { status: number; details: ProblemDetails } {
  const status =
    error instanceof HttpException
      ? error.getStatus()
      : ((error as { statusCode?: unknown } | null)?.statusCode ?? 500);
  if (typeof status !== 'number' || status < 400 || status >= 500)
    return { status: 500, details: { title: 'Something went wrong here' } };
  const words: Readonly<Record<number, string>> = {
    400: 'The request could not be understood',
    404: 'There is nothing at this address',
    405: 'This cannot be done at this address',
    413: 'What was sent is too large',
    415: 'Send JSON with Content-Type: application/json',
  };
  return { status, details: { title: words[status] ?? 'The request could not be carried out' } };
}
