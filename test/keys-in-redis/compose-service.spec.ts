import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openRedisKeyVault } from '@minutebook/key-vault-redis';
import { Deployment } from '../deployment/compose.fixture';

describe('The key vault of docker-compose.yml', () => {
  const deployment = new Deployment();
  const secret = (name: string) => readFileSync(join(deployment.folder, 'deploy', 'secrets', name), 'utf8').trim();
  beforeAll(() => deployment.makeSecrets());
  afterAll(() => deployment.remove());

  it('is a Redis that is fit for keys, whose one user may do no more than is needed', async () => {
    // Given: half a file that a rewrite left, and the command of the service, with folders of this machine
    const { folder } = deployment;
    mkdirSync(join(folder, 'keys', 'appendonlydir'), { recursive: true });
    const half = join(folder, 'keys', 'appendonlydir', 'temp-rewriteaof-7.aof');
    writeFileSync(half, 'half');
    const socket = join(folder, 'redis.sock');
    const script = deployment
      .commandOf('key-vault')
      .replaceAll('/run/key-vault/redis.sock', socket)
      .replaceAll('/run/secrets/', join(folder, 'deploy', 'secrets', '/'))
      .replaceAll('/data', join(folder, 'keys'));
    const redis = spawn('sh', ['-c', script], { stdio: 'ignore' });
    const ended = once(redis, 'exit');
    while (!existsSync(socket)) await new Promise((resolve) => setTimeout(resolve, 20));

    // When: the product opens its keys there, by the secret that was made
    const url = secret('key-vault').replace('/run/key-vault/redis.sock', socket);
    const vault = await openRedisKeyVault({ url, prefix: 'council' }, Buffer.alloc(32, 7), true);
    const key = Buffer.alloc(32, 9);
    await vault.put(new Map([['a-key', key]]));
    const held = await vault.get(['a-key']);
    await vault.destroy(['a-key']);

    // Then: they are kept and destroyed, nobody comes in without the secret, and the half is gone
    expect(held).toEqual(new Map([['a-key', key]]));
    expect(await vault.get(['a-key'])).toEqual(new Map());
    await vault.close();
    const stranger = openRedisKeyVault({ url: `unix://${socket}`, prefix: 'council' }, Buffer.alloc(32, 7), true);
    await expect(stranger).rejects.toThrow('refuses us');
    expect(existsSync(half)).toBe(false);
    redis.kill();
    await ended;
  });
});
