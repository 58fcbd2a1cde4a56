import { request as requestByHttp, type ClientRequest, type IncomingMessage } from 'node:http';
import { request as requestByHttps } from 'node:https';

/** What the client of Notify asks its transport to do: as much of a request of axios as it uses. */
export interface NotifyRequest {
  readonly method: 'get' | 'post';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly data?: unknown;
}

export interface NotifyAnswer {
  readonly status: number;
  readonly data: unknown;
}

/** Notify answered that it did not do what was asked. Its words may repeat the address and are for `failures.ts` only. */
export class NotifySaidNo extends Error {
  readonly #data: unknown;

  constructor(
    readonly status: number,
    data: unknown,
  ) {
    super(`GOV.UK Notify answered ${status}`);
    this.#data = data;
  }

  /** The kinds of error, and what is said of each. */
  errors(): readonly { readonly error: string; readonly message: string }[] {
    const { errors } = (this.#data ?? {}) as { readonly errors?: unknown };
    if (!Array.isArray(errors)) return [];
    return (errors as { readonly error?: unknown; readonly message?: unknown }[]).map(({ error, message }) => ({
      error: String(error),
      message: String(message),
    }));
  }
}

/** There was no answer. `handedOver`: there was a connection, so that Notify may have done what was asked. */
export class NoAnswer extends Error {
  constructor(
    readonly handedOver: boolean,
    readonly code: string,
  ) {
    super(`GOV.UK Notify did not answer (${code})`);
  }
}

/** Most bytes of an answer. */
const MAX_ANSWER = 8 * 1024 * 1024;

/**
 * One request, over a connection of its own: one that is kept may be closed by the other side just as the next request goes out,
 * and its outcome would be unknown for nothing. No redirection is followed and no proxy of the environment is asked: the request
 * holds a mail.
 *
 * It stands in for axios because that tells neither whether there was a connection, nor keeps the mail and the token out of its
 * errors.
 */
export async function transmit(
  { method, url, headers, data }: NotifyRequest,
  signal: AbortSignal,
): Promise<NotifyAnswer> {
  const body = data === undefined ? undefined : Buffer.from(JSON.stringify(data));
  const open = url.startsWith('https:') ? requestByHttps : requestByHttp;
  let handedOver = false;
  try {
    const request = open(url, {
      method: method.toUpperCase(),
      headers: {
        ...headers,
        Accept: 'application/json',
        ...(body && { 'Content-Type': 'application/json', 'Content-Length': body.length }),
      },
      agent: false,
      signal,
    });
    request.on('socket', (socket) => {
      socket.once(url.startsWith('https:') ? 'secureConnect' : 'connect', () => (handedOver = true));
    });
    const response = await answerTo(request, body);
    const answer = { status: response.statusCode ?? 0, data: await read(response) };
    if (answer.status < 200 || answer.status > 299) throw new NotifySaidNo(answer.status, answer.data);
    return answer;
  } catch (error) {
    if (error instanceof NotifySaidNo) throw error;
    const { code, name } = error as NodeJS.ErrnoException;
    throw new NoAnswer(handedOver, signal.aborted ? 'too late' : (code ?? name));
  }
}

function answerTo(request: ClientRequest, body: Buffer | undefined): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request.once('response', resolve);
    request.on('error', reject);
    request.end(body);
  });
}

/** What is no JSON says nothing: a gateway on the way answers in HTML. */
async function read(response: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_ANSWER) throw new Error('The answer is too long');
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    return undefined;
  }
}
