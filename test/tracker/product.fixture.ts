import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { openDatabase } from '@minutebook/sqlite';
import { rowsOf, type Rows } from '../../libs/kernel/testing/rows.fixture';

/** For specs only: the built product; `npm test` builds it before any spec runs. */
const BUILT = resolve(__dirname, '../../dist/apps');

type Settings = Readonly<Record<string, string>>;

function programme(file: string): string {
  const path = join(BUILT, file);
  if (!existsSync(path)) throw new Error(`${path} is not there: npm test builds it, npx nest build alone does too`);
  return path;
}

function environment(dataDir: string, settings: Settings): NodeJS.ProcessEnv {
  const { PATH, TZ } = process.env;
  return { PATH, TZ, DATA_DIR: dataDir, PORT: '0', ...settings };
}

/** For specs only: what a command of the command line came to. */
export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

async function outcomeOf(child: ChildProcess): Promise<Outcome> {
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const code = await new Promise<number | null>((done) => child.once('close', done));
  return { code, stdout, stderr };
}

/** For specs only: a command of the command line, in a process of its own. */
export function command(dataDir: string, words: readonly string[], settings: Settings = {}): Promise<Outcome> {
  return startCommand(dataDir, words, settings).ended;
}

/** For specs only: a command of the command line that may be killed before it ends. */
export function startCommand(dataDir: string, words: readonly string[], settings: Settings = {}): StartedCommand {
  const env = environment(dataDir, settings);
  const child = spawn(process.execPath, [programme('tracker/command-line/main.js'), ...words], { env });
  return { ended: outcomeOf(child), kill: () => void child.kill('SIGKILL') };
}

/** For specs only: a command under way. */
export interface StartedCommand {
  readonly ended: Promise<Outcome>;
  kill(): void;
}

/** For specs only: a start that is expected to fail. */
export function failingStart(dataDir: string, settings: Settings = {}): Promise<Outcome> {
  return outcomeOf(spawn(process.execPath, [programme('tracker/main.js')], { env: environment(dataDir, settings) }));
}

/** For specs only: the product as a process of its own, on any free port. */
export class Product {
  private constructor(
    readonly url: string,
    readonly dataDir: string,
    private readonly child: ChildProcess,
    private readonly ended: Promise<Outcome>,
  ) {}

  /** Starts it and waits until it says that it is ready; fails with what it said where it ends before. */
  static async start(dataDir: string, settings: Settings = {}, words: readonly string[] = []): Promise<Product> {
    const child = spawn(process.execPath, [programme('tracker/main.js'), ...words], {
      env: environment(dataDir, settings),
    });
    const ended = outcomeOf(child);
    const url = await new Promise<string>((ready, reject) => {
      let said = '';
      child.stdout?.on('data', (text: string) => {
        said += text;
        const address = /Minutebook is ready: (\S+)/.exec(said)?.[1];
        if (address !== undefined) ready(address);
      });
      void ended.then(({ code, stderr }) => reject(new Error(`The product ended with ${code}: ${stderr}`)));
    });
    return new Product(url, dataDir, child, ended);
  }

  /** Starts it and waits only until its port is open. */
  static async startWaiting(dataDir: string, settings: Settings = {}): Promise<Product> {
    const port = await freePort();
    const env = environment(dataDir, { ...settings, PORT: String(port) });
    const child = spawn(process.execPath, [programme('tracker/main.js')], { env });
    const product = new Product(`http://127.0.0.1:${port}`, dataDir, child, outcomeOf(child));
    while (!(await product.get('/health/live').catch(() => undefined))) await new Promise(setImmediate);
    return product;
  }

  /** Asks it to end, and waits until it has. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<Outcome> {
    this.child.kill(signal);
    return this.ended;
  }

  get(path: string, headers: Settings = {}): Promise<Response> {
    return fetch(`${this.url}${path}`, { headers, redirect: 'manual' });
  }

  post(path: string, token: string, body: object, headers: Settings = {}): Promise<Response> {
    return fetch(`${this.url}${path}`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  }

  /** The cookie of a session. */
  async signIn(account: string): Promise<string> {
    const answer = await fetch(`${this.url}/sign-in`, {
      method: 'POST',
      body: new URLSearchParams({ account }),
      redirect: 'manual',
    });
    return answer.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; ');
  }
}

/** For specs only: a worker as a process of its own. */
export class WorkerProcess {
  private constructor(
    private readonly child: ChildProcess,
    private readonly ended: Promise<Outcome>,
  ) {}

  /** Starts it, and waits until it says that it runs; fails with what it said where it ends before. */
  static async start(dataDir: string, settings: Settings): Promise<WorkerProcess> {
    const child = spawn(process.execPath, [programme('worker/main.js')], { env: environment(dataDir, settings) });
    const ended = outcomeOf(child);
    await new Promise<void>((ready, reject) => {
      let said = '';
      child.stdout?.on('data', (text: string) => {
        said += text;
        if (said.includes('worker runs')) ready();
      });
      void ended.then(({ code, stderr }) => reject(new Error(`The worker ended with ${code}: ${stderr}`)));
    });
    return new WorkerProcess(child, ended);
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<Outcome> {
    this.child.kill(signal);
    return this.ended;
  }
}

/** For specs only: a worker that is expected not to start. */
export function failingWorker(dataDir: string, settings: Settings = {}): Promise<Outcome> {
  return outcomeOf(spawn(process.execPath, [programme('worker/main.js')], { env: environment(dataDir, settings) }));
}

/** For specs only: a port on which nothing listens. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

/** For specs only: every row of every read model that a data folder serves from. */
export function servedRows(dataDir: string): Readonly<Record<string, Rows>> {
  return Object.fromEntries(
    Object.entries(servedFiles(dataDir)).map(([name, file]) => {
      const database = openDatabase(join(dataDir, 'read-models', file), { readOnly: true, busyTimeoutMs: 2_000 });
      const rows = rowsOf(database);
      database.close();
      return [name, rows];
    }),
  );
}

/** For specs only: the file that each read model of a data folder is served from. */
export function servedFiles(dataDir: string): Readonly<Record<string, string>> {
  return JSON.parse(readFileSync(join(dataDir, 'read-models', 'serving.json'), 'utf8')) as Record<string, string>;
}

const folders: string[] = [];

/** For specs only: a data folder that does not exist yet; `removeDataFolders` takes it and what lies beside it away. */
export function newDataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'minutebook-product-'));
  folders.push(folder);
  return join(folder, 'data');
}

export function removeDataFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}
