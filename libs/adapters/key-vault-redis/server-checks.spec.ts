import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Redis } from 'ioredis';
import { openRedisKeyVault, VaultSettingsFault, type RedisVaultPlace } from '.';
import { checkServer } from './server-checks';
import { IMPATIENT, VaultRedis } from './redis-vault.fixture';

const open = (place: RedisVaultPlace) => openRedisKeyVault(place, randomBytes(32), true, IMPATIENT);

describe('A Redis that is to keep keys', () => {
  let redis: VaultRedis | undefined;
  afterEach(() => redis?.stop());

  it.each([
    ['appendonly', 'no', 'appendonly is "no" and must be "yes"'],
    ['appendfsync', 'everysec', 'appendfsync is "everysec" and must be "always"'],
    ['no-appendfsync-on-rewrite', 'yes', 'no-appendfsync-on-rewrite is "yes" and must be "no"'],
    ['maxmemory-policy', 'allkeys-lru', 'maxmemory-policy is "allkeys-lru" and must be "noeviction"'],
    ['save', '3600 1', 'save is "3600 1" and must be ""'],
    ['aof-disable-auto-gc', 'yes', 'aof-disable-auto-gc is "yes" and must be "no"'],
    ['cluster-enabled', 'yes', 'Redis Cluster'],
  ])('is refused where %s is %s', async (setting, value, sentence) => {
    redis = await VaultRedis.start({ [setting]: value });

    const opened = open(redis.place());

    await expect(opened).rejects.toBeInstanceOf(VaultSettingsFault);
    await expect(opened).rejects.toThrow(sentence);
  });

  it.each(['6.0.16', '5.0.14'])('is refused where it is version %s', async (version) => {
    const old = { info: async () => `# Server\r\nredis_version:${version}\r\nrole:master\r\n` } as unknown as Redis;

    await expect(checkServer(old, 'the Redis at 127.0.0.1:6379')).rejects.toThrow(
      `The Redis at 127.0.0.1:6379 is version ${version}; the key vault needs Redis 6.2 or newer`,
    );
  });

  it('is told all that is wrong at once', async () => {
    redis = await VaultRedis.start({ appendfsync: 'no', 'maxmemory-policy': 'volatile-ttl' });

    await expect(open(redis.place())).rejects.toThrow(/appendfsync is .*; maxmemory-policy is /);
  });

  it.each(['0', '1'])('is refused where somebody else keeps something in its database %s', async (database) => {
    redis = await VaultRedis.start();
    await redis.ask(async (client) => {
      await client.select(database);
      await client.set('bull:reminders:id', '1');
    });

    await expect(open(redis.place())).rejects.toThrow('never that of the queue');
  });

  it('is refused where it does not let its settings be read', async () => {
    redis = await VaultRedis.start();
    await redis.ask((client) => client.call('ACL', 'SETUSER', 'default', '-config'));

    await expect(open(redis.place())).rejects.toThrow('+config|get');
  });

  it('is refused while it is a replica', async () => {
    redis = await VaultRedis.start();
    await redis.ask((client) => client.call('REPLICAOF', '127.0.0.1', '1'));

    await expect(open(redis.place())).rejects.toThrow('replica');
  });

  it('serves a user who may do no more than the how-to says', async () => {
    redis = await VaultRedis.start();
    await redis.ask((client) =>
      client.call(
        ...(['ACL', 'SETUSER', 'minutebook', 'on', '>a/secret@', '~minutebook-keys:*'] as const),
        ...['-@all', '+@connection', '+info', '+config|get', '+scan', '+exists', '+del', '+rename', '+bgrewriteaof'],
        ...['+eval', '+hget', '+hmget', '+hset', '+hsetnx', '+hdel', '+hlen', '+hscan', '+hincrby'],
      ),
    );
    const url = redis.server.url.replace('redis://', 'redis://minutebook:a%2Fsecret%40@');

    const vault = await open({ url, prefix: 'derby' });
    const key = randomBytes(32);
    await vault.put(new Map([['id', key]]));
    expect(await vault.get(['id'])).toEqual(new Map([['id', key]]));
    await vault.destroy(['id']);
    expect(await vault.get(['id'])).toEqual(new Map());
    await vault.close();
  });

  it('is told of a password that is not taken, without the password', async () => {
    redis = await VaultRedis.start({ requirepass: 'right' });
    const url = redis.server.url.replace('redis://', 'redis://:not-to-be-seen@');

    const error = await open({ url, prefix: 'derby' }).catch((reason: unknown) => reason);

    expect(error).toMatchObject({ name: 'VaultUnavailable', message: expect.stringContaining('refuses us') });
    expect(JSON.stringify(error) + (error as Error).stack).not.toContain('not-to-be-seen');
  });

  describe('by another way', () => {
    let folder: string;
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), 'minutebook-vault-way-'));
    });
    afterEach(() => rmSync(folder, { recursive: true, force: true }));

    it('answers on a socket of this machine', async () => {
      const path = join(folder, 'redis.sock');
      redis = await VaultRedis.start({ unixsocket: path });

      const vault = await open({ url: `unix://${path}`, prefix: 'derby' });

      expect((await vault.put(new Map([['id', randomBytes(32)]]))).size).toBe(1);
      await vault.close();
    });

    it('answers by TLS to who trusts its authority, and to nobody else', async () => {
      makeCertificates(folder);
      const at = (name: string) => join(folder, name);
      redis = await VaultRedis.start({
        'tls-port': '0',
        'tls-cert-file': at('node.crt'),
        'tls-key-file': at('node.key'),
        'tls-ca-cert-file': at('ca.crt'),
        'tls-auth-clients': 'no',
      });
      const port = await redis.ask(async (client) => {
        for (let free = 20_000 + (process.pid % 20_000); ; free++)
          if (await client.config('SET', 'tls-port', String(free)).catch(() => false)) return free;
      });

      const vault = await open({ url: `rediss://localhost:${port}?tlsCAFile=${at('ca.crt')}`, prefix: 'derby' });

      expect((await vault.put(new Map([['id', randomBytes(32)]]))).size).toBe(1);
      await vault.close();
      await expect(open({ url: `rediss://localhost:${port}`, prefix: 'derby' })).rejects.toThrow(
        /does not answer: .*(CERT|SIGNATURE)/,
      );
    });
  });
});

function makeCertificates(folder: string): void {
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  openssl('req', '-x509', ...newKey, '-keyout', 'ca.key', '-out', 'ca.crt', '-subj', '/CN=authority');
  openssl(
    ...['req', '-x509', ...newKey, '-keyout', 'node.key', '-out', 'node.crt', '-subj', '/CN=localhost'],
    ...['-CA', 'ca.crt', '-CAkey', 'ca.key', '-addext', 'subjectAltName=DNS:localhost'],
  );
}
