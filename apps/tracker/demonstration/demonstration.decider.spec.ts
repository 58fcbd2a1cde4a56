import { accept, londonInstant, type Told } from '@minutebook/kernel';
import { ALREADY_SO, given, refusedBy, told } from '../../../libs/kernel/testing/given.fixture';
import { demonstrationDecider, type DemonstrationEvent } from './demonstration.decider';

const PRESENT = londonInstant('2014-06-16', '09:00');
const DAY = 24 * 3_600_000;

const start = { type: 'start', dataVersion: 3, historyFrom: 1_000, presentAt: PRESENT } as const;
const started: Told<DemonstrationEvent> = told({
  type: 'DemonstrationStarted',
  data: { dataVersion: 3, historyFrom: 1_000, presentAt: PRESENT },
});
const loaded: Told<DemonstrationEvent> = told({ type: 'DemonstrationLoaded', data: {} });
const movedTo = (to: number): Told<DemonstrationEvent> => told({ type: 'DemonstrationClockMoved', data: { to } });
const move = (to: number, now = PRESENT) => ({ type: 'move-clock', to, now }) as const;

const after = (...history: readonly Told<DemonstrationEvent>[]) => given(demonstrationDecider, history);

describe('a demonstration', () => {
  it('starts with the version of its data and its times', () => {
    const outcome = after().when(start);

    expect(outcome).toEqual(
      accept({ type: 'DemonstrationStarted', data: { dataVersion: 3, historyFrom: 1_000, presentAt: PRESENT } }),
    );
  });

  it('has started already: the version that it holds stays', () => {
    expect(after(started).when({ ...start, dataVersion: 4 })).toEqual(ALREADY_SO);
    expect(after(started, loaded).state).toMatchObject({ status: 'loaded', dataVersion: 3 });
  });

  it('is loaded once', () => {
    expect(after(started).when({ type: 'finish-loading' })).toEqual(accept({ type: 'DemonstrationLoaded', data: {} }));
    expect(after(started, loaded).when({ type: 'finish-loading' })).toEqual(ALREADY_SO);
  });

  it('has its clock moved forward once it is loaded, and stands there', () => {
    const outcome = after(started, loaded).when(move(PRESENT + 28 * DAY));

    expect(outcome).toEqual(accept({ type: 'DemonstrationClockMoved', data: { to: PRESENT + 28 * DAY } }));
    expect(after(started, loaded, movedTo(PRESENT + 28 * DAY)).state.presentAt).toBe(PRESENT + 28 * DAY);
  });

  it('has no clock before it is loaded: not-a-demonstration', () => {
    expect(after().when(move(PRESENT + DAY))).toMatchObject(refusedBy('not-a-demonstration'));
    expect(after(started).when(move(PRESENT + DAY))).toMatchObject(refusedBy('not-a-demonstration'));
  });

  it('is never moved back or left where it is: clock-moves-forward-only', () => {
    const refusal = refusedBy('clock-moves-forward-only', { field: 'to' });

    expect(after(started, loaded).when(move(PRESENT - DAY))).toMatchObject(refusal);
    expect(after(started, loaded).when(move(PRESENT))).toMatchObject(refusal);
  });

  it('is moved by two years at the most: clock-moves-too-far', () => {
    const limit = 2 * 366 * DAY;

    expect(after(started, loaded).when(move(PRESENT + limit))).toHaveProperty('accepted');
    expect(after(started, loaded).when(move(PRESENT + limit + 1))).toMatchObject(
      refusedBy('clock-moves-too-far', { field: 'to' }),
    );
  });
});
