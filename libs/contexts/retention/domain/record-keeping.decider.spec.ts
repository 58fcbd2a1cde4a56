import { accept, type PersonErased, type TextRemoved } from '@minutebook/kernel';
import { ALREADY_SO, given, refusedBy, told } from '../../../kernel/testing/given.fixture';
import { recordKeepingDecider } from './record-keeping.decider';

const authority = { request: 'request-1', ground: 'objection', authority: 'Their own wish', agreedBy: 'account-hr' };
const removeText = { type: 'remove-text', eventId: 'e1', eventRevision: 3, ...authority, holds: [] } as const;
const erasePerson = { type: 'erase-person', eventIds: ['e1', 'e2'], ...authority, holds: [] } as const;

const removed: TextRemoved = { type: 'TextRemoved', data: { eventId: 'e1', eventRevision: 3, ...authority } };
const erased: PersonErased = { type: 'PersonErased', data: { eventIds: ['e1', 'e2'], ...authority } };

describe('the keeping of a record', () => {
  it('tells of the removal of texts with its authority, once for each event', () => {
    expect(given(recordKeepingDecider, []).when(removeText)).toEqual(accept(removed));
    expect(given(recordKeepingDecider, [told(removed)]).when(removeText)).toEqual(ALREADY_SO);
    expect(given(recordKeepingDecider, [told(removed)]).when({ ...removeText, eventId: 'e2' })).toMatchObject({
      accepted: [{ type: 'TextRemoved', data: { eventId: 'e2' } }],
    });
  });

  it('tells of the erasure of a person once', () => {
    expect(given(recordKeepingDecider, []).when(erasePerson)).toEqual(accept(erased));
    expect(given(recordKeepingDecider, [told(erased)]).when(erasePerson)).toEqual(ALREADY_SO);
  });

  it('is left alone by a hold that was placed at the last moment, but not what was done before', () => {
    for (const command of [removeText, erasePerson])
      expect(given(recordKeepingDecider, []).when({ ...command, holds: ['h'] })).toMatchObject(refusedBy('under-hold'));
    expect(given(recordKeepingDecider, [told(removed)]).when({ ...removeText, holds: ['h'] })).toEqual(ALREADY_SO);
  });
});
