import { londonInstant } from '@minutebook/kernel';
import { distance, money, plural, shortDate, ukDate, ukDateTime, wholeNumber } from './formats';

describe('dates', () => {
  it('are written as the council writes them', () => {
    expect(ukDate('2014-06-16')).toBe('16 June 2014');
    expect(ukDate('2014-01-05')).toBe('5 January 2014');
    expect(shortDate('2014-09-05')).toBe('5 Sep 2014');
  });

  it('with a time are London dates and times, whatever the zone of the server', () => {
    expect(ukDateTime(Date.UTC(2014, 5, 16, 8, 5))).toBe('16 June 2014, 09:05');
    expect(ukDateTime(Date.UTC(2014, 5, 16, 23, 30))).toBe('17 June 2014, 00:30');
    expect(ukDateTime(londonInstant('2014-12-24', '17:00'))).toBe('24 December 2014, 17:00');
  });

  it.each(['', '16/06/2014', '2014-02-30', undefined, null, 20140616])(
    'that are none (%p) are a mistake of ours',
    (date) => {
      expect(() => ukDate(date as string)).toThrow('Not a date to show');
      expect(() => distance(date as string, '2014-06-16')).toThrow('Not a date to show');
      expect(() => distance('2014-06-16', date as string)).toThrow('Not a date to show');
    },
  );

  it('that are no instant are a mistake of ours', () => {
    expect(() => ukDateTime(Number.NaN)).toThrow('Not an instant to show');
  });
});

describe('how far away a date is', () => {
  it.each([
    ['2014-06-16', 'today'],
    ['2014-06-17', 'tomorrow'],
    ['2014-06-15', 'yesterday'],
    ['2014-06-28', 'in 12 days'],
    ['2014-06-13', '3 days ago'],
    ['2014-08-11', 'in 56 days'],
    ['2014-08-12', 'in 2 months'],
    ['2015-03-31', 'in 9 months'],
    ['2013-06-16', '12 months ago'],
    ['2012-06-16', '2 years ago'],
    ['2009-04-01', '5 years ago'],
  ])('%s on 16 June 2014: %s', (date, words) => {
    expect(distance(date, '2014-06-16')).toBe(words);
  });

  it('counts calendar days over the change of the clocks', () => {
    expect(distance('2014-03-31', '2014-03-29')).toBe('in 2 days');
  });
});

describe('money', () => {
  it.each([
    [0, '£0'],
    [5, '£0.05'],
    [100_000, '£1,000'],
    [100_050, '£1,000.50'],
    [123_456_789, '£1,234,567.89'],
    [-2_000, '−£20'],
    [-1, '−£0.01'],
  ])('%d pence are %s', (pence, words) => {
    expect(money(pence)).toBe(words);
  });

  it.each([0.5, Number.NaN, undefined, '100'])('%p is not whole pence', (pence) => {
    expect(() => money(pence as number)).toThrow('Not whole pence');
  });
});

describe('counts', () => {
  it('agree with their noun', () => {
    expect(plural(1, 'action')).toBe('1 action');
    expect(plural(0, 'action')).toBe('0 actions');
    expect(plural(1200, 'reply', 'replies')).toBe('1,200 replies');
  });

  it('keep their thousands apart', () => {
    expect([999, 1000, 1_234_567].map(wholeNumber)).toEqual(['999', '1,000', '1,234,567']);
  });
});
