import type { CountedDay } from '@minutebook/kernel';
import { answerTo, NOTHING_SET, refusalOf } from './deadline.fixture';
import { inputFaults, type DeadlineInputs } from './deadline-inputs';
import { localRuleOn } from './deadline';
import type { RuleName } from './rules';

const counts = (working: readonly CountedDay[]) => working.filter((day) => day.counts).length;

describe('a deadline', () => {
  it.each<[RuleName, DeadlineInputs, string, number]>([
    ['agenda-publication', { meetingOn: '2014-01-21', body: 'executive' }, '2014-01-13', 5],
    ['agenda-publication', { meetingOn: '2014-04-22', body: 'executive' }, '2014-04-10', 5],
    ['agenda-publication', { meetingOn: '2014-04-22', body: 'committee' }, '2014-04-10', 5],
    ['key-decision-notice', { meetingOn: '2014-01-21' }, '2013-12-23', 28],
    ['private-meeting-notice', { meetingOn: '2014-01-21' }, '2013-12-23', 28],
    ['call-in-end', { publishedOn: '2014-01-23', workingDays: 5 }, '2014-01-30', 5],
    ['collective-consultation', { startedOn: '2014-05-01', employees: 20 }, '2014-05-31', 30],
    ['collective-consultation', { startedOn: '2014-05-01', employees: 99 }, '2014-05-31', 30],
    ['collective-consultation', { startedOn: '2014-05-01', employees: 100 }, '2014-06-15', 45],
    ['hr1-notification', { firstDismissalOn: '2014-06-15', employees: 100 }, '2014-05-01', 45],
    ['hr1-notification', { firstDismissalOn: '2014-06-15', employees: 99 }, '2014-05-16', 30],
    ['trial-period-end', { startedOn: '2014-09-01' }, '2014-09-28', 28],
    ['pay-protection-end', { startedOn: '2014-04-01', years: 2 }, '2016-03-31', 731],
    ['evaluation-appeal', { outcomeOn: '2014-11-30', months: 3 }, '2015-02-28', 90],
  ])('by %s of %j is %s: %i days count', (rule, inputs, date, days) => {
    const deadline = answerTo(rule, inputs);

    expect(deadline.date).toBe(date);
    expect(counts(deadline.working)).toBe(days);
    expect(deadline.inputs).toMatchObject({ ...inputs, division: 'england-and-wales', jurisdiction: 'england' });
  });

  it('explains its count day by day', () => {
    expect(answerTo('agenda-publication', { meetingOn: '2014-04-22', body: 'executive' }).working).toEqual([
      { date: '2014-04-10', counts: false, why: 'Day of publication' },
      { date: '2014-04-11', counts: true, why: 'Working day' },
      { date: '2014-04-12', counts: false, why: 'Weekend' },
      { date: '2014-04-13', counts: false, why: 'Weekend' },
      { date: '2014-04-14', counts: true, why: 'Working day' },
      { date: '2014-04-15', counts: true, why: 'Working day' },
      { date: '2014-04-16', counts: true, why: 'Working day' },
      { date: '2014-04-17', counts: true, why: 'Working day' },
      { date: '2014-04-18', counts: false, why: 'Good Friday' },
      { date: '2014-04-19', counts: false, why: 'Weekend' },
      { date: '2014-04-20', counts: false, why: 'Weekend' },
      { date: '2014-04-21', counts: false, why: 'Easter Monday' },
      { date: '2014-04-22', counts: false, why: 'Day of the meeting' },
    ]);
    const { meaning, source, status, ruleVersion } = answerTo('agenda-publication', {
      meetingOn: '2014-01-21',
      body: 'executive',
    });
    expect(meaning).toBe(
      'Last day to publish the agenda and reports: Monday 13 January 2014. It leaves 5 clear working days before the meeting on Tuesday 21 January 2014.',
    );
    expect([source, status, ruleVersion]).toEqual([
      expect.stringContaining('SI 2012/2089'),
      'sourced',
      'executive-2012-09-10',
    ]);
  });

  it('counts the days of the division that is asked for, and none on which the council is closed', () => {
    const easter = { meetingOn: '2014-04-22', body: 'executive' } as const;
    expect(answerTo('agenda-publication', { ...easter, division: 'scotland' }).date).toBe('2014-04-11');
    const closures = [{ date: '2014-04-16', name: 'Audit of the building' }];
    const closed = answerTo('agenda-publication', easter, { ...NOTHING_SET, closures });
    expect(closed.date).toBe('2014-04-09');
    expect(closed.working).toContainEqual({ date: '2014-04-16', counts: false, why: 'Audit of the building' });
    expect(answerTo('key-decision-notice', { meetingOn: '2014-04-22' }, { ...NOTHING_SET, closures }).date).toBe(
      '2014-03-24',
    );
  });

  it('of a private meeting has two days: for the intention, and for the answer to what was said against it', () => {
    const { date, further } = answerTo('private-meeting-notice', { meetingOn: '2014-01-21' });
    expect([date, ...further.map((part) => part.date)]).toEqual(['2013-12-23', '2014-01-13']);
    expect(further[0]?.what).toMatch(/second notice/);
    expect(counts(further[0]?.working ?? [])).toBe(5);
  });

  it('of call-in says from which day on the decision may be carried out', () => {
    const { further } = answerTo('call-in-end', { publishedOn: '2014-01-24', workingDays: 5 });
    expect(further).toMatchObject([{ date: '2014-02-01', what: expect.stringContaining('carried out') }]);
  });

  it('of a partnership group is none: its terms of reference rule', () => {
    const { date, meaning, status, working } = answerTo('agenda-publication', {
      meetingOn: '2014-01-21',
      body: 'partnership',
    });
    expect([date, status, working]).toEqual([null, 'local', []]);
    expect(meaning).toMatch(/terms of reference/);
  });
});

