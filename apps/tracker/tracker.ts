import 'reflect-metadata';
import { ConsoleLogger, Global, Logger, Module, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import { LogController } from 'fastify';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  ACCOUNT_DIRECTORY,
  AccountDirectory,
  AccountReader,
  AccountsModule,
  AccountsQuery,
  Chairs,
  API_REQUESTS_PER_MINUTE,
  ApiLimit,
  CookiePolicy,
  CredentialKeys,
  Credentials,
  CredentialsInLog,
  DemonstrationTokens,
  destroyReplacedCredentials,
  KnownAccountIds,
  GrantNotices,
  holdersOn,
  Identification,
  type IdentifiedRequest,
  NamesOfAccounts,
  OfferedAccounts,
  OpenIdProvider,
  OpenIdSignInController,
  PersonDirectory,
  readingOpened,
  RecordScopes,
  SignInAddresses,
  SignInCookies,
  RequestSession,
  Sessions,
  SignInAttempts,
  WaysToSignIn,
} from '@minutebook/accounts';
import { ActionPlansModule } from '@minutebook/action-plans';
import { AuditTrailModule } from '@minutebook/audit-trail';
import { GovernanceGroupsModule } from '@minutebook/governance-groups';
import { Addresses, AnswerTokens, CouncilInMail, RemindersModule } from '@minutebook/reminders';
import { RetentionModule } from '@minutebook/retention';
import { RuleBookModule } from '@minutebook/rule-book';
import { DueFactBook, londonDateOf, SentenceBook } from '@minutebook/kernel';
import { ChangeBook, ReadModels } from '@minutebook/kernel/read-models';
import {
  CLOCK,
  CommandRunner,
  EVENT_LOG,
  KEY_VAULT,
  MAILER,
  PublicAddress,
  REMINDER_QUEUE,
  SYSTEM_CLOCK,
  type Mailer,
  type ReminderQueue,
} from '@minutebook/kernel/recording';
import { Outbox } from '@minutebook/mail-outbox';
import { ApiExchange, apiValidation, ASSETS_PREFIX, PageRenderer, Pages } from '@minutebook/web-kit';
import { describeApi } from './api-description/api-description';
import { ApiDescriptionController } from './api-description/api-description.controller';
import { DEMONSTRATION_ACCOUNTS } from './demonstration/demonstration-accounts';
import { DemonstrationClock } from './demonstration/demonstration-clock';
import { DemonstrationCommandHandler } from './demonstration/demonstration.command-handler';
import { DemonstrationController } from './demonstration/pages/demonstration.controller';
import { OutboxController } from './demonstration/pages/outbox.controller';
import { CountedMailer } from './mail/counted-mailer';
import { AccessibilityController } from './pages/accessibility.controller';
import { HomeController } from './pages/home.controller';
import { CouncilCommandHandler } from './set-up/council.command-handler';
import { SetUp, SetUpCode } from './set-up/set-up';
import { SetUpController } from './set-up/set-up.controller';
import { OperationsController } from './pages/operations.controller';
import type { OpenRecord } from './record/record';
import { LOCAL_SIGN_IN, type SignInSettings } from './sign-in-settings';
import { Deployment } from './web/deployment';
import { Metrics } from './web/metrics';
import { ProblemFilter } from './web/problem.filter';
import { readableUrl, setUpProtection } from './web/protection';
import { TrackerPages } from './web/tracker-pages';

/** Largest body of a form or of JSON, in bytes; the import of a plan has a limit of its own. */
const BODY_LIMIT = 256 * 1024;

/** What the web server is made of besides the record. */
export interface TrackerOptions {
  /** With local accounts alone, unless told. */
  readonly signIn?: SignInSettings;
  readonly sessionSecret: Uint8Array;
  readonly deployment: Deployment;
  /** The code with which a new record is set up; none unless told. */
  readonly setUpCode?: SetUpCode;
  /** Where readers reach the service: links that leave it begin so, and by https cookies travel by https only. */
  readonly publicUrl: string;
  /** Is closed by whoever opened it. */
  readonly mailer: Mailer;
  /** Rings only where the policy of reminders is begun; is closed with the server. */
  readonly reminderQueue: ReminderQueue;
  readonly trustProxy: boolean;
  readonly logLevel: string;
  /** Only requests to this machine's own names, unless `public`: a demonstration's accounts are known to everybody. */
  readonly loopbackOnly: boolean;
  /** What one token may ask of the API; `API_REQUESTS_PER_MINUTE` unless told. */
  readonly apiRequestsPerMinute?: number;
}

