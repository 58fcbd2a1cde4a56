import { randomBytes } from 'node:crypto';
import { sha256 } from '@minutebook/accounts';

/** The secret of a new calendar address, shown once, and what is kept of it. */
export function newCalendarSecret(): { readonly secret: string; readonly hash: string } {
  const secret = randomBytes(32).toString('base64url');
  return { secret, hash: sha256(secret) };
}

/** Path of the calendar that a secret opens. */
export function calendarPath(secret: string): string {
  return `/calendar/${secret}.ics`;
}
