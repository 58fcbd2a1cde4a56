/**
 * `npm run check`: format, lint, types, boundaries, dependencies and the repository's own rules. It never edits a file
 * (`npm run fix` does), tells of every check that failed, not only of the first, and at the end of what could not be checked.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { install, requireNode, ROOT } from './prepare.mjs';

requireNode();
await install();

const inModules = (path) => join(ROOT, 'node_modules', path);
const places = ['apps', 'libs', 'test', 'scripts', 'bench'].filter((place) => existsSync(join(ROOT, place)));
// The longest first, so that the short ones run beside it.
const checks = [
  ['lint', inModules('eslint/bin/eslint.js'), '--max-warnings', '0', '.'],
  ['types', inModules('typescript/bin/tsc'), '--noEmit', '-p', 'tsconfig.json'],
  ['types of the domains', inModules('typescript/bin/tsc'), '-p', 'tsconfig.domain.json'],
  ['format', inModules('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.'],
  ['boundaries', inModules('dependency-cruiser/bin/dependency-cruise.mjs'), '--output-type', 'err-long', ...places],
  ['repository', join(ROOT, 'scripts', 'check-repo.mjs'), ROOT],
  ['dependencies', join(ROOT, 'scripts', 'check-dependencies.mjs'), ROOT],
  ['known weaknesses', join(ROOT, 'scripts', 'audit.mjs'), ROOT],
];

const waiting = [...checks];
const failed = [];
const unchecked = [];
const lane = async () => {
  for (let next = waiting.shift(); next; next = waiting.shift()) await check(...next);
};
await Promise.all(Array.from({ length: Math.max(1, Math.min(cpus().length, checks.length)) }, lane));

if (unchecked.length > 0) console.log(`\n${unchecked.join('\n')}`);
console.log(failed.length === 0 ? '\nAll checks passed.' : `\nFailed: ${failed.join(', ')}`);
process.exitCode = failed.length === 0 ? 0 : 1;

/** Runs one check; its output is shown in one piece, and only when it fails. */
async function check(name, program, ...args) {
  const began = Date.now();
  const child = spawn(process.execPath, [program, ...args], { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  const output = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => output.push(chunk));
  const code = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
  const text = Buffer.concat(output).toString('utf8').trimEnd();
  const gaps = text.split('\n').filter((line) => line.startsWith('Not checked: '));
  unchecked.push(...gaps);
  const seconds = ((Date.now() - began) / 1000).toFixed(1);
  if (code === 0) {
    console.log(`${name}: ${gaps.length === 0 ? 'good' : 'NOT CHECKED'} (${seconds} s)`);
    return;
  }
  failed.push(name);
  console.log(`${name}: FAILED (${seconds} s)\n${text}\n`);
}