/** A record that is set up already, or a demonstration. */
const NO_SET_UP: SetUpCode = { hash: undefined, used: () => undefined };

@Global()
@Module({})
class RecordModule {
  static of(record: OpenRecord, options: TrackerOptions): DynamicModule {
    const sessions = new Sessions(options.sessionSecret, record.systemClock);
    const policy = new CookiePolicy(isHttps(options));
    const readOpened = readingOpened(record.log, record.vault);
    const persons = new PersonDirectory(readOpened);
    const addresses = new SignInAddresses(
      async () => (await record.log.readStream(ACCOUNT_DIRECTORY)).length,
      readOpened,
    );
    const accounts = new AccountsQuery(record.readModels);
    const reader = new AccountReader(record.log, record.clock, record.systemClock, (id) => accounts.lastKnown(id));
    const { demonstration } = options.deployment;
    const { local, openId } = options.signIn ?? LOCAL_SIGN_IN;
    const logger = new Logger('OpenID Connect');
    const provider = openId && new OpenIdProvider(openId, record.systemClock, (fault) => logger.warn(fault));
    const metrics = new Metrics(record.readModels, options.reminderQueue);
    record.onApplied((events) => {
      persons.follow(events);
      metrics.countReminders(events);
      if (events.some(({ stream }) => stream.startsWith('account-'))) reader.forget();
      // Of a person who is erased once when the record says so, and once more when the key is gone.
      if (events.some(({ stream }) => /^(person|erasureRequest)-/.test(stream))) addresses.forget();
    });
    const providers = [
      { provide: EVENT_LOG, useValue: record.log },
      { provide: KEY_VAULT, useValue: record.vault },
      { provide: CLOCK, useValue: record.clock },
      { provide: SYSTEM_CLOCK, useValue: record.systemClock },
      { provide: CommandRunner, useValue: record.runner },
      { provide: MAILER, useValue: new CountedMailer(options.mailer, (fate) => metrics.countMail(fate)) },
      { provide: PublicAddress, useValue: new PublicAddress(options.publicUrl) },
      { provide: ReadModels, useValue: record.readModels },
      { provide: SentenceBook, useValue: record.sentences },
      { provide: DueFactBook, useValue: record.dueFacts },
      { provide: REMINDER_QUEUE, useValue: options.reminderQueue },
      { provide: Addresses, useValue: { addressOf: (id: string) => addressOf(id, accounts, persons, demonstration) } },
      { provide: AnswerTokens, useValue: new AnswerTokens(options.sessionSecret) },
      {
        provide: CouncilInMail,
        useValue: {
          get current() {
            return options.deployment.council;
          },
        },
      },
      { provide: ChangeBook, useValue: record.changes },
      { provide: AccountsQuery, useValue: accounts },
      { provide: AccountReader, useValue: reader },
      { provide: PersonDirectory, useValue: persons },
      { provide: AccountDirectory, useValue: new NamesOfAccounts(accounts, persons) },
      { provide: OfferedAccounts, useValue: { all: demonstration ? DEMONSTRATION_ACCOUNTS : [] } },
      { provide: CredentialKeys, useValue: record.vault },
      { provide: Credentials, useValue: new CredentialsInLog(record.log, record.vault) },
      { provide: SignInAddresses, useValue: addresses },
      {
        provide: SignInCookies,
        useValue: new SignInCookies(options.sessionSecret, record.systemClock, policy),
      },
      { provide: RecordScopes, useValue: new RecordScopes() },
      {
        provide: DemonstrationTokens,
        useValue: new DemonstrationTokens(options.sessionSecret, record.systemClock, demonstration),
      },
      {
        provide: ApiLimit,
        useValue: new ApiLimit(options.apiRequestsPerMinute ?? API_REQUESTS_PER_MINUTE, record.systemClock),
      },
      { provide: Sessions, useValue: sessions },
      { provide: RequestSession, useValue: new RequestSession(sessions, policy) },
      { provide: CookiePolicy, useValue: policy },
      { provide: WaysToSignIn, useValue: new WaysToSignIn(local, provider) },
      { provide: OpenIdProvider, useValue: provider },
      { provide: SignInAttempts, useValue: new SignInAttempts(options.sessionSecret, record.systemClock) },
      { provide: Chairs, useValue: { today: () => chairs(accounts, persons, record) } },
      { provide: KnownAccountIds, useValue: { all: () => accountIds(accounts, record) } },
      { provide: Deployment, useValue: options.deployment },
      { provide: SetUpCode, useValue: options.setUpCode ?? NO_SET_UP },
      { provide: PageRenderer, useValue: new PageRenderer() },
      { provide: Metrics, useValue: metrics },
      { provide: Pages, useClass: TrackerPages },
      { provide: ApiExchange, useClass: ApiExchange },
    ];
    return { module: RecordModule, providers, exports: providers.map(({ provide }) => provide) };
  }
}

