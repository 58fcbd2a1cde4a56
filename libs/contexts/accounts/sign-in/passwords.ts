import { hash, verify } from '@node-rs/argon2';
import type { Refusal } from '@minutebook/kernel';
import { COMMON_PASSWORDS } from './common-passwords';

/** argon2id (the library's default kind) with 19 MiB and two passes: OWASP Password Storage Cheat Sheet, 2025. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** NIST SP 800-63B-4, 3.1.1.2, asks for at least 8 where there is a second factor and 15 where there is none. */
export const SHORTEST_PASSWORD = 12;
/** So that no request can be made to hash megabytes. */
export const LONGEST_PASSWORD = 128;

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFC'), COST);
}

/** The hash of a password that nobody has. */
let ofNobody: Promise<string> | undefined;

/**
 * Whether it is the password. Where there is none to compare with, the same work is done all the same, so that the time
 * of the answer does not tell whether the account exists.
 */
export async function isPassword(hashed: string | undefined, password: string): Promise<boolean> {
  ofNobody ??= hashPassword('nobody has this password');
  const text = password.length > LONGEST_PASSWORD ? '' : password.normalize('NFC');
  const isRight = await verify(hashed ?? (await ofNobody), text);
  return isRight && hashed !== undefined;
}

/**
 * What is wrong with a new password: too short, too long, well known, or made of what everybody knows of its holder
 * (NIST SP 800-63B-4, 3.1.1.2: no rules of composition, but a list of what must not be used).
 *
 * @param known the holder's name and address, the council's name
 */
export function passwordRefusal(password: string, known: readonly string[]): Refusal | undefined {
  if (password.length < SHORTEST_PASSWORD)
    return refused('password-too-short', `The password must have ${SHORTEST_PASSWORD} characters or more.`);
  if (password.length > LONGEST_PASSWORD)
    return refused('password-too-long', `The password must have ${LONGEST_PASSWORD} characters or fewer.`);
  const plain = password.toLowerCase();
  if (COMMON_PASSWORDS.has(plain) || COMMON_PASSWORDS.has(plain.replace(/[\d\W_]+$/, '')) || isMonotonous(plain))
    return refused(
      'password-well-known',
      'This password is well known, or easy to guess. Choose three words, or more.',
    );
  const parts = [...known, 'minutebook'].flatMap((text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u));
  let left = plain;
  for (const part of parts.filter(({ length }) => length >= 3)) left = left.replaceAll(part, '');
  // What numbers and signs stand round a name is soon tried.
  const letters = left.replace(/[\d\W_]+/g, '').length;
  return left !== plain && letters < SHORTEST_PASSWORD / 2
    ? refused(
        'password-made-of-names',
        'The password is little more than your name, your address or the council’s name.',
      )
    : undefined;
}

function refused(rule: string, message: string): Refusal {
  return { rule, field: 'password', message };
}

/** One character or a short piece over and over, or a run such as 123456789012. */
function isMonotonous(text: string): boolean {
  if (/^(.{1,4})\1+.{0,3}$/.test(text)) return true;
  const steps = [...text].slice(1).map((letter, at) => letter.charCodeAt(0) - text.charCodeAt(at));
  const [first] = steps;
  return steps.filter((step) => step === first).length >= steps.length - 1;
}
