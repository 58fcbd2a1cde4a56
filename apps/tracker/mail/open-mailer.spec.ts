import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Outbox } from '@minutebook/mail-outbox';
import { ConfigurationFault } from '../configuration-fault';
import type { MailPlace } from './mail-place';
import { openMailer } from './open-mailer';

const NOWHERE: MailPlace = {
  engine: 'smtp',
  address: 'smtp://127.0.0.1:1',
  sender: { address: 'minutebook@council.gov.uk' },
};
const MAIL = { key: 'invitation-1', to: 'clerk@council.gov.uk', subject: 'Your account', text: 'Welcome.' };

describe('the mailer', () => {
  let dataDir: string;
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'minutebook-mail-'));
  });
  afterEach(() => rmSync(dataDir, { recursive: true }));

  const open = (place: MailPlace, isDemonstration: boolean) =>
    openMailer(place, { dataDir, masterKey: Buffer.alloc(32, 7), clock: { now: () => 0 }, isDemonstration });

  it.each<MailPlace>([{ engine: 'none' }, { engine: 'outbox' }, NOWHERE])(
    'of a demonstration is the outbox, also where %j was chosen',
    async (place) => {
      const mailer = open(place, true);

      await mailer.send(MAIL);

      expect(mailer).toBeInstanceOf(Outbox);
      expect((mailer as Outbox).mails()).toMatchObject([MAIL]);
    },
  );

  it('sends nothing where nothing was chosen, and says so beforehand', async () => {
    const mailer = open({ engine: 'none' }, false);

    expect(mailer.canSend).toBe(false);
    await expect(mailer.send(MAIL)).rejects.toMatchObject({ name: 'MailUnavailable', outcomeUnknown: false });
    await mailer.close();
  });

  it('of a council goes to the mail server, which it looks for when there is something to send', async () => {
    const mailer = open(NOWHERE, false);

    expect(mailer.canSend).toBe(true);
    await expect(mailer.send(MAIL)).rejects.toMatchObject({ name: 'MailUnavailable' });
    await mailer.close();
  });

  it('of a council is never an outbox, and leaves none behind', () => {
    expect(() => open({ engine: 'outbox' }, false)).toThrow(ConfigurationFault);
    expect(existsSync(join(dataDir, 'outbox'))).toBe(false);
  });
});
