import { SentenceBook, type Known, type OpenedEvent, type RecordNote, type Sentence } from '@minutebook/kernel';
import { governanceGroupSentences } from './governance-group.sentences';

type GroupEventType = keyof typeof governanceGroupSentences;

const STREAM = 'governanceGroup-GG-WSG';
const note = (id: string, name: string): RecordNote => ({ name, group: id, path: `/governance-groups/${id}` });

function known(own = 'Workforce Steering Group', other = 'Trust Board'): Known {
  const notes: Readonly<Record<string, RecordNote>> = {
    [STREAM]: note('GG-WSG', own),
    'governanceGroup-GG-BOARD': note('GG-BOARD', other),
  };
  return { facts: () => ({}), note: (stream) => notes[stream] };
}

function event(type: string, data: object): OpenedEvent {
  return {
    id: 'e1',
    stream: STREAM,
    revision: 1,
    type,
    data,
    recordNumber: 7,
    recordTime: 1_402_909_200_000,
    metadata: {
      commandId: 'c1',
      correlationId: 'c1',
      causationId: 'c1',
      recordedAt: 1_402_909_200_000,
      schemaVersion: 1,
      actor: { account: 'demo-clerk', role: 'clerk', grant: 'account-demo-clerk@0' },
      origin: 'user',
      via: 'page',
    },
  };
}

function describing(type: GroupEventType, data: object, by: Known = known()): Sentence {
  return governanceGroupSentences[type].describe(event(type, data), by);
}

describe('the sentences of governance groups', () => {
  it('find room in one book, each under a label of its own', () => {
    const book = new SentenceBook();

    book.register(governanceGroupSentences);

    const types = Object.keys(governanceGroupSentences);
    expect(new Set(book.kinds().map(({ label }) => label)).size).toBe(types.length);
  });

  it('keep what a user typed out of the sealed form', () => {
    const typed = 'TYPED';
    const data: Readonly<Record<GroupEventType, object>> = {
      GovernanceGroupEstablished: { name: typed, kind: 'board', source: typed },
      ReportingLineDrawn: { to: { id: 'GG-BOARD', revision: 0 }, how: typed, source: typed },
      ReportingLineEnded: { to: 'GG-BOARD' },
    };

    for (const type of Object.keys(data) as GroupEventType[]) {
      const { sentence, sealed } = describing(type, data[type], known(typed, typed));

      expect(sealed).not.toContain(typed);
      for (const text of [sentence, sealed]) expect(text).toMatch(/^[A-Z“].*[^.]\.$/);
    }
  });

  it('name both groups of a line, and say how it reports', () => {
    const drawn = describing('ReportingLineDrawn', { to: { id: 'GG-BOARD', revision: 0 }, how: 'Quarterly' });
    const ended = describing('ReportingLineEnded', { to: 'GG-BOARD' });

    expect(drawn).toMatchObject({
      sentence: 'Workforce Steering Group reports to Trust Board from now on.',
      facts: { 'Reports to Trust Board': 'Quarterly' },
    });
    expect(ended).toMatchObject({
      sentence: 'Workforce Steering Group no longer reports to Trust Board.',
      facts: { 'Reports to Trust Board': null },
    });
  });

  it('name a group by its id where its stream was not told', () => {
    const { sentence } = describing('ReportingLineEnded', { to: 'GG-NEW' });

    expect(sentence).toBe('Workforce Steering Group no longer reports to GG-NEW.');
  });
});
