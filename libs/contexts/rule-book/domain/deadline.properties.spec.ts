import fc from 'fast-check';
import { addDays, bankHoliday, daysBetween, DIVISIONS, weekday, type CountedDay } from '@minutebook/kernel';
import { answerTo } from './deadline.fixture';
import { keptForm, workingOf } from './kept-deadline';

/** Whatever is counted from these days stays within the holidays that are known. */
const date = fc.integer({ min: 0, max: 5_000 }).map((days) => addDays('2013-04-06', days));
const division = fc.constantFrom(...DIVISIONS);
const body = fc.constantFrom('executive' as const, 'committee' as const);
const employees = fc.integer({ min: 1, max: 400 });
const closures = fc.array(date, { maxLength: 40 }).map((days) => days.map((day) => ({ date: day, name: 'Closed' })));
const local = closures.map((days) => ({ versions: {}, closures: days }));

const counted = (working: readonly CountedDay[]) => working.filter(({ counts }) => counts).map((day) => day.date);

describe('a deadline never falls on a day that its rule excludes', () => {
  it('agenda and second notice: on a working day, with five clear ones before the meeting', () => {
    fc.assert(
      fc.property(date, body, division, local, (meetingOn, of, where, known) => {
        const isOff = (day: string) =>
          weekday(day) > 5 || bankHoliday(day, where) !== undefined || known.closures.some((each) => each.date === day);
        const agenda = answerTo('agenda-publication', { meetingOn, body: of, division: where }, known);
        const second = answerTo('private-meeting-notice', { meetingOn, division: where }, known).further[0];

        for (const { date: last, working } of [agenda, second ?? agenda]) {
          expect(isOff(String(last))).toBe(false);
          const clear = counted(working);
          expect(clear).toHaveLength(5);
          expect(clear.filter((day) => isOff(day) || day <= String(last) || day >= meetingOn)).toEqual([]);
          // A day later would be too late.
          const between = Array.from({ length: daysBetween(String(last), meetingOn) - 1 }, (_, n) =>
            addDays(String(last), n + 1),
          );
          expect(between.filter((day) => !isOff(day))).toEqual(clear);
        }
      }),
    );
  });

  it('notices of 28 clear days: neither end is one of them', () => {
    fc.assert(
      fc.property(date, (meetingOn) => {
        for (const rule of ['key-decision-notice', 'private-meeting-notice'] as const) {
          const { date: last, working } = answerTo(rule, { meetingOn });
          expect(daysBetween(String(last), meetingOn) - 1).toBe(28);
          expect(counted(working)).toHaveLength(28);
          expect(counted(working)).not.toContain(meetingOn);
          expect(counted(working)).not.toContain(last);
        }
      }),
    );
  });

  it('call-in: the last day is a working one, and nothing is carried out on it', () => {
    fc.assert(
      fc.property(date, fc.integer({ min: 1, max: 60 }), division, local, (publishedOn, workingDays, where, known) => {
        const {
          date: last,
          working,
          further,
        } = answerTo('call-in-end', { publishedOn, workingDays, division: where }, known);

        expect(counted(working)).toHaveLength(workingDays);
        expect(counted(working).at(-1)).toBe(last);
        expect(counted(working)).not.toContain(publishedOn);
        expect(further[0]?.date).toBe(addDays(String(last), 1));
      }),
    );
  });

  it('consultation: no dismissal takes effect before start and the days that its number asks for', () => {
    fc.assert(
      fc.property(date, employees, (startedOn, number) => {
        const { date: first } = answerTo('collective-consultation', { startedOn, employees: number });
        const least = number < 20 ? null : number < 100 ? 30 : 45;
        expect(first && daysBetween(startedOn, first)).toBe(least);
      }),
    );
  });

  it('HR1: never later than the days before dismissal, nor on or after the first notice', () => {
    fc.assert(
      fc.property(date, employees, fc.nat({ max: 120 }), (firstDismissalOn, number, before) => {
        const firstNoticeOn = addDays(firstDismissalOn, -before);
        const asked = { firstDismissalOn, employees: number };
        const { date: last } = answerTo('hr1-notification', { ...asked, firstNoticeOn });
        const { date: plain } = answerTo('hr1-notification', asked);

        if (plain === null) expect(last).toBeNull();
        else {
          expect(last! <= plain).toBe(true);
          expect(last! < firstNoticeOn).toBe(true);
          expect([plain, addDays(firstNoticeOn, -1)]).toContain(last);
        }
      }),
    );
  });

  it('periods: trial and protection end on the eve of the day on which they would begin anew', () => {
    fc.assert(
      fc.property(date, fc.integer({ min: 1, max: 10 }), (startedOn, years) => {
        expect(daysBetween(startedOn, String(answerTo('trial-period-end', { startedOn }).date))).toBe(27);
        const { date: last, working } = answerTo('pay-protection-end', { startedOn, years });
        const next = addDays(String(last), 1);
        expect(Number(next.slice(0, 4)) - Number(startedOn.slice(0, 4))).toBe(years);
        expect(next.slice(5) === startedOn.slice(5) || next.endsWith('-03-01')).toBe(true);
        expect(counted(working)).toHaveLength(daysBetween(startedOn, next));
      }),
    );
  });
});

describe('a working', () => {
  it('is every day from the first to the last, once and in order', () => {
    fc.assert(
      fc.property(date, body, local, (meetingOn, of, known) => {
        const { date: last, working } = answerTo('agenda-publication', { meetingOn, body: of }, known);
        expect(working.map((day) => day.date)).toEqual(working.map((_, n) => addDays(String(last), n)));
        expect(working.at(-1)?.date).toBe(meetingOn);
      }),
    );
  });

  it('that was kept is the same when it is read again', () => {
    fc.assert(
      fc.property(date, division, employees, local, (day, where, number, known) => {
        for (const deadline of [
          answerTo('agenda-publication', { meetingOn: day, body: 'executive', division: where }, known),
          answerTo('private-meeting-notice', { meetingOn: day, division: where }, known),
          answerTo('call-in-end', { publishedOn: day, workingDays: 5, division: where }, known),
          answerTo('collective-consultation', { startedOn: day, employees: number }),
          answerTo('hr1-notification', { firstDismissalOn: day, employees: number }),
          answerTo('pay-protection-end', { startedOn: day, years: 2 }),
          answerTo('evaluation-appeal', { outcomeOn: day, months: 3 }),
        ]) {
          const kept = keptForm(deadline);
          expect(workingOf(kept.working)).toEqual(deadline.working);
          expect(kept.further.map((part) => workingOf(part.working))).toEqual(
            deadline.further.map((part) => part.working),
          );
          expect(JSON.parse(JSON.stringify(kept))).toEqual(kept);
        }
      }),
      { numRuns: 60 },
    );
  });
});