@Module({})
class TrackerModule {
  static of(record: OpenRecord, options: TrackerOptions): DynamicModule {
    const outbox = record.demonstration && options.mailer instanceof Outbox ? options.mailer : undefined;
    return {
      module: TrackerModule,
      imports: [
        CqrsModule.forRoot(),
        RecordModule.of(record, options),
        AccountsModule,
        GovernanceGroupsModule,
        ActionPlansModule,
        AuditTrailModule,
        RetentionModule,
        RemindersModule,
        RuleBookModule,
      ],
      controllers: [
        HomeController,
        SetUpController,
        AccessibilityController,
        OperationsController,
        ApiDescriptionController,
        ...(record.demonstration ? [DemonstrationController] : []),
        ...(options.signIn?.openId ? [OpenIdSignInController] : []),
        ...(outbox ? [OutboxController] : []),
      ],
      providers: [
        DemonstrationCommandHandler,
        CouncilCommandHandler,
        SetUp,
        ...(outbox ? [{ provide: Outbox, useValue: outbox }] : []),
        ...(record.demonstration ? [{ provide: DemonstrationClock, useValue: record.demonstration }] : []),
      ],
    };
  }
}

function isHttps({ publicUrl }: TrackerOptions): boolean {
  return publicUrl.startsWith('https:');
}

/** The web server on an open record: pages and API, ready to listen. */
export async function createTracker(record: OpenRecord, options: TrackerOptions): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    rewriteUrl: ({ url = '/' }) => readableUrl(url),
    // Only the address that the proxy itself saw: whatever stands before it in the header, the sender may have made up.
    trustProxy: options.trustProxy ? 1 : false,
    logController: new LogController({ disableRequestLogging: true }),
    forceCloseConnections: 'idle',
    logger: { level: options.logLevel },
  });
  const app = await NestFactory.create<NestFastifyApplication>(TrackerModule.of(record, options), adapter, {
    // One line of JSON for each, like the lines of requests: what somebody sent cannot pass for a line of its own.
    logger: new ConsoleLogger({ json: true, logLevels: ['error', 'warn'] }),
    abortOnError: false,
  });
  await setUpProtection(app, { https: isHttps(options) });
  setUpAssets(app);
  setUpRequests(app, options);
  app.useGlobalPipes(apiValidation());
  app.useGlobalFilters(
    new ProblemFilter(
      app.get<TrackerPages>(Pages),
      record.log,
      app.get(AccountDirectory),
      app.get(Identification),
      app.get(SetUpCode),
    ),
  );
  app.get(ApiDescriptionController).describe(describeApi(app, options.deployment.version));
  await app.init();
  await openAccounts(app, record);
  const notices = app.get(GrantNotices, { strict: false });
  record.onApplied((events) => notices.follow(events));
  await app.getHttpAdapter().getInstance().ready();
  app.get(PageRenderer).warmUp();
  return app;
}

/** Opens the names of persons, and destroys again the keys of credentials that were replaced. */
async function openAccounts(app: NestFastifyApplication, record: OpenRecord): Promise<void> {
  const accounts = app.get(AccountsQuery);
  const now = { recordNumber: record.readModels.reached.recordNumber, pageDate: '', live: true };
  await app.get(PersonDirectory).open(accounts.persons(now));
  await destroyReplacedCredentials(accountIds(accounts, record), record.log, record.vault);
}

