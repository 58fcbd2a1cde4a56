import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkQueueAddress, checkQueuePrefix, QueueAddressFault } from './queue-address';

describe('The address of the reminder queue', () => {
  it('is read with user and password, which may be percent-encoded', () => {
    expect(checkQueueAddress('rediss://minutebook:p%40ss@redis.example.gov.uk:6380')).toEqual({
      host: 'redis.example.gov.uk',
      port: 6380,
      username: 'minutebook',
      password: 'p@ss',
      tls: {},
    });
  });

  it.each(['redis://127.0.0.1', 'redis://localhost/', 'redis://[::1]:6379'])(
    'may do without TLS and a password on this machine: %s',
    (text) => {
      expect(checkQueueAddress(text)).toMatchObject({ port: 6379 });
      expect(checkQueueAddress(text).tls).toBeUndefined();
    },
  );

  it('may be a socket of this machine', () => {
    expect(checkQueueAddress('unix://minutebook:s3cr%2Fet@/run/queue/redis.sock')).toEqual({
      path: '/run/queue/redis.sock',
      username: 'minutebook',
      password: 's3cr/et',
    });
    expect(checkQueueAddress('unix:///run/queue/redis.sock')).toEqual({ path: '/run/queue/redis.sock' });
  });

  it('reads the certificate of an authority of the council’s own', () => {
    const folder = mkdtempSync(join(tmpdir(), 'minutebook-address-'));
    writeFileSync(join(folder, 'ca.crt'), 'the authority');

    const { tls } = checkQueueAddress(`rediss://:secret@redis.example.gov.uk?tlsCAFile=${join(folder, 'ca.crt')}`);

    expect(tls).toEqual({ ca: 'the authority' });
    rmSync(folder, { recursive: true });
  });

  it.each([
    ['no address', 'redis.example.gov.uk:6379'],
    ['another protocol', 'https://:s3cret@redis.example.gov.uk'],
    ['no TLS to another machine', 'redis://:s3cret@redis.example.gov.uk:6379'],
    ['the number of a database', 'rediss://:s3cret@redis.example.gov.uk/2'],
    ['a password that was not encoded', 'rediss://:s3cret#@redis.example.gov.uk'],
    ['half an encoding', 'rediss://:s3cret%4@redis.example.gov.uk'],
    ['a user without a password', 'rediss://s3cret@redis.example.gov.uk'],
    ['an option that there is not', 'rediss://:s3cret@redis.example.gov.uk?tls=no'],
    ['a certificate that is not there', 'rediss://:s3cret@redis.example.gov.uk?tlsCAFile=/not/there.crt'],
    ['a socket without a path', 'unix://minutebook:s3cret@/'],
    ['a socket on another machine', 'unix://minutebook:s3cret@redis.example.gov.uk/run/redis.sock'],
    ['a socket with options', 'unix://minutebook:s3cret@/run/redis.sock?tls=no'],
    ['a certificate for nothing', 'redis://:s3cret@127.0.0.1?tlsCAFile=/etc/hosts'],
  ])('refuses %s, and repeats no secret', (_, text) => {
    const fault = faultOf(() => checkQueueAddress(text));

    expect(fault).toBeInstanceOf(QueueAddressFault);
    expect((fault as Error).message).not.toContain('s3cret');
  });

  it.each(['', '1st', 'Council', 'a:b', 'a'.repeat(33)])('refuses the prefix "%s"', (prefix) => {
    expect(() => checkQueuePrefix(prefix)).toThrow(QueueAddressFault);
  });

  it('takes a prefix of letters, digits and dashes', () => {
    expect(() => checkQueuePrefix('council-2')).not.toThrow();
  });
});

function faultOf(work: () => unknown): unknown {
  try {
    work();
    return undefined;
  } catch (error) {
    return error;
  }
}
