import { AccountDirectory, type Account } from '@minutebook/accounts';
import { DEMONSTRATION_ACCOUNTS } from './demonstration-accounts';

/** The event that established the demonstration's accounts: its first record. */
export const DEMONSTRATION_GRANT = 'demonstration-1@0';

/** The demonstration's accounts: one for each role, known to everybody, and without a password. */
export class DemonstrationDirectory extends AccountDirectory {
  private readonly accounts = DEMONSTRATION_ACCOUNTS.map(({ id, name, role, canTry }) => ({
    id,
    name,
    roles: [role],
    grant: DEMONSTRATION_GRANT,
    canTry,
  }));
  private readonly byId = new Map<string, Account>(this.accounts.map((account) => [account.id, account]));

  find(id: string): Account | undefined {
    return this.byId.get(id);
  }

  offered(): readonly (Account & { readonly canTry: string })[] {
    return this.accounts;
  }
}
