import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readPlaces } from '../configuration';
import { ConfigurationFault } from '../configuration-fault';
import type { RedisPlace } from './redis-place';

const SECRET = Buffer.alloc(32, 7).toString('base64');
const ADDRESS = 'rediss://minutebook:a%40b@redis.example.gov.uk:6380';

describe('REDIS_URL', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'minutebook-redis-place-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const read = (said: Readonly<Record<string, string>>): RedisPlace | undefined =>
    readPlaces({ DATA_DIR: join(folder, 'data'), SESSION_SECRET: SECRET, MASTER_KEY: SECRET, ...said }).redis;

  it('names no Redis unless it is set', () => {
    expect(read({})).toBeUndefined();
  });

  it('is taken itself or from a file, with the prefix of our streams or one of its own', () => {
    const file = join(folder, 'redis');
    writeFileSync(file, `${ADDRESS}\n`);

    expect(read({ REDIS_URL_FILE: file })).toEqual({ address: ADDRESS, prefix: 'minutebook' });
    expect(read({ REDIS_URL: ADDRESS, EVENT_LOG_PREFIX: 'derby' })).toEqual({ address: ADDRESS, prefix: 'derby' });
  });

  it.each([
    [
      'a Redis on another machine without TLS, without repeating its password',
      { REDIS_URL: 'redis://:changeit@redis.example.gov.uk:6379' },
      'REDIS_URL: A Redis that is not on this machine must be reached by TLS: write rediss:// in place of redis://',
    ],
    [
      'a prefix that cannot begin its keys',
      { REDIS_URL: 'redis://127.0.0.1', EVENT_LOG_PREFIX: 'Derby' },
      'EVENT_LOG_PREFIX: "Derby" cannot be the prefix of keys: use up to 32 lower-case letters, digits and dashes, a letter first',
    ],
  ])('refuses %s', (_, said, message) => {
    expect(() => read(said)).toThrow(new ConfigurationFault(message));
  });
});
