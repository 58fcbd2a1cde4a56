import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { realSystemClock } from '@minutebook/kernel/recording';
import { RedisServer } from '@minutebook/redis-test-server';
import { openReminderQueue } from './open-reminder-queue';

describe('The alarm clock of reminders', () => {
  let dataDir: string;
  let server: RedisServer;

  beforeEach(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'minutebook-alarms-'));
    server = await RedisServer.start({ config: { 'maxmemory-policy': 'allkeys-lru' } });
  });
  afterEach(async () => {
    await server.stop();
    rmSync(dataDir, { recursive: true });
  });

  it('lies in a Redis where one is named, which is looked at, and in a file else', async () => {
    const said: string[] = [];
    const say = (text: string): void => void said.push(text);
    const redis = { address: server.url, prefix: 'derby' };

    const queue = await openReminderQueue({ dataDir, redis }, realSystemClock, say);
    await queue.set([{ key: 'a', at: Date.now() }]);
    await queue.close();
    const hasFile = existsSync(join(dataDir, 'alarms'));
    const inFile = await openReminderQueue({ dataDir }, realSystemClock, say);

    expect(hasFile).toBe(false);
    expect(said).toEqual([
      expect.stringMatching(/^The Redis of the reminder queue may give up alarms .*"noeviction"\.$/),
    ]);
    expect((await inFile.counts()).waiting).toBe(0);
    await inFile.close();
    const again = await openReminderQueue({ dataDir, redis }, realSystemClock, say);
    expect((await again.counts()).waiting).toBe(1);
    await again.close();
  });
});
