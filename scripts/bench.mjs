/**
 * `npm run bench`: installs, builds, installs what the event log is measured against (bench/package.json, once), then
 * measures. `-- --json` prints the ratios as JSON and nothing else; `-- --only <name,name>` picks;
 * `-- --smoke` runs all once, as small as it can be, to see that nothing is broken.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runInForeground } from './foreground.mjs';
import { build, install, requireNode, ROOT } from './prepare.mjs';

const BENCH = join(ROOT, 'bench');

requireNode();
await install();
await build();
installPeers();
runInForeground(join(ROOT, 'dist', 'bench', 'main.js'), process.argv.slice(2));

/** Without the peers the rest is still measured: sqlite3 needs a compiler where it has no binary for this machine. */
function installPeers() {
  if (existsSync(join(BENCH, 'node_modules', '.package-lock.json'))) return;
  process.stderr.write('Installing the peers of the bench; sqlite3 is compiled (about a minute) ...\n');
  const cli = process.env.npm_execpath;
  const own = cli?.endsWith('npm-cli.js');
  const args = ['ci', '--legacy-peer-deps', '--ignore-scripts=false', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status } = spawnSync(own ? process.execPath : 'npm', own ? [cli, ...args] : args, {
    cwd: BENCH,
    stdio: ['ignore', 2, 2],
    shell: !own && process.platform === 'win32',
  });
  if (status !== 0) process.stderr.write('They could not be installed: what needs them is left out.\n');
}