describe('the version of a rule', () => {
  it.each([
    ['2013-04-05', undefined, '2013-07-04', 'before-2013-04-06', 'to-be-confirmed'],
    ['2013-04-06', undefined, '2013-05-21', '2013-04-06', 'sourced'],
    ['2013-05-01', '2013-04-05', '2013-07-30', 'before-2013-04-06', 'to-be-confirmed'],
    ['2013-05-01', '2013-04-06', '2013-06-15', '2013-04-06', 'sourced'],
  ])('for consultation from %s, proposed on %s: %s', (startedOn, proposedOn, date, ruleVersion, status) => {
    expect(answerTo('collective-consultation', { startedOn, proposedOn, employees: 100 })).toMatchObject({
      date,
      ruleVersion,
      status,
      inputs: { proposedOn: proposedOn ?? startedOn },
    });
  });

  it('for the form HR1 goes by the proposal too, where it is given', () => {
    const asked = { firstDismissalOn: '2013-07-31', employees: 100 };
    expect(answerTo('hr1-notification', asked).date).toBe('2013-06-16');
    expect(answerTo('hr1-notification', { ...asked, proposedOn: '2013-04-05' })).toMatchObject({
      date: '2013-05-02',
      ruleVersion: 'before-2013-04-06',
    });
  });

  it.each<[RuleName, DeadlineInputs, string]>([
    ['agenda-publication', { meetingOn: '2012-09-09', body: 'executive' }, '10 September 2012'],
    ['key-decision-notice', { meetingOn: '2009-10-01' }, '10 September 2012'],
    ['collective-consultation', { startedOn: '1990-01-01', employees: 50 }, '1 March 1996'],
  ])('is not made up for a day before the first that is known: %s of %j', (rule, inputs, day) => {
    expect(refusalOf(rule, inputs)).toMatchObject({
      rule: 'no-rule-on-that-day',
      message: expect.stringContaining(`from ${day} on`),
    });
  });

  it('is not made up for another jurisdiction', () => {
    const asked = { meetingOn: '2014-01-21', body: 'committee', jurisdiction: 'wales' } as const;
    expect(refusalOf('agenda-publication', asked)).toMatchObject({
      rule: 'no-rule-in-jurisdiction',
      field: 'jurisdiction',
    });
    const scottish = { startedOn: '2014-05-01', employees: 100, jurisdiction: 'scotland' } as const;
    expect(answerTo('collective-consultation', scottish).date).toBe('2014-06-15');
  });
});

