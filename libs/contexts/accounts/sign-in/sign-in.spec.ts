import { hashOfCode, newCode } from './codes';
import { enrolment, newOneTimeSecret, stepOf, UsedSteps } from './one-time-passwords';
import { hashPassword, isPassword, passwordRefusal } from './passwords';

describe('a password', () => {
  it('is kept as argon2id, with 19 MiB and two passes', async () => {
    const hash = await hashPassword('orange kettle window');

    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await isPassword(hash, 'orange kettle window')).toBe(true);
    expect(await isPassword(hash, 'orange kettle windoW')).toBe(false);
    expect(await isPassword(undefined, 'nobody has this password')).toBe(false);
    expect(await isPassword(hash, 'x'.repeat(10_000))).toBe(false);
  });

  it('is the same however its accents were typed', async () => {
    const hash = await hashPassword('caf\u00e9 kettle window');
    expect(await isPassword(hash, 'cafe\u0301 kettle window')).toBe(true);
  });

  it.each([
    ['orange kettle window', undefined],
    ['correct horse battery staple', undefined],
    ['elevenchars', 'password-too-short'],
    ['x'.repeat(129), 'password-too-long'],
    ['aaaaaaaaaaaaaa', 'password-well-known'],
    ['abcabcabcabcabc', 'password-well-known'],
    ['123456789012', 'password-well-known'],
    ['abcdefghijklmnop', 'password-well-known'],
    ['qwertyuiop123', 'password-well-known'],
    ['ada.larch.2026', 'password-made-of-names'],
    ['HarbourCouncil1', 'password-made-of-names'],
    ['minutebook-ada', 'password-made-of-names'],
  ])('"%s" is refused as %s', (password, rule) => {
    const known = ['Ada Larch', 'ada.larch@example.gov.uk', 'Harbour Council'];
    expect(passwordRefusal(password, known)?.rule).toBe(rule);
  });
});

describe('a one-time password', () => {
  // RFC 6238, Appendix B, for SHA-1: its last six of eight digits.
  const RFC = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_234_567_890, '005924'],
    [20_000_000_000, '353130'],
  ])('at %d seconds is %s, as the RFC has it', (seconds, code) => {
    expect(stepOf(RFC, code, seconds * 1000)).toBe(Math.floor(seconds / 30));
    expect(stepOf(RFC, ` ${code.slice(0, 3)} ${code.slice(3)}`, seconds * 1000)).toBe(Math.floor(seconds / 30));
  });

  it('is taken one step early or late, and no further', () => {
    const at = (seconds: number) => stepOf(RFC, '287082', seconds * 1000);
    expect([at(29), at(31), at(89), at(90), at(120)]).toEqual([1, 1, 1, undefined, undefined]);
  });

  it('is good once', () => {
    const used = new UsedSteps();
    expect([used.use('a', 5), used.use('a', 5), used.use('a', 4), used.use('a', 6), used.use('b', 5)]).toEqual([
      true,
      false,
      false,
      true,
      true,
    ]);
  });

  it('is set up with a new secret of 160 bits, as a picture and in letters', () => {
    const secret = newOneTimeSecret();
    const { picture, typed } = enrolment(secret, 'Ada Larch', 'Minutebook');

    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(newOneTimeSecret()).not.toBe(secret);
    expect(picture).toMatch(/^<svg [^>]*viewBox/);
    // Nothing in it that the content security policy would not let through.
    expect(picture).not.toMatch(/style|script|href/i);
    expect(typed.replaceAll(' ', '')).toBe(secret);
  });
});

describe('a code', () => {
  it('is kept as a digest, and known however it is typed', () => {
    const { code, hash } = newCode();

    expect(code).toMatch(/^[2-9A-HJKMNP-Z]{5}(-[2-9A-HJKMNP-Z]{5}){3}$/);
    for (const typed of [code, code.toLowerCase(), code.replaceAll('-', ''), ` ${code.replaceAll('-', ' ')} `])
      expect(hashOfCode(typed)).toBe(hash);
    expect(hashOfCode(`${code}A`)).not.toBe(hash);
  });
});
