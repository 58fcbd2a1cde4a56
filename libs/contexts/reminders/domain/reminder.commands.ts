import type { LocalDate } from '@minutebook/kernel';
import type { Occurrence, ReminderChannel, ReminderFault } from './reminder.events';

interface ForMessage {
  readonly account: string;
  readonly day: LocalDate;
  readonly channel: ReminderChannel;
  readonly occurrences: readonly Occurrence[];
}

export type ClaimReminder = ForMessage & { readonly type: 'claim'; readonly heldBackSince?: LocalDate };
export type HoldReminderBack = ForMessage & { readonly type: 'hold-back'; readonly perWeek: number };
/** Whoever's command records this transmits; whoever meets it recorded does not. `now`: epoch ms of the record's clock. */
export type SendReminder = { readonly type: 'send'; readonly now: number };
export type AcceptReminder = {
  readonly type: 'accept';
  readonly attempt: number;
  readonly transmitted: boolean;
};
export type FailReminder = {
  readonly type: 'fail';
  readonly attempt: number;
  readonly why: ReminderFault;
  readonly final: boolean;
};
export type DeliverReminder = { readonly type: 'deliver'; readonly at: number };
export type MissReminder = {
  readonly type: 'miss';
  readonly at: number;
  readonly why: 'address' | 'later' | 'technical';
};
export type GiveReminderUp = { readonly type: 'give-up' };
export type AnswerReminder = {
  readonly type: 'answer';
  readonly record: { readonly stream: string; readonly revision: number };
  /** The day on which the record received it. */
  readonly on: LocalDate;
};
export type RevokeReminderLinks = { readonly type: 'revoke-links' };

export type ReminderCommand =
  | ClaimReminder
  | HoldReminderBack
  | SendReminder
  | AcceptReminder
  | FailReminder
  | DeliverReminder
  | MissReminder
  | GiveReminderUp
  | AnswerReminder
  | RevokeReminderLinks;