describe('fewer than 20 dismissals', () => {
  const asked = { startedOn: '2014-05-01', employees: 19 };
  const own = { from: '2014-01-01', value: 14, record: 'rule-consultation-below-20-days@0' };

  it('have no first day by any act, and the answer says so', () => {
    const { date, meaning, working } = answerTo('collective-consultation', asked);
    expect([date, working]).toEqual([null, []]);
    expect(meaning).toMatch(/Fewer than 20 .*no act/);
    expect(answerTo('hr1-notification', { firstDismissalOn: '2014-06-15', employees: 19 }).date).toBeNull();
  });

  it('have one where the council has settled it, from the day on which that holds', () => {
    const known = { ...NOTHING_SET, versions: { 'consultation-below-20-days': [own] } };
    expect(answerTo('collective-consultation', asked, known)).toMatchObject({
      date: '2014-05-15',
      status: 'local',
      restsOn: [{ rule: 'consultation-below-20-days', value: 14, record: own.record }],
    });
    expect(answerTo('collective-consultation', { ...asked, startedOn: '2013-12-31' }, known).date).toBeNull();
    expect(answerTo('collective-consultation', { ...asked, employees: 20 }, known).date).toBe('2014-05-31');
  });
});

describe('the form HR1', () => {
  it.each([
    ['2014-05-10', '2014-05-01'],
    ['2014-05-02', '2014-05-01'],
    ['2014-05-01', '2014-04-30'],
    ['2014-04-20', '2014-04-19'],
  ])('is received before notice is given too: first notice on %s, by %s', (firstNoticeOn, date) => {
    const { date: found, working } = answerTo('hr1-notification', {
      firstDismissalOn: '2014-06-15',
      employees: 100,
      firstNoticeOn,
    });
    expect(found).toBe(date);
    expect(working[0]?.date).toBe(date);
  });
});

describe('a local rule', () => {
  const five = { from: '2014-01-01', value: 5, record: 'rule-call-in-working-days@0' };
  const three = { from: '2015-01-01', value: 3, record: 'rule-call-in-working-days@1' };
  const ended = { from: '2016-01-01', value: null, record: 'rule-call-in-working-days@2' };

  it('holds from its day on, until another does or it is ended', () => {
    const versions = [three, five, ended];
    expect(localRuleOn(versions, '2013-12-31')).toBeUndefined();
    expect(localRuleOn(versions, '2014-01-01')?.value).toBe(5);
    expect(localRuleOn(versions, '2015-06-01')?.value).toBe(3);
    expect(localRuleOn(versions, '2016-01-01')).toBeUndefined();
  });

  it('is what a deadline rests on where no number is given', () => {
    const known = { ...NOTHING_SET, versions: { 'call-in-working-days': [five, three] } };
    expect(answerTo('call-in-end', { publishedOn: '2014-01-23' }, known)).toMatchObject({
      date: '2014-01-30',
      restsOn: [{ rule: 'call-in-working-days', value: 5, record: five.record }],
    });
    expect(answerTo('call-in-end', { publishedOn: '2014-01-23', workingDays: 3 }, known)).toMatchObject({
      date: '2014-01-28',
      restsOn: [],
      note: expect.stringContaining('the local rule says 5 working days'),
    });
  });

  it.each<[RuleName, DeadlineInputs, string]>([
    ['call-in-end', { publishedOn: '2014-01-23' }, 'workingDays'],
    ['pay-protection-end', { startedOn: '2014-04-01' }, 'years'],
    ['evaluation-appeal', { outcomeOn: '2014-04-01' }, 'months'],
  ])('has no default: %s says which is not set', (rule, inputs, field) => {
    const refused = refusalOf(rule, inputs);
    expect(refused).toMatchObject({ rule: 'local-rule-not-set', field });
    expect(refused.message).toMatch(/is not set for/);
  });
});

