import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { inspect } from 'node:util';
import type { SMTPServerOptions } from 'smtp-server';
import { MailRefused, MailUnavailable, type Mail, type Mailer } from '@minutebook/kernel/recording';
import { openSmtpMailer, type SmtpSettings } from '.';
import { MailServer, TestCertificate, type Misbehaviour } from './mail-server.fixture';

const MAIL: Mail = {
  key: 'invitation-1',
  to: 'a.clerk@council.gov.uk',
  subject: 'Your account in the minute book',
  text: 'Dear clerk,\nhttps://minutebook.example.gov.uk/invitation/0f3c lets you in.',
};
const AT_ONCE = { pauses: [1, 1] };

let server: MailServer;
let mailer: Mailer;

const open = (settings: Partial<SmtpSettings> = {}): Mailer => {
  mailer = openSmtpMailer({
    address: `smtp://127.0.0.1:${server.port}`,
    sender: { name: 'Minutebook', address: 'minutebook@council.gov.uk' },
    timing: AT_ONCE,
    ...settings,
  });
  return mailer;
};
const failureOf = (mail: Partial<Mail> = {}): Promise<unknown> =>
  mailer.send({ ...MAIL, ...mail }).then(
    () => 'nothing failed',
    (error: unknown) => error,
  );

beforeEach(async () => {
  server = await MailServer.start();
  open();
});
afterEach(async () => {
  await mailer.close();
  await server.stop();
});

describe('A mail server that does not take a mail', () => {
  it.each<[string, Misbehaviour, 'address' | 'mail', number]>([
    ['the address', { address: 550 }, 'address', 550],
    ['the mail after reading it', { mail: 554 }, 'mail', 554],
  ])('for good because of %s is not asked again', async (_, misbehaviour, what, code) => {
    server.misbehaviour = misbehaviour;

    const error = await failureOf();

    expect(error).toBeInstanceOf(MailRefused);
    expect(error).toMatchObject({ what, message: expect.stringContaining(`(${code})`) });
    expect(server.connections).toBe(1);
    expect(server.transmissions).toEqual([]);
  });

  it.each<[string, Misbehaviour]>([
    ['for the moment because of the address', { address: 450 }],
    ['for the moment after reading it', { mail: 451 }],
    ['because of our sender, which is no fault of the mail', { sender: 550 }],
    ['before we sign in', { address: 530 }],
    ['because commands got out of order', { mail: 503 }],
  ])('%s may be asked again later', async (_, misbehaviour) => {
    server.misbehaviour = misbehaviour;

    const error = await failureOf();

    expect(error).toBeInstanceOf(MailUnavailable);
    expect(error).toMatchObject({ outcomeUnknown: false });
    expect(server.connections).toBe(1);
    server.misbehaviour = {};
    await mailer.send(MAIL);
    expect(server.transmissions).toHaveLength(1);
  });

  it('is not repeated: it names the address, and its answer would stand in a log', async () => {
    for (const misbehaviour of [{ address: 550 }, { mail: 554 }, { address: 450 }, { cut: 'answer' } as const]) {
      server.misbehaviour = misbehaviour;
      const said = inspect(await failureOf(), { depth: 10 });
      for (const part of ['clerk', 'Your account', '0f3c', 'unknown here']) expect(said).not.toContain(part);
    }
  });

  it('because it goes away is asked again at once, on another connection', async () => {
    server.misbehaviour = { address: 421, times: 1 };

    await mailer.send(MAIL);

    expect(server.connections).toBe(2);
    expect(server.transmissions).toHaveLength(1);
  });
});

describe('A connection that breaks', () => {
  it.each(['greeting', 'address'] as const)('at the %s is made again: the mail cannot have been taken', async (cut) => {
    server.misbehaviour = { cut, times: 1 };

    await mailer.send(MAIL);

    expect(server.transmissions).toHaveLength(1);
  });

  it.each(['greeting', 'address'] as const)('at the %s again and again is given up', async (cut) => {
    server.misbehaviour = { cut };

    const error = await failureOf();

    expect(error).toMatchObject({ name: 'MailUnavailable', outcomeUnknown: false });
    expect(server.connections).toBeLessThanOrEqual(6);
    expect(server.transmissions).toEqual([]);
  });

  it('after the mail was handed over leaves its fate unknown, and the mail is not sent again by itself', async () => {
    server.misbehaviour = { cut: 'answer' };

    const error = await failureOf();

    expect(error).toMatchObject({ name: 'MailUnavailable', outcomeUnknown: true });
    expect(server.transmissions).toHaveLength(1);
  });

  it('bears the same Message-ID when its mail is sent once more', async () => {
    server.misbehaviour = { cut: 'answer', times: 1 };
    await failureOf();

    await mailer.send(MAIL);

    const ids = server.transmissions.map(({ parsed }) => parsed.messageId);
    expect(ids).toEqual(['<invitation-1@council.gov.uk>', '<invitation-1@council.gov.uk>']);
  });

  it('while it has nothing to do is made anew for the next mail', async () => {
    await mailer.send(MAIL);
    for (const socket of server.open) socket.destroy();

    await mailer.send({ ...MAIL, key: 'invitation-2' });

    expect(server.arrived().map(({ key }) => key)).toEqual(['invitation-1', 'invitation-2']);
  });
});

