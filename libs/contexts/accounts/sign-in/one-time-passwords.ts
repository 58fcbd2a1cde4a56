import { Secret, TOTP } from 'otpauth';
import { renderSVG } from 'uqr';

const PERIOD = 30;
/** A code of the step before or after is taken too: clocks of telephones differ (RFC 6238, 5.2). */
const WINDOW = 1;

/** A new secret of 160 bits, in base32. */
export function newOneTimeSecret(): string {
  return new Secret({ size: 20 }).base32;
}

function totpOf(secret: string, label: string, issuer: string): TOTP {
  return new TOTP({ issuer, label, algorithm: 'SHA1', digits: 6, period: PERIOD, secret: Secret.fromBase32(secret) });
}

/** What an app on a telephone reads: as a picture, and as the secret to be typed. */
export function enrolment(secret: string, label: string, issuer: string) {
  const address = totpOf(secret, label, issuer).toString();
  return { picture: renderSVG(address, { border: 2 }), typed: secret.match(/.{1,4}/g)?.join(' ') ?? secret };
}

/**
 * The step of a code that is right now (RFC 6238); undefined where it is not.
 *
 * @param now the machine's clock, epoch ms
 */
export function stepOf(secret: string, code: string, now: number): number | undefined {
  const token = code.replace(/\s/g, '');
  if (!/^\d{6}$/.test(token)) return undefined;
  const delta = totpOf(secret, '', '').validate({ token, timestamp: now, window: WINDOW });
  return delta === null ? undefined : Math.floor(now / 1000 / PERIOD) + delta;
}

/** Codes are good once: the last step that each account has used, in this process, outside the record. */
export class UsedSteps {
  private readonly last = new Map<string, number>();

  /** False where a code of this step or a later one was used before. */
  use(account: string, step: number): boolean {
    if ((this.last.get(account) ?? -1) >= step) return false;
    this.last.set(account, step);
    return true;
  }
}
