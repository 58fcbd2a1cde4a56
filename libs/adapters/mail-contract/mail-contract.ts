import { randomUUID } from 'node:crypto';
import { inspect } from 'node:util';
import { MailRefused, MailUnavailable, type Mail, type Mailer } from '@minutebook/kernel/recording';

/** A mailer that a contract case works on. */
export interface MailerUnderTest {
  readonly mailer: Mailer;
  /** Where the channel makes an html of its own from the text, a mail arrives without the html that it was given. */
  readonly textOnly?: true;
  /** What has arrived where the mailer sends to, in the order of its arrival. */
  arrived(): Promise<readonly ArrivedMail[]>;
  /** Closes the mailer and takes away what it left behind. */
  dispose(): Promise<void>;
}

/** A mail as its reader gets it: its lines end with a line feed, without any at the very end. */
export interface ArrivedMail {
  /** As the Message-ID, or what stands for it, gives it back. */
  readonly key: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
}

/** Makes a new mailer whose mail goes where nothing has arrived yet. */
export type MakeMailer = () => Promise<MailerUnderTest>;

/** Runs every case of the contract against one adapter. `makeMailer` is called for each case. */
export function mailContract(name: string, makeMailer: MakeMailer): void {
  describe(`${name} keeps the mail contract`, () => {
    let underTest: MailerUnderTest | undefined;
    let mailer: Mailer;

    beforeEach(async () => {
      underTest = await makeMailer();
      mailer = underTest.mailer;
    });
    afterEach(async () => {
      await underTest?.dispose();
      underTest = undefined;
    });

    const arrived = async () => (await underTest?.arrived()) ?? [];

    it('says that it can send', () => {
      expect(mailer.canSend).toBe(true);
    });

    it('brings address, subject and text, and nothing else', async () => {
      const mail = someMail();

      await expect(mailer.send(mail)).resolves.toEqual({ transmitted: true });

      expect(await arrived()).toEqual([mail]);
    });

    it('brings the same in two forms where there are two', async () => {
      const mail = someMail({ html: '<p>Dear clerk,</p>\n<p>welcome &amp; sit down.</p>' });

      await mailer.send(mail);

      const { html, ...textOnly } = mail;
      expect(await arrived()).toEqual([underTest?.textOnly ? textOnly : { ...textOnly, html }]);
    });

    it.each<[string, Partial<Mail>]>([
      ['letters of every kind', { subject: 'Cyfarfod Tŷ’r Cyngor — 50 % “done” ✓ 🗳', text: 'Ŵythnos 会議 🗳 £1,000\n' }],
      ['long lines', { text: `${'word '.repeat(600)}\n${'x'.repeat(5_000)}\n${'é'.repeat(2_000)}` }],
      ['a long subject', { subject: 'Ŵ'.repeat(200) }],
      ['lines that begin with a dot', { text: '.\n..\n.hidden\nQUIT\n.' }],
      ['lines that begin like a header, and blanks at their ends', { text: 'From me\nBcc: nobody  \n\n\nend = =3D ' }],
      ['an address with every sign that it may have', { to: "a.b-c_d+e'f!#$%&*/=?^`{|}~@council.gov.uk" }],
      ['a text of thousands of lines', { text: Array.from({ length: 5_000 }, (_, line) => `Line ${line}`).join('\n') }],
    ])('alters nothing of %s', async (_, changes) => {
      const mail = someMail(changes);

      await mailer.send(mail);

      expect(await arrived()).toEqual([{ ...mail, text: mail.text.replace(/\n+$/, '') }]);
    });

    it('marks a second transmission as the same mail', async () => {
      const mail = someMail();

      await mailer.send(mail);
      await mailer.send(mail);

      const keys = (await arrived()).map(({ key }) => key);
      expect(new Set(keys)).toEqual(new Set([mail.key]));
    });

    it('tells whether a second transmission was one, and transmits what did not arrive', async () => {
      const [taken, lost] = [someMail(), someMail()];
      await mailer.send(taken);

      const ofTaken = await mailer.send(taken, { mayHaveBeenTaken: true });
      const ofLost = await mailer.send(lost, { mayHaveBeenTaken: true });

      const keys = (await arrived()).map(({ key }) => key);
      expect(keys).toEqual([...(ofTaken.transmitted ? [taken.key, taken.key] : [taken.key]), lost.key]);
      expect(ofLost).toEqual({ transmitted: true });
    });

    it('says what became of a mail where it tells that at all, and nothing of a mail that it does not know', async () => {
      const mail = someMail();
      await mailer.send(mail);

      const delivery = await mailer.deliveryOf(mail.key);

      if (mailer.tellsDelivery) expect(['under-way', 'delivered']).toContain(delivery?.state);
      else expect(delivery).toBeUndefined();
      await expect(mailer.deliveryOf(someMail().key)).resolves.toBeUndefined();
    });

    it('sends many at once, each once', async () => {
      const mails = Array.from({ length: 25 }, (_, nth) => someMail({ subject: `Mail ${nth}` }));

      await Promise.all(mails.map((mail) => mailer.send(mail)));

      const subjects = (await arrived()).map(({ subject }) => subject);
      expect(subjects.sort()).toEqual(mails.map(({ subject }) => subject).sort());
    });

    it.each<[string, Partial<Mail>, 'address' | 'mail']>([
      ['what is no address', { to: 'clerk' }, 'address'],
      ['two addresses', { to: 'a@council.gov.uk, b@council.gov.uk' }, 'address'],
      ['an address that brings a header', { to: 'a@council.gov.uk\r\nBcc: b@council.gov.uk' }, 'address'],
      ['a subject that brings a header', { subject: 'Hello\r\nBcc: b@council.gov.uk' }, 'mail'],
      ['a mail without a text', { text: ' \n' }, 'mail'],
    ])('refuses %s before anything leaves, and repeats nothing of it', async (_, changes, what) => {
      const mail = someMail(changes);

      const error = await failureOf(mailer.send(mail));

      expect(error).toBeInstanceOf(MailRefused);
      expect(error).toMatchObject({ what });
      expectNothingOf(mail, error);
      expect(await arrived()).toEqual([]);
    });

    it('takes a key that cannot be one for a fault of its caller', async () => {
      expect(await failureOf(mailer.send(someMail({ key: 'clerk@council.gov.uk' })))).toBeInstanceOf(RangeError);
      expect(await arrived()).toEqual([]);
    });

    it('sends what it was given before it was closed, and nothing afterwards', async () => {
      const before = someMail();
      const sending = mailer.send(before);
      await Promise.all([sending, mailer.close()]);
      await mailer.close();

      const error = await failureOf(mailer.send(someMail()));

      expect(error).toBeInstanceOf(MailUnavailable);
      expect(error).toMatchObject({ outcomeUnknown: false });
      expect(await arrived()).toEqual([before]);
    });
  });
}

function someMail(changes: Partial<Mail> = {}): Mail {
  return {
    key: `invitation-${randomUUID()}`,
    to: 'a.clerk@council.gov.uk',
    subject: 'Your account in the minute book',
    text: 'Dear clerk,\n\nhttps://minutebook.example.gov.uk/invitation/0f3c lets you in.',
    ...changes,
  };
}

async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => 'nothing failed',
    (error: unknown) => error,
  );
}

/** An error is logged as a whole: with its cause and everything that hangs on it. */
function expectNothingOf(mail: Mail, error: unknown): void {
  const said = inspect(error, { depth: 10 });
  for (const part of [mail.to, mail.subject, mail.text]) if (part.trim() !== '') expect(said).not.toContain(part);
}
