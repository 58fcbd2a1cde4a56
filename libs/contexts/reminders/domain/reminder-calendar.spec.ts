import { addDays, WorkingCalendar, type LocalDate } from '@minutebook/kernel';
import fc from 'fast-check';
import { LAST_KNOWN_DAY, ReminderCalendar } from './reminder-calendar';

const known = new WorkingCalendar('england-and-wales');
const calendar = new ReminderCalendar(known);

describe('the working days by which people are reminded', () => {
  it('are those of the council while its bank holidays are known', () => {
    const day = fc.integer({ min: 0, max: 4_000 }).map((days): LocalDate => addDays('2014-01-01', days));
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 60 }), (date, n) => {
        expect([
          calendar.onOrAfter(date),
          calendar.onOrBefore(date),
          calendar.workingDaysAfter(date, n),
          calendar.workingDaysBefore(date, n),
        ]).toEqual([
          known.onOrAfter(date),
          known.onOrBefore(date),
          known.workingDaysAfter(date, n),
          known.workingDaysBefore(date, n),
        ]);
      }),
    );
  });

  it('go on Monday to Friday where they are not known yet', () => {
    // Sunday 31 December 2028 is the last day that is known; nobody has said yet that 1 January 2029 is a holiday.
    expect(LAST_KNOWN_DAY).toBe('2028-12-31');
    expect(calendar.onOrAfter('2028-12-30')).toBe('2029-01-01');
    expect(calendar.workingDaysAfter('2028-12-28', 3)).toBe('2029-01-02');
    expect(calendar.workingDaysAfter('2031-03-07', 1)).toBe('2031-03-10');
    expect(calendar.onOrBefore('2031-03-09')).toBe('2031-03-07');
  });

  it('count the known holidays of a sum that begins or ends beyond them', () => {
    // Back over New Year: Monday 25 and Tuesday 26 December 2028 are holidays.
    expect(calendar.workingDaysBefore('2029-01-02', 4)).toBe('2028-12-27');
    expect(calendar.workingDaysBefore('2029-01-02', 5)).toBe('2028-12-22');
  });
});
