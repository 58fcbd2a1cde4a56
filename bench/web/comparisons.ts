import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Comparison, Contender, Opened } from '../comparison';
import { Chance } from '../history/chance';
import type { DataSets, Size } from '../history/data-sets';
import { ACTIONS_OF_PLAN, actionId, MIDDLE, planId, PLANS } from '../history/made-history';
import { commentary } from '../history/wording';
import { commitTime } from '../log/disk-commit';
import { say } from '../say';
import { many } from '../smoke';
import { SHOWN } from './bare-page';
import { requestsPerSecond } from './http-load';
import { MeasuredServer } from './measured-server';

/** Commands of one run. */
const COMMANDS = { 1: many(400, 10), 16: many(1_600, 32) } as const;
/** Pages of one run, and how many are asked for at the same time. */
const PAGES = many(400, 16);
const READERS = 8;
const RUNS = 9;
/** A page goes through so much code that the machine translates and improves it for some thousands of pages. */
const WARM_UPS = 10;

/** So many records hold ten events of each action, in a record of any size: both sides then show the same rows. */
const AT_TEN_EVENTS = many(10_042, 2_042);

const boardPath = (number: number): string => `/action-plans/${planId(number % PLANS)}`;
/** Each plan in turn, and each time another of its actions. */
const actionPath = (number: number): string =>
  `/actions/${actionId((number * (ACTIONS_OF_PLAN + 1)) % (PLANS * ACTIONS_OF_PLAN))}`;
const auditPath = (): string => '/audit-trail';

type PathOf = (number: number) => string;

const asAt =
  (path: PathOf, moment: string | number): PathOf =>
  (number) =>
    `${path(number)}?asAt=${moment}`;

/** Reports progress on each action in turn, so that no two commands on their way touch one record. */
function reporting(server: MeasuredServer, connections: 1 | 16): Contender {
  const chance = new Chance(16);
  let number = 0;
  const next = () => {
    const body = JSON.stringify({
      rag: chance.oneOf(['green', 'amber', 'red']),
      commentary: commentary(chance, 200, 0),
    });
    const path = `/api/v1/actions/${actionId(number++ % (PLANS * ACTIONS_OF_PLAN))}/report-progress`;
    return { method: 'POST', path, body } as const;
  };
  const load = { port: server.port, connections, count: COMMANDS[connections], headers: server.tokenHeader, next };
  return { run: () => requestsPerSecond(load) };
}

function reading(server: MeasuredServer, pathOf: PathOf, headers: Readonly<Record<string, string>>): Contender {
  let number = 0;
  const next = () => ({ method: 'GET', path: pathOf(number++) }) as const;
  const load = { port: server.port, connections: READERS, count: PAGES, headers, next };
  return { run: () => requestsPerSecond(load) };
}

async function commands(data: DataSets, connections: 1 | 16): Promise<Opened> {
  // Committing together is what the product gains by: without the disk's figure the ratio says little.
  say(`one row is committed to the disk in ${(await commitTime(data)).toPrecision(3)} ms`);
  const folders = [await data.copyOf(10_000), data.empty()] as const;
  const ours = await MeasuredServer.start('tracker', folders[0]);
  const theirs = await MeasuredServer.start('bare-command', folders[1]);
  return {
    ours: reporting(ours, connections),
    theirs: reporting(theirs, connections),
    close: async () => {
      await Promise.all([ours.close(), theirs.close()]);
      for (const folder of folders) data.discard(folder);
    },
  };
}

async function boardAndBarePage(data: DataSets): Promise<Opened> {
  const own = data.empty();
  const ours = await MeasuredServer.start('tracker', await data.ofSize(10_000));
  writeFileSync(join(own, SHOWN), JSON.stringify(await ours.json(`/api/v1${boardPath(0)}`)));
  const theirs = await MeasuredServer.start('bare-page', own);
  return {
    ours: reading(ours, () => boardPath(0), ours.cookieHeader),
    theirs: reading(theirs, () => boardPath(0), {}),
    close: async () => {
      await Promise.all([ours.close(), theirs.close()]);
      data.discard(own);
    },
  };
}

/** The same server asked for two pages. */
async function onOneRecord(data: DataSets, events: Size, ours: PathOf, theirs: PathOf): Promise<Opened> {
  const server = await MeasuredServer.start('tracker', await data.ofSize(events));
  const cookie = server.cookieHeader;
  return {
    ours: reading(server, ours, cookie),
    theirs: reading(server, theirs, cookie),
    close: () => server.close(),
  };
}

/** The same page of two records. */
async function ofTwoSizes(data: DataSets, sizes: readonly [Size, Size], path: PathOf): Promise<Opened> {
  const ours = await MeasuredServer.start('tracker', await data.ofSize(sizes[0]));
  const theirs = await MeasuredServer.start('tracker', await data.ofSize(sizes[1]));
  return {
    ours: reading(ours, path, ours.cookieHeader),
    theirs: reading(theirs, path, theirs.cookieHeader),
    close: async () => {
      await Promise.all([ours.close(), theirs.close()]);
    },
  };
}

const LARGEST: Size = 1_000_000;
const asked = { runs: RUNS, warmUps: WARM_UPS, unit: 'pages' } as const;

/** As at a date at most 1.3 times the time of live, and the largest record at most 1.5 times that of the smallest. */
const AS_AT_RATIO = 1 / 1.3;
const GROWTH_RATIO = 1 / 1.5;

function pages(name: string, path: PathOf, sameRows: PathOf = path): readonly Comparison[] {
  return [
    {
      ...asked,
      name: `${name}-as-at`,
      against: `${name}-live`,
      atLeast: AS_AT_RATIO,
      open: (data) => onOneRecord(data, LARGEST, asAt(path, MIDDLE), path),
    },
    {
      ...asked,
      name: `${name}-1000000`,
      against: `${name}-10000`,
      atLeast: GROWTH_RATIO,
      open: (data) => ofTwoSizes(data, [LARGEST, 10_000], sameRows),
    },
    {
      ...asked,
      name: `${name}-1000000`,
      against: `${name}-100000`,
      atLeast: GROWTH_RATIO,
      open: (data) => ofTwoSizes(data, [LARGEST, 100_000], path),
    },
  ];
}

/** The product over HTTP: commands, and pages live, as at a date, and with records of three sizes. */
export const WEB_COMPARISONS: readonly Comparison[] = [
  {
    name: 'command-over-http',
    against: 'bare-fastify-one-commit',
    unit: 'commands',
    runs: RUNS,
    warmUps: 3,
    atLeast: 0.4,
    open: (data) => commands(data, 16),
  },
  {
    name: 'command-over-http-1-connection',
    against: 'bare-fastify-one-commit',
    unit: 'commands',
    runs: RUNS,
    warmUps: 3,
    atLeast: 0.2,
    open: (data) => commands(data, 1),
  },
  {
    ...asked,
    name: 'board-page-live',
    against: 'bare-fastify-nunjucks-page',
    atLeast: 0.3,
    open: boardAndBarePage,
  },
  ...pages('board-page', boardPath),
  // A live timeline has fewer entries after 10 events than after 1,000: as at the tenth, both records show the same.
  ...pages('action-page', actionPath, asAt(actionPath, AT_TEN_EVENTS)),
  ...pages('audit-page', auditPath),
];