describe('A slow mail server', () => {
  it('is waited for', async () => {
    server.misbehaviour = { slowness: 300 };

    await mailer.send(MAIL);

    expect(server.transmissions).toHaveLength(1);
  });

  it.each([
    ['for so long as it may be silent', { silence: 500 }],
    ['for so long as a mail may take', { whole: 200 }],
  ])('is waited for only %s; what became of the mail is then unknown', async (_, timing) => {
    await mailer.close();
    open({ timing: { ...AT_ONCE, ...timing } });
    server.misbehaviour = { slowness: 5_000 };
    const began = Date.now();

    const error = await failureOf();

    expect(error).toMatchObject({ name: 'MailUnavailable', outcomeUnknown: true });
    expect(server.transmissions).toHaveLength(1);
    expect(Date.now() - began).toBeLessThan(3_000);
  });

  it('that takes the connection and says nothing is given up, and nothing was sent', async () => {
    const silent = await SilentServer.start();
    await mailer.close();
    open({ address: `smtp://127.0.0.1:${silent.port}`, timing: { connect: 100, whole: 2_000, pauses: [1] } });

    const error = await failureOf();

    expect(error).toMatchObject({ name: 'MailUnavailable', outcomeUnknown: false });
    expect(silent.connections).toBe(2);
    await silent.stop();
  });

  it('that is not there is looked for so often and no more', async () => {
    await server.stop();

    const error = await failureOf();

    expect(error).toMatchObject({ name: 'MailUnavailable', outcomeUnknown: false });
    expect(error).toHaveProperty('message', 'The mail server cannot be reached (ECONNREFUSED)');
    server = await MailServer.start();
  });

  it('does not hold up the end of the service for ever', async () => {
    await mailer.close();
    open({ timing: { ...AT_ONCE, close: 100 } });
    server.misbehaviour = { slowness: 5_000 };
    const failure = failureOf();
    while (server.transmissions.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    const began = Date.now();

    await mailer.close();

    expect(await failure).toMatchObject({ name: 'MailUnavailable', outcomeUnknown: true });
    expect(Date.now() - began).toBeLessThan(3_000);
  });
});

describe('Over TLS', () => {
  let certificate: TestCertificate;
  beforeAll(() => {
    certificate = new TestCertificate();
  });
  afterAll(() => certificate.remove());

  const secured = async (options: SMTPServerOptions): Promise<void> => {
    await mailer.close();
    await server.stop();
    const { key, cert } = certificate;
    server = await MailServer.start({
      disabledCommands: [],
      authOptional: false,
      onAuth: ({ username, password }, _, answer) =>
        password === 'p@ss/word' ? answer(null, { user: username }) : answer(new Error('No')),
      ...{ key, cert },
      ...options,
    });
  };
  // To 0.0.0.0 this machine connects to itself, but it is no loopback address.
  const FAR = '0.0.0.0';
  const login = 'minutebook:p%40ss%2Fword@';
  const trusting = () => `?tlsCAFile=${certificate.authorityFile}`;

  it.each([
    ['from the first byte', 'smtps', true],
    ['after the greeting', 'smtp', false],
  ])('a mail goes to a server whose certificate is trusted, %s', async (_, scheme, secure) => {
    await secured({ secure });
    open({ address: `${scheme}://${login}${FAR}:${server.port}${trusting()}` });

    await mailer.send(MAIL);

    expect(server.transmissions).toMatchObject([
      { secure: true, user: 'minutebook', from: 'minutebook@council.gov.uk' },
    ]);
  });

  it.each([
    ['from the first byte', 'smtps', true],
    ['after the greeting', 'smtp', false],
  ])('no mail and no password goes to a server whose certificate is not trusted, %s', async (_, scheme, secure) => {
    const asked = jest.fn();
    await secured({ secure, onAuth: asked });
    open({ address: `${scheme}://${login}${FAR}:${server.port}` });

    const error = await failureOf();

    expect(error).toMatchObject({ name: 'MailUnavailable', outcomeUnknown: false });
    expect(error).toHaveProperty('message', expect.stringContaining('cannot be secured'));
    expect(server.transmissions).toEqual([]);
    expect(asked).not.toHaveBeenCalled();
  });

  it('no mail and no password goes to a server on another machine that offers none', async () => {
    const asked = jest.fn();
    await secured({ disabledCommands: ['STARTTLS'], allowInsecureAuth: true, onAuth: asked });
    open({ address: `smtp://${login}${FAR}:${server.port}` });

    const error = await failureOf();

    expect(error).toMatchObject({ name: 'MailUnavailable', outcomeUnknown: false });
    expect(error).toHaveProperty('message', expect.stringContaining('cannot be secured'));
    expect(server.transmissions).toEqual([]);
    expect(asked).not.toHaveBeenCalled();
  });

  it('a password that is not accepted is told, and not repeated', async () => {
    await secured({ secure: true });
    open({ address: `smtps://minutebook:wrong-password@${FAR}:${server.port}${trusting()}` });

    const error = await failureOf();

    expect(error).toMatchObject({ name: 'MailUnavailable', outcomeUnknown: false });
    expect(error).toHaveProperty('message', 'The mail server does not accept our user and password');
    expect(inspect(error, { depth: 10 })).not.toContain('wrong-password');
  });
});

describe('What goes over the wire', () => {
  const lines = () => (server.transmissions[0]?.raw ?? '').split('\r\n');
  const headers = () => lines().slice(0, lines().indexOf(''));

  it('is from our sender, to one address, and asks for no automatic answer', async () => {
    await mailer.send(MAIL);

    expect(headers()).toEqual(
      expect.arrayContaining([
        'From: Minutebook <minutebook@council.gov.uk>',
        'To: a.clerk@council.gov.uk',
        'Subject: Your account in the minute book',
        'Message-ID: <invitation-1@council.gov.uk>',
        'Auto-Submitted: auto-generated',
        'X-Auto-Response-Suppress: All',
      ]),
    );
    expect(headers().filter((header) => /^(Bcc|Cc|X-Mailer|User-Agent):/i.test(header))).toEqual([]);
    expect(server.transmissions).toMatchObject([{ recipients: [MAIL.to], from: 'minutebook@council.gov.uk' }]);
  });

  it('has the text before the html, as one mail in two forms, which asks for no automatic answer either', async () => {
    await mailer.send({ ...MAIL, html: '<p>Dear clerk,</p>' });

    const types = lines().flatMap((line) => /^Content-Type: ([a-z/]+);/.exec(line)?.[1] ?? []);
    expect(types).toEqual(['multipart/alternative', 'text/plain', 'text/html']);
    expect(headers()).toEqual(
      expect.arrayContaining(['Auto-Submitted: auto-generated', 'X-Auto-Response-Suppress: All']),
    );
  });

  it('has the same name when it is sent again after a lost answer, and is transmitted again', async () => {
    server.misbehaviour = { cut: 'answer', times: 1 };
    await failureOf();

    await expect(mailer.send(MAIL, { mayHaveBeenTaken: true })).resolves.toEqual({ transmitted: true });

    expect(server.arrived().map(({ key }) => key)).toEqual([MAIL.key, MAIL.key]);
  });

  it.each(['Cyngor, Tŷ’r <x@y>', 'Council, Minutes; (all)', 'x'.repeat(90)])(
    'has the sender’s name as it is: %s',
    async (name) => {
      await mailer.close();
      open({ sender: { name, address: 'minutebook@council.gov.uk' } });

      await mailer.send(MAIL);

      expect(server.transmissions[0]?.parsed.from).toMatchObject({ name, address: 'minutebook@council.gov.uk' });
    },
  );

  it('begins no header in the name of a sender', async () => {
    await mailer.close();
    open({ sender: { name: 'Minutebook\r\nBcc: all@council.gov.uk', address: 'minutebook@council.gov.uk' } });

    await mailer.send(MAIL);

    expect(headers().filter((header) => header.startsWith('Bcc'))).toEqual([]);
    expect(server.transmissions).toMatchObject([{ recipients: [MAIL.to] }]);
  });

  it('has only lines of ASCII that every mail server takes', async () => {
    await mailer.send({
      ...MAIL,
      subject: 'Ŵ'.repeat(200),
      text: 'é'.repeat(5_000),
      html: `<p>${'x '.repeat(9_000)}</p>`,
    });

    expect(Math.max(...lines().map((line) => line.length))).toBeLessThanOrEqual(78);
    expect(lines().filter((line) => /[^ -~\t]/.test(line))).toEqual([]);
  });

  it('goes over few connections, and leaves none when the mailer is closed', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, nth) => mailer.send({ ...MAIL, key: `invitation-${nth}` })));
    expect(server.connections).toBeLessThanOrEqual(3);
    expect(server.open.size).toBeGreaterThan(0);

    await mailer.close();

    for (let waited = 0; server.open.size > 0 && waited < 2_000; waited += 20)
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect(server.open.size).toBe(0);
  });
});

/** Takes connections and never says a word. */
class SilentServer {
  connections = 0;
  private readonly sockets = new Set<Socket>();

  private constructor(private readonly server: Server) {
    server.on('connection', (socket) => {
      this.connections += 1;
      this.sockets.add(socket);
      socket.on('error', () => undefined);
    });
  }

  static async start(): Promise<SilentServer> {
    const server = createServer();
    const silent = new SilentServer(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return silent;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }
}
