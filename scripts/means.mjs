/** The means that some specs need and a machine may lack: what they are for, and how they are found. */
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Each: the folders of the specs that need it, the variable by which they are told, and how to get it. */
export const MEANS = [
  {
    name: 'Chromium',
    neededBy: ['test/journeys/', 'test/journeys-with-redis/'],
    variable: 'CHROME_PATH',
    programs: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
    advice: 'install it (Debian: apt-get install chromium) or name it in CHROME_PATH',
  },
  {
    name: 'Docker Compose',
    neededBy: ['test/deployment/'],
    variable: 'COMPOSE_PATH',
    programs: ['docker-compose'],
    advice: 'install it (Debian: apt-get install docker-compose) or name it in COMPOSE_PATH; no engine is needed',
  },
  {
    name: 'Redis',
    neededBy: [
      'libs/adapters/redis-test-server/',
      'libs/adapters/reminder-queue-bullmq/',
      'apps/tracker/reminders/',
      'test/redis/',
      'libs/adapters/key-vault-redis/',
      'test/keys-in-redis/',
      'test/workers/',
      'test/journeys-with-redis/',
    ],
    variable: 'REDIS_SERVER_PATH',
    programs: ['redis-server'],
    advice: 'install it (Debian: apt-get install redis-server) or name it in REDIS_SERVER_PATH; no service need run',
  },
];

/** What a spec does without, and says so: the peers are compiled for minutes, and prove nothing of the product. */
export const BENCH_PEERS = {
  path: 'bench/node_modules/.package-lock.json',
  lacking: 'test/bench/: the peers of the bench are not installed; npm run bench installs them.',
};

/** Where a means lies: as its variable says, or on the PATH; undefined where it is nowhere. */
export function find({ variable, programs }) {
  const named = process.env[variable];
  if (named) return existsSync(named) ? named : undefined;
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return folders.flatMap((folder) => programs.map((program) => join(folder, program))).find(isExecutable);
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
