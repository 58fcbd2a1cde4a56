import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Secret, TOTP } from 'otpauth';
import supertest from 'supertest';
import { newCode } from '@minutebook/accounts';
import { CommandRunner, RecordingClock, type Clock, type LoggedEvent, type Mailer } from '@minutebook/kernel/recording';
import { openOutbox, type Outbox, type OutboxMail } from '@minutebook/mail-outbox';
import { NO_MAIL } from '../../apps/tracker/mail/open-mailer';
import { openLog, type LogPlace } from '../../apps/tracker/record/log-place';
import { openRecord, type OpenRecord } from '../../apps/tracker/record/record';
import type { VaultPlace } from '../../apps/tracker/record/vault-place';
import { openReminderQueue } from '../../apps/tracker/reminders/open-reminder-queue';
import type { RedisPlace } from '../../apps/tracker/reminders/redis-place';
import { createTracker } from '../../apps/tracker/tracker';
import { leaveLogPlace, newLogPlace } from './log-under-test.fixture';
import { hiddenField, textOf } from './page-text';

/** For specs only: a browser that keeps its cookies. Its forms bring the token of their page. */
export class Browser {
  readonly agent: supertest.Agent;

  constructor(app: NestFastifyApplication) {
    this.agent = supertest.agent(app.getHttpServer());
  }

  get(path: string): supertest.Test {
    return this.agent.get(path);
  }

  /** Opens the page of a form, fills it in and sends it. */
  async send(path: string, fields: Readonly<Record<string, string>>, to = path): Promise<supertest.Response> {
    const { text } = await this.get(path);
    const tokens = Object.fromEntries(
      ['_csrf', '_idempotencyKey', 'secret', 'next'].flatMap((name) =>
        text.includes(`name="${name}"`) ? [[name, hiddenField(text, name)]] : [],
      ),
    );
    return this.agent
      .post(to)
      .type('form')
      .send({ ...tokens, ...fields });
  }

  /** What the main part of a page says. */
  async read(path: string): Promise<string> {
    return textOf((await this.get(path).expect(200)).text);
  }
}

export const ADMINISTRATOR = { name: 'Ada Larch', email: 'ada.larch@example.gov.uk', password: 'orange kettle window' };

/** For specs only: what a council's record has around it, beyond its data folder. */
export interface CouncilSettings {
  /** Whether mail is sent: it then lies in an outbox. */
  readonly mail?: boolean;
  /** Where mail is sent instead. */
  readonly mailer?: Mailer;
  readonly publicUrl?: string;
  readonly redis?: RedisPlace;
  readonly vault?: VaultPlace;
  /** The record's clock, which then never reads the machine's. */
  readonly clock?: Clock;
}

/** For specs only: a record of a council's own, empty until it is set up, on clocks that a spec moves on. */
export class Council {
  private constructor(
    readonly app: NestFastifyApplication,
    readonly record: OpenRecord,
    readonly code: string,
    private readonly clock: { ahead: number },
    private readonly outbox: Outbox,
    private readonly dataDir: string,
  ) {}

  static async start(settings: CouncilSettings = {}): Promise<Council> {
    const dataDir = mkdtempSync(join(tmpdir(), 'minutebook-council-'));
    const place: LogPlace = await newLogPlace(dataDir);
    const { vault, redis, publicUrl = 'http://127.0.0.1:3000' } = settings;
    const opened = await openRecord(await openLog(place), { dataDir, log: place, vault, masterKey: randomBytes(32) });
    const clock = { ahead: 0 };
    const systemClock = { now: () => Date.now() + clock.ahead, monotonic: () => performance.now() + clock.ahead };
    const record = { ...opened, systemClock, ...(settings.clock && by(settings.clock, opened)) };
    const outbox = openOutbox(join(dataDir, 'outbox'), randomBytes(32), record.clock);
    const mailer = settings.mailer ?? (settings.mail ? outbox : NO_MAIL);
    const { code, hash } = newCode();
    let open: string | undefined = hash;
    const app = await createTracker(record, {
      sessionSecret: randomBytes(32),
      deployment: { council: 'Test council', demonstration: false, version: '0.0.0' },
      setUpCode: {
        get hash() {
          return open;
        },
        used: () => (open = undefined),
      },
      publicUrl,
      mailer,
      reminderQueue: await openReminderQueue({ dataDir, redis }, record.clock, () => undefined),
      trustProxy: true,
      logLevel: 'silent',
      loopbackOnly: false,
    });
    app.useLogger(false);
    return new Council(app, record, code, clock, outbox, dataDir);
  }

