/**
 * `npm test`: sets up what is missing, runs every spec that this machine has the means for, and names at the end what
 * could not be run and why. With REQUIRE_ALL=1 anything that could not be run is a failure, but for the peers of the bench.
 *
 * What depends on dates runs twice, under TZ=UTC and TZ=Europe/London; what the product shows and does as a whole runs twice
 * too, with the log in an event store and in a file. Neither changes the other, so that two runs do for both: UTC with the
 * event store, and London with the file. Arguments go to jest: patterns of paths, `-t`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BENCH_PEERS, find, MEANS } from './means.mjs';
import { build, install, requireNode, ROOT } from './prepare.mjs';

/** Specs whose results could depend on the zone of the machine. */
const ZONE_DEPENDENT = '(calendar|read-models)/';
/** Specs of the whole product, whatever its log is; pages show dates too. */
const ON_EITHER_LOG = '(^test/(api|journeys|properties/rebuild)|pages/.*\\.page\\.spec|/import-(order|plan)\\.spec)';

requireNode();
await install();
await build();

const args = process.argv.slice(2);
const focused = args.some((arg) => /^(-t|--testNamePattern)/.test(arg));
const workers = args.some((arg) => /^(-w|-i|--maxWorkers|--runInBand)/.test(arg)) ? [] : ['--maxWorkers=2'];

const env = { ...process.env };
const lacking = [];
for (const means of MEANS.filter(({ neededBy }) => neededBy.some((folder) => hasSpecs(join(ROOT, folder))))) {
  const path = find(means);
  if (path) env[means.variable] = path;
  else lacking.push(means);
}
const withoutMeans = lacking.flatMap(({ neededBy }) => neededBy.map((folder) => `^${folder}`)).join('|');

// The whole comes last, so that its summary ends the output.
const runs = [
  run(
    'The product on an event store and what depends on dates, in UTC',
    { TZ: 'UTC', SPECS_ONLY: `${ON_EITHER_LOG}|${ZONE_DEPENDENT}`, EVENT_LOG_UNDER_TEST: 'eventstoredb' },
    ['--passWithNoTests'],
  ),
  run(
    'All, with the log in a file, in London',
    { TZ: 'Europe/London' },
    lacking.length > 0 ? ['--passWithNoTests'] : [],
  ),
];

const passed = runs.reduce((sum, each) => sum + each.passed, 0);
const failed = runs.reduce((sum, each) => sum + each.failed, 0);
const notRun = [
  ...lacking.map(({ name, neededBy, advice }) => `${neededBy.join(', ')}: no ${name} was found; ${advice}.`),
  ...(focused ? [] : runs.flatMap((each) => each.skipped)),
];
const missed = process.env.REQUIRE_ALL === '1' ? notRun.length : 0;
const told = [...new Set(notRun), ...(existsSync(join(ROOT, BENCH_PEERS.path)) ? [] : [BENCH_PEERS.lacking])];
if (told.length > 0) console.log(['', 'Could not be run:', ...told].join('\n  '));
if (missed > 0) console.log('\nREQUIRE_ALL=1: what could not be run counts as failed.');
console.log(`\n${passed} passed, ${failed + missed} failed`);
process.exitCode = failed + missed > 0 ? 1 : 0;

/** Runs jest once, its output as it comes. */
function run(title, settings, options) {
  const folder = mkdtempSync(join(tmpdir(), 'minutebook-test-'));
  const countsFile = join(folder, 'counts.json');
  const jest = join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');
  const ours = [
    `--filter=${join(ROOT, 'scripts', 'spec-filter.cjs')}`,
    '--reporters=default',
    `--reporters=${join(ROOT, 'scripts', 'count-reporter.cjs')}`,
  ];
  console.log(`\n${title} (TZ=${settings.TZ})`);
  try {
    const { status } = spawnSync(process.execPath, [jest, ...ours, ...workers, ...options, ...args], {
      cwd: ROOT,
      stdio: 'inherit',
      env: { ...env, SPECS_WITHOUT: withoutMeans, COUNTS_FILE: countsFile, ...settings },
    });
    const counts = existsSync(countsFile)
      ? JSON.parse(readFileSync(countsFile, 'utf8'))
      : { passed: 0, failed: 0, skipped: [] };
    return { ...counts, failed: counts.failed || (status === 0 ? 0 : 1) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function hasSpecs(folder) {
  if (!existsSync(folder)) return false;
  return readdirSync(folder, { recursive: true }).some((file) => file.endsWith('.spec.ts'));
}
