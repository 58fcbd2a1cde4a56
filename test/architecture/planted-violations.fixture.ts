import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';

/** The project's folder. */
export const PROJECT = join(__dirname, '..', '..');

/** A small tree of the project's shape, in which some files break one rule each and say so in their first lines. */
export const PLANTED_TREE = join(__dirname, 'violations');

/** The files of the planted tree, each with the rules that it says it violates (none: it obeys them all). */
export function plantedFiles(): Map<string, readonly string[]> {
  const files = readdirSync(PLANTED_TREE, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  return new Map(
    files.map((file) => {
      const text = readFileSync(join(PLANTED_TREE, file), 'utf8');
      const rules = [...text.matchAll(/^\/\/ violates: (.+)$/gm)].map(([, rule]) => rule ?? '');
      return [file.split(sep).join('/'), rules];
    }),
  );
}

/** Runs a program of node_modules in a folder and reads the JSON that it prints, whatever its exit code. */
export function jsonOf<T>(program: string, args: readonly string[], folder: string): T {
  const { stdout, stderr } = spawnSync(process.execPath, [join(PROJECT, 'node_modules', program), ...args], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  });
  if (stdout === '') throw new Error(`${program} printed nothing: ${stderr}`);
  return JSON.parse(stdout) as T;
}
