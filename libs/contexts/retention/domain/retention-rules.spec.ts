import {
  answerLimit,
  answerLimitOn,
  endOf,
  RETENTION_CLASSES,
  retentionClass,
  retentionRuleOn,
  type RetentionClass,
} from './retention-rules';

describe('a period', () => {
  it.each([
    ['2014-06-16', { days: 21 }, '2014-07-07'],
    ['2026-01-31', { months: 1 }, '2026-02-28'],
    ['2024-01-31', { months: 1 }, '2024-02-29'],
    ['2026-12-15', { months: 1 }, '2027-01-15'],
    ['2024-02-29', { years: 3 }, '2027-02-28'],
    ['2014-06-16', { years: 25 }, '2039-06-16'],
    ['2014-12-31', { months: 6 }, '2015-06-30'],
  ])('that begins on %s and lasts %j ends on %s', (from, period, end) => {
    expect(endOf(period, from)).toBe(end);
  });
});

describe('the limit for answering a request', () => {
  it.each([
    ['2014-06-16', 'dpa-1998-s10'],
    ['2018-05-24', 'dpa-1998-s10'],
    ['2018-05-25', 'uk-gdpr-12-3'],
    ['2026-11-27', 'uk-gdpr-12-3'],
  ])('that was received on %s is that of %s', (date, id) => {
    expect(answerLimitOn(date).id).toBe(id);
    expect(answerLimit(id)).toBe(answerLimitOn(date));
  });
});

describe('retention classes', () => {
  it('each name their source, and say how sure we are of it', () => {
    for (const { id, versions } of RETENTION_CLASSES)
      for (const { source, status } of versions) {
        expect([id, source.length > 20]).toEqual([id, true]);
        expect(['sourced', 'to-be-confirmed', 'local']).toContain(status);
      }
    expect(new Set(RETENTION_CLASSES.map(({ id }) => id)).size).toBe(RETENTION_CLASSES.length);
  });

  it('keep action plans for three years from their last amendment, and staff who work with children for 25', () => {
    const rule = (id: string) => retentionRuleOn(retentionClass(id) as RetentionClass, '2014-06-16');

    expect(rule('management-minutes-and-action-plans')).toMatchObject({
      begins: 'last-amendment',
      period: { years: 3 },
      status: 'sourced',
    });
    expect(rule('personal-file-work-with-children').period).toEqual({ years: 25 });
    expect(rule('strategic-minutes').period).toBe('permanent');
  });

  it('know no class that nobody has named', () => {
    expect(retentionClass('anything')).toBeUndefined();
  });
});
