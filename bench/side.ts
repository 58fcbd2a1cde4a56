import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { OpenSide, SideOptions } from './open-side';
import { openSide, type SideName } from './sides';
import { SMOKE } from './smoke';

/** What a side's process tells: once ready, and after each piece of work that it was asked for. */
export type SideReport = { readonly done: unknown } | { readonly failed: string };

/** A side that is prepared and can be asked to work. */
export interface Side {
  /** Has a piece of work done; answers with what it returned. */
  ask<T>(work: string): Promise<T>;
  close(): Promise<void>;
}

let started = 0;

/** Starts a side in a process of its own. In a smoke test only the first has one: the others are broken here as well as there. */
export async function startSide(name: SideName, options: SideOptions): Promise<Side> {
  const isAlone = !SMOKE || started++ === 0;
  return isAlone ? SideProcess.start(name, options) : new SideHere(await openSide(name, options));
}

class SideHere implements Side {
  constructor(private readonly side: OpenSide) {}

  async ask<T>(work: string): Promise<T> {
    return (await this.side.works[work]?.()) as T;
  }

  close(): Promise<void> {
    return this.side.close();
  }
}

/**
 * One side of a comparison in a process of its own. Both sides stay open while the runs alternate, so that both are
 * warm, and the one that is not running does nothing.
 */
class SideProcess implements Side {
  private constructor(private readonly child: ChildProcess) {}

  /** Starts the process and waits until the side is prepared. */
  static async start(name: SideName, options: SideOptions): Promise<SideProcess> {
    const profile = process.env['BENCH_PROFILE'] === name ? ['--cpu-prof', '--cpu-prof-dir=bench-profile'] : [];
    const child = fork(
      join(__dirname, 'side-process.js'),
      [name, JSON.stringify(options), ...(SMOKE ? ['--smoke'] : [])],
      {
        // Standard output belongs to the results.
        stdio: ['ignore', 2, 2, 'ipc'],
        execArgv: profile,
      },
    );
    const side = new SideProcess(child);
    await side.answer();
    return side;
  }

  ask<T>(work: string): Promise<T> {
    this.child.send(work);
    return this.answer() as Promise<T>;
  }

  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.send('close');
    await ended;
  }

  private answer(): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const settle = (settled: () => void): void => {
        this.child.off('message', told).off('exit', gone);
        settled();
      };
      const told = (report: SideReport): void =>
        settle(() => ('failed' in report ? reject(new Error(report.failed)) : resolve(report.done)));
      const gone = (code: number | null): void =>
        settle(() => reject(new Error(`A measured process ended by itself (${String(code)})`)));
      this.child.on('message', told).on('exit', gone);
    });
  }
}
