import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const COMPILED = join(__dirname, '..', '..', 'dist');

/** A command as the child executes it; see reminding-child.cjs. */
export interface ToldCommand {
  readonly what: 'account' | 'group' | 'plan' | 'action' | 'preferences' | 'rules' | 'switch';
  readonly id: string;
  readonly input: { readonly type: string } & Readonly<Record<string, unknown>>;
  readonly by: string;
}

interface Answer {
  readonly ready?: boolean;
  readonly done?: number;
  /** By so much its clocks are ahead of the machine's, in ms. */
  readonly ahead?: number;
  readonly refused?: readonly string[];
  readonly failed?: string;
}

export interface RemindingSettings {
  /** Epoch ms of both of its clocks when it begins. */
  readonly at: number;
  readonly mailServer: string;
  readonly silenceMs: number;
  /** A policy for each, all over one log: with two, every alarm rings twice. */
  readonly queues: readonly string[];
  /** Where the queues lie; in files unless told. Its clocks run on from where they are set then, else they stand still. */
  readonly redis?: string;
}

/** The product's reminders in a process of its own, which may be killed at any moment. */
export class RemindingChild {
  private readonly process: ChildProcess;
  private readonly answers: Answer[] = [];
  private readonly ended: Promise<void>;
  private hasEnded = false;
  private wake: () => void = () => undefined;
  private errors = '';

  constructor(dataDir: string, settings: RemindingSettings) {
    if (!existsSync(COMPILED)) throw new Error('The program is not compiled: run `npx nest build` first');
    const script = join(__dirname, 'reminding-child.cjs');
    this.process = spawn(process.execPath, [script, COMPILED, dataDir, JSON.stringify(settings)], { stdio: 'pipe' });
    if (this.process.stdout)
      createInterface({ input: this.process.stdout }).on('line', (line) => {
        if (line.startsWith('{"ready"') || line.startsWith('{"done"') || line.startsWith('{"failed"'))
          this.answers.push(JSON.parse(line) as Answer);
        else this.errors += `${line}\n`;
        this.wake();
      });
    this.process.stderr?.on('data', (chunk: Buffer) => (this.errors += chunk.toString()));
    this.process.stdin?.on('error', () => undefined);
    this.ended = new Promise((resolve) => this.process.once('close', () => resolve()));
    void this.ended.then(() => {
      this.hasEnded = true;
      this.wake();
    });
  }

  /** Answers by how much its clocks are ahead of the machine's. */
  async ready(): Promise<number> {
    const { ahead = 0 } = await this.answer(({ ready }) => ready === true);
    return ahead;
  }

  /**
   * Sets both clocks, records what is told, and waits until all that follows has been done; where clocks run, nothing is waited
   * for unless something is told. Answers by how much they are ahead of the machine's.
   */
  async play(at: number, told: readonly ToldCommand[] = []): Promise<number> {
    this.begin(at, told);
    const { refused, ahead = 0 } = await this.answer(({ done }) => done === at);
    if (refused && refused.length > 0) throw new Error(refused.join('; '));
    return ahead;
  }

  /** As `play`, and waits for nothing. */
  begin(at: number, told: readonly ToldCommand[] = []): void {
    this.process.stdin?.write(`${JSON.stringify({ at, told })}\n`);
  }

  async kill(): Promise<void> {
    this.process.kill('SIGKILL');
    await this.ended;
  }

  private async answer(wanted: (answer: Answer) => boolean): Promise<Answer> {
    for (;;) {
      const at = this.answers.findIndex((each) => wanted(each) || each.failed !== undefined);
      const [found] = at < 0 ? [] : this.answers.splice(at, 1);
      if (found?.failed !== undefined) throw new Error(found.failed);
      if (found) return found;
      if (this.hasEnded) throw new Error(`The child has ended: ${this.errors}`);
      await new Promise<void>((resolve) => (this.wake = resolve));
    }
  }
}

/** Empties the queues: what a flushed Redis leaves. */
export function flushQueues(dataDir: string): void {
  rmSync(join(dataDir, 'alarms'), { recursive: true, force: true });
}
