import { isRecordKeeping, isSealed, type Told } from '@minutebook/kernel';
import type { EventLog, KeyVault } from '@minutebook/kernel/recording';
import type { AccountEvent } from '../domain/account.events';
import { evolveAccount, initialAccount, type AccountState } from '../domain/account.state';
import { credentialKeys } from './account.command-handler';
import { accountStream } from './account-reader';

/**
 * At the start, destroys again the keys of credentials that were replaced: a process may have ended between the event
 * and the key.
 */
export async function destroyReplacedCredentials(
  accountIds: readonly string[],
  log: Pick<EventLog, 'readStream'>,
  vault: Pick<KeyVault, 'destroy'>,
): Promise<void> {
  for (const id of accountIds) {
    const replaced = new Set<string>();
    let state: AccountState = initialAccount;
    for (const event of await log.readStream(accountStream(id))) {
      if (isRecordKeeping(event)) continue;
      const told = event as typeof event & Told<AccountEvent>;
      const credential =
        'credential' in told.data ? told.data.credential : 'subject' in told.data ? told.data.subject : undefined;
      if (isSealed(credential)) replaced.add(credential.keyId);
      state = evolveAccount(state, told);
    }
    for (const kept of credentialKeys(state.status === 'not-opened' ? undefined : state)) replaced.delete(kept);
    if (replaced.size > 0) await vault.destroy([...replaced]);
  }
}
