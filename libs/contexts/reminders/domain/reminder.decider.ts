import { accept, refuse, unreachable, type Decider, type Decision } from '@minutebook/kernel';
import type {
  AcceptReminder,
  AnswerReminder,
  ClaimReminder,
  FailReminder,
  HoldReminderBack,
  ReminderCommand,
  SendReminder,
} from './reminder.commands';
import type { ReminderEvent } from './reminder.events';
import { reminderRefusal, type ReminderRefusal } from './reminder.refusals';
import { evolveReminder, initialReminder, isMessage, type ReminderMessage, type ReminderState } from './reminder.state';

type Decided = Decision<ReminderEvent, ReminderRefusal>;

/**
 * For so long after it was handed over, a message without an answer may still be on its way in another process: ms. Longer
 * than any transmission may take (ADR 0017: three tries within thirty seconds, and bounded waits for each answer).
 */
export const TRANSMISSION_LEASE = 5 * 60_000;

/** One message to one person on one day. Stream `reminder-<key>`, the key derived from person, day and channel. */
export const reminderDecider: Decider<ReminderState, ReminderCommand, ReminderEvent, ReminderRefusal> = {
  initialState: initialReminder,
  evolve: evolveReminder,
  decide(command, state) {
    if (command.type === 'claim' || command.type === 'hold-back') return begin(command, state);
    if (!isMessage(state)) return refuse(reminderRefusal('no-such-reminder'));
    return decideOn(command, state);
  },
};

/** A day on which a person's mail was held back is over: what waits goes into a later day's. */
function begin(command: ClaimReminder | HoldReminderBack, state: ReminderState): Decided {
  if (state.status !== 'not-claimed') return refuse(reminderRefusal('reminder-claimed'));
  if (command.occurrences.length === 0) return refuse(reminderRefusal('nothing-to-remind-of'));
  const { account, day, channel, occurrences } = command;
  const message = { account, day, channel, occurrences };
  if (command.type === 'hold-back')
    return accept({ type: 'ReminderHeldBack', data: { ...message, perWeek: command.perWeek } });
  const { heldBackSince } = command;
  return accept({
    type: 'ReminderClaimed',
    data: { ...message, ...(heldBackSince !== undefined && { heldBackSince }) },
  });
}

type OnMessage = Exclude<ReminderCommand, { readonly type: 'claim' | 'hold-back' }>;

function decideOn(command: OnMessage, state: ReminderMessage): Decided {
  switch (command.type) {
    case 'send':
      return send(command, state);
    case 'accept':
      return settle(command, state);
    case 'fail':
      return fail(command, state);
    case 'deliver':
      if (state.delivery === 'delivered') return accept();
      return accept({ type: 'ReminderDelivered', data: { at: command.at } });
    case 'miss':
      if (state.delivery !== 'unknown') return accept();
      return accept({ type: 'ReminderUndelivered', data: { at: command.at, why: command.why } });
    case 'give-up':
      if (state.status === 'given-up') return accept();
      if (state.status === 'sent' || state.uncertain) return refuse(reminderRefusal('reminder-being-sent'));
      if (state.status === 'accepted' || state.status === 'refused') return refuse(reminderRefusal('reminder-over'));
      return accept({ type: 'ReminderGivenUp', data: {} });
    case 'answer':
      return answer(command, state);
    case 'revoke-links':
      return state.linksRevoked ? accept() : accept({ type: 'ReminderLinksRevoked', data: {} });
    default:
      return unreachable(command);
  }
}

/**
 * A first transmission, one more after the channel said no for now, or a second one after its answer was lost: that only once
 * no other process can still be at it.
 */
function send({ now }: SendReminder, { status, attempt, sentAt, uncertain }: ReminderMessage): Decided {
  if (status === 'accepted' || status === 'refused' || status === 'given-up')
    return refuse(reminderRefusal('reminder-over'));
  if (status === 'sent' && now < sentAt + TRANSMISSION_LEASE) return refuse(reminderRefusal('reminder-being-sent'));
  const mayHaveBeenTaken = status === 'sent' || uncertain;
  return accept({ type: 'ReminderSent', data: { attempt: attempt + 1, mayHaveBeenTaken } });
}

function settle({ attempt, transmitted }: AcceptReminder, state: ReminderMessage): Decided {
  if (state.status === 'accepted') return accept();
  // That an earlier attempt was taken after all settles the message, whatever became of the later one.
  if (state.status !== 'sent' && state.status !== 'failed') return refuse(reminderRefusal('reminder-over'));
  if (attempt < 1 || attempt > state.attempt) return refuse(reminderRefusal('other-attempt'));
  return accept({ type: 'ReminderAccepted', data: { attempt, transmitted } });
}

function fail({ attempt, why, final }: FailReminder, state: ReminderMessage): Decided {
  // Without an address nothing is handed over, so that there is no attempt to speak of.
  if (why === 'no-address' && (state.status === 'claimed' || state.status === 'failed'))
    return accept({ type: 'ReminderFailed', data: { attempt, why, final } });
  if (state.status !== 'sent') return refuse(reminderRefusal('reminder-over'));
  if (attempt !== state.attempt) return refuse(reminderRefusal('other-attempt'));
  return accept({ type: 'ReminderFailed', data: { attempt, why, final } });
}

function answer({ record, on }: AnswerReminder, state: ReminderMessage): Decided {
  if (!state.occurrences.some((occurrence) => occurrence.record.stream === record.stream))
    return refuse(reminderRefusal('not-in-reminder'));
  return state.answered.includes(record.stream) ? accept() : accept({ type: 'ReminderAnswered', data: { record, on } });
}
