import { MailRefused, MailUnavailable, type Mailer } from '@minutebook/kernel/recording';
import { CountedMailer, type MailFate } from './counted-mailer';

const MAIL = { key: 'invitation-1', to: 'clerk@council.gov.uk', subject: 'Your account', text: 'Welcome.' };

describe('what becomes of mail', () => {
  it.each<[string, Error | undefined, MailFate | undefined]>([
    ['taken', undefined, 'taken'],
    ['refused', new MailRefused('address', 'No'), 'refused'],
    ['not taken now', new MailUnavailable(false, 'Later'), 'unavailable'],
    ['perhaps taken', new MailUnavailable(true, 'Perhaps'), 'unknown'],
    ['not sent by a fault of ours', new RangeError('The key'), undefined],
  ])('is counted where it is %s, and told as it is', async (_, error, fate) => {
    const counted: MailFate[] = [];
    const send = error ? () => Promise.reject(error) : () => Promise.resolve();
    const mailer: Mailer = { canSend: true, send, close: () => Promise.resolve() };

    const sending = new CountedMailer(mailer, (each) => counted.push(each)).send(MAIL);

    await (error ? expect(sending).rejects.toBe(error) : expect(sending).resolves.toBeUndefined());
    expect(counted).toEqual(fate === undefined ? [] : [fate]);
  });

  it.each([true, false])('leaves it to the mailer whether it can send (%s), and closes it', async (canSend) => {
    const close = jest.fn(() => Promise.resolve());
    const mailer = new CountedMailer({ canSend, send: () => Promise.resolve(), close }, () => undefined);

    await mailer.close();

    expect([mailer.canSend, close.mock.calls.length]).toEqual([canSend, 1]);
  });
});
