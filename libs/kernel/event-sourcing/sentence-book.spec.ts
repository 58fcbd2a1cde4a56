import { SentenceBook, type SentenceEntry } from './sentence-book';

const entry = (kind: string): SentenceEntry => ({
  kind,
  access: 'programme',
  describe: () => ({ sentence: `${kind}.`, sealed: `${kind}.` }),
});

describe('the sentence book', () => {
  it('knows the entries of every context', () => {
    const book = new SentenceBook();
    const opened = entry('Plan opened');

    book.register({ PlanOpened: opened });
    book.register({ GroupEstablished: entry('Group established') });

    expect(book.entryFor('PlanOpened')).toBe(opened);
    expect(book.entryFor('PlanClosed')).toBeUndefined();
  });

  it('lists its kinds in the order of their labels', () => {
    const book = new SentenceBook();

    book.register({ B: entry('Progress reported'), A: entry('progress confirmed'), C: entry('Action added') });

    expect(book.kinds(['programme'])).toEqual([
      { type: 'C', label: 'Action added' },
      { type: 'A', label: 'progress confirmed' },
      { type: 'B', label: 'Progress reported' },
    ]);
  });

  it('takes an event type from one context only', () => {
    const book = new SentenceBook();
    book.register({ PlanOpened: entry('Plan opened') });

    expect(() => book.register({ PlanOpened: entry('Opened') })).toThrow('Two contexts describe the event PlanOpened');
  });
});
