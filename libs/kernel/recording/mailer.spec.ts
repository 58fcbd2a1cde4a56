import { acceptMail, isMailAddress, MAX_MAIL_BYTES, MAX_MAIL_SUBJECT, type Mail } from './mailer';

const MAIL: Mail = { key: 'invitation-1', to: 'a.clerk@council.gov.uk', subject: 'Your account', text: 'Welcome.' };

/** What is wrong with a mail: the name of the error and the part at fault. */
function faultOf(changes: Partial<Mail>): unknown {
  try {
    return acceptMail({ ...MAIL, ...changes });
  } catch (error) {
    return error;
  }
}

describe('A mail', () => {
  it('is taken as it is, with one kind of line end', () => {
    expect(acceptMail(MAIL)).toEqual(MAIL);
    expect(acceptMail({ ...MAIL, text: 'One\r\ntwo\rthree\n\tfour', html: '<p>One\r\ntwo</p>' })).toEqual({
      ...MAIL,
      text: 'One\ntwo\nthree\n\tfour',
      html: '<p>One\ntwo</p>',
    });
  });

  it.each([
    'a@b',
    'root@localhost',
    "pat.o'brien+minutes@sub-domain.council.gov.uk",
    `${'a'.repeat(64)}@council.gov.uk`,
    'clerk@xn--ls8h.example',
  ])('may go to %s', (address) => {
    expect(isMailAddress(address)).toBe(true);
    expect(faultOf({ to: address })).toMatchObject({ to: address });
  });

  it.each([
    ['nothing', ''],
    ['a name alone', 'clerk'],
    ['no mailbox', '@council.gov.uk'],
    ['no domain', 'clerk@'],
    ['two addresses', 'clerk@council.gov.uk, chair@council.gov.uk'],
    ['an address with a name', 'Clerk <clerk@council.gov.uk>'],
    ['an address that is followed by a header', 'clerk@council.gov.uk\r\nBcc: all@council.gov.uk'],
    ['an address that ends a command', 'clerk@council.gov.uk>\r\nRSET'],
    ['a quoted mailbox', '"clerk"@council.gov.uk'],
    ['a dot too many', 'a..clerk@council.gov.uk'],
    ['a domain that begins with a dash', 'clerk@-council.gov.uk'],
    ['letters beyond ASCII', 'señor@council.gov.uk'],
    ['a space', 'a clerk@council.gov.uk'],
    ['a mailbox that is too long', `${'a'.repeat(65)}@council.gov.uk`],
    ['an address that is too long', `clerk@${'council.'.repeat(32)}gov.uk`],
  ])('may not go to %s', (_, address) => {
    expect(isMailAddress(address)).toBe(false);
    expect(faultOf({ to: address })).toMatchObject({ name: 'MailRefused', what: 'address' });
  });

  it.each<[string, Partial<Mail>]>([
    ['without a subject', { subject: ' ' }],
    ['whose subject begins another header', { subject: 'Your account\r\nBcc: all@council.gov.uk' }],
    ['whose subject has another kind of line end', { subject: 'Your account\u2028Bcc: all@council.gov.uk' }],
    ['whose subject is too long', { subject: 'a'.repeat(MAX_MAIL_SUBJECT + 1) }],
    ['without a text', { text: '\n' }],
    ['whose text has control characters', { text: 'Welcome\u0000' }],
    ['whose html has control characters', { html: '<p>\u001b</p>' }],
    ['whose text is too long', { text: 'é'.repeat(MAX_MAIL_BYTES / 2 + 1) }],
  ])('is refused %s', (_, changes) => {
    expect(faultOf(changes)).toMatchObject({ name: 'MailRefused', what: 'mail' });
  });

  it('may have a subject and a text of just the most that is taken', () => {
    const longest = { ...MAIL, subject: 'a'.repeat(MAX_MAIL_SUBJECT), text: 'é'.repeat(MAX_MAIL_BYTES / 2) };
    expect(acceptMail(longest)).toEqual(longest);
  });

  it.each(['', 'a b', 'clerk@council', 'a..b', '.a', 'a.', 'a>', 'é', 'a'.repeat(129)])(
    'cannot have the key "%s"',
    (key) => {
      expect(faultOf({ key })).toBeInstanceOf(RangeError);
    },
  );
});