  /** Moves the machine's time on, in ms. */
  later(ms: number): void {
    this.clock.ahead += ms;
  }

  browser(): Browser {
    return new Browser(this.app);
  }

  /** Sets the record up, with a second factor; answers with the administrator's browser. */
  async setUp(): Promise<Browser> {
    const browser = this.browser();
    const { name, email, password } = ADMINISTRATOR;
    const fields = { code: this.code, council: 'Harbour Council', name, email, password };
    const answer = await browser.agent.post('/set-up').type('form').send(fields);
    if (answer.status !== 303) throw new Error(textOf(answer.text));
    await this.setUpSecondFactor(browser, password);
    return browser;
  }

  /** Answers with the secret that was set up. */
  async setUpSecondFactor(browser: Browser, password: string): Promise<string> {
    const { text } = await browser.get('/my-account/second-factor').expect(200);
    const secret = hiddenField(text, 'secret');
    const fields = {
      ...{ _csrf: hiddenField(text, '_csrf'), _idempotencyKey: hiddenField(text, '_idempotencyKey') },
      ...{ secret, code: this.oneTimePassword(secret), current: password },
    };
    const answer = await browser.agent.post('/my-account/second-factor').type('form').send(fields);
    if (answer.status !== 303) throw new Error(textOf(answer.text));
    return secret;
  }

  /** What a telephone shows for a secret now. */
  oneTimePassword(secret: string): string {
    return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: this.record.systemClock.now() });
  }

  /** Every mail that was sent, newest first. */
  mails(): readonly OutboxMail[] {
    return this.outbox.mails();
  }

  async events(): Promise<readonly LoggedEvent[]> {
    const all: LoggedEvent[] = [];
    for await (const page of this.record.log.readAll()) all.push(...page);
    return all;
  }

  async stop(): Promise<void> {
    await this.app.close();
    await this.record.close();
    await leaveLogPlace();
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}

/** A record that goes by a clock of a spec's own. */
function by(clock: Clock, { log, vault, systemClock }: OpenRecord): Pick<OpenRecord, 'clock' | 'runner'> {
  return { clock, runner: new CommandRunner(log, vault, new RecordingClock(clock, systemClock)) };
}

/** For specs only: adds somebody by the page; answers with the account's id. */
export async function addPerson(
  administrator: Browser,
  person: { readonly name: string; readonly email: string; readonly role: string; readonly scope?: string },
): Promise<string> {
  const answer = await administrator.send('/people/new', { title: 'Officer', scope: 'council', ...person });
  if (answer.status !== 303) throw new Error(textOf(answer.text));
  return String(answer.headers['location']).replace('/people/', '');
}

/** For specs only: invites an account; answers with the code that was shown. */
export async function codeFor(administrator: Browser, id: string, step = 'invite'): Promise<string> {
  const { text } = await administrator.send(`/people/${id}/${step}`, {});
  const code = /<code>([0-9A-Z-]{23})<\/code>/.exec(text)?.[1];
  if (code === undefined) throw new Error(textOf(text));
  return code;
}

/** For specs only: sets a password with a code, and is signed in. */
export async function joined(council: Council, email: string, code: string, password: string): Promise<Browser> {
  const browser = council.browser();
  const answer = await browser.agent.post('/set-password').type('form').send({ email, code, password });
  if (answer.status !== 303) throw new Error(textOf(answer.text));
  return browser;
}
