import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { hasRedis } from '../../bench/reminders/redis-process';

const PROJECT = join(__dirname, '..', '..');
/** npm leaves it there once the peers of the bench are installed; `npm test` names them where they are not. */
const PEERS = join(PROJECT, 'bench', 'node_modules', '.package-lock.json');

describe('the bench', () => {
  it('runs everything that it measures, each as small as can be', () => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(PROJECT, 'dist', 'bench', 'main.js'), '--smoke'],
      { encoding: 'utf8', env: { ...process.env, BENCH_DIR: undefined } },
    );

    expect({ status, told: status === 0 ? '' : stderr }).toEqual({ status: 0, told: '' });
    const lines = stdout.trimEnd().split('\n');
    const leftOut = lines.filter((line) => line.startsWith('left out: '));
    expect(lines.filter((line) => line.startsWith('ran: ')).length).toBeGreaterThanOrEqual(30);
    const lacks = (line: string): boolean =>
      (!existsSync(PEERS) && line.endsWith(' against emmett-sqlite')) ||
      (!hasRedis() && line.startsWith('left out: reminder-queue '));
    expect(leftOut.filter((line) => !lacks(line))).toEqual([]);
  }, 120_000);
});
