import {
  accept,
  refuse,
  unreachable,
  type Decider,
  type Event,
  type Refusal,
  type SealedText,
  type Told,
} from '@minutebook/kernel';

/** An address was taken for an account. It is sealed under the key of its person. */
export type SignInAddressTaken = Event<'SignInAddressTaken', { readonly account: string; readonly email: SealedText }>;

/** The account has no address of its own any more. */
export type SignInAddressReleased = Event<'SignInAddressReleased', { readonly account: string }>;

export type AccountDirectoryEvent = SignInAddressTaken | SignInAddressReleased;

export type AccountDirectoryCommand =
  | {
      readonly type: 'take';
      readonly account: string;
      readonly email: SealedText;
      /** The account that has this address now, if any: found by opening the sealed addresses in memory. */
      readonly heldBy?: string;
    }
  | { readonly type: 'release'; readonly account: string };

export type AccountDirectoryRefusal = Refusal<'address-already-taken'>;

/** Sealed addresses by account. */
export type AccountDirectoryState = Readonly<Record<string, SealedText>>;

/** The one owner of the rule that an address signs in to one account only. Stream `accountDirectory-1`. */
export const accountDirectoryDecider: Decider<
  AccountDirectoryState,
  AccountDirectoryCommand,
  AccountDirectoryEvent,
  AccountDirectoryRefusal
> = {
  initialState: {},
  decide(command, state) {
    switch (command.type) {
      case 'take': {
        const { account, email, heldBy } = command;
        if (heldBy === account) return accept();
        if (heldBy !== undefined)
          return refuse({
            rule: 'address-already-taken',
            field: 'email',
            kind: 'conflict',
            message: 'This address signs in to another account already.',
          });
        return accept({ type: 'SignInAddressTaken', data: { account, email } });
      }
      case 'release': {
        const { account } = command;
        return Object.hasOwn(state, account) ? accept({ type: 'SignInAddressReleased', data: { account } }) : accept();
      }
      default:
        return unreachable(command);
    }
  },
  evolve(state: AccountDirectoryState, event: Told<AccountDirectoryEvent>): AccountDirectoryState {
    switch (event.type) {
      case 'SignInAddressTaken':
        return { ...state, [event.data.account]: event.data.email };
      case 'SignInAddressReleased': {
        const { [event.data.account]: _, ...others } = state;
        return others;
      }
      default:
        return unreachable(event);
    }
  },
};
