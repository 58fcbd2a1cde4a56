import { accept } from '@minutebook/kernel';
import { ALREADY_SO, given, refusedBy, told } from '../../../kernel/testing/given.fixture';
import { reminderPreferencesDecider } from './reminder-preferences.decider';
import { ALL_WANTED } from './reminder-preferences.events';

const set = { type: 'set', wanted: { ...ALL_WANTED, noReport: false, onlyOn: 3 } } as const;
const open = { type: 'open-feed', feedId: 'feed-1', hash: 'a'.repeat(64) } as const;
const close = { type: 'close-feed', feedId: 'feed-1' } as const;

const isSet = { type: 'ReminderPreferencesSet', data: { wanted: set.wanted } } as const;
const isOpened = { type: 'CalendarFeedOpened', data: { feedId: 'feed-1', hash: 'a'.repeat(64) } } as const;
const isClosed = { type: 'CalendarFeedClosed', data: { feedId: 'feed-1' } } as const;
const revoked = { type: 'AnswerLinksRevoked', data: {} } as const;

describe('the preferences of a person', () => {
  it('say what is wanted; everything on any working day is so already', () => {
    expect(given(reminderPreferencesDecider, []).when(set)).toEqual(accept(isSet));
    expect(given(reminderPreferencesDecider, []).when({ type: 'set', wanted: ALL_WANTED })).toEqual(ALREADY_SO);
    expect(given(reminderPreferencesDecider, [told(isSet)]).when(set)).toEqual(ALREADY_SO);
    expect(given(reminderPreferencesDecider, [told(isSet)]).when({ type: 'set', wanted: ALL_WANTED })).toMatchObject({
      accepted: [{ data: { wanted: ALL_WANTED } }],
    });
  });

  it.each([0, 6, 2.5])('name a working weekday, which %d is not', (onlyOn) => {
    expect(
      given(reminderPreferencesDecider, []).when({ type: 'set', wanted: { ...ALL_WANTED, onlyOn } }),
    ).toMatchObject(refusedBy('no-such-weekday', { field: 'onlyOn' }));
  });

  it('open one calendar address at a time: the one before is closed with it', () => {
    const other = { type: 'CalendarFeedOpened', data: { feedId: 'feed-2', hash: 'b'.repeat(64) } } as const;
    expect(given(reminderPreferencesDecider, []).when(open)).toEqual(accept(isOpened));
    expect(given(reminderPreferencesDecider, [told(isOpened)]).when({ ...open, ...other.data })).toEqual(
      accept<unknown>(isClosed, other),
    );
    expect(
      given(reminderPreferencesDecider, [told(isOpened), told(isClosed)]).when({ ...open, ...other.data }),
    ).toEqual(accept(other));
  });

  it('close the address that is open', () => {
    expect(given(reminderPreferencesDecider, [told(isOpened)]).when(close)).toEqual(accept(isClosed));
    expect(given(reminderPreferencesDecider, [told(isOpened), told(isClosed)]).when(close)).toEqual(ALREADY_SO);
    expect(given(reminderPreferencesDecider, []).when(close)).toMatchObject(
      refusedBy('no-such-feed', { kind: 'not-found' }),
    );
    expect(given(reminderPreferencesDecider, [told(isOpened)]).when({ ...close, feedId: 'feed-2' })).toMatchObject(
      refusedBy('no-such-feed'),
    );
  });

  it('revoke the links that were sent so far, and those sent since once more', () => {
    expect(given(reminderPreferencesDecider, []).when({ type: 'revoke-links' })).toEqual(accept(revoked));
    expect(given(reminderPreferencesDecider, [told(revoked)]).when({ type: 'revoke-links' })).toEqual(accept(revoked));
  });
});
