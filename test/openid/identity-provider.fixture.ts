import { spawn, type ChildProcess } from 'node:child_process';
import { generateKeyPairSync, type JsonWebKey } from 'node:crypto';
import { join } from 'node:path';
import { freePort } from '../tracker/product.fixture';

/** For specs only: a key with which the provider signs. */
export type SigningKey = JsonWebKey & { readonly kid: string };

/** For specs only: a new key under a name. */
export function newSigningKey(kid: string): SigningKey {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { ...privateKey.export({ format: 'jwk' }), kid, use: 'sig', alg: 'RS256' };
}

/** For specs only: what of a key everybody may know. */
export function publicPart({ kty, n, e, kid, use, alg }: SigningKey): SigningKey {
  return { kty, n, e, kid, use, alg };
}

export interface ProviderOptions {
  readonly keys: readonly SigningKey[];
  /** Published in place of the keys that it signs with. */
  readonly publishedKeys?: readonly SigningKey[];
  /** Claims by user name. */
  readonly people: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly claimsIn: 'id-token' | 'userinfo';
  readonly endSession: boolean;
}

/** What a token endpoint gave out. */
export interface Issued {
  readonly access_token: string;
  readonly id_token: string;
}

export const CONFIDENTIAL_CLIENT = { id: 'minutebook', secret: 'the-secret-of-the-client~._-' };
export const PUBLIC_CLIENT = { id: 'minutebook-public' };

/** For specs only: a real provider (oidc-provider) in a process of its own, which keeps its address when it is restarted. */
export class IdentityProvider {
  readonly issued: Issued[] = [];
  private child: ChildProcess | undefined;

  private constructor(
    private readonly port: number,
    private readonly publicUrl: string,
    private options: ProviderOptions,
  ) {}

  /** @param publicUrl where the service is that it knows, and sends readers back to */
  static async start(publicUrl: string, options: Partial<ProviderOptions> = {}): Promise<IdentityProvider> {
    const defaults: ProviderOptions = {
      keys: [newSigningKey('first')],
      people: {},
      claimsIn: 'id-token',
      endSession: true,
    };
    const provider = new IdentityProvider(await freePort(), publicUrl, { ...defaults, ...options });
    await provider.restart();
    return provider;
  }

  /** Another site than ours, as in life: a browser then keeps back cookies that are not for it. */
  get issuer(): string {
    return `http://localhost:${this.port}`;
  }

  /** A new process, with what is told changed; sessions and codes of the old one are forgotten. */
  async restart(changes: Partial<ProviderOptions> = {}): Promise<void> {
    await this.stop();
    this.options = { ...this.options, ...changes };
    const child = spawn(process.execPath, [join(__dirname, 'identity-provider-child.mjs')], {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    let said = '';
    child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const ready = new Promise<void>((resolve, reject) => {
      child.once('exit', (code) => reject(new Error(`The provider ended with ${code}: ${said}`)));
      child.on('message', (message: { readonly issued?: Issued }) => {
        if (message.issued) this.issued.push(message.issued);
        else resolve();
      });
    });
    child.send({ port: this.port, clients: this.clients(), ...this.options });
    this.child = child;
    await ready;
  }

  /** It takes connections and answers nothing. */
  freeze(): void {
    this.child?.kill('SIGSTOP');
  }

  async stop(): Promise<void> {
    const child = this.child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
  }

  /** Goes through the provider's pages as somebody, and answers with the address that it sends the browser back to. */
  async answerFor(address: string, who: string): Promise<URL> {
    const jar = new Map<string, string>();
    let next = new URL(address);
    let body: URLSearchParams | undefined;
    while (next.origin === this.issuer) {
      const answer = await fetch(next, {
        redirect: 'manual',
        headers: { Cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
        ...(body && { method: 'POST', body }),
      });
      for (const cookie of answer.headers.getSetCookie()) {
        const [name = '', value = ''] = (cookie.split(';')[0] ?? '').split(/=(.*)/s);
        jar.set(name, value);
      }
      const location = answer.headers.get('location');
      // The page that asks who it is: its form is sent to its own address.
      body = location === null && !body ? new URLSearchParams({ who, go: 'on' }) : undefined;
      if (location !== null) next = new URL(location, next);
      else if (!body) throw new Error(`The provider answered ${answer.status}: ${await answer.text()}`);
    }
    return next;
  }

  private clients(): readonly object[] {
    const urls = {
      redirect_uris: [`${this.publicUrl}/sign-in/openid/callback`],
      post_logout_redirect_uris: [`${this.publicUrl}/sign-in/openid/signed-out`],
    };
    return [
      { client_id: CONFIDENTIAL_CLIENT.id, client_secret: CONFIDENTIAL_CLIENT.secret, ...urls },
      { client_id: PUBLIC_CLIENT.id, token_endpoint_auth_method: 'none', ...urls },
    ];
  }
}
