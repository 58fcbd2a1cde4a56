import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Mailer } from '@minutebook/kernel/recording';
import { MAX_KEPT_MAILS, openOutbox, type Outbox } from '.';

const NOON = Date.UTC(2014, 5, 16, 11);

describe('The outbox', () => {
  let folder: string;
  let masterKey: Buffer;
  let outbox: Outbox;

  beforeEach(() => {
    folder = join(mkdtempSync(join(tmpdir(), 'minutebook-outbox-')), 'outbox');
    masterKey = randomBytes(32);
    outbox = open();
  });
  afterEach(() => rmSync(join(folder, '..'), { recursive: true, force: true }));

  const open = (key = masterKey) => openOutbox(folder, key, { now: () => NOON });
  const send = (nth: number) =>
    outbox.send({ key: `mail-${nth}`, to: 'clerk@council.gov.uk', subject: `Mail ${nth}`, text: `Secret link ${nth}` });
  const numbers = (of: Outbox) => of.mails().map(({ number }) => number);

  it('shows what would have been sent, newest first, by the clock of the record', async () => {
    expect(outbox.mails()).toEqual([]);
    await send(1);
    await send(2);

    expect(outbox.mails()).toMatchObject([
      { number: 2, key: 'mail-2', to: 'clerk@council.gov.uk', subject: 'Mail 2', text: 'Secret link 2', sentAt: NOON },
      { number: 1, key: 'mail-1' },
    ]);
  });

  it('keeps it over a restart, and counts on', async () => {
    await send(1);
    const before = outbox.mails();

    outbox = open();
    expect(outbox.mails()).toEqual(before);
    await send(2);
    expect(numbers(outbox)).toEqual([2, 1]);
  });

  it('keeps a mail that was sent twice twice, under one key', async () => {
    await send(1);
    await send(1);

    expect(outbox.mails()).toMatchObject([
      { number: 2, key: 'mail-1' },
      { number: 1, key: 'mail-1' },
    ]);
  });

  it('keeps it once where it is said that the first may have been taken, and says which it was', async () => {
    const mail = { key: 'mail-1', to: 'clerk@council.gov.uk', subject: 'Mail 1', text: 'Welcome.' };

    const first = await outbox.send(mail, { mayHaveBeenTaken: true });
    const second = await open().send(mail, { mayHaveBeenTaken: true });

    expect([first, second]).toEqual([{ transmitted: true }, { transmitted: false }]);
    expect(numbers(open())).toEqual([1]);
  });

  it('tells nothing of delivery: nobody reads what lies in it', async () => {
    await send(1);

    const mailer: Mailer = outbox;
    expect(mailer.tellsDelivery).toBe(false);
    await expect(mailer.deliveryOf('mail-1')).resolves.toBeUndefined();
  });

  it('keeps so many and no more, in the folder too', async () => {
    for (let nth = 1; nth <= MAX_KEPT_MAILS + 3; nth++) await send(nth);

    expect(numbers(outbox)).toHaveLength(MAX_KEPT_MAILS);
    expect(numbers(outbox).at(-1)).toBe(4);
    expect(readdirSync(folder)).toHaveLength(MAX_KEPT_MAILS);
    expect(numbers(open())).toEqual(numbers(outbox));
  });

  it('seals what lies in the folder, for the eyes of its owner', async () => {
    await send(1);

    const [file = ''] = readdirSync(folder);
    const bytes = readFileSync(join(folder, file));
    for (const part of ['clerk@council', 'Mail 1', 'Secret link']) expect(bytes.includes(part)).toBe(false);
    expect((statSync(folder).mode & 0o777).toString(8)).toBe('700');
    expect((statSync(join(folder, file)).mode & 0o777).toString(8)).toBe('600');
  });

  it('removes what it cannot open: of another master key, damaged, under another number, or half written', async () => {
    for (const nth of [1, 2, 3, 4]) await send(nth);
    const path = (nth: number) => join(folder, `000000000${nth}.mail`);
    writeFileSync(path(2), readFileSync(path(2)).fill(0, 40, 41));
    writeFileSync(path(3), readFileSync(path(1)));
    writeFileSync(path(4), '');
    writeFileSync(`${path(5)}.part`, 'half');
    writeFileSync(join(folder, 'not-ours.txt'), '');

    expect(numbers(open())).toEqual([1]);
    expect(readdirSync(folder)).toEqual(['0000000001.mail', 'not-ours.txt']);
    expect(numbers(open(randomBytes(32)))).toEqual([]);
    expect(readdirSync(folder)).toEqual(['not-ours.txt']);
  });

  it('says that a mail was not kept where the folder cannot be written', async () => {
    rmSync(folder, { recursive: true });
    writeFileSync(folder, 'in the way');

    await expect(send(1)).rejects.toMatchObject({ name: 'MailUnavailable', outcomeUnknown: false });
    await expect(send(1)).rejects.toThrow('The outbox cannot be written (ENOTDIR)');
    expect(outbox.mails()).toEqual([]);
  });
});
