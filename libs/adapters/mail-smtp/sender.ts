import { isMailAddress } from '@minutebook/kernel/recording';

/** Whom mail comes from: a mailbox that the council reads, or at least owns. */
export interface Sender {
  readonly name?: string;
  readonly address: string;
}

const NAMED = /^(?<name>[^<>]*)<(?<address>[^<>]*)>$/;
const MAX_NAME = 100;

/** Reads `minutes@council.gov.uk` or `Minutebook <minutes@council.gov.uk>`; undefined for what is neither. */
export function senderFrom(text: string): Sender | undefined {
  const { name = '', address = text } = NAMED.exec(text)?.groups ?? {};
  const plainName = name.trim().replace(/^"(.*)"$/, '$1');
  if (!isMailAddress(address) || plainName.length > MAX_NAME || /[\p{Cc}\u2028\u2029"\\]/u.test(plainName))
    return undefined;
  return plainName === '' ? { address } : { name: plainName, address };
}
