import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  csrfTokenFor,
  RequestSession,
  roleFor,
  type Account,
  type IdentifiedRequest,
  type Permission,
} from '@minutebook/accounts';
import { londonDateOf, ROLE_NAMES } from '@minutebook/kernel';
import { ReadModels } from '@minutebook/kernel/read-models';
import { CLOCK, type Clock } from '@minutebook/kernel/recording';
import {
  atMoment,
  pageFrame,
  PageRenderer,
  Pages,
  Problem,
  type AfterPost,
  type Flash,
  type PageHead,
  type PageMoment,
  type SignedIn,
  withQuery,
} from '@minutebook/web-kit';
import { Deployment } from './deployment';

/** How long a page waits for the reader's own last command to show, in ms. */
const WAIT_FOR_OWN_COMMAND = 2_000;

interface Place {
  readonly text: string;
  readonly href: string;
  readonly also?: readonly string[];
  readonly permission?: Permission;
}

const NAVIGATION: readonly Place[] = [
  { text: 'Home', href: '/' },
  { text: 'Plans', href: '/action-plans', also: ['/actions'] },
  { text: 'Groups', href: '/governance-groups' },
  { text: 'Rules', href: '/rules', also: ['/deadlines'] },
  { text: 'What changed', href: '/changes' },
  { text: 'Audit trail', href: '/audit-trail' },
  { text: 'Reminders', href: '/reminders' },
  { text: 'People', href: '/people', permission: 'read-people' },
  { text: 'Erasure', href: '/erasure', permission: 'see-erasure' },
];

@Injectable()
export class TrackerPages extends Pages {
  constructor(
    private readonly renderer: PageRenderer,
    private readonly readModels: ReadModels,
    private readonly session: RequestSession,
    private readonly deployment: Deployment,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    super();
  }

  async moment(request: IdentifiedRequest): Promise<PageMoment> {
    const asked = (request.query as { asAt?: unknown } | undefined)?.asAt;
    if (asked !== undefined && typeof asked !== 'string')
      throw new Problem(400, {
        title: 'Ask for one date only',
        errors: [{ field: 'asAt', message: 'Ask for one date only' }],
      });
    const { seen } = request.identity?.session ?? {};
    if (seen !== undefined && (asked === undefined || asked === '')) {
      const at = seen.lastIndexOf('@');
      await this.readModels.waitFor(seen.slice(0, at), Number(seen.slice(at + 1)), WAIT_FOR_OWN_COMMAND);
    }
    const found = this.readModels.asAt(asked, this.today());
    if ('fault' in found)
      throw new Problem(400, { title: found.fault, errors: [{ field: 'asAt', message: found.fault }] });
    return found.live || asked === undefined ? found : { ...found, asked };
  }

  async send<C extends object>(
    request: IdentifiedRequest,
    reply: FastifyReply,
    template: string,
    head: PageHead,
    context: C,
    status = 200,
  ): Promise<void> {
    const html = await this.html(request, reply, template, head, context);
    // As bytes: of a text, the length is counted first and the text is put together once more to be sent.
    void reply.status(status).type('text/html; charset=utf-8').send(Buffer.from(html));
  }

  async sendToHolder<C extends object>(
    request: IdentifiedRequest,
    reply: FastifyReply,
    template: string,
    head: Pick<PageHead, 'title' | 'errors'>,
    context: C,
    status = 200,
  ): Promise<void> {
    const html = this.render(request, template, head, context, { moment: this.now, query: {} });
    void reply.status(status).type('text/html; charset=utf-8').send(Buffer.from(html));
  }

  async done(request: IdentifiedRequest, reply: FastifyReply, { location, seen, flash }: AfterPost): Promise<void> {
    await this.session.change(request, reply, {
      seen: seen && `${seen.stream}@${seen.revision}`,
      flash,
    });
    void reply.redirect(location, 303);
  }

  /** The page of a request that failed: it must not fail in turn, whatever the request asked for. */
  async sendProblem(
    request: IdentifiedRequest,
    reply: FastifyReply,
    status: number,
    problem: ProblemPage,
  ): Promise<void> {
    // What failed is not repeated: whoever put a password into an address must not find it on the page.
    const html = this.render(request, 'problem.njk', { title: problem.heading }, problem, {
      moment: this.now,
      query: {},
    });
    void reply.status(status).type('text/html; charset=utf-8').send(html);
  }

  private async html<C extends object>(
    request: IdentifiedRequest,
    reply: FastifyReply,
    template: string,
    head: PageHead,
    context: C,
  ): Promise<string> {
    const moment = await this.moment(request);
    const session = request.identity?.session;
    const said = session?.flash;
    if (session && said) await this.session.change(request, reply, { seen: session.seen, flash: undefined });
    const flash = said && {
      text: said.text,
      ...(said.href !== undefined && { link: { text: said.linkText ?? 'Show', href: said.href } }),
    };
    return this.render(request, template, head, context, { moment, flash, query: plainQuery(request) });
  }

  private render<C extends object>(
    request: IdentifiedRequest,
    template: string,
    head: PageHead,
    context: C,
    { moment, flash, query }: Shown,
  ): string {
    const path = request.url.split('?')[0] ?? '/';
    const { identity } = request;
    const live = { moment, at: (href: string) => atMoment(href, moment) };
    const frame = pageFrame({
      title: head.title,
      council: this.deployment.council,
      address: { path: head.formPath ?? path, query: head.query ?? query },
      moment,
      navigation: NAVIGATION.filter(({ permission }) => mayGo(identity?.account, permission)).map(
        ({ text, href, also = [] }) => ({
          text,
          href,
          current: href === '/' ? path === '/' : [href, ...also].some((part) => path.startsWith(part)),
        }),
      ),
      breadcrumbs: head.breadcrumbs,
      account: identity && signedInAs(identity.account),
      ...(identity && {
        ownAccountPath: '/my-account',
        rightsHref: live.at(withQuery('/who-may-see', { page: head.formPath ?? path })),
      }),
      csrfToken: identity?.session ? csrfTokenFor(identity.session) : '',
      flash,
      errors: head.errors,
      demonstration: this.deployment.demonstration ? { today: this.today(), path: '/demonstration' } : undefined,
      outOfReach: this.readModels.outage !== undefined,
      version: this.deployment.version,
    });
    return this.renderer.render(template, { ...frame, ...live, ...context });
  }

  private get now(): PageMoment {
    return { recordNumber: this.readModels.reached.recordNumber, pageDate: this.today(), live: true };
  }

  private today(): string {
    return londonDateOf(this.clock.now());
  }
}

/** Places that a reader may not enter are not offered. */
function mayGo(account: Account | undefined, permission: Permission | undefined): boolean {
  return permission === undefined || (account !== undefined && roleFor(account, permission) !== undefined);
}

/** The moment that a page shows, what it says once, and what of its address its links carry on. */
interface Shown {
  readonly moment: PageMoment;
  readonly flash?: Flash | undefined;
  readonly query: Readonly<Record<string, string>>;
}

/** An account that is called by its role is not called so twice. */
function signedInAs({ name, roles }: Account): SignedIn {
  const role = roles.map((each) => ROLE_NAMES[each]).join(', ');
  return name === role ? { name } : { name, role };
}

/** What an error page says. */
export interface ProblemPage {
  readonly heading: string;
  readonly detail?: string | undefined;
  readonly next: { readonly text: string; readonly href: string };
}

function plainQuery(request: FastifyRequest): Readonly<Record<string, string>> {
  const query = (request.query ?? {}) as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    Object.entries(query).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
