import type supertest from 'supertest';
import { hiddenField, linksOf, textOf } from '../../../../test/tracker/page-text';
import { startTracker, type TestTracker } from '../../../../test/tracker/test-tracker';

let tracker: TestTracker;
let clerk: supertest.Agent;
let hr: supertest.Agent;
let reader: supertest.Agent;

beforeAll(async () => {
  tracker = await startTracker();
  clerk = await tracker.signedIn('demo-clerk');
  hr = await tracker.signedIn('demo-hr');
  reader = await tracker.signedIn('demo-reader');
}, 60_000);
afterAll(() => tracker.stop());

async function read(agent: supertest.Agent, path: string, status = 200): Promise<string> {
  return textOf((await agent.get(path).expect(status)).text);
}

async function send(agent: supertest.Agent, path: string, fields: object): Promise<supertest.Response> {
  const { text } = await agent.get(path).expect(200);
  const sent = { _csrf: hiddenField(text, '_csrf'), _idempotencyKey: hiddenField(text, '_idempotencyKey'), ...fields };
  return agent
    .post(path.split('?')[0] ?? '')
    .type('form')
    .send(sent);
}

const on = (name: string, day: number, month: number, year: number) => ({
  [`${name}-day`]: String(day),
  [`${name}-month`]: String(month),
  [`${name}-year`]: String(year),
});
const SET = {
  value: '5',
  ...on('from', 22, 5, 2014),
  source: 'Constitution, part 4',
  reason: 'Annual council of 21 May 2014',
};
const CLOSURE = {
  ...on('date', 29, 12, 2014),
  name: 'Christmas closure',
  source: 'Cabinet, 17 June 2014',
  reason: 'As each year',
};

describe('the board of rules', () => {
  it('shows every version with its days, source and how sure we are', async () => {
    const page = await read(reader, '/rules');
    expect(page).toContain('13 versions of rules');
    expect(page).toContain('5 clear working days before the meeting');
    expect(page).toContain('45 days for 100 or more before the first dismissal takes effect');
    expect(page).toMatch(/to 5 Apr 2013 Ended/);
    expect(page).toContain('To be confirmed by the council');
    expect(page).toContain('SI 2012/2089');
  });

  it('is filtered by how sure we are, body, place and whether it holds', async () => {
    expect(await read(reader, '/rules?status=to-be-confirmed')).toContain('4 versions of rules');
    expect(await read(reader, '/rules?body=partnership&jurisdiction=wales&status=local')).toMatch(
      /3 versions of rules .*terms of reference of the group/,
    );
    expect(await read(reader, '/rules?holds=before')).toContain('2 versions of rules');
    expect(await read(reader, '/rules?status=anything')).toContain('No rule fits these filters');
  });

  it('is a file too', async () => {
    const { text, headers } = await reader.get('/rules.csv?holds=before').expect(200);
    expect(headers['content-type']).toContain('text/csv');
    expect(text.trim().split('\r\n')).toHaveLength(3);
    expect(text).toContain('"collective-consultation"');
  });

  it('offers to set local rules to whoever may', async () => {
    const links = async (agent: supertest.Agent) => linksOf((await agent.get('/rules')).text, /^(Set|Declare)/);
    expect(await links(reader)).toEqual([]);
    expect(await links(hr)).toHaveLength(5);
  });
});

describe('a rule', () => {
  it('shows what it means, is asked with and rests on, and each version with what is to be confirmed', async () => {
    const page = await read(reader, '/rules/collective-consultation');
    expect(page).toContain('consultation begins at least so many days before the first dismissal takes effect');
    expect(page).toContain('The text of that time was not read');
    expect(page).toContain('Consultation on fewer than 20 redundancies');
    await reader.get('/rules/no-such-rule').expect(404);
  });
});

