/** What every command needs before it can run: a Node that will do, the packages of the lockfile, a build of the sources. */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** What a new build comes from; a build is up to date while the digest of these files is the one it was made from. */
const BUILD_INPUTS = [
  'apps',
  'libs',
  'bench',
  'package-lock.json',
  'nest-cli.json',
  'tsconfig.json',
  'tsconfig.build.json',
  'scripts/prepare.mjs',
];
const BUILT_FROM = 'dist/.built-from';

/** The program that `npm start` runs. */
export const PROGRAM = join(ROOT, 'dist', 'apps', 'tracker', 'main.js');

/** The program of `npm run worker`. */
export const WORKER = join(ROOT, 'dist', 'apps', 'worker', 'main.js');

/** The program of `npm run token`, `npm run backup` and the like. */
export const COMMAND_LINE = join(ROOT, 'dist', 'apps', 'tracker', 'command-line', 'main.js');

/** Ends with a message unless this Node is at least the one of package.json's `engines`. */
export function requireNode() {
  const wanted = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).engines.node.replace('>=', '');
  const [wantedMajor, wantedMinor] = wanted.split('.').map(Number);
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return;
  stop(`Minutebook needs Node ${wanted} or newer; this is Node ${process.versions.node}. See https://nodejs.org/.`);
}

/** Installs the packages of the lockfile unless they are there. */
export async function install() {
  if (isInstalled()) return;
  await step('Installing packages (about a minute)', () => npm(['ci', '--include=dev', '--loglevel=error']));
}

/** Builds dist/ unless it was built from these very sources. */
export async function build() {
  const digest = digestOfInputs();
  if (existsSync(PROGRAM) && readIfThere(BUILT_FROM) === digest) return;
  const nest = join(ROOT, 'node_modules', '@nestjs', 'cli', 'bin', 'nest.js');
  await step('Building (a few seconds)', () => quietly(process.execPath, [nest, 'build']));
  if (!existsSync(PROGRAM)) stop(`The build did not make ${relative(ROOT, PROGRAM)}.`);
  writeFileSync(join(ROOT, BUILT_FROM), digest);
}

/** Says what is being done and how long it took, on standard error, so that standard output stays the program's own. */
async function step(what, work) {
  process.stderr.write(`${what} ...\n`);
  const began = Date.now();
  await work();
  process.stderr.write(`... done in ${((Date.now() - began) / 1000).toFixed(0)} s\n`);
}

/** Whether every package of the lockfile lies in node_modules, by the list that npm leaves there when it has finished. */
function isInstalled() {
  const there = readIfThere('node_modules/.package-lock.json');
  if (there === undefined) return false;
  const installed = JSON.parse(there).packages;
  const wanted = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, { version, optional, devOptional }]) =>
      path === '' || optional || devOptional || installed[path]?.version === version,
  );
}

function digestOfInputs() {
  const hash = createHash('sha256');
  for (const input of BUILD_INPUTS) {
    for (const file of filesUnder(join(ROOT, input))) {
      if (!/\.(ts|json|mjs)$/.test(file) || /\.(spec|fixture)\.ts$/.test(file)) continue;
      hash
        .update(`${relative(ROOT, file).split(sep).join('/')}\0`)
        .update(readFileSync(file))
        .update('\0');
    }
  }
  return hash.digest('hex');
}

function filesUnder(path) {
  if (!existsSync(path)) return [];
  let entries;
  try {
    entries = readdirSync(path, { withFileTypes: true });
  } catch (error) {
    if (error.code === 'ENOTDIR') return [path];
    throw error;
  }
  return entries
    .filter((entry) => entry.name !== 'node_modules')
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? filesUnder(join(path, entry.name)) : [join(path, entry.name)]));
}

function readIfThere(path) {
  try {
    return readFileSync(join(ROOT, path), 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Runs npm, its output on standard error. */
async function npm(args) {
  const cli = process.env.npm_execpath;
  const own = cli?.endsWith('npm-cli.js');
  const [command, first] = own ? [process.execPath, [cli]] : ['npm', []];
  const child = spawn(command, [...first, ...args], {
    cwd: ROOT,
    stdio: ['ignore', 2, 2],
    shell: !own && process.platform === 'win32',
  });
  const code = await new Promise((resolve, reject) => child.once('error', reject).once('exit', resolve));
  if (code !== 0) stop(`"npm ${args.join(' ')}" failed.`);
}

/** Runs a program whose output matters only when it fails. */
function quietly(command, args) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd: ROOT, encoding: 'utf8' });
  if (error) throw error;
  if (status !== 0) stop(`${stdout}${stderr}\n"${args.map((arg) => relative(ROOT, arg) || arg).join(' ')}" failed.`);
}

function stop(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
