import { accept, londonInstant, type Told } from '@minutebook/kernel';
import { ALREADY_SO, given, refusedBy, told } from '../../../kernel/testing/given.fixture';
import { reminderDecider, TRANSMISSION_LEASE } from './reminder.decider';
import type { ReminderEvent } from './reminder.events';
import { occurrence } from './reminder.fixture';

const message = { account: 'lead', day: '2014-06-11', channel: 'mail', occurrences: [occurrence()] } as const;
const sentAt = londonInstant('2014-06-11', '09:00');
const at = (event: ReminderEvent): Told<ReminderEvent> => told(event, { recordedOn: '2014-06-11' });

const claimed = at({ type: 'ReminderClaimed', data: message });
const heldBack = at({ type: 'ReminderHeldBack', data: { ...message, perWeek: 3 } });
const sent = (attempt = 1, mayHaveBeenTaken = false) =>
  at({ type: 'ReminderSent', data: { attempt, mayHaveBeenTaken } });
const accepted = at({ type: 'ReminderAccepted', data: { attempt: 1, transmitted: true } });
const failed = (attempt = 1, final = false) =>
  at({ type: 'ReminderFailed', data: { attempt, why: final ? 'address' : 'unavailable', final } });
const givenUp = at({ type: 'ReminderGivenUp', data: {} });
const after = (...history: readonly Told<ReminderEvent>[]) => given(reminderDecider, history);

describe('claiming the message of a person and day', () => {
  it('is done once, with what it lists', () => {
    expect(after().when({ type: 'claim', ...message })).toEqual(accept({ type: 'ReminderClaimed', data: message }));
    expect(after().when({ type: 'claim', ...message, heldBackSince: '2014-06-09' })).toEqual(
      accept({ type: 'ReminderClaimed', data: { ...message, heldBackSince: '2014-06-09' } }),
    );
    expect(after(claimed).when({ type: 'claim', ...message })).toMatchObject(refusedBy('reminder-claimed'));
  });

  it('is refused where there is nothing to remind of, and on a day that was held back', () => {
    expect(after().when({ type: 'claim', ...message, occurrences: [] })).toMatchObject(
      refusedBy('nothing-to-remind-of'),
    );
    expect(after(heldBack).when({ type: 'claim', ...message })).toMatchObject(refusedBy('reminder-claimed'));
  });

  it('is held back where the week is full, unless it was claimed already', () => {
    const holdBack = { type: 'hold-back', ...message, perWeek: 3 } as const;
    expect(after().when(holdBack)).toEqual(accept({ type: 'ReminderHeldBack', data: { ...message, perWeek: 3 } }));
    expect(after(claimed).when(holdBack)).toMatchObject(refusedBy('reminder-claimed'));
  });

  it('comes before anything else, and nothing comes of a day that was held back', () => {
    for (const history of [[], [heldBack]]) {
      expect(after(...history).when({ type: 'send', now: sentAt })).toMatchObject(refusedBy('no-such-reminder'));
      expect(after(...history).when({ type: 'give-up' })).toMatchObject(refusedBy('no-such-reminder'));
    }
  });
});

describe('handing a message over', () => {
  const send = (now: number) => ({ type: 'send', now }) as const;
  const attempt = (number: number, mayHaveBeenTaken: boolean) =>
    accept({ type: 'ReminderSent', data: { attempt: number, mayHaveBeenTaken } });

  it('is said before it is done: first, and again where the channel said no for now', () => {
    expect(after(claimed).when(send(sentAt))).toEqual(attempt(1, false));
    expect(after(claimed, sent(), failed()).when(send(sentAt))).toEqual(attempt(2, false));
  });

  it('waits where its answer is missing, until no other process can be at it; then it says that it may have been taken', () => {
    expect(after(claimed, sent()).when(send(sentAt + TRANSMISSION_LEASE - 1))).toMatchObject(
      refusedBy('reminder-being-sent'),
    );
    expect(after(claimed, sent()).when(send(sentAt + TRANSMISSION_LEASE))).toEqual(attempt(2, true));
  });

  it('remembers a lost answer, whatever a later attempt met', () => {
    expect(after(claimed, sent(), sent(2, true), failed(2)).when(send(sentAt))).toEqual(attempt(3, true));
  });

  it.each([
    ['taken', [claimed, sent(), accepted]],
    ['refused for good', [claimed, sent(), failed(1, true)]],
    ['given up', [claimed, givenUp]],
  ])('is not done again once it was %s', (_, history) => {
    expect(after(...history).when(send(sentAt + TRANSMISSION_LEASE))).toMatchObject(refusedBy('reminder-over'));
  });
});

