import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMPILED_LOG, FaultFolders } from './children.fixture';

const APPENDS = 20;
const tracing = spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0;

/** A kill leaves what the system keeps in memory; only the system's calls show that an answer waited for the disk. */
describe('12 · an answer waits for the disk', () => {
  if (!tracing) {
    it('could not be watched: strace was not found, or may not trace', () => {
      expect(process.env['REQUIRE_ALL']).not.toBe('1');
    });
    return;
  }

  const folders = new FaultFolders();
  afterAll(() => folders.remove());

  it('syncs the write-ahead log between asking and answering, each time', () => {
    const trace = folders.at('trace');
    const child = [join(__dirname, 'asking-child.cjs'), COMPILED_LOG, folders.at('record'), String(APPENDS)];
    const watched = ['-f', '-y', '-o', trace, '-e', 'trace=write,fsync,fdatasync'];

    const { status, stderr } = spawnSync('strace', [...watched, process.execPath, ...child]);

    expect({ status, stderr: String(stderr) }).toEqual({ status: 0, stderr: '' });
    const story = readFileSync(trace, 'utf8')
      .split('\n')
      .flatMap(
        (line) => /"(asks|is answered) \d+|(?<=f(?:data)?sync\(\d+<.*)events\.sqlite-wal(?=>\))/.exec(line)?.[0] ?? [],
      );
    const told = story.map((word) => (word.startsWith('"') ? word.slice(1) : 'synced'));
    const asked = told.slice(told.indexOf('asks 0'), told.indexOf(`is answered ${APPENDS - 1}`) + 1);
    expect(asked).toEqual(
      Array.from({ length: APPENDS }, (_, number) => [`asks ${number}`, 'synced', `is answered ${number}`]).flat(),
    );
  });
});
