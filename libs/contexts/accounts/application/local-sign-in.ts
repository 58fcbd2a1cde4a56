import { Inject, Injectable } from '@nestjs/common';
import { isSealed, REMOVED_TEXT, type SealedText } from '@minutebook/kernel';
import { SYSTEM_CLOCK, type SystemClock } from '@minutebook/kernel/recording';
import { RateLimiter, TooManyRequests } from '@minutebook/web-kit';
import { sha256 } from '../account-rights';
import { AccountReader, type AccountRead } from './account-reader';
import { stepOf, UsedSteps } from '../sign-in/one-time-passwords';
import { isPassword } from '../sign-in/passwords';
import { sameAddress, SignInAddresses } from '../sign-in/sign-in-addresses';

/** Opens a credential that is sealed on an account's stream; undefined where its key is gone. */
export abstract class Credentials {
  abstract open(accountId: string, sealed: SealedText): Promise<string | undefined>;
}

/** What a sign-in came to. */
export type SignInOutcome =
  | { readonly signedIn: string }
  /** The password was right; a one-time password is asked for next. */
  | { readonly asksForCode: string }
  | 'not-right';

/** Failures that one address, one computer and one known device may have before they must wait. */
const PER_ADDRESS = { most: 10, withinSeconds: 15 * 60 };
const PER_COMPUTER = { most: 60, withinSeconds: 15 * 60 };
const PER_DEVICE = { most: 10, withinSeconds: 15 * 60 };
const PER_CODE = { most: 5, withinSeconds: 5 * 60 };

/**
 * Signing in with address and password. Failures are counted by address, for computers that never signed in to it, and
 * apart for each device that has: so whoever guesses is stopped, and cannot lock out the holder, whose own device has a
 * count of its own (OWASP, "Slow down online guessing attacks with device cookies"). An address that is not known takes
 * the same time, the same count and the same words as one that is.
 */
@Injectable()
export class LocalSignIn {
  private readonly byAddress: RateLimiter;
  private readonly byComputer: RateLimiter;
  private readonly byDevice: RateLimiter;
  private readonly byCode: RateLimiter;
  private readonly used = new UsedSteps();

  constructor(
    private readonly addresses: SignInAddresses,
    private readonly accounts: AccountReader,
    private readonly credentials: Credentials,
    @Inject(SYSTEM_CLOCK) private readonly clock: SystemClock,
  ) {
    this.byAddress = new RateLimiter(PER_ADDRESS, clock);
    this.byComputer = new RateLimiter(PER_COMPUTER, clock);
    this.byDevice = new RateLimiter(PER_DEVICE, clock);
    this.byCode = new RateLimiter(PER_CODE, clock);
  }

  /**
   * @param computer address of the computer that asks
   * @param device the device that the browser is known as, and the account that it signed in to
   *
   * Throws `TooManyRequests`, and `LogUnavailable` where the record cannot be asked.
   */
  async signIn(
    email: string,
    password: string,
    computer: string,
    device: { readonly id: string; readonly account: string } | undefined,
  ): Promise<SignInOutcome> {
    const accountId = await this.addresses.accountOf(email);
    const isKnownDevice = device !== undefined && device.account === accountId;
    // The address only as a digest: what is counted must not become a list of who tried.
    const counts: readonly (readonly [RateLimiter, string])[] = isKnownDevice
      ? [[this.byDevice, device.id]]
      : [
          [this.byComputer, computer],
          [this.byAddress, sha256(sameAddress(email))],
        ];
    for (const [limiter, key] of counts) take(limiter, key);
    const read = accountId === undefined ? undefined : await this.openAccount(accountId);
    const hashed = read?.state.password && (await this.credentials.open(read.id, read.state.password));
    const isRight = await isPassword(hashed, password);
    if (!isRight || !read) return 'not-right';
    for (const [limiter, key] of counts) limiter.giveBack(key);
    return read.state.secondFactor ? { asksForCode: read.id } : { signedIn: read.id };
  }

  /** Whether it is the account's present password: asked again before what protects the account is changed. */
  async isOwnPassword(accountId: string, password: string): Promise<boolean> {
    take(this.byDevice, accountId);
    const read = await this.openAccount(accountId);
    const hashed = read?.state.password && (await this.credentials.open(accountId, read.state.password));
    const isRight = await isPassword(hashed, password);
    if (isRight) this.byDevice.giveBack(accountId);
    return isRight;
  }

  /** Whether a one-time password is right for an account, and was not used before. Throws `TooManyRequests`. */
  async isOwnCode(accountId: string, code: string): Promise<boolean> {
    take(this.byCode, accountId);
    const read = await this.openAccount(accountId);
    const secret = read?.state.secondFactor && (await this.credentials.open(accountId, read.state.secondFactor));
    const step = secret === undefined ? undefined : stepOf(secret, code, this.clock.now());
    if (step === undefined || !this.used.use(accountId, step)) return false;
    this.byCode.giveBack(accountId);
    return true;
  }

  /** Takes one try with a code of an invitation or a reset. Throws `TooManyRequests`. */
  takeTry(computer: string): void {
    take(this.byComputer, computer);
  }

  private async openAccount(id: string): Promise<AccountRead | undefined> {
    const read = await this.accounts.read(id);
    return read?.state.status === 'open' ? read : undefined;
  }
}

function take(limiter: RateLimiter, key: string): void {
  const taken = limiter.take(key);
  if (!taken.allowed) throw new TooManyRequests(taken.retryAfterSeconds, 'There were too many tries.');
}

/** What opens a sealed text of a stream, given the stream with its texts opened. */
export function credentialIn(
  events: readonly { readonly data: unknown }[],
  opened: readonly { readonly data: unknown }[],
  wanted: SealedText,
): string | undefined {
  for (const [index, { data }] of events.entries())
    for (const [field, value] of Object.entries(data as Readonly<Record<string, unknown>>))
      if (isSealed(value) && value.keyId === wanted.keyId && value.iv === wanted.iv) {
        const text = (opened[index]?.data as Readonly<Record<string, unknown>>)[field];
        return typeof text === 'string' && text !== REMOVED_TEXT ? text : undefined;
      }
  return undefined;
}
