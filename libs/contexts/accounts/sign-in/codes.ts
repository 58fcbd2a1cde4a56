import { randomInt } from 'node:crypto';
import { sha256 } from '../account-rights';

/** Letters and digits that nobody takes for one another when a code is read out or written down. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const GROUPS = 4;
const PER_GROUP = 5;

/** A code to be handed over: 98 bits, in groups of five. Only the SHA-256 of it is kept. */
export function newCode(): { readonly code: string; readonly hash: string } {
  const group = (): string => Array.from({ length: PER_GROUP }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  const code = Array.from({ length: GROUPS }, group).join('-');
  return { code, hash: hashOfCode(code) };
}

/** The same however it is typed: small letters, spaces, without its dashes. */
export function hashOfCode(typed: string): string {
  return sha256(typed.toUpperCase().replace(/[^0-9A-Z]/g, ''));
}
