import { shortDate } from '@minutebook/web-kit';
import { chaseInShort, chaseInWords, fateInWords, ruleInWords } from './chase-in-words';
import { chaseOf, mail } from './chase.fixture';

const earlier = [mail('2014-05-05'), mail('2014-04-28')];

describe('the proof of the chase in one sentence', () => {
  it.each([
    ['of none', undefined, 'Never reminded.'],
    ['of one', chaseOf(mail('2014-05-12')), 'Reminded once, on 12 May 2014, accepted by the mail server, no answer.'],
    [
      'of two, the last one delivered',
      chaseOf(mail('2014-05-12', { fate: 'delivered' }), mail('2014-05-05')),
      'Reminded twice, last on 12 May 2014, delivered, no answer.',
    ],
    [
      'of three',
      chaseOf(mail('2014-05-12'), ...earlier),
      'Reminded 3 times, last on 12 May 2014, accepted by the mail server, no answer.',
    ],
    [
      'of one that came back',
      chaseOf(mail('2014-05-12', { fate: 'undelivered', why: 'address' }), ...earlier),
      'Reminded 3 times, last on 12 May 2014, could not be delivered, no answer.',
    ],
    [
      'of one that was answered',
      chaseOf(mail('2014-05-12', { answeredOn: '2014-05-14' }), ...earlier),
      'Reminded 3 times, last on 12 May 2014, accepted by the mail server, answered on 14 May 2014.',
    ],
    [
      'of one whose answer was lost',
      chaseOf(mail('2014-05-12', { fate: 'sent' })),
      'Reminded once, on 12 May 2014, being sent, no answer.',
    ],
    [
      'of one that is being sent',
      chaseOf(mail('2014-05-12', { fate: 'claimed' })),
      'Never reminded: the mail of 12 May 2014 is being sent.',
    ],
    [
      'of one that was held back',
      chaseOf(mail('2014-05-12', { fate: 'held-back' }), ...earlier),
      'Reminded twice, last on 5 May 2014, accepted by the mail server, no answer. Since then the mail of 12 May 2014 was held back by the weekly cap.',
    ],
    [
      'of nobody’s address',
      chaseOf(mail('2014-05-12', { fate: 'refused', why: 'no-address' })),
      'Never reminded: the mail of 12 May 2014 had no address to go to.',
    ],
    [
      'of a refused one',
      chaseOf(mail('2014-05-12', { fate: 'refused', why: 'address' })),
      'Never reminded: the mail of 12 May 2014 was refused by the mail server.',
    ],
    [
      'of one that is tried again',
      chaseOf(mail('2014-05-12', { fate: 'failed', why: 'unavailable' })),
      'Never reminded: the mail of 12 May 2014 could not be sent, and is tried again.',
    ],
    [
      'of one that was given up',
      chaseOf(mail('2014-05-12', { fate: 'given-up' })),
      'Never reminded: the mail of 12 May 2014 could not be sent that day.',
    ],
  ])('%s', (_what, chase, words) => {
    expect(chaseInWords(chase)).toBe(words);
  });
});

describe('the same for a narrow column', () => {
  it.each([
    [chaseOf(mail('2014-05-12')), 'reminded once, 12 May 2014, no answer'],
    [chaseOf(mail('2014-05-12'), mail('2014-05-05')), 'reminded twice, last 12 May 2014, no answer'],
    [
      chaseOf(mail('2014-05-12', { answeredOn: '2014-05-14' }), ...earlier),
      'reminded 3 times, last 12 May 2014, answered',
    ],
    [chaseOf(mail('2014-05-12', { fate: 'undelivered' })), 'reminded once, 12 May 2014, not delivered'],
    [chaseOf(mail('2014-05-12', { fate: 'held-back' })), 'reminder held back'],
    [chaseOf(mail('2014-05-12', { fate: 'held-back' }), ...earlier), 'reminded twice, last 5 May 2014, no answer'],
    [chaseOf(mail('2014-05-12', { fate: 'refused', why: 'no-address' })), 'not reminded yet'],
  ])('%#', (chase, words) => {
    expect(chaseInShort(chase, shortDate)).toBe(words);
  });
});

describe('one mail', () => {
  it('says what became of it, and why it was written', () => {
    expect(fateInWords({ fate: 'accepted', why: null })).toBe('Accepted by the mail server');
    expect(fateInWords({ fate: 'refused', why: 'no-address' })).toBe('Not sent: there is no address');
    expect(ruleInWords('to-group')).toBe('Overdue, to the group');
  });
});
