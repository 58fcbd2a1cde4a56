import { ConfigurationFault } from '../configuration-fault';
import { vaultName, vaultPlaceFrom } from './vault-place';

describe('The place of the keys in a Redis', () => {
  it('is told by an address and a prefix, and named without the secret of the address', () => {
    const place = vaultPlaceFrom('rediss://minutebook:changeit@keys.example.gov.uk', 'derby');

    expect(vaultName(place)).toBe('the Redis at keys.example.gov.uk:6379, under derby');
  });

  it.each([
    [
      'no prefix',
      'rediss://:changeit@keys',
      '',
      'KEY_VAULT_PREFIX must be set where the keys are in a Redis and EVENT_LOG_PREFIX does not name the council: its keys are told by that there',
    ],
    [
      'a prefix that is none',
      'rediss://:changeit@keys',
      'Derby.',
      'KEY_VAULT_URL: "Derby." cannot be the prefix of keys: use up to 32 lower-case letters, digits and dashes, a letter first',
    ],
    [
      'a Redis beyond this machine without TLS',
      'redis://:changeit@keys',
      'derby',
      'KEY_VAULT_URL: A Redis that is not on this machine must be reached by TLS: write rediss:// in place of redis://',
    ],
    [
      'an address that is none',
      'changeit',
      'derby',
      'KEY_VAULT_URL: The key vault must be named as rediss://user:password@host:port, with @, /, ? and # in a password percent-encoded, or as unix://user:password@/path/to/redis.sock',
    ],
  ])('is refused with %s, and the secret is not repeated', (_, url, prefix, sentence) => {
    expect(() => vaultPlaceFrom(url, prefix)).toThrow(new ConfigurationFault(sentence));
  });
});
