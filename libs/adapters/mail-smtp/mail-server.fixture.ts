import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer, type SMTPServerOptions, type SMTPServerSession } from 'smtp-server';
import type { ArrivedMail } from '@minutebook/mail-contract';

/** How a mail server misbehaves. */
export interface Misbehaviour {
  /** Answers an address, a sender or a mail with this code. */
  readonly sender?: number;
  readonly address?: number;
  readonly mail?: number;
  /** Waits so long before it answers a mail, in ms. */
  readonly slowness?: number;
  /** Breaks the connection: when it is greeted, at the address, before it answers a mail that it took. */
  readonly cut?: 'greeting' | 'address' | 'answer';
  /** How often it misbehaves before it is well; always unless told. */
  readonly times?: number;
}

/** What came over the wire, as it came. */
export interface Transmission {
  /** When all of it had come: epoch ms of the machine. */
  readonly at: number;
  readonly raw: string;
  readonly parsed: Email;
  readonly from: string;
  readonly recipients: readonly string[];
  readonly secure: boolean;
  readonly user: string | undefined;
}

/** For specs only: a mail server on this machine, over a real socket. */
export class MailServer {
  readonly transmissions: Transmission[] = [];
  /** Connections that it has had. */
  connections = 0;
  /** Connections that are open. */
  readonly open = new Set<Socket>();
  private current: Misbehaviour = {};
  private done = 0;

  private constructor(private readonly server: SMTPServer) {}

  /** Starts a server that anybody may send to, unless told otherwise, and that offers no TLS. */
  static async start(options: SMTPServerOptions = {}): Promise<MailServer> {
    const sockets = new Map<string, Socket>();
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      disableReverseLookup: true,
      closeTimeout: 100,
      onConnect: ({ id, remotePort }, answer) => {
        mailServer.connections += 1;
        const socket = [...mailServer.open].find((each) => each.remotePort === remotePort);
        if (socket) sockets.set(id, socket);
        if (mailServer.misbehaves('cut', 'greeting')) socket?.destroy();
        else answer();
      },
      onMailFrom: (_, __, answer) => answer(mailServer.refusal('sender')),
      onRcptTo: (_, session, answer) => {
        if (mailServer.misbehaves('cut', 'address')) sockets.get(session.id)?.destroy();
        else answer(mailServer.refusal('address'));
      },
      onData: (stream, session, answer) => {
        const whole = buffer(stream).then(async (bytes) => {
          const refusal = mailServer.refusal('mail');
          if (refusal) return void setTimeout(() => answer(refusal), mailServer.misbehaviour.slowness ?? 0).unref();
          await mailServer.note(bytes.toString('utf8'), session);
          if (mailServer.misbehaves('cut', 'answer')) return sockets.get(session.id)?.destroy();
          const { slowness } = mailServer.misbehaviour;
          setTimeout(() => answer(), mailServer.misbehaves('slowness', slowness) ? slowness : 0).unref();
        });
        // What its sender left in the middle is no mail.
        whole.catch(() => undefined);
      },
      ...options,
    });
    const mailServer = new MailServer(server);
    server.on('error', () => undefined);
    server.server.on('connection', (socket: Socket) => {
      mailServer.open.add(socket);
      socket.once('close', () => mailServer.open.delete(socket));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return mailServer;
  }

  get misbehaviour(): Misbehaviour {
    return this.current;
  }

  /** From now on, so often as it says. */
  set misbehaviour(misbehaviour: Misbehaviour) {
    this.current = misbehaviour;
    this.done = 0;
  }

  get port(): number {
    return (this.server.server.address() as AddressInfo).port;
  }

  /** As a reader gets them. */
  arrived(): readonly ArrivedMail[] {
    return this.transmissions.map(({ parsed, recipients }) => ({
      key: /^<(.+)@council\.gov\.uk>$/.exec(parsed.messageId ?? '')?.[1] ?? 'none',
      to: recipients.join(', '),
      subject: parsed.subject ?? '',
      text: withoutEnd(parsed.text ?? ''),
      ...(parsed.html && { html: withoutEnd(parsed.html) }),
    }));
  }

  /** Leaves it to the server to end connections: destroying a socket below a broken TLS handshake ends Node 20 itself. */
  async stop(): Promise<void> {
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private async note(raw: string, session: SMTPServerSession): Promise<void> {
    const { mailFrom, rcptTo } = session.envelope;
    const at = Date.now();
    this.transmissions.push({
      at,
      raw,
      parsed: await PostalMime.parse(raw),
      from: mailFrom ? mailFrom.address : '',
      recipients: rcptTo.map(({ address }) => address),
      secure: session.secure,
      user: session.user as string | undefined,
    });
  }

  private misbehaves<K extends keyof Misbehaviour>(how: K, value: Misbehaviour[K]): boolean {
    if (value === undefined || this.misbehaviour[how] !== value || this.done >= (this.misbehaviour.times ?? Infinity))
      return false;
    this.done += 1;
    return true;
  }

  private refusal(where: 'sender' | 'address' | 'mail'): Error | undefined {
    const responseCode = this.misbehaviour[where];
    if (responseCode === undefined || !this.misbehaves(where, responseCode)) return undefined;
    // Servers repeat the address in what they answer; nobody may repeat it after them.
    return Object.assign(new Error('5.1.1 <a.clerk@council.gov.uk>: Your account, unknown here'), { responseCode });
  }
}

/** A certificate for this machine, signed by an authority that nobody knows, in files. */
export class TestCertificate {
  private readonly folder = mkdtempSync(join(tmpdir(), 'minutebook-certificate-'));
  /** Of the authority: whoever is told of it trusts the server. */
  readonly authorityFile = join(this.folder, 'certificate.pem');
  readonly key: string;
  readonly cert: string;

  constructor() {
    const keyFile = join(this.folder, 'key.pem');
    const make = `req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost,IP:127.0.0.1,IP:0.0.0.0`;
    execFileSync('openssl', [...make.split(' '), '-keyout', keyFile, '-out', this.authorityFile], { stdio: 'pipe' });
    this.key = readFileSync(keyFile, 'utf8');
    this.cert = readFileSync(this.authorityFile, 'utf8');
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}

function withoutEnd(text: string): string {
  return text.replace(/\r\n/g, '\n').replace(/\n+$/, '');
}
