import type { SealedText } from '@minutebook/kernel';
import { openPage, type EventLog, type KeyVault, type LoggedEvent } from '@minutebook/kernel/recording';
import { Credentials, credentialIn } from './local-sign-in';
import { accountStream } from './account-reader';
import type { ReadOpened } from './person-directory';

/** Reads a stream of the log with its texts opened. */
export function readingOpened(log: Pick<EventLog, 'readStream'>, vault: Pick<KeyVault, 'get'>): ReadOpened {
  return async (stream): Promise<readonly LoggedEvent[]> => openPage(await log.readStream(stream), vault);
}

/** Opens credentials from the streams of accounts, each time anew: none is kept in memory. */
export class CredentialsInLog extends Credentials {
  constructor(
    private readonly log: Pick<EventLog, 'readStream'>,
    private readonly vault: Pick<KeyVault, 'get'>,
  ) {
    super();
  }

  async open(accountId: string, sealed: SealedText): Promise<string | undefined> {
    const events = await this.log.readStream(accountStream(accountId));
    const own = events.filter(({ id }) => id === sealed.keyId);
    return credentialIn(own, await openPage(own, this.vault), sealed);
  }
}
