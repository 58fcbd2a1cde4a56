import { inspect } from 'node:util';
import { realSystemClock, type Mail, type Mailer } from '@minutebook/kernel/recording';
import { NotifyTestServer, type Misbehaviour, type NotifyStatus } from '@minutebook/notify-test-server';
import { openNotifyMailer, type NotifySettings } from '.';
import { shownByNotify } from './markdown.fixture';

const MAIL: Mail = {
  key: 'reminder-2026-11-27-0f3c',
  to: 'a.clerk@council.gov.uk',
  subject: 'Three actions are due',
  text: 'Dear clerk,\n\nhttps://minutebook.example.gov.uk/answer/0f3c',
};
const AGAIN = { mayHaveBeenTaken: true } as const;
const NOW = Date.parse('2026-11-27T14:30:00Z');
const says = (status: number, error: string, message: string): Misbehaviour => ({
  answer: { status, error, message: `${message} (a.clerk@council.gov.uk)` },
});
const TRIAL = says(400, 'BadRequestError', 'Can’t send to this recipient when service is in trial mode');
const RATE_LIMIT = says(429, 'RateLimitError', 'Exceeded rate limit for key type LIVE of 3000 requests per 60 seconds');
const DAILY_LIMIT = says(429, 'TooManyRequestsError', 'Exceeded send limits (50) for today');

let server: NotifyTestServer;
let mailer: Mailer;

const open = (settings: Partial<NotifySettings> = {}): Mailer => {
  const { apiKey, templateId, url: baseUrl } = server;
  mailer = openNotifyMailer({ apiKey, templateId, baseUrl, clock: realSystemClock, ...settings });
  return mailer;
};
const failureOf = (sending: Promise<unknown>): Promise<unknown> =>
  sending.then(
    () => 'nothing failed',
    (error: unknown) => error,
  );

beforeEach(async () => {
  server = await NotifyTestServer.start();
  open();
});
afterEach(async () => {
  await mailer.close();
  await server.stop();
});

describe('A mail that GOV.UK Notify does not take', () => {
  it.each<[string, Misbehaviour, object]>([
    [
      'because of its address',
      says(400, 'ValidationError', 'email_address is not a valid email address'),
      { name: 'MailRefused', what: 'address' },
    ],
    [
      'because of its length',
      says(400, 'BadRequestError', 'Emails cannot be longer than 2000000 bytes'),
      { name: 'MailRefused', what: 'mail' },
    ],
    [
      'in trial mode, which is no fault of the address',
      TRIAL,
      { name: 'MailUnavailable', outcomeUnknown: false, message: expect.stringContaining('trial mode') },
    ],
    [
      'by a template that is not there',
      says(400, 'BadRequestError', 'Template not found'),
      { name: 'MailUnavailable', outcomeUnknown: false, message: expect.stringContaining('NOTIFY_TEMPLATE_ID') },
    ],
    [
      'by a key that is not known',
      says(403, 'AuthError', 'Invalid token: API key not found'),
      { name: 'MailUnavailable', outcomeUnknown: false, message: expect.stringContaining('NOTIFY_API_KEY') },
    ],
    [
      'as it fails itself',
      says(500, 'Exception', 'Internal server error'),
      { name: 'MailUnavailable', outcomeUnknown: true },
    ],
    [
      'as something on the way says what nobody expects',
      says(302, 'Moved', 'Elsewhere'),
      { name: 'MailUnavailable', outcomeUnknown: false },
    ],
    ['in this minute', RATE_LIMIT, { name: 'MailUnavailable', outcomeUnknown: false, notBefore: NOW + 60_000 }],
    [
      'today',
      DAILY_LIMIT,
      { name: 'MailUnavailable', outcomeUnknown: false, notBefore: Date.parse('2026-11-28T00:00:00Z') },
    ],
  ])('%s is told so', async (_, misbehaviour, expected) => {
    await mailer.close();
    open({ clock: { ...realSystemClock, now: () => NOW } });
    server.misbehaviour = misbehaviour;

    const error = await failureOf(mailer.send(MAIL));

    expect(error).toMatchObject(expected);
    expect(server.requests).toEqual(['POST /v2/notifications/email']);
  });

  it('because a clock is wrong is told so, by a server that looks at the token', async () => {
    server.clockAhead = 40_000;

    const error = await failureOf(mailer.send(MAIL));

    expect(error).toMatchObject({ outcomeUnknown: false, message: expect.stringContaining('clock') });
    expect(server.taken).toEqual([]);
  });

  it('because the secret of its key is not the right one is told so', async () => {
    await mailer.close();
    open({ apiKey: `minutebook_live-${server.service}-${server.templateId}` });

    const error = await failureOf(mailer.send(MAIL));

    expect(error).toMatchObject({ outcomeUnknown: false, message: expect.stringContaining('NOTIFY_API_KEY') });
  });
});

