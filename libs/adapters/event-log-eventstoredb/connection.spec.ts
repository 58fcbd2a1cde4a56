import { checkAddress, ConnectionFault } from '.';
import { connectionOf } from './connection';

const check = (connectionString: string) => checkAddress({ connectionString, prefix: 'derby' });

describe('The connection string of an event store', () => {
  it('names one host, several, or a name under which they are found', () => {
    expect(check('esdb://clerk:secret@one.example:2113')).toEqual({ tls: true, hosts: ['one.example'] });
    expect(check('esdb://clerk:secret@one:2113,two:2114,three')).toEqual({ tls: true, hosts: ['one', 'two', 'three'] });
    expect(check('esdb+discover://clerk:secret@cluster.example/')).toEqual({ tls: true, hosts: ['cluster.example'] });
    expect(check('esdb://127.0.0.1:2113?tls=false')).toEqual({ tls: false, hosts: ['127.0.0.1'] });
  });

  it('gives the password as it is, with colons and percent signs in it', () => {
    const { credentials } = connectionOf({ connectionString: 'esdb://clerk:a:b%40c%25@one?keepAliveInterval=10000' });

    expect(credentials).toEqual({ username: 'clerk', password: 'a:b@c%' });
  });

  it('always gives credentials for the single call, without which appends take another path', () => {
    expect(connectionOf({ connectionString: 'esdb://127.0.0.1?tls=false' }).credentials.username).not.toBe('');
  });

  it('says how long an append is waited for', () => {
    expect(connectionOf({ connectionString: 'esdb://c:s@one?defaultDeadline=1234' }).deadlineMs).toBe(1_234);
  });

  const faults: readonly (readonly [string, string])[] = [
    ['postgres://clerk:secret@one', 'must be named as esdb://'],
    ['esdb://', 'must be named as esdb://'],
    ['esdb://clerk:sec/ret@one', 'must be named as esdb://'],
    ['esdb://one', 'must name a user and a password'],
    ['esdb://clerk@one', 'must give a password'],
    ['esdb://clerk:sec%ret@one', 'must be percent-encoded'],
    ['esdb://clerk:secret@one:port', 'host or host:port'],
    ['esdb://clerk:secret@one:99999', 'host or host:port'],
    ['esdb://clerk:secret@one,,two', 'host or host:port'],
    ['esdb://clerk:secret@one?tls=maybe', 'tls must be true or false'],
    ['esdb://clerk:secret@one?defaultDeadline=soon', 'defaultdeadline must be a whole number'],
    ['esdb://clerk:secret@one?defaultDeadline=0', 'defaultdeadline must be a whole number'],
    ['esdb://clerk:secret@one?tlsVerifyCert=false', 'tlsVerifyCert has no effect'],
    ['esdb://clerk:secret@one?throwOnAppendFailure=false', '"throwOnAppendFailure" that is not known here'],
    ['esdb://clerk:secret@one?nodePreference=follower', 'nodePreference must be leader'],
  ];
  it.each(faults)('is refused where it is %s, and repeated nowhere', (connectionString, message) => {
    const fault = faultOf(() => connectionOf({ connectionString }));

    expect(fault.message).toContain(message);
    expect(fault.message).not.toContain('secret');
  });

  it('is refused where its certificate is not there', () => {
    expect(faultOf(() => connectionOf({ connectionString: 'esdb://c:s@one?tlsCAFile=/none' })).message).toBe(
      'tlsCAFile names a file that is not there: /none',
    );
  });

  it.each(['', 'Derby', 'derby.', '1derby', 'd'.repeat(33)])('goes with a prefix, which "%s" is not', (prefix) => {
    expect(faultOf(() => checkAddress({ connectionString: 'esdb://c:s@one', prefix })).message).toContain(
      'cannot be the prefix of stream names',
    );
  });
});

function faultOf(act: () => unknown): ConnectionFault {
  try {
    act();
  } catch (error) {
    if (error instanceof ConnectionFault) return error;
    throw error;
  }
  throw new Error('It was not refused');
}
