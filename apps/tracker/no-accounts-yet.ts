import { AccountDirectory, type Account } from '@minutebook/accounts';

/** A record that is not the demonstration has nobody in it who could sign in. */
export class NoAccountsYet extends AccountDirectory {
  find(): Account | undefined {
    return undefined;
  }

  offered(): readonly [] {
    return [];
  }
}
