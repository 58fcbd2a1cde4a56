import { sameDates, timescaleFault, type Timescale } from './timescale';

describe('a timescale', () => {
  it.each<Timescale>([
    { words: 'April 2014', due: '2014-04-30' },
    { words: 'April 2014 - March 2015', start: '2014-04-01', due: '2015-03-31' },
    { words: 'one day', start: '2014-04-01', due: '2014-04-01' },
    { words: 'On-going learning', ongoing: true },
    { words: 'Phased introduction starting 1st April 2010', start: '2010-04-01', phases: [] },
    {
      words: 'Strategy agreed by October 2009; Implementation - ongoing',
      due: '2009-10-31',
      ongoing: true,
      phases: [{ words: 'Strategy agreed', due: '2009-10-31' }, { words: 'Implementation' }],
    },
    { words: '(not legible in the document)' },
  ])('may be: $words', (timescale) => {
    expect(timescaleFault(timescale)).toBeUndefined();
  });

  it.each<{ timescale: Omit<Timescale, 'words'>; field: string; message: string }>([
    { timescale: { start: '2014-02-29' }, field: 'start', message: 'The start must be a real date' },
    { timescale: { due: 'soon' }, field: 'due', message: 'The due date must be a real date' },
    {
      timescale: { start: '2014-04-01', due: '2014-03-31' },
      field: 'due',
      message: 'The due date must not be before the start',
    },
    {
      timescale: { phases: [{ words: '' }, { words: '', start: '2014-04-01', due: '2014-03-31' }] },
      field: 'phases',
      message: 'In a phase: The due date must not be before the start',
    },
    {
      timescale: { phases: [{ words: '', due: '' }] },
      field: 'phases',
      message: 'In a phase: The due date must be a real date',
    },
  ])('with $timescale is at fault: $message', ({ timescale, field, message }) => {
    expect(timescaleFault({ words: '', ...timescale })).toEqual({ field, message });
  });
});

describe('two timescales', () => {
  const range: Timescale = { words: 'by March', start: '2014-04-01', due: '2015-03-31' };

  it('say the same dates in whatever words, and an ongoing that is not said is none', () => {
    expect(sameDates(range, { ...range, words: 'March 2015', ongoing: false, phases: [] })).toBe(true);
  });

  it.each<Partial<Timescale>>([
    { start: undefined },
    { start: '2014-04-02' },
    { due: undefined },
    { due: '2015-04-30' },
    { ongoing: true },
    { phases: [{ words: '' }] },
  ])('differ by %j', (change) => {
    expect(sameDates(range, { ...range, ...change })).toBe(false);
  });

  it('differ by a date of a phase, not by its words', () => {
    const phased = (words: string, due: string): Timescale => ({ ...range, phases: [{ words, due }] });

    expect(sameDates(phased('first', '2014-09-30'), phased('Phase 1', '2014-09-30'))).toBe(true);
    expect(sameDates(phased('first', '2014-09-30'), phased('first', '2014-10-31'))).toBe(false);
  });
});
