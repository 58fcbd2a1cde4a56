import { checkVaultAddress, vaultName, VaultAddressFault } from '.';

const address = (url: string) => checkVaultAddress({ url, prefix: 'derby' });

describe('The address of a key vault', () => {
  it.each([
    ['redis://127.0.0.1', { target: { host: '127.0.0.1', port: 6379 } }],
    ['redis://localhost:7000/', { target: { host: 'localhost', port: 7000 } }],
    ['redis://[::1]:7000', { target: { host: '::1', port: 7000 } }],
    ['redis://:p%40ss@127.0.0.1', { password: 'p@ss' }],
    ['rediss://derby:secret@vault.example:6380', { username: 'derby', tls: { servername: 'vault.example' } }],
    ['unix://derby:secret@/run/vault/redis.sock', { target: { path: '/run/vault/redis.sock' }, password: 'secret' }],
  ])('may be %s', (url, read) => {
    expect(address(url)).toMatchObject(read);
  });

  it.each([
    ['http://vault.example'],
    ['redis://vault.example', 'TLS'],
    ['redis://10.0.0.7:6379', 'TLS'],
    ['rediss://:hidden@vault.example/3', 'Redis of its own'],
    ['rediss://hidden@vault.example', 'a password after a colon'],
    ['rediss://u:%hidden@vault.example', '%25'],
    ['rediss://u:hidden@vault.example:99999', 'host:port'],
    ['rediss://u:hidden@vault.example?tlsCAFile=/not/there.crt', 'not there'],
    ['rediss://u:hidden@vault.example?verify=no', 'no options but'],
    ['redis://:hidden@127.0.0.1?tlsCAFile=/dev/null', 'rediss://'],
    ['unix://u:hidden@run/redis.sock', 'whole path'],
    ['rediss://u:hid/den@vault.example', 'percent-encoded'],
  ])('cannot be %s, and is not repeated', (url, advice = 'must be named as') => {
    expect(() => address(url)).toThrow(VaultAddressFault);
    expect(() => address(url)).toThrow(advice);
    expect(() => address(url)).not.toThrow('hid');
  });

  it.each(['', 'Derby', '1st', 'a:b', 'x'.repeat(33)])('has no prefix "%s"', (prefix) => {
    expect(() => checkVaultAddress({ url: 'redis://127.0.0.1', prefix })).toThrow('cannot be the prefix');
  });

  it('is called by what is no secret', () => {
    const name = vaultName({ url: 'rediss://derby:hidden@vault.example:6380', prefix: 'derby' });

    expect(name).toBe('the Redis at vault.example:6380, under derby');
  });
});