describe('a local rule', () => {
  it('is not set at first, and says what that blocks', async () => {
    const page = await read(clerk, '/rules/call-in-working-days');
    expect(page).toContain('This rule is not set');
    expect(page).toContain('Nothing was set yet');
  });

  it.each([
    [{ value: 'five' }, 'Enter a whole number'],
    [{ value: '61' }, 'at least 1 and at most 60 working days'],
    [on('from', 30, 2, 2014), 'The first day must be a real date'],
    [{ source: '' }, 'Enter the document or decision that says so'],
    [{ reason: '' }, 'Enter why, or who decided it'],
  ])('is refused with what was typed kept: %j', async (change, sentence) => {
    const before = (await tracker.events()).length;
    const answer = await send(clerk, '/rules/call-in-working-days/set', { ...SET, source: 'Kept', ...change });
    expect(answer.status).toBe(422);
    expect(textOf(answer.text)).toContain(sentence);
    if (!('source' in change)) expect(answer.text).toContain('Kept</textarea>');
    expect(await tracker.events()).toHaveLength(before);
  });

  it('is set from a day on with its source, counted with, and ended', async () => {
    const head = (await tracker.events()).length;
    const form = await read(clerk, '/rules/call-in-working-days/set');
    expect(form).toContain('What happens when you confirm');
    const set = await send(clerk, '/rules/call-in-working-days/set', SET);
    expect([set.status, set.headers['location']]).toEqual([303, '/rules/call-in-working-days']);
    const page = await read(clerk, '/rules/call-in-working-days');
    expect(page).toContain('5 working days since 22 May 2014');
    expect(page).toMatch(/Constitution, part 4 .*Annual council of 21 May 2014/);
    expect(await read(clerk, '/deadlines?rule=call-in-end&publishedOn=2014-06-05&workingDays=')).toMatch(
      /Thursday 12 June 2014 .*Call-in period \(rule-call-in-working-days@0\)/,
    );

    // As at before it was set, it was not.
    expect(await read(clerk, `/rules/call-in-working-days?asAt=${head}`)).toContain('Nothing was set yet');
    await clerk.get(`/deadlines?rule=call-in-end&publishedOn=2014-06-05&asAt=${head}`).expect(422);

    const ended = await send(clerk, '/rules/call-in-working-days/end', {
      ...on('from', 1, 6, 2014),
      reason: 'No more',
    });
    expect(ended.status).toBe(303);
    expect(await read(clerk, '/rules/call-in-working-days')).toContain('This rule is not set');
    expect(await read(clerk, '/audit-trail?record=rule-call-in-working-days')).toContain(
      'The local rule “Call-in period” says 5 working days from 22 May 2014, by “Constitution, part 4”.',
    );
  });
});

describe('a closure day', () => {
  it('is declared, shown in counts, refused twice, and withdrawn', async () => {
    expect(await read(hr, '/rules/closure-days')).toContain('No closure day is declared');
    expect((await send(hr, '/rules/closure-days/declare', CLOSURE)).status).toBe(303);
    expect(await read(hr, '/rules/closure-days')).toMatch(/To come .*29 December 2014 Christmas closure/);
    expect(await read(hr, '/deadlines?rule=agenda-publication&meetingOn=2015-01-06&body=executive')).toMatch(
      /Tuesday 23 December 2014 .*Monday 29 December 2014 No Christmas closure/,
    );
    const twice = await send(hr, '/rules/closure-days/declare', CLOSURE);
    expect(twice.status).toBe(409);
    expect(textOf(twice.text)).toContain('This day is declared already');
    const sunday = await send(hr, '/rules/closure-days/declare', { ...CLOSURE, ...on('date', 28, 12, 2014) });
    expect(textOf(sunday.text)).toContain('This day is a Saturday or Sunday');

    const withdrawn = await send(hr, '/rules/closure-days/withdraw?on=2014-12-29', {
      ...on('date', 29, 12, 2014),
      reason: 'The reception stays open',
    });
    expect(withdrawn.status).toBe(303);
    expect(await read(hr, '/rules/closure-days')).toContain('No closure day is declared');
  });

  it.each([
    [{ name: '' }, 'Enter what the day is called'],
    [on('date', 31, 2, 2014), 'The day must be a real date'],
    [{ source: '' }, 'Enter the document or decision'],
    [{ reason: '' }, 'Enter why'],
  ])('is refused: %j', async (change, sentence) => {
    const answer = await send(hr, '/rules/closure-days/declare', { ...CLOSURE, ...change });
    expect(answer.status).toBe(422);
    expect(textOf(answer.text)).toContain(sentence);
  });
});

