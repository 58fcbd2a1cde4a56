import { join } from 'node:path';
import { openLogReadOnly } from '../../apps/tracker/record/log-place';
import { newDataFolder, Product, removeDataFolders } from './product.fixture';

describe('POLICIES', () => {
  afterAll(removeDataFolders);

  async function startOfReminders(dataDir: string): Promise<number> {
    const log = await openLogReadOnly({ engine: 'sqlite', folder: join(dataDir, 'log') });
    try {
      return (await log.readStream('policy-reminders')).length;
    } finally {
      await log.close();
    }
  }

  it('off: the product serves its pages, says that it reminds nobody, and begins no reminding', async () => {
    const dataDir = newDataFolder();

    // given
    const silent = await Product.start(dataDir, { POLICIES: 'off' });
    const page = await silent.get('/sign-in');
    const { stderr } = await silent.stop();

    // then
    expect(page.status).toBe(200);
    expect(stderr).toContain('POLICIES is off: nobody is reminded by this process.');
    expect(await startOfReminders(dataDir)).toBe(0);

    // when
    const reminding = await Product.start(dataDir);
    await reminding.stop();

    // then
    expect(await startOfReminders(dataDir)).toBe(1);
  });
});
