import { fact } from '../domain/reminder.fixture';
import type { DueItem } from '../domain/due-items';
import { composeDigest, stateOf, type DigestParts } from './digest';

const item = (
  rule: DueItem['occurrence']['rule'],
  changes: Parameters<typeof fact>[0] = {},
  { step = 'lead', person = 'lead' }: { step?: DueItem['occurrence']['step']; person?: string } = {},
): DueItem => ({ fact: fact(changes), occurrence: { rule, on: '2014-06-11', step }, person });

const parts: DigestParts = {
  council: 'Harbour Council',
  today: '2014-06-11',
  account: 'lead',
  heldBackSince: undefined,
  nameOf: (account) => `Name of ${account}`,
  pageLink: (path) => `https://minutes.example.gov.uk${path}`,
  answerLink: ({ stream }) => `https://minutes.example.gov.uk/answer/${stream}`,
};

describe('what is the matter with a record', () => {
  it.each([
    ['2014-06-11', 'due today'],
    ['2014-06-12', 'due in 1 day'],
    ['2014-06-20', 'due in 9 days'],
    ['2014-06-10', 'overdue by 1 day'],
    ['2014-06-01', 'overdue by 10 days'],
    [null, 'no date'],
  ])('due %s: %s', (due, said) => {
    expect(stateOf(item('overdue', { due }), '2014-06-11')).toBe(said);
  });

  it('is since when it waits where it is to be confirmed', () => {
    const waiting = item(
      'to-confirm',
      { heardOn: '2014-06-06', awaitsConfirmation: true },
      { step: 'monitoring-lead' },
    );
    expect(stateOf(waiting, '2014-06-11')).toBe('said to be done on 6 June 2014, to be confirmed');
    const { subject, text } = composeDigest([waiting, item('overdue')], parts);
    expect(subject).toBe('2 things to answer for, 1 overdue');
    expect(text).toContain('You monitor this action. Please confirm that it is done, or send it back.');
    expect(composeDigest([waiting], parts).text).not.toContain('Answer without signing in');
  });

  it('is the silence where that is asked about', () => {
    expect(stateOf(item('no-report', { heardOn: '2014-05-02' }), '2014-06-11')).toBe('no report since 2 May 2014');
  });
});

describe('the mail of a person and day', () => {
  it('says in its subject what one record needs, or how many there are', () => {
    const subject = (...items: readonly DueItem[]) => composeDigest(items, parts).subject;
    expect(subject(item('overdue'))).toBe('DW2: overdue by 1 day');
    expect(subject(item('overdue'), item('before-due', { due: '2014-06-20' }))).toBe(
      '2 things to answer for, 1 overdue',
    );
    expect(subject(item('on-the-day', { due: '2014-06-11' }), item('before-due', { due: '2014-06-20' }))).toBe(
      '2 things to answer for',
    );
  });

  it('has the most urgent first, each with its page and its link', () => {
    const { text } = composeDigest(
      [item('before-due', { reference: 'B1', due: '2014-06-20' }), item('overdue', { reference: 'O1' })],
      parts,
    );
    expect(text.indexOf('Overdue by 1 day: O1')).toBeGreaterThan(0);
    expect(text.indexOf('Overdue by 1 day: O1')).toBeLessThan(text.indexOf('Due in 9 days: B1'));
    expect(text).toContain('Answer without signing in: https://minutes.example.gov.uk/answer/action-a1');
    expect(text).toContain('Its page: https://minutes.example.gov.uk/actions/a1');
    expect(text).toContain('https://minutes.example.gov.uk/reminders/preferences');
  });

  it('has a link to answer by only for whoever leads', () => {
    const awaiting = item('to-group', { awaitsConfirmation: true }, { step: 'group' });
    expect(composeDigest([awaiting], parts).text).toContain('It was said to be done, and nobody has confirmed it');
    const { text, html } = composeDigest([item('to-group', {}, { step: 'group' })], parts);
    expect(`${text}${html}`).not.toContain('/answer/');
    expect(text).toContain('this action has come to your group');
  });

  it('says whom it asks for where an absence is covered, and since when it was held back', () => {
    const { text } = composeDigest([item('overdue', {}, { person: 'away' })], {
      ...parts,
      heldBackSince: '2014-06-09',
    });
    expect(text).toContain('You are asked in place of Name of away, who is away.');
    expect(text).toContain('held back since 9 June 2014');
    expect(composeDigest([item('overdue')], parts).text).not.toMatch(/in place of|held back/);
  });

  it('shows what people typed as text, and cuts a title that is too long', () => {
    const title = `<script>"${'long '.repeat(60)}`;
    const { text, html } = composeDigest([item('overdue', { title })], parts);
    expect(html).not.toContain('<script>');
    expect(html).toContain('&lt;script&gt;&quot;');
    expect(text).toContain('…');
    expect(text).not.toContain(title);
  });
});
