import type { IncomingHttpHeaders, ServerHttp2Stream } from 'node:http2';

/** The status codes of gRPC that the server answers with. */
export const GRPC = {
  ok: 0,
  unknown: 2,
  invalidArgument: 3,
  notFound: 5,
  permissionDenied: 7,
  failedPrecondition: 9,
  aborted: 10,
  unimplemented: 12,
  unavailable: 14,
} as const;

/** Why a call failed, as gRPC says it: a code, a sentence, and trailers that clients read the kind of error from. */
export class CallFailed extends Error {
  constructor(
    readonly code: number,
    message: string,
    readonly trailers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

/** What precedes each message on the wire: not compressed, and its length. */
export function framed(message: Uint8Array): Buffer {
  const frame = Buffer.allocUnsafe(5 + message.length);
  frame.writeUInt8(0, 0);
  frame.writeUInt32BE(message.length, 1);
  frame.set(message, 5);
  return frame;
}

/** One gRPC call on an HTTP/2 stream: messages in, messages out, and a status at the end. */
export class GrpcCall {
  private responded = false;
  private status: Readonly<Record<string, string>> = { 'grpc-status': String(GRPC.ok) };

  constructor(
    private readonly stream: ServerHttp2Stream,
    readonly headers: IncomingHttpHeaders,
  ) {
    stream.on('error', () => undefined);
    stream.on('wantTrailers', () => {
      if (!stream.destroyed) stream.sendTrailers(this.status);
    });
  }

  /** Whether nobody listens any more: the client cancelled, or the connection is gone. */
  get isOver(): boolean {
    return this.stream.destroyed || this.stream.closed || this.stream.aborted;
  }

  /** Calls back once, when nobody listens any more, unless the answer is called before. */
  onOver(callback: () => void): () => void {
    this.stream.once('close', callback);
    return () => this.stream.off('close', callback);
  }

  async *messages(): AsyncGenerator<Uint8Array> {
    let rest: Buffer = Buffer.alloc(0);
    for await (const chunk of this.stream as AsyncIterable<Buffer>) {
      rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      while (rest.length >= 5 && rest.length >= 5 + rest.readUInt32BE(1)) {
        const end = 5 + rest.readUInt32BE(1);
        yield rest.subarray(5, end);
        rest = rest.subarray(end);
      }
    }
  }

  /** Sends frames; where the client does not keep up, waits until it has. */
  async send(...frames: readonly Buffer[]): Promise<void> {
    if (this.isOver) return;
    this.respond();
    if (this.stream.write(frames.length === 1 ? (frames[0] as Buffer) : Buffer.concat(frames))) return;
    await new Promise<void>((resolve) => {
      const settle = (): void => {
        this.stream.off('drain', settle).off('close', settle);
        resolve();
      };
      this.stream.on('drain', settle).on('close', settle);
    });
  }

  end(): void {
    if (this.isOver) return;
    this.respond();
    this.stream.end();
  }

  fail({ code, message, trailers }: CallFailed): void {
    this.status = { 'grpc-status': String(code), 'grpc-message': encodeURIComponent(message), ...trailers };
    this.end();
  }

  private respond(): void {
    if (this.responded) return;
    this.responded = true;
    this.stream.respond({ ':status': 200, 'content-type': 'application/grpc+proto' }, { waitForTrailers: true });
  }
}
