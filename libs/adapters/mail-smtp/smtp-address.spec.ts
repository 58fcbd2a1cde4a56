import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkSmtpAddress, SmtpAddressFault } from '.';

describe('The address of a mail server', () => {
  it.each([
    ['smtps://mail.council.gov.uk', { host: 'mail.council.gov.uk', port: 465, tls: 'at-once' }],
    ['smtps://mail.council.gov.uk:2465/', { host: 'mail.council.gov.uk', port: 2465, tls: 'at-once' }],
    ['smtp://mail.council.gov.uk', { host: 'mail.council.gov.uk', port: 587, tls: 'after-greeting' }],
    ['smtp://192.0.2.1:25', { host: '192.0.2.1', port: 25, tls: 'after-greeting' }],
    ['smtp://localhost:25', { host: 'localhost', port: 25, tls: 'none' }],
    ['smtp://127.0.0.1:25', { host: '127.0.0.1', port: 25, tls: 'none' }],
    ['smtp://[::1]:25', { host: '::1', port: 25, tls: 'none' }],
    ['smtp://localhost.evil.example', { host: 'localhost.evil.example', port: 587, tls: 'after-greeting' }],
  ])('%s says where it is and that TLS is needed beyond this machine', (text, read) => {
    expect(checkSmtpAddress(text)).toEqual({ ...read, credentials: undefined, authorities: undefined });
  });

  it('names user and password, any sign of them', () => {
    expect(checkSmtpAddress('smtps://minutebook%40council:p%2Fs%25%C3%A9@mail.council.gov.uk').credentials).toEqual({
      user: 'minutebook@council',
      password: 'p/s%é',
    });
  });

  it('names a file of authorities', () => {
    const folder = mkdtempSync(join(tmpdir(), 'minutebook-authorities-'));
    writeFileSync(join(folder, 'ca.pem'), 'certificate');

    const { authorities } = checkSmtpAddress(`smtps://mail.council.gov.uk?tlsCAFile=${join(folder, 'ca.pem')}`);

    expect(authorities).toBe('certificate');
    rmSync(folder, { recursive: true });
  });

  it.each([
    ['', 'is smtps://user:password@host:port'],
    ['mail.council.gov.uk', 'is smtps://user:password@host:port'],
    ['http://mail.council.gov.uk', 'is smtps://user:password@host:port'],
    ['smtp://', 'is smtps://user:password@host:port'],
    ['smtp://user:pa/ss@mail.council.gov.uk', 'is smtps://user:password@host:port'],
    ['smtp://mail.council.gov.uk/path', 'ends with its port'],
    ['smtp://mail.council.gov.uk#part', 'ends with its port'],
    ['smtp://user@mail.council.gov.uk', 'both a user and a password'],
    ['smtp://:secret@mail.council.gov.uk', 'both a user and a password'],
    ['smtp://user:100%@mail.council.gov.uk', 'write % in user and password as %25'],
    ['smtp://mail.council.gov.uk?tls=false', 'no options but tlsCAFile=<file>'],
    ['smtp://mail.council.gov.uk?tlsCAFile=none.pem', 'names a file that is not there'],
    ['smtp://mail.council.gov.uk?tlsCAFile=/none.pem', 'names a file that is not there'],
  ])('is not "%s"', (text, message) => {
    expect(() => checkSmtpAddress(text)).toThrow(SmtpAddressFault);
    expect(() => checkSmtpAddress(text)).toThrow(message);
    expect(() => checkSmtpAddress(text)).not.toThrow('secret');
  });
});
