import { Redis } from 'ioredis';
import { VaultRedis } from '@minutebook/key-vault-redis/redis-vault.fixture';
import { MailServer } from '@minutebook/mail-smtp/mail-server.fixture';
import { RedisServer } from '@minutebook/redis-test-server';
import { JOURNEY_TIMEOUT, Town, type Visitor } from '../journeys/browser.fixture';
import { isRemindedAndAnswers, TRAVELLERS } from '../journeys/reminder-journey.fixture';
import { newLogSettings } from '../tracker/log-under-test.fixture';
import { newDataFolder, Product } from '../tracker/product.fixture';

jest.setTimeout(JOURNEY_TIMEOUT);

let queue: RedisServer;
let keys: VaultRedis;
let mailServer: MailServer;
let product: Product;
let town: Town;
let visitor: Visitor;

beforeAll(async () => {
  const dataDir = newDataFolder();
  const starting = [RedisServer.start(), VaultRedis.start(), MailServer.start(), newLogSettings(dataDir)] as const;
  const [queueServer, keyServer, smtp, log] = await Promise.all(starting);
  [queue, keys, mailServer] = [queueServer, keyServer, smtp];
  product = await Product.start(dataDir, {
    ...log,
    REDIS_URL: queue.url,
    KEY_VAULT_URL: keys.server.url,
    KEY_VAULT_PREFIX: 'derby',
    MAIL: `smtp://127.0.0.1:${mailServer.port}`,
    MAIL_FROM: 'Minutebook <minutebook@council.gov.uk>',
  });
  town = await Town.around(Promise.resolve(product));
});
afterAll(async () => {
  await town.close();
  await Promise.all([queue.stop(), keys.stop(), mailServer.stop()]);
});

describe('With a Redis for the alarms, another for the keys, and a mail server', () => {
  describe.each(TRAVELLERS)('a visitor $visitorIs', (traveller) => {
    afterEach(() => visitor.leaves());

    it('makes the same journey', async () => {
      visitor = await town.visitor(traveller.script);
      await isRemindedAndAnswers(visitor, traveller);
    });
  });

  it('the alarms and the keys lay in Redis, and no mail of the demonstration left for the mail server', async () => {
    const client = new Redis(queue.url);
    const alarms = await client.keys('*:alarms:*');
    client.disconnect();

    expect(alarms).not.toEqual([]);
    expect(await keys.ask((asked) => asked.dbsize())).toBeGreaterThan(0);
    expect(mailServer.connections).toBe(0);
    const { stdout, stderr } = await product.stop();
    expect(stdout).toContain('it sends no mail to anybody');
    expect(stderr).not.toMatch(/Redis|alarms|key vault/);
  });
});
