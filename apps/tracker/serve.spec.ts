import type { MailPlace } from './mail/mail-place';
import { announcement } from './serve';

const SERVER: MailPlace = {
  engine: 'smtp',
  address: 'smtps://minutebook:changeit@mail.example.gov.uk',
  sender: { address: 'minutebook@example.gov.uk' },
};
const said = (mail: MailPlace, isDemonstration: boolean) =>
  announcement({ publicUrl: 'http://127.0.0.1:3000', mail }, isDemonstration, undefined);

describe('what is said once the service is ready', () => {
  it('is where it is', () => {
    expect(said({ engine: 'none' }, true)).toContain('Minutebook is ready: http://127.0.0.1:3000\n');
    expect(said({ engine: 'none' }, false)).toContain('Minutebook is ready: http://127.0.0.1:3000\n');
  });

  it('is that a demonstration sends no mail, where a mail server was named, and nothing of that server', () => {
    expect(said(SERVER, true)).toContain('it sends no mail to anybody');
    expect(said(SERVER, true)).toContain('http://127.0.0.1:3000/demonstration/outbox.');
    expect(said(SERVER, true)).not.toMatch(/changeit|mail\.example/);
  });

  it('is nothing of mail where nothing is odd', () => {
    for (const text of [said(SERVER, false), said({ engine: 'none' }, true), said({ engine: 'outbox' }, true)])
      expect(text).not.toContain('MAIL');
  });

  it('is how a new record is set up, with the code, and only there', () => {
    const code = 'AAAAA-BBBBB-CCCCC-DDDDD';
    const text = announcement({ publicUrl: 'http://127.0.0.1:3000', mail: { engine: 'none' } }, false, code);
    expect(text).toContain('Open http://127.0.0.1:3000/set-up');
    expect(text).toContain(code);
    expect(said({ engine: 'none' }, false)).toContain('Sign in at http://127.0.0.1:3000/sign-in.');
  });
});