describe('a question that cannot be answered', () => {
  it.each<[RuleName, DeadlineInputs, string]>([
    ['agenda-publication', { meetingOn: '2029-01-10', body: 'executive' }, 'meetingOn'],
    ['private-meeting-notice', { meetingOn: '2029-01-04' }, 'meetingOn'],
    ['call-in-end', { publishedOn: '2028-12-29', workingDays: 1 }, 'publishedOn'],
    ['call-in-end', { publishedOn: '2011-12-30', workingDays: 1 }, 'publishedOn'],
    ['pay-protection-end', { startedOn: '2199-12-31', years: 1 }, 'startedOn'],
    ['evaluation-appeal', { outcomeOn: '2199-12-31', months: 1 }, 'outcomeOn'],
  ])('is refused where the sum leaves the calendar: %s of %j', (rule, inputs, field) => {
    expect(refusalOf(rule, inputs)).toMatchObject({ rule: 'outside-calendar', field });
    expect(refusalOf(rule, inputs).message).toMatch(/years/);
  });

  it('is not refused where no holiday can matter: pay protection ends beyond the holidays that are known', () => {
    expect(answerTo('pay-protection-end', { startedOn: '2027-04-01', years: 3 }).date).toBe('2030-03-31');
  });

  it.each<[RuleName, DeadlineInputs, string]>([
    [
      'collective-consultation',
      { startedOn: '2014-05-01', proposedOn: '2014-05-02', employees: 20 },
      'proposed-after-start',
    ],
    [
      'hr1-notification',
      { firstDismissalOn: '2014-06-15', firstNoticeOn: '2014-06-16', employees: 20 },
      'notice-after-dismissal',
    ],
    [
      'hr1-notification',
      { firstDismissalOn: '2014-06-15', proposedOn: '2014-06-16', employees: 20 },
      'proposed-after-dismissal',
    ],
  ])('is refused where its days are in no order: %s of %j', (rule, inputs, refused) => {
    expect(refusalOf(rule, inputs).rule).toBe(refused);
  });

  it.each<[RuleName, Record<string, unknown>, readonly string[]]>([
    ['agenda-publication', {}, ['meetingOn', 'body']],
    ['agenda-publication', { meetingOn: '2014-02-30', body: 'parish' }, ['meetingOn', 'body']],
    ['key-decision-notice', { meetingOn: '2014-01-21', body: 'executive' }, ['body']],
    ['call-in-end', { publishedOn: '2014-01-23', workingDays: 0 }, ['workingDays']],
    ['call-in-end', { publishedOn: '2014-01-23', workingDays: 2.5 }, ['workingDays']],
    ['collective-consultation', { startedOn: '2014-05-01' }, ['employees']],
    ['collective-consultation', { startedOn: '2014-05-01', employees: 0 }, ['employees']],
    [
      'trial-period-end',
      { startedOn: '2014-09-01', division: 'mars', jurisdiction: 'france' },
      ['division', 'jurisdiction'],
    ],
    ['trial-period-end', { startedOn: '2014-09-01', surprise: 1 }, ['surprise']],
    ['trial-period-end', { startedOn: '2014-09-01', division: 'scotland', jurisdiction: 'scotland' }, []],
  ])('names each input that is missing, unknown or unreal: %s of %j', (rule, inputs, fields) => {
    expect(inputFaults({ rule, inputs }).map(({ field }) => field)).toEqual(fields);
  });
});
