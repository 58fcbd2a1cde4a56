import { existsSync } from 'node:fs';
import { Redis } from 'ioredis';
import { RedisServer } from '.';

describe('A Redis of a spec’s own', () => {
  let server: RedisServer;

  beforeEach(async () => {
    server = await RedisServer.start();
  });
  afterEach(() => server.stop());

  async function ask<T>(question: (client: Redis) => Promise<T>): Promise<T> {
    const client = new Redis(server.url, { retryStrategy: () => null });
    client.on('error', () => undefined);
    try {
      return await question(client);
    } finally {
      client.disconnect();
    }
  }

  it('keeps what it acknowledged over a kill, on the same port', async () => {
    await ask((client) => client.set('kept', 'yes'));

    await server.kill();
    await expect(ask((client) => client.get('kept'))).rejects.toThrow();
    await server.restart();

    expect(await ask((client) => client.get('kept'))).toBe('yes');
  });

  it('takes its folder away when it is stopped', async () => {
    await server.stop();

    expect(existsSync(server.folder)).toBe(false);
  });
});
