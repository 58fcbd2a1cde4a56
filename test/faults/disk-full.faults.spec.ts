import { spawnSync } from 'node:child_process';
import { platform } from 'node:os';
import { verifySqliteLog } from '@minutebook/event-log-sqlite';
import { AppendingChild, eventsAfterRestart, FaultFolders, type ChildLine } from './children.fixture';

/** In blocks of 512 bytes, as `sh` counts them: no file may grow past 1 MiB. */
const LIMIT = 2_048;
/** The signal that would end a process which writes past the limit is ignored, so that the write fails instead. */
const UNDER_LIMIT = `trap '' XFSZ; ulimit -S -f ${LIMIT};`;

const lacking =
  platform() !== 'linux'
    ? 'file-size limits of a process are set as Linux does it'
    : spawnSync('prlimit', ['--version']).status !== 0
      ? 'prlimit (util-linux) was not found'
      : undefined;

describe('13 · a full disk', () => {
  if (lacking !== undefined) {
    it(`could not be tried: ${lacking}`, () => {
      expect(process.env['REQUIRE_ALL']).not.toBe('1');
    });
    return;
  }

  const folders = new FaultFolders();
  afterAll(() => folders.remove());

  /** A child that appends until its disk is full. */
  async function fillDisk(record: string): Promise<{ child: AppendingChild; failed: ChildLine }> {
    const child = new AppendingChild(record, { textBytes: 5_000, under: UNDER_LIMIT });
    const failed = await child.line((line) => line.failed !== undefined);
    return { child, failed };
  }

  it('fails the append cleanly, and the record stays readable', async () => {
    const { child, failed } = await fillDisk(folders.at('clean'));

    expect(failed).toMatchObject({ error: 'LogUnavailable', outcomeUnknown: false });
    expect(failed.message).toContain('disk is full');
    expect(failed.recorded).toBe(eventsIn(child.acknowledged));
    await child.kill();
  });

  it('has kept every acknowledged append when it is started again, and none that failed', async () => {
    const { child } = await fillDisk(folders.at('kept'));
    await child.kill();
    const copy = folders.copy(folders.at('kept'));

    const events = await eventsAfterRestart(copy);

    expect(events).toHaveLength(eventsIn(child.acknowledged));
    expect(await verifySqliteLog(copy)).toMatchObject({ intact: true });
  });

  it('records the next append when there is room again', async () => {
    const { child } = await fillDisk(folders.at('room'));
    // All writers have stopped, each at a failure of its own.
    for (const writer of [0, 1, 2]) await child.line(({ failed }) => failed?.startsWith(`run-${writer}-`) ?? false);
    const before = eventsIn(child.acknowledged);

    expect(spawnSync('prlimit', ['--pid', String(child.pid), '--fsize=unlimited:unlimited']).status).toBe(0);
    child.tell();
    const next = await child.line(({ append }) => append?.startsWith('told-') ?? false);
    await child.kill();

    expect(next.position).toBe(String(before + 1));
    const events = await eventsAfterRestart(folders.copy(folders.at('room')));
    expect(events).toHaveLength(before + 1);
  });
});

function eventsIn(appends: readonly ChildLine[]): number {
  return appends.reduce((sum, { of }) => sum + (of ?? 0), 0);
}
