import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROJECT } from './planted-violations.fixture';

type Packages = Readonly<Record<string, object>>;

interface Ended {
  readonly code: number | null;
  readonly said: readonly string[];
}

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A project with these packages in its lockfile. */
function project(packages: Packages, npmrc = 'ignore-scripts=true\n'): string {
  const folder = mkdtempSync(join(tmpdir(), 'minutebook-dependencies-'));
  folders.push(folder);
  const dependencies = Object.fromEntries(
    Object.keys(packages)
      .filter((path) => path.split('node_modules/').length === 2)
      .map((path) => [path.slice('node_modules/'.length), '1.0.0']),
  );
  const itself = { name: 'planted', version: '1.0.0', dependencies };
  const lock = {
    name: 'planted',
    version: '1.0.0',
    lockfileVersion: 3,
    requires: true,
    packages: { '': itself, ...packages },
  };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(itself));
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify(lock));
  writeFileSync(join(folder, '.npmrc'), npmrc);
  return folder;
}

async function run(script: string, folder: string, settings: NodeJS.ProcessEnv = {}): Promise<Ended> {
  const child = spawn(process.execPath, [join(PROJECT, 'scripts', script), folder], {
    env: { ...process.env, REQUIRE_AUDIT: '', ...settings },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (said += text.toString()));
  const code = await new Promise<number | null>((done) => child.once('close', done));
  return { code, said: said.split('\n').filter((line) => line !== '') };
}

const check = (packages: Packages, npmrc?: string): Promise<Ended> =>
  run('check-dependencies.mjs', project(packages, npmrc));

describe('The check of dependencies', () => {
  it('finds nothing in this repository', async () => {
    expect(await run('check-dependencies.mjs', PROJECT)).toEqual({ code: 0, said: [] });
  });

  it('names a licence that we do not take, and one that is missing', async () => {
    const ended = await check({
      'node_modules/good': { version: '1.0.0', license: 'MIT' },
      'node_modules/viral': { version: '1.0.0', license: 'AGPL-3.0' },
      'node_modules/good/node_modules/silent': { version: '2.0.0' },
    });

    expect(ended).toEqual({
      code: 1,
      said: [
        'licence: viral 1.0.0: AGPL-3.0 is not among those we take',
        'licence: silent 2.0.0: none is not among those we take',
      ],
    });
  });

  it('takes a licence for the one package that it is allowed for only', async () => {
    const { said } = await check({
      'node_modules/axe-core': { version: '1.0.0', license: 'MPL-2.0' },
      'node_modules/other': { version: '1.0.0', license: 'MPL-2.0' },
    });

    expect(said).toEqual(['licence: other 1.0.0: MPL-2.0 is not among those we take']);
  });

  it('takes a binary of another platform for a part of the package that wants it', async () => {
    const parent = (license: string) => ({
      version: '1.0.0',
      license,
      optionalDependencies: { 'tool-win32-x64': '1.0.0' },
    });
    const binary = { version: '1.0.0', optional: true, os: ['win32'] };

    expect(await check({ 'node_modules/tool': parent('MIT'), 'node_modules/tool-win32-x64': binary })).toMatchObject({
      code: 0,
    });
    expect(
      await check({ 'node_modules/tool': parent('AGPL-3.0'), 'node_modules/tool-win32-x64': binary }),
    ).toMatchObject({ code: 1 });
  });

  it('names a package that would run a script of its own, unless somebody has read it', async () => {
    const ended = await check({
      'node_modules/protobufjs': { version: '1.0.0', license: 'MIT', hasInstallScript: true },
      'node_modules/new': { version: '1.0.0', license: 'MIT', hasInstallScript: true },
    });

    expect(ended).toEqual({
      code: 1,
      said: ['install-script: new 1.0.0: read what it does, then name it in dependency-rules.json'],
    });
  });

  it.each(['', '# ignore-scripts=true\n', 'ignore-scripts=false\n'])(
    'names that scripts may run: .npmrc is %j',
    async (npmrc) => {
      const { code, said } = await check({ 'node_modules/good': { version: '1.0.0', license: 'MIT' } }, npmrc);

      expect([code, said.length]).toEqual([1, 1]);
      expect(said[0]).toMatch(/^install-script: .npmrc: ignore-scripts=true is missing/);
    },
  );
});

describe('The question for known weaknesses', () => {
  let registry: Server;
  let answer: { readonly status: number; readonly body: unknown };
  beforeAll(async () => {
    registry = createServer((request, response) => {
      request.resume();
      const isQuestion = request.method === 'POST';
      const manifest = { name: 'weak', version: '1.0.0', dist: { tarball: `http://${request.headers.host}/weak.tgz` } };
      const document = { name: 'weak', 'dist-tags': { latest: '1.0.0' }, versions: { '1.0.0': manifest } };
      response.writeHead(isQuestion ? answer.status : 200, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify(isQuestion ? answer.body : document));
    });
    await new Promise<void>((listening) => registry.listen(0, '127.0.0.1', listening));
  });
  afterAll(() => new Promise((closed) => registry.close(closed)));

  const advisory = (severity: string) => ({
    weak: [
      {
        id: 1,
        url: 'https://example.org/1',
        title: 'Falls over',
        severity,
        vulnerable_versions: '<2',
        cwe: [],
        cvss: { score: 1 },
      },
    ],
  });
  const ask = (settings: NodeJS.ProcessEnv = {}): Promise<Ended> => {
    const folder = project({ 'node_modules/weak': { version: '1.0.0', license: 'MIT' } });
    return run('audit.mjs', folder, {
      NPM_CONFIG_REGISTRY: `http://127.0.0.1:${(registry.address() as AddressInfo).port}/`,
      // npm remembers what an advisory said.
      NPM_CONFIG_CACHE: join(folder, 'cache'),
      ...settings,
    });
  };

  it('is answered with none: good', async () => {
    answer = { status: 200, body: {} };

    expect(await ask()).toEqual({ code: 0, said: [] });
  });

  it.each(['high', 'critical'])('fails where one is %s, and names it', async (severity) => {
    answer = { status: 200, body: advisory(severity) };

    expect(await ask()).toEqual({ code: 1, said: [`${severity}: weak: Falls over https://example.org/1`] });
  });

  it.each(['moderate', 'low'])('tells of one that is %s', async (severity) => {
    answer = { status: 200, body: advisory(severity) };

    expect(await ask()).toEqual({ code: 0, said: [`${severity}: weak: Falls over https://example.org/1`] });
  });

  it('says that it was not answered, and does not pass for an answer where one is required', async () => {
    answer = { status: 405, body: {} };
    const unasked =
      'Not checked: known weaknesses of dependencies (the registry answered 405). Ask where the registry answers: npm audit';

    expect(await ask()).toEqual({ code: 0, said: [unasked] });
    expect(await ask({ REQUIRE_AUDIT: '1' })).toEqual({ code: 1, said: [unasked] });
  });

  it('says that nobody was there, without the address and what is secret in it', async () => {
    const { code, said } = await ask({ NPM_CONFIG_REGISTRY: 'http://clerk:hunter2@127.0.0.1:9/' });

    expect(code).toBe(0);
    expect(said).toEqual([expect.stringMatching(/^Not checked: known weaknesses of dependencies \(/)]);
    expect(said[0]).not.toMatch(/hunter2|127\.0\.0\.1/);
  });
});
