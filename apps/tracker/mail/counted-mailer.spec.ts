import { MailRefused, MailUnavailable, type Delivery, type Mailer } from '@minutebook/kernel/recording';
import { CountedMailer, type MailFate } from './counted-mailer';

const mailerThat = (does: Partial<Mailer>): Mailer => ({
  canSend: true,
  tellsDelivery: false,
  send: () => Promise.resolve({ transmitted: true }),
  deliveryOf: () => Promise.resolve(undefined),
  close: () => Promise.resolve(),
  ...does,
});
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
    const mailer = mailerThat(error ? { send: () => Promise.reject(error) } : {});

    const sending = new CountedMailer(mailer, (each) => counted.push(each)).send(MAIL);

    await (error ? expect(sending).rejects.toBe(error) : expect(sending).resolves.toEqual({ transmitted: true }));
    expect(counted).toEqual(fate === undefined ? [] : [fate]);
  });

  it('is not counted where its channel had it already', async () => {
    const counted: MailFate[] = [];
    const send = jest.fn(() => Promise.resolve({ transmitted: false }));

    const sent = await new CountedMailer(mailerThat({ send }), (each) => counted.push(each)).send(MAIL, {
      mayHaveBeenTaken: true,
    });

    expect(sent).toEqual({ transmitted: false });
    expect(send).toHaveBeenCalledWith(MAIL, { mayHaveBeenTaken: true });
    expect(counted).toEqual([]);
  });

  it.each([true, false])('leaves it to the mailer whether it can send and tells (%s), and closes it', async (yes) => {
    const close = jest.fn(() => Promise.resolve());
    const delivery: Delivery = { state: 'delivered', at: 1 };
    const deliveryOf = jest.fn(() => Promise.resolve(delivery));
    const does = { canSend: yes, tellsDelivery: yes, deliveryOf, close };
    const mailer = new CountedMailer(mailerThat(does), () => undefined);

    expect(await mailer.deliveryOf(MAIL.key)).toBe(delivery);
    await mailer.close();

    expect([mailer.canSend, mailer.tellsDelivery, close.mock.calls.length]).toEqual([yes, yes, 1]);
    expect(deliveryOf).toHaveBeenCalledWith(MAIL.key);
  });
});