/**
 * Where mail for an account goes today. The accounts of a demonstration are nobody's, so that they have an address that no mail
 * server takes (RFC 2606): their mail lies in the outbox.
 */
function addressOf(
  id: string,
  accounts: AccountsQuery,
  persons: PersonDirectory,
  demonstration: boolean,
): string | undefined {
  const account = accounts.today(id);
  if (account?.status !== 'open') return undefined;
  const address = account.person === null ? undefined : persons.emailOf(account.person);
  return address ?? (demonstration ? `${id}@demonstration.invalid` : undefined);
}

/** The chairs of today who have an address. */
function chairs(
  accounts: AccountsQuery,
  persons: PersonDirectory,
  { readModels, clock }: OpenRecord,
): readonly { readonly account: string; readonly email: string }[] {
  const pageDate = londonDateOf(clock.now());
  const now = { recordNumber: readModels.reached.recordNumber, pageDate, live: true };
  return holdersOn(accounts.grants(now), 'chair', pageDate).flatMap((account) => {
    const person = accounts.today(account)?.person;
    const email = typeof person === 'string' ? persons.emailOf(person) : undefined;
    return email === undefined ? [] : [{ account, email }];
  });
}

function accountIds(accounts: AccountsQuery, { readModels }: OpenRecord): readonly string[] {
  const now = { recordNumber: readModels.reached.recordNumber, pageDate: '', live: true };
  return accounts.accounts(now).map(({ id }) => id);
}

function setUpAssets(app: NestFastifyApplication): void {
  const byUrl = new Map(app.get(PageRenderer).assets.map((asset) => [asset.url, asset]));
  const fastify = app.getHttpAdapter().getInstance();
  fastify.get(`${ASSETS_PREFIX}*`, (request, reply) => {
    const asset = byUrl.get(request.url);
    if (!asset) return reply.status(404).type('text/plain; charset=utf-8').send('Not found');
    return reply.type(asset.type).header('Cache-Control', 'public, max-age=31536000, immutable').send(asset.body);
  });
}

function setUpRequests(app: NestFastifyApplication, { loopbackOnly }: TrackerOptions): void {
  const fastify = app.getHttpAdapter().getInstance();
  const metrics = app.get(Metrics);
  fastify.addHook('onRequest', (request, reply, next) => {
    if (loopbackOnly && !isAskedLocally(request.headers)) {
      void reply.status(403).type('text/plain; charset=utf-8').send(LOCAL_ONLY);
      return;
    }
    next();
  });
  fastify.addHook('onSend', (_request, reply, payload, next) => {
    if (!reply.hasHeader('Cache-Control')) void reply.header('Cache-Control', 'no-store');
    next(null, payload);
  });
  fastify.addHook('onResponse', (request, reply, next) => {
    const route = request.routeOptions.url ?? 'unknown';
    metrics.observe(request.method, route, reply.statusCode, reply.elapsedTime);
    // The route's name only: addresses, queries and bodies say who looked at what.
    const line = { method: request.method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime) };
    // Whoever tries what they may not is told of with where from, and with the opaque id of the account.
    if (REFUSED.has(reply.statusCode))
      request.log.warn({ ...line, address: request.ip, account: (request as IdentifiedRequest).identity?.account.id });
    else request.log.info(line);
    next();
  });
}

/** Nobody known, nobody who may, too often: what whoever watches over the service wants to see. */
const REFUSED: ReadonlySet<number> = new Set([401, 403, 429]);

const LOCAL_ONLY =
  'This demonstration has accounts that everybody knows, so it answers only to this machine. Set DEMONSTRATION_PUBLIC=yes to let others in.\n';

function isAskedLocally(headers: Readonly<Record<string, unknown>>): boolean {
  const host = typeof headers['host'] === 'string' ? headers['host'].replace(/:\d+$/, '') : '';
  const isForwarded = ['forwarded', 'x-forwarded-for', 'x-forwarded-host'].some((name) => headers[name] !== undefined);
  return !isForwarded && /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(host);
}
