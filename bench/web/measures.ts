import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { median, type Measure } from '../comparison';
import { MASTER_KEY, type DataSets } from '../history/data-sets';
import { actionId, GROUPS } from '../history/made-history';
import { NEVER_TOGETHER } from '../history/wording';
import { commitTime } from '../log/disk-commit';
import { many } from '../smoke';
import { MeasuredServer } from './measured-server';

const TIMES = many(15, 3);
const STARTS = many(5, 1);
/** The built program; this file runs in dist/bench/web. */
const PROGRAM = join(__dirname, '..', '..', 'apps', 'tracker', 'main.js');

/** The median time of a page of the largest record, in ms, one request at a time. */
async function pageTime(data: DataSets, path: string): Promise<number> {
  const server = await MeasuredServer.start('tracker', await data.ofSize(1_000_000));
  const headers = server.cookieHeader;
  const times: number[] = [];
  for (let time = 0; time < TIMES; time++) {
    const began = performance.now();
    const answer = await fetch(`http://127.0.0.1:${server.port}${path}`, { headers });
    await answer.text();
    if (answer.status !== 200) throw new Error(`${path} was answered with ${answer.status}`);
    times.push(performance.now() - began);
  }
  await server.close();
  return median(times.slice(2));
}

async function delay(data: DataSets): Promise<number> {
  const folder = await data.copyOf(100_000);
  const server = await MeasuredServer.start('tracker', folder);
  await server.ask('delay');
  const ms = await server.ask<number>('delay');
  await server.close();
  data.discard(folder);
  return ms;
}

interface Start {
  readonly seconds: number;
  readonly megabytes: number;
}

/** The median of several starts. */
async function starts(data: DataSets, figure: keyof Start): Promise<number> {
  const folder = await data.copyOf(100_000);
  const all: number[] = [];
  for (let time = 0; time < STARTS; time++) all.push((await start(folder))[figure]);
  data.discard(folder);
  return median(all);
}

/** Starts the program as an operator does, until it says that it is ready. */
async function start(folder: string): Promise<Start> {
  const port = await freePort();
  const began = performance.now();
  const child = spawn(process.execPath, [PROGRAM], {
    env: {
      ...process.env,
      DATA_DIR: folder,
      PORT: String(port),
      MASTER_KEY: MASTER_KEY.toString('base64'),
      SESSION_SECRET: MASTER_KEY.toString('base64'),
    },
    stdio: ['ignore', 2, 2],
  });
  try {
    while (!(await isReady(port))) {
      if (child.exitCode !== null) throw new Error(`The program ended with ${child.exitCode}`);
      await pause(10);
    }
    const seconds = (performance.now() - began) / 1_000;
    await pause(1_000);
    return { seconds, megabytes: residentMegabytes(child.pid as number) };
  } finally {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await ended;
  }
}

async function isReady(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/health/ready`)).status === 200;
  } catch {
    return false;
  }
}

/** What the process holds in memory. Only Linux tells it so simply. */
function residentMegabytes(pid: number): number {
  const kibibytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kibibytes) / 1_024;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const [evenWord, oddWord] = NEVER_TOGETHER;

/** What is measured alone: times, and what the process holds in memory. */
export const WEB_MEASURES: readonly Measure[] = [
  { name: 'disk-commit', what: 'one row, committed to the disk', unit: 'ms', measure: commitTime },
  {
    name: 'audit-page-word-and-record',
    what: 'a frequent word with a record that never has it, 1,000,000 events',
    unit: 'ms',
    atMost: 50,
    measure: (data) => pageTime(data, `/audit-trail?q=${evenWord}&record=action-${actionId(25)}`),
  },
  {
    name: 'audit-page-word-and-group',
    what: 'a frequent word with a group whose half of the record never has it, 1,000,000 events',
    unit: 'ms',
    atMost: 50,
    measure: (data) => pageTime(data, `/audit-trail?q=${evenWord}&group=${GROUPS[1]}`),
  },
  {
    name: 'audit-page-words-apart',
    what: 'two frequent words that never meet, 1,000,000 events',
    unit: 'ms',
    atMost: 50,
    measure: (data) => pageTime(data, `/audit-trail?q=${evenWord}+${oddWord}`),
  },
  {
    name: 'delay',
    what: 'from the answer to a command until its event stands in all read models',
    unit: 'ms',
    atMost: 2,
    measure: delay,
  },
  {
    name: 'start-time',
    what: 'from the start of the process until it is ready, 100,000 events',
    unit: 's',
    atMost: 3,
    measure: (data) => starts(data, 'seconds'),
  },
  {
    name: 'start-memory',
    what: 'resident memory a second after it is ready, 100,000 events',
    unit: 'MB',
    atMost: 250,
    measure: (data) => starts(data, 'megabytes'),
  },
];
