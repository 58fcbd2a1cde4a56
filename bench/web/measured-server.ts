import { startSide, type Side } from '../side';
import type { SideName } from '../sides';
import type { ServerAddress } from './tracker-server';

/** A server in a process of its own, and how to ask it. */
export class MeasuredServer {
  private constructor(
    private readonly side: Side,
    private readonly address: ServerAddress,
  ) {}

  static async start(name: SideName, folder: string): Promise<MeasuredServer> {
    const side = await startSide(name, { folder });
    return new MeasuredServer(side, await side.ask<ServerAddress>('address'));
  }

  get port(): number {
    return this.address.port;
  }

  get tokenHeader(): Readonly<Record<string, string>> {
    return { Authorization: `Bearer ${this.address.token}` };
  }

  /** That of a signed-in reader. */
  get cookieHeader(): Readonly<Record<string, string>> {
    return { Cookie: this.address.cookie };
  }

  /** What the API answers. */
  async json(path: string): Promise<unknown> {
    const answer = await fetch(`http://127.0.0.1:${this.port}${path}`, { headers: this.tokenHeader });
    if (answer.status !== 200) throw new Error(`${path} was answered with ${answer.status}`);
    return answer.json();
  }

  ask<T>(work: string): Promise<T> {
    return this.side.ask<T>(work);
  }

  close(): Promise<void> {
    return this.side.close();
  }
}
