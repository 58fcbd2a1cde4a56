import { REMOVED_TEXT, type Opened } from '@minutebook/kernel';
import type { LoggedEvent } from '@minutebook/kernel/recording';
import type { ReadOpened } from '../application/person-directory';
import type { AccountDirectoryEvent } from '../domain/account-directory.decider';

export const ACCOUNT_DIRECTORY = 'accountDirectory-1';

/** An address as it is compared: capital letters do not matter. */
export function sameAddress(email: string): string {
  return email.trim().normalize('NFC').toLowerCase();
}

/**
 * Which address signs in to which account: read from its one stream, opened in memory only. An address whose person was
 * erased is not there any more.
 */
export class SignInAddresses {
  private held: { readonly length: number; readonly byAddress: ReadonlyMap<string, string> } | undefined;

  /**
   * @param count the number of events of the stream, which is cheap to know
   * @param readOpened the stream with its texts opened
   */
  constructor(
    private readonly count: () => Promise<number>,
    private readonly readOpened: ReadOpened,
  ) {}

  /** The account that an address signs in to. Throws `LogUnavailable`. */
  async accountOf(email: string): Promise<string | undefined> {
    return (await this.current()).get(sameAddress(email));
  }

  /** A person was erased: what was opened is forgotten. */
  forget(): void {
    this.held = undefined;
  }

  private async current(): Promise<ReadonlyMap<string, string>> {
    const length = await this.count();
    if (this.held?.length === length) return this.held.byAddress;
    const byAddress = addressesIn(await this.readOpened(ACCOUNT_DIRECTORY));
    this.held = { length, byAddress };
    return byAddress;
  }
}

function addressesIn(events: readonly LoggedEvent[]): ReadonlyMap<string, string> {
  const byAccount = new Map<string, string>();
  for (const event of events) {
    const { type, data } = event as LoggedEvent & Opened<AccountDirectoryEvent>;
    if (type === 'SignInAddressTaken') byAccount.set(data.account, sameAddress(data.email));
    else byAccount.delete(data.account);
  }
  return new Map(
    [...byAccount].filter(([, email]) => email !== REMOVED_TEXT).map(([account, email]) => [email, account]),
  );
}
