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
const NOTIFY: MailPlace = {
  engine: 'notify',
  apiKey: 'live-26785a09-ab16-4eb0-8407-a37497a57506-3d844edf-8d35-48ac-975b-e847b4f122b0',
  templateId: '6ce466d0-fd6a-11e5-82f5-e0accb9d11a6',
  baseUrl: 'http://127.0.0.1:1',
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

  it.each<MailPlace>([{ engine: 'none' }, { engine: 'outbox' }, NOWHERE, NOTIFY])(
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

  it('of a council goes to GOV.UK Notify, which tells of delivery', async () => {
    const mailer = open(NOTIFY, false);

    expect([mailer.canSend, mailer.tellsDelivery]).toEqual([true, true]);
    await expect(mailer.send(MAIL)).rejects.toThrow('GOV.UK Notify cannot be reached (ECONNREFUSED)');
    await mailer.close();
  });

  it('of a council is never an outbox, and leaves none behind', () => {
    expect(() => open({ engine: 'outbox' }, false)).toThrow(ConfigurationFault);
    expect(existsSync(join(dataDir, 'outbox'))).toBe(false);
  });
});