describe('the answer of the channel', () => {
  const accepting = (number: number) => ({ type: 'accept', attempt: number, transmitted: true }) as const;
  const failing = { type: 'fail', attempt: 1, why: 'unavailable', final: false } as const;

  it('settles a message once', () => {
    expect(after(claimed, sent()).when(accepting(1))).toEqual(
      accept({ type: 'ReminderAccepted', data: { attempt: 1, transmitted: true } }),
    );
    expect(after(claimed, sent(), accepted).when(accepting(1))).toEqual(ALREADY_SO);
  });

  it('may be that of an earlier attempt, not of one that never was', () => {
    expect(after(claimed, sent(), sent(2, true)).when(accepting(1))).toHaveProperty('accepted.0.data.attempt', 1);
    expect(after(claimed, sent(), sent(2, true), failed(2)).when(accepting(1))).toHaveProperty('accepted.0');
    expect(after(claimed, sent()).when(accepting(2))).toMatchObject(refusedBy('other-attempt'));
    expect(after(claimed).when(accepting(1))).toMatchObject(refusedBy('reminder-over'));
  });

  it('may be no, of the last attempt only, and of nothing that is over', () => {
    expect(after(claimed, sent()).when(failing)).toEqual(
      accept({ type: 'ReminderFailed', data: { attempt: 1, why: 'unavailable', final: false } }),
    );
    expect(after(claimed, sent(), sent(2, true)).when(failing)).toMatchObject(refusedBy('other-attempt'));
    expect(after(claimed, sent(), accepted).when(failing)).toMatchObject(refusedBy('reminder-over'));
    expect(after(claimed).when(failing)).toMatchObject(refusedBy('reminder-over'));
  });

  it('is not needed where there is no address', () => {
    const none = { type: 'fail', attempt: 0, why: 'no-address', final: true } as const;
    expect(after(claimed).when(none)).toEqual(
      accept({ type: 'ReminderFailed', data: { attempt: 0, why: 'no-address', final: true } }),
    );
    expect(after(claimed, sent(), accepted).when(none)).toMatchObject(refusedBy('reminder-over'));
  });

  it('may tell later whether it arrived, at last that it did', () => {
    const history = [claimed, sent(), accepted];
    const delivered = at({ type: 'ReminderDelivered', data: { at: 1 } });
    const undelivered = at({ type: 'ReminderUndelivered', data: { at: 1, why: 'later' } });
    const miss = { type: 'miss', at: 1, why: 'later' } as const;
    expect(after(...history).when({ type: 'deliver', at: 1 })).toEqual(
      accept({ type: 'ReminderDelivered', data: { at: 1 } }),
    );
    expect(after(...history, delivered).when({ type: 'deliver', at: 2 })).toEqual(ALREADY_SO);
    expect(after(...history).when(miss)).toEqual(
      accept({ type: 'ReminderUndelivered', data: { at: 1, why: 'later' } }),
    );
    expect(after(...history, undelivered).when(miss)).toEqual(ALREADY_SO);
    expect(after(...history, delivered).when(miss)).toEqual(ALREADY_SO);
    expect(after(...history, undelivered).when({ type: 'deliver', at: 2 })).toHaveProperty('accepted.0');
  });
});

describe('giving a message up', () => {
  it('is done where the channel has not taken it, once', () => {
    for (const history of [[claimed], [claimed, sent(), failed()]])
      expect(after(...history).when({ type: 'give-up' })).toEqual(accept({ type: 'ReminderGivenUp', data: {} }));
    expect(after(claimed, givenUp).when({ type: 'give-up' })).toEqual(ALREADY_SO);
  });

  it('is refused where the channel may have it', () => {
    expect(after(claimed, sent()).when({ type: 'give-up' })).toMatchObject(refusedBy('reminder-being-sent'));
    expect(after(claimed, sent(), sent(2, true), failed(2)).when({ type: 'give-up' })).toMatchObject(
      refusedBy('reminder-being-sent'),
    );
  });

  it('is refused where it is settled', () => {
    expect(after(claimed, sent(), accepted).when({ type: 'give-up' })).toMatchObject(refusedBy('reminder-over'));
    expect(after(claimed, sent(), failed(1, true)).when({ type: 'give-up' })).toMatchObject(refusedBy('reminder-over'));
  });
});

describe('what comes of a message', () => {
  const answer = { type: 'answer', record: { stream: 'action-a1', revision: 4 }, on: '2014-06-13' } as const;
  const data = { record: answer.record, on: answer.on };
  const answered = at({ type: 'ReminderAnswered', data });

  it('is an answer to each record that it asked about, noted once', () => {
    expect(after(claimed).when(answer)).toEqual(accept({ type: 'ReminderAnswered', data }));
    expect(after(claimed, answered).when(answer)).toEqual(ALREADY_SO);
    expect(after(claimed).when({ ...answer, record: { stream: 'action-b', revision: 0 } })).toMatchObject(
      refusedBy('not-in-reminder'),
    );
  });

  it('is that its links are revoked, once', () => {
    const revoked = at({ type: 'ReminderLinksRevoked', data: {} });
    expect(after(claimed).when({ type: 'revoke-links' })).toEqual(accept({ type: 'ReminderLinksRevoked', data: {} }));
    expect(after(claimed, revoked).when({ type: 'revoke-links' })).toEqual(ALREADY_SO);
  });
});
