import {
  BANK_HOLIDAYS_SOURCE,
  bankHoliday,
  COVERED_YEARS,
  coversDate,
  DIVISIONS,
  type BankHoliday,
  type Division,
} from './bank-holidays';
import data from './bank-holidays.json';
import { addDays, isLocalDate, weekday } from './local-date';

describe('the bank holidays', () => {
  it.each<[Division, number]>([
    ['england-and-wales', 140],
    ['scotland', 158],
    ['northern-ireland', 174],
  ])('of %s are %i, as in the source', (division, total) => {
    let found = 0;
    for (let date = '2012-01-01'; date <= '2028-12-31'; date = addDays(date, 1))
      if (bankHoliday(date, division)) found++;

    expect(found).toBe(total);
    expect(data.divisions[division]).toHaveLength(total);
  });

  it.each(DIVISIONS)('of %s are real weekdays in order, at least the usual eight in every covered year', (division) => {
    const dates = data.divisions[division].map(({ date }) => date);

    expect(dates).toEqual([...new Set(dates)].sort());
    expect(dates.filter((date) => !isLocalDate(date) || weekday(date) > 5)).toEqual([]);
    for (let year = COVERED_YEARS.from; year <= COVERED_YEARS.to; year++)
      expect(dates.filter((date) => date.startsWith(String(year))).length).toBeGreaterThanOrEqual(8);
  });

  const everywhere: [string, BankHoliday][] = [
    ['2012-06-05', { title: "Queen's Diamond Jubilee", notes: 'extra bank holiday' }],
    ['2020-05-08', { title: 'Early May bank holiday (VE day)' }],
    ['2022-06-03', { title: 'Platinum Jubilee bank holiday' }],
    ['2022-09-19', { title: 'Bank Holiday for the State Funeral of Queen Elizabeth II' }],
    ['2023-05-08', { title: 'Bank holiday for the coronation of King Charles III' }],
    ['2022-12-27', { title: 'Christmas Day', notes: 'substitute day' }],
    ['2026-12-28', { title: 'Boxing Day', notes: 'substitute day' }],
  ];
  it.each(everywhere)('know %s in every division', (date, holiday) => {
    for (const division of DIVISIONS) expect(bankHoliday(date, division)).toEqual(holiday);
  });

  it.each<[string, Division, string]>([
    ['2014-04-21', 'england-and-wales', 'Easter Monday'],
    ['2022-01-04', 'scotland', '2nd January'],
    ['2026-06-15', 'scotland', 'World Cup bank holiday'],
    ['2026-11-30', 'scotland', "St Andrew's Day"],
    ['2026-07-13', 'northern-ireland', "Battle of the Boyne (Orangemen's Day)"],
  ])('know %s in %s: %s', (date, division, title) => {
    expect(bankHoliday(date, division)?.title).toBe(title);
  });

  it('are each of their own division', () => {
    expect(bankHoliday('2014-04-21', 'scotland')).toBeUndefined();
    expect(bankHoliday('2026-06-15', 'england-and-wales')).toBeUndefined();
    expect(bankHoliday('2012-05-28', 'england-and-wales')).toBeUndefined();
    expect(bankHoliday('2020-05-04', 'england-and-wales')).toBeUndefined();
  });

  it('say where they are from', () => {
    expect(BANK_HOLIDAYS_SOURCE).toMatch(/GOV\.UK.*Open Government Licence v3\.0/);
  });
});

describe('a date', () => {
  it.each(['2012-01-01', '2014-06-16', '2028-12-31'])('%s is covered', (date) => {
    expect(coversDate(date)).toBe(true);
  });

  it.each(['2011-12-31', '2029-01-01', '2014-02-30', 'soon', ''])('%j is not covered', (date) => {
    expect(coversDate(date)).toBe(false);
  });
});
