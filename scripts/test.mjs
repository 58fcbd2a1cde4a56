/**
 * `npm test`: sets up what is missing, runs every spec that this machine has the means for, and names at the end what
 * could not be run and why. With REQUIRE_ALL=1 anything that could not be run is a failure.
 *
 * What depends on dates runs twice, under TZ=UTC and TZ=Europe/London. Arguments go to jest: patterns of paths, `-t`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { find, MEANS } from './means.mjs';
import { build, install, requireNode, ROOT } from './prepare.mjs';

/** Specs whose results could depend on the zone of the machine. */
const ZONE_DEPENDENT = '(calendar|read-models|pages)/';

requireNode();
await install();
await build();

const args = process.argv.slice(2);
const focused = args.some((arg) => /^(-t|--testNamePattern)/.test(arg));
const workers = args.some((arg) => /^(-w|-i|--maxWorkers|--runInBand)/.test(arg)) ? [] : ['--maxWorkers=2'];

const env = { ...process.env };
const lacking = [];
for (const means of MEANS.filter(({ neededBy }) => hasSpecs(join(ROOT, neededBy)))) {
  const path = find(means);
  if (path) env[means.variable] = path;
  else lacking.push(means);
}
const withoutMeans = lacking.map(({ neededBy }) => `^${neededBy}`).join('|');

// The whole comes last, so that its summary ends the output.
const runs = [
  run('What depends on dates, in UTC', { TZ: 'UTC', SPECS_ONLY: ZONE_DEPENDENT }, ['--passWithNoTests']),
  run('All, in London', { TZ: 'Europe/London' }, lacking.length > 0 ? ['--passWithNoTests'] : []),
];

const passed = runs.reduce((sum, each) => sum + each.passed, 0);
const failed = runs.reduce((sum, each) => sum + each.failed, 0);
const notRun = [
  ...lacking.map(({ name, neededBy, advice }) => `${neededBy}: no ${name} was found; ${advice}.`),
  ...(focused ? [] : runs.flatMap((each) => each.skipped)),
];
const missed = process.env.REQUIRE_ALL === '1' ? notRun.length : 0;
if (notRun.length > 0) console.log(['', 'Could not be run:', ...new Set(notRun)].join('\n  '));
if (missed > 0) console.log('\nREQUIRE_ALL=1: what could not be run counts as failed.');
console.log(`\n${passed} passed, ${failed + missed} failed`);
process.exitCode = failed + missed > 0 ? 1 : 0;

/** Runs jest once, its output as it comes; counts a spec file that could not be loaded as one failure. */
function run(title, settings, options) {
  const folder = mkdtempSync(join(tmpdir(), 'minutebook-test-'));
  const outputFile = join(folder, 'results.json');
  const jest = join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');
  const filter = join(ROOT, 'scripts', 'spec-filter.cjs');
  console.log(`\n${title} (TZ=${settings.TZ})`);
  try {
    const { status } = spawnSync(
      process.execPath,
      [jest, `--filter=${filter}`, '--json', `--outputFile=${outputFile}`, ...workers, ...options, ...args],
      { cwd: ROOT, stdio: 'inherit', env: { ...env, SPECS_WITHOUT: withoutMeans, ...settings } },
    );
    return counts(outputFile, status);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function counts(outputFile, status) {
  if (!existsSync(outputFile)) return { passed: 0, failed: status === 0 ? 0 : 1, skipped: [] };
  const results = JSON.parse(readFileSync(outputFile, 'utf8'));
  const failures = results.numFailedTests + results.numRuntimeErrorTestSuites;
  const skipped = results.testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter((assertion) => assertion.status === 'pending' || assertion.status === 'todo')
      .map((assertion) => `${relative(ROOT, name)}: skipped: ${assertion.fullName}`),
  );
  return { passed: results.numPassedTests, failed: failures || (status === 0 ? 0 : 1), skipped };
}

function hasSpecs(folder) {
  if (!existsSync(folder)) return false;
  return readdirSync(folder, { recursive: true }).some((file) => file.endsWith('.spec.ts'));
}
