import type { Event, LocalDate } from '@minutebook/kernel';

/** The rules that make occurrences; what each means stands in `reminder-rules.json`. */
export type ReminderRule =
  'before-due' | 'on-the-day' | 'overdue' | 'no-report' | 'to-confirm' | 'to-monitoring-lead' | 'to-group';

/** One thing to be reminded of: by which rule, of which record as it stood at a revision, for which day and person. */
export interface Occurrence {
  readonly rule: ReminderRule;
  readonly record: { readonly stream: string; readonly revision: number };
  /** The day for which the rule makes it. */
  readonly on: LocalDate;
  readonly due: LocalDate | null;
  /** Account of whoever is asked. Where the mail goes to a cover, it is not whom it is sent to. */
  readonly person: string;
}

/** Ways to reach a person. */
export type ReminderChannel = 'mail';

/** Whom a message is for. With these its stream's id is derived: there is one for a person, a day and a channel. */
interface MessageKey {
  readonly account: string;
  readonly day: LocalDate;
  readonly channel: ReminderChannel;
}

/** This message is to be sent, and by nobody twice: the event stands at no-stream. */
export type ReminderClaimed = Event<
  'ReminderClaimed',
  MessageKey & {
    readonly occurrences: readonly Occurrence[];
    /** The first day from which occurrences were held back by the weekly cap, where any were. */
    readonly heldBackSince?: LocalDate;
  }
>;

/** Nothing is sent to this person on this day: the weekly cap is reached. What it would have held waits. */
export type ReminderHeldBack = Event<
  'ReminderHeldBack',
  MessageKey & { readonly occurrences: readonly Occurrence[]; readonly perWeek: number }
>;

/** The message is being handed to the channel: recorded before, so that a crash leaves no doubt whether it may have been. */
export type ReminderSent = Event<
  'ReminderSent',
  {
    /** Counts from 1. */
    readonly attempt: number;
    /** The answer of the attempt before was lost: this is a second transmission, under the same Message-ID. */
    readonly mayHaveBeenTaken: boolean;
  }
>;

/** The channel has taken the message, which is not yet its reader. */
export type ReminderAccepted = Event<
  'ReminderAccepted',
  {
    readonly attempt: number;
    /** False where the channel had it already, so that this attempt transmitted nothing. */
    readonly transmitted: boolean;
  }
>;

/** Why a message did not leave: nobody's address, one that is refused, a mail that is refused, or not now. */
export type ReminderFault = 'no-address' | 'address' | 'mail' | 'unavailable';

/** The channel has not taken the message. `final`: it never will. */
export type ReminderFailed = Event<
  'ReminderFailed',
  { readonly attempt: number; readonly why: ReminderFault; readonly final: boolean }
>;

/** The channel says that the message has reached its address. `at`: epoch ms, as the channel says. */
export type ReminderDelivered = Event<'ReminderDelivered', { readonly at: number }>;
/** The channel says that the message has not reached its address. */
export type ReminderUndelivered = Event<
  'ReminderUndelivered',
  { readonly at: number; readonly why: 'address' | 'later' | 'technical' }
>;

/** The message was not taken on its day; what it held goes into a later one. */
export type ReminderGivenUp = Event<'ReminderGivenUp', Readonly<Record<never, never>>>;

/** Whoever was asked has answered for a record of this message. */
export type ReminderAnswered = Event<
  'ReminderAnswered',
  {
    /** The event that answers. */
    readonly record: { readonly stream: string; readonly revision: number };
    /** The day on which the record received it; where it is not told, that of this event. */
    readonly on?: LocalDate;
  }
>;

/** The links of this message open nothing any more. Why stands in the metadata. */
export type ReminderLinksRevoked = Event<'ReminderLinksRevoked', Readonly<Record<never, never>>>;

export type ReminderEvent =
  | ReminderClaimed
  | ReminderHeldBack
  | ReminderSent
  | ReminderAccepted
  | ReminderFailed
  | ReminderDelivered
  | ReminderUndelivered
  | ReminderGivenUp
  | ReminderAnswered
  | ReminderLinksRevoked;

/** What became of a message. `sent`: handed over, and no answer is known. */
export type ReminderFate =
  'held-back' | 'claimed' | 'sent' | 'accepted' | 'delivered' | 'undelivered' | 'failed' | 'refused' | 'given-up';

/** A record of a message that was answered for, and on which day. */
export interface AnsweredRecord {
  readonly stream: string;
  readonly on: LocalDate;
}

/** A message as the record tells of it. */
export interface ReminderSummary {
  readonly key: string;
  readonly account: string;
  readonly day: LocalDate;
  readonly occurrences: readonly Occurrence[];
  readonly fate: ReminderFate;
  readonly why: ReminderFault | 'later' | 'technical' | null;
  readonly attempts: number;
  /** How often it was handed over, less the attempts of which the channel said that it had the message already. */
  readonly transmissions: number;
  /** The answer of an attempt was lost: the channel may have it, whatever a later one met. */
  readonly perhapsTaken: boolean;
  readonly claimedRecord: number;
  /** Epoch ms of the record's clock, as the others. */
  readonly claimedAt: number;
  readonly sentAt: number | null;
  readonly acceptedAt: number | null;
  readonly deliveredAt: number | null;
  readonly heldBackSince: LocalDate | null;
  readonly perWeek: number | null;
  /** Streams of the records that were answered for. */
  readonly answered: readonly AnsweredRecord[];
  readonly linksRevoked: boolean;
  readonly recordNumber: number;
}

/** Whether the channel took a message, or may have: nothing of it is listed anew. */
export function isTaken({ fate, perhapsTaken }: Pick<ReminderSummary, 'fate' | 'perhapsTaken'>): boolean {
  return perhapsTaken || ['sent', 'accepted', 'delivered', 'undelivered'].includes(fate);
}
