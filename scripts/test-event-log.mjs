/**
 * `npm run test:event-log`: the contract of the event log alone, for every adapter. `-- --url <connection string>` runs it
 * against that event store too; it leaves nothing behind there but streams under random prefixes.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build, install, requireNode, ROOT } from './prepare.mjs';

const { values } = parseArgs({ options: { url: { type: 'string' } } });

requireNode();
await install();
await build();

const jest = join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');
const { status } = spawnSync(process.execPath, [jest, 'event-log-contract.spec', '--runInBand', '--verbose'], {
  cwd: ROOT,
  stdio: 'inherit',
  env: { ...process.env, ...(values.url !== undefined && { EVENTSTOREDB_URL: values.url }) },
});
process.exitCode = status ?? 1;