describe('the page of deadlines', () => {
  it('offers every rule', async () => {
    const { text } = await reader.get('/deadlines').expect(200);
    expect(linksOf(text, /Publication of agenda|Appeal against a grade/)).toHaveLength(2);
    expect(await read(reader, '/deadlines?rule=none', 400)).toContain('There is no such rule');
    expect(await read(reader, '/deadlines?rule=trial-period-end')).toContain('Nothing is worked out yet');
  });

  it.each([
    [
      'rule=agenda-publication&meetingOn=2014-01-21&body=executive',
      'Monday 13 January 2014',
      'Tuesday 14 January 2014 1 Working day',
    ],
    ['rule=key-decision-notice&meetingOn=2014-01-21', 'Monday 23 December 2013', '24, day 1 of the count'],
    [
      'rule=agenda-publication&meetingOn=2014-04-22&body=executive',
      'Thursday 10 April 2014',
      'Friday 18 April 2014 No Good Friday',
    ],
    [
      'rule=call-in-end&publishedOn=2014-01-23&workingDays=5',
      'Thursday 30 January 2014',
      'Thursday 30 January 2014 5 Working day',
    ],
    [
      'rule=collective-consultation&startedOn=2014-05-01&employees=20',
      'Saturday 31 May 2014',
      '31, day 30 of the count',
    ],
    [
      'rule=collective-consultation&startedOn=2014-05-01&employees=100',
      'Sunday 15 June 2014',
      '15, day 45 of the count',
    ],
    [
      'rule=hr1-notification&firstDismissalOn=2014-06-15&employees=100',
      'Thursday 1 May 2014',
      '14, day 45 of the count',
    ],
    ['rule=trial-period-end&startedOn=2014-09-01', 'Sunday 28 September 2014', '28, day 28 of the count'],
  ])('answers %s with %s and its working', async (query, day, counted) => {
    const page = (await read(reader, `/deadlines?${query}`)).replace(/ ,/g, ',');
    expect(page).toContain(day);
    expect(page).toContain('How it was counted');
    expect(page).toContain(counted);
    expect(page).toMatch(/Source .*How sure .*Version/);
  });

  it('shows both notices of a private meeting with their counts', async () => {
    const page = await read(reader, '/deadlines?rule=private-meeting-notice&meetingOn=2014-01-21');
    expect(page).toContain('Monday 23 December 2013');
    expect(page).toContain('How Monday 13 January 2014 was counted');
  });

  it('folds a long count, and still has every day of it', async () => {
    const { text } = await reader.get('/deadlines?rule=pay-protection-end&startedOn=2014-04-01&years=2').expect(200);
    expect(textOf(text)).toContain('Show each day, 24 months');
    expect(text).toContain('day 731 of the count');
  });

  it.each([
    ['rule=agenda-publication&meetingOn=&body=', 400, 'Enter: day of the meeting'],
    ['rule=agenda-publication&meetingOn=2014-02-30&body=executive', 400, 'Day of the meeting must be a real date'],
    [
      'rule=collective-consultation&startedOn=2014-05-01&employees=many',
      400,
      'Dismissals proposed must be a whole number',
    ],
    ['rule=trial-period-end&startedOn=2014-09-01&division=mars', 400, 'Choose one of what is offered'],
    [
      'rule=agenda-publication&meetingOn=2031-01-21&body=executive',
      422,
      'Working days are known for the years 2012 to 2028',
    ],
    [
      'rule=evaluation-appeal&outcomeOn=2014-06-02&months=',
      422,
      'The local rule “Time to appeal against a grade” is not set',
    ],
  ])('says what is wrong with %s', async (query, status, sentence) => {
    expect(await read(reader, `/deadlines?${query}`, status)).toContain(sentence);
  });

  it('says in words where no day is set', async () => {
    expect(await read(reader, '/deadlines?rule=collective-consultation&startedOn=2014-05-01&employees=19')).toMatch(
      /No day is set .*no act sets a number of days/,
    );
  });
});
