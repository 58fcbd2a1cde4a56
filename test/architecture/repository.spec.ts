import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PROJECT } from './planted-violations.fixture';

/** The faults that the repository check names in a folder with these files, and in no others. */
function faultsOf(files: Readonly<Record<string, string>>): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'minutebook-repository-'));
  try {
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
    }
    return check(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function check(folder: string): readonly string[] {
  const { status, stderr } = spawnSync(process.execPath, [join(PROJECT, 'scripts', 'check-repo.mjs'), folder], {
    encoding: 'utf8',
  });
  const faults = stderr.split('\n').filter((line) => line !== '');
  expect(status).toBe(faults.length > 0 ? 1 : 0);
  return faults;
}

const lockfile = (packages: Readonly<Record<string, unknown>>) =>
  JSON.stringify({ lockfileVersion: 3, packages: { '': {}, ...packages } });

describe('the repository check', () => {
  it('finds nothing in this repository', () => {
    expect(check(PROJECT)).toEqual([]);
  });

  it('looks at what is ours only', () => {
    const notOurs = [
      'data/log/log.sqlite',
      'data-secrets/master-key',
      'node_modules/a/utils/a.ts',
      'dist/b/B.ts',
      'npm.log',
    ];
    expect(faultsOf(Object.fromEntries(notOurs.map((file) => [file, ''])))).toEqual([]);
    expect(faultsOf({ 'apps/tracker/data/a.sqlite': '' })).toHaveLength(1);
  });

  it.each(['utils', 'helpers', 'common', 'shared', 'misc'])('names a folder called %s', (folder) => {
    const file = `libs/contexts/alpha/${folder}/dates.ts`;
    expect(faultsOf({ [file]: '' })).toEqual([`vague-folder: ${file}: name the folder after what it holds`]);
  });

  it('names a file of a kind that is not known here', () => {
    expect(faultsOf({ 'libs/a/plan.usecase.ts': '', 'libs/a/plan.exe': '', 'libs/a/plan.query.spec.ts': '' })).toEqual([
      'suffix: libs/a/plan.exe: no such kind of file is known here',
      'suffix: libs/a/plan.usecase.ts: ".usecase.ts" is no kind of file that is known here',
    ]);
  });

  it('names a file that is not written in kebab case', () => {
    expect(faultsOf({ 'libs/a/PlanList.ts': '' })).toEqual([
      'kebab-case: libs/a/PlanList.ts: names are written-like-this',
    ]);
  });

  it.each([
    ['home', 'clerk'],
    ['Users', 'Clerk'],
    ['root', ''],
    ['work', ''],
  ])('names a path of one machine under %s', (top, name) => {
    const path = `/${top}/${name}`;
    expect(faultsOf({ 'docs/notes.md': `Look in ${path}x/plans.` })).toEqual([
      expect.stringContaining(`machine-path: docs/notes.md: /${top}/`),
    ]);
  });

  it('names a decision whose number is taken, and one without a number', () => {
    expect(
      faultsOf({
        'docs/decisions/0001-record-decisions.md': '',
        'docs/decisions/0001-use-sqlite.md': '',
        'docs/decisions/use-nest.md': '',
      }),
    ).toEqual([
      'decision-number: docs/decisions/0001-use-sqlite.md: 0001 is also docs/decisions/0001-record-decisions.md',
      'decision-name: docs/decisions/use-nest.md: decisions are named 0001-what-was-decided.md',
    ]);
  });

  it('names a link that leads to no file', () => {
    expect(
      faultsOf({ 'docs/a.md': '[there](b.md) [gone](c.md#part) [far](https://example.org/c.md)', 'docs/b.md': '' }),
    ).toEqual(['broken-link: docs/a.md: c.md']);
  });

  it('names a package whose lockfile entry says where it was fetched', () => {
    const packages = { 'node_modules/a': { version: '1.0.0', resolved: 'https://registry.example/a.tgz' } };
    expect(faultsOf({ 'package-lock.json': lockfile(packages) })).toEqual([
      'lockfile-address: package-lock.json: node_modules/a names a registry',
    ]);
  });

  it('names a platform package that the lockfile lacks, wherever it could stand', () => {
    const parent = { version: '1.0.0', optionalDependencies: { 'a-linux-x64': '1.0.0', 'a-win32-x64': '1.0.0' } };
    const packages = {
      'node_modules/b': { version: '1.0.0' },
      'node_modules/b/node_modules/a': parent,
      'node_modules/a-linux-x64': { version: '1.0.0' },
    };
    expect(faultsOf({ 'package-lock.json': lockfile(packages) })).toEqual([
      expect.stringContaining('lockfile-incomplete: package-lock.json: a-win32-x64 is missing'),
    ]);
  });
});

describe('the lockfile', () => {
  it('is complete for every platform once it has been completed', () => {
    const lock = JSON.parse(readFileSync(join(PROJECT, 'package-lock.json'), 'utf8')) as {
      packages: Record<string, { os?: string[]; cpu?: string[]; libc?: string[]; optional?: boolean }>;
    };
    expect(lock.packages['node_modules/@swc/core-win32-x64-msvc']).toMatchObject({ os: ['win32'], cpu: ['x64'] });
    expect(lock.packages['node_modules/@unrs/resolver-binding-linux-arm-musleabihf']).toMatchObject({
      os: ['linux'],
      cpu: ['arm'],
      libc: ['musl'],
      optional: true,
    });
  });
});