describe('A mail whose answer is lost', () => {
  it.each<[string, Misbehaviour, number]>([
    ['before Notify took it', { of: 'POST', cut: 'before', times: 1 }, 0],
    ['after Notify took it', { of: 'POST', cut: 'after', times: 1 }, 1],
    ['as Notify was too slow', { of: 'POST', slowness: 5_000, times: 1 }, 1],
  ])('%s is looked for before it is sent again, and arrives once', async (_, misbehaviour, taken) => {
    await mailer.close();
    open({ timing: { request: 400 } });
    server.misbehaviour = misbehaviour;

    const error = await failureOf(mailer.send(MAIL));
    expect(error).toMatchObject({ name: 'MailUnavailable', outcomeUnknown: true });
    expect(server.taken).toHaveLength(taken);

    await expect(mailer.send(MAIL, AGAIN)).resolves.toEqual({ transmitted: taken === 0 });
    expect(server.taken).toHaveLength(1);
    expect(server.requests[1]).toBe(`GET /v2/notifications?template_type=email&reference=${MAIL.key}`);
  });

  it.each<[string, Misbehaviour]>([
    ['cannot be looked for', { of: 'GET', cut: 'before' }],
    ['is looked for in vain, as Notify fails', { ...says(500, 'Exception', 'Internal server error'), of: 'GET' }],
    ['is looked for with a key that is not accepted', { ...says(403, 'AuthError', 'Invalid token'), of: 'GET' }],
  ])('is not sent again while it %s, and may still have been taken', async (_, misbehaviour) => {
    server.misbehaviour = misbehaviour;

    const error = await failureOf(mailer.send(MAIL, AGAIN));

    expect(error).toMatchObject({ name: 'MailUnavailable', outcomeUnknown: true });
    expect(server.taken).toEqual([]);
  });

  it('is not lost where there was no connection: it was not taken', async () => {
    await server.stop();

    const error = await failureOf(mailer.send(MAIL));

    expect(error).toMatchObject({
      outcomeUnknown: false,
      message: 'GOV.UK Notify cannot be reached (ECONNREFUSED)',
    });
    server = await NotifyTestServer.start();
  });
});

describe('What became of a mail', () => {
  it.each<[NotifyStatus, object]>([
    ['created', { state: 'under-way' }],
    ['sending', { state: 'under-way' }],
    ['delivered', { state: 'delivered', at: NOW }],
    ['permanent-failure', { state: 'failed', at: NOW, why: 'address' }],
    ['temporary-failure', { state: 'failed', at: NOW, why: 'later' }],
    ['technical-failure', { state: 'failed', at: NOW, why: 'technical' }],
  ])('is told where Notify calls it %s', async (status, delivery) => {
    await mailer.send(MAIL);
    server.progress(MAIL.key, status, new Date(NOW).toISOString());

    expect(await mailer.deliveryOf(MAIL.key)).toEqual(delivery);
  });

  it('is the best of what became of two that bear one reference', async () => {
    await mailer.send(MAIL);
    server.progress(MAIL.key, 'delivered', new Date(NOW).toISOString());
    await mailer.send(MAIL);

    expect(await mailer.deliveryOf(MAIL.key)).toEqual({ state: 'delivered', at: NOW });
  });

  it('is not told while Notify cannot be asked', async () => {
    server.misbehaviour = { cut: 'before' };

    const error = await failureOf(mailer.deliveryOf(MAIL.key));

    expect(error).toMatchObject({ name: 'MailUnavailable', message: expect.stringContaining('cannot be asked') });
  });
});

describe('The pace', () => {
  it('stays below the limit of a minute, says from when on there is room, and goes on then', async () => {
    let now = NOW;
    await mailer.close();
    open({ perMinute: 2, clock: { ...realSystemClock, now: () => now } });
    await mailer.send(MAIL);
    now += 10_000;
    await mailer.send(MAIL);

    const error = await failureOf(mailer.send(MAIL));
    expect(error).toMatchObject({ name: 'MailUnavailable', outcomeUnknown: false, notBefore: NOW + 60_000 });
    expect(server.taken).toHaveLength(2);

    now = NOW + 60_000;
    await mailer.send(MAIL);
    expect(server.taken).toHaveLength(3);
  });
});

describe('What goes to GOV.UK Notify', () => {
  it('is the text without formatting of its own, under a reference without a person', async () => {
    const text = '# 1 * item\n^ inset\n* [here](https://minutebook.example.gov.uk/x)';

    await mailer.send({ ...MAIL, text, html: '<h1>1</h1>' });

    const [taken] = server.taken;
    expect(taken).toMatchObject({ reference: MAIL.key, subject: MAIL.subject, email_address: MAIL.to });
    expect(taken?.body).not.toBe(text);
    expect(shownByNotify(taken?.body ?? '')).toBe(text);
  });

  it.each<[string, Misbehaviour]>([
    ['refused', says(400, 'ValidationError', 'email_address is not a valid email address')],
    ['not taken now', RATE_LIMIT],
    ['lost', { cut: 'after' }],
  ])('is nowhere in what is said of a mail that is %s, nor is the key', async (_, misbehaviour) => {
    server.misbehaviour = misbehaviour;

    const error = await failureOf(mailer.send(MAIL));

    const said = inspect([error, mailer], { depth: 20, showHidden: true });
    for (const part of [MAIL.to, MAIL.subject, MAIL.text, '0f3c"', server.secret, 'Bearer'])
      expect(said).not.toContain(part);
  });

  it('waits for its answer when the mailer is closed, for a bounded time', async () => {
    await mailer.close();
    open({ timing: { close: 50 } });
    server.misbehaviour = { slowness: 5_000 };
    const failure = failureOf(mailer.send(MAIL));
    while (server.taken.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));

    await mailer.close();

    expect(await failure).toMatchObject({ name: 'MailUnavailable', outcomeUnknown: true });
    await expect(mailer.deliveryOf(MAIL.key)).rejects.toThrow('Sending mail has ended');
  });

  it.each<[string, Partial<NotifySettings>]>([
    ['a key that is none', { apiKey: 'secret-of-ours' }],
    ['a template that is none', { templateId: 'mail' }],
    ['an address without https', { baseUrl: 'http://notify.example' }],
  ])('goes nowhere by %s, which is not repeated', (_, settings) => {
    const opening = () => open(settings);

    expect(opening).toThrow(RangeError);
    expect(opening).not.toThrow(/secret-of-ours|notify.example/);
  });
});
