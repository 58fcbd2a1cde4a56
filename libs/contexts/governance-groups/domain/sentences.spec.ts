import { SentenceBook, type Known, type OpenedEvent, type RecordNote, type Sentence } from '@minutebook/kernel';
import { governanceGroupSentences } from './governance-group.sentences';

const terms = {
  number: 2,
  standing: 'revised',
  dated: '2013-09-24',
  source: '003',
  sections: [{ section: 'purpose', words: 'Design a training programme' }],
  quorum: { kind: 'share', numerator: 4, denominator: 6 },
  cadence: { kind: 'quarterly' },
  chair: { kind: 'alternates', between: ['City', 'County'], role: 'LADO' },
  agencies: ['Health', 'Police'],
};

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
    expect(new Set(book.kinds(['programme']).map(({ label }) => label)).size).toBe(types.length);
  });

  it('keep what a user typed out of the sealed form', () => {
    const typed = 'TYPED';
    const data: Readonly<Record<GroupEventType, object>> = {
      GovernanceGroupEstablished: { name: typed, kind: 'board', source: typed },
      ReportingLineDrawn: { to: { id: 'GG-BOARD', revision: 0 }, how: typed, source: typed },
      ReportingLineEnded: { to: 'GG-BOARD' },
      MemberAppointed: { memberId: 'm1', role: typed, agency: typed, kind: 'guest', invitedFor: typed, chairs: false },
      GovernanceGroupRenamed: { name: typed },
      GovernanceGroupMerged: { into: { id: 'GG-BOARD', revision: 0 }, on: '2014-06-02' },
      GovernanceGroupDissolved: { on: '2014-06-02' },
      MemberStoodDown: { memberId: 'm1', on: '2014-06-02' },
      TermsOfReferenceAdopted: {
        ...terms,
        words: typed,
        source: typed,
        sections: [{ section: 'purpose', words: typed }],
        chair: { kind: 'named-role', role: typed },
        agencies: [typed],
      },
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

  it('tell of a version of the terms, section by section and rule by rule', () => {
    const { sentence, facts } = describing('TermsOfReferenceAdopted', terms);

    expect(sentence).toBe(
      'Version 2 (revised, 24 September 2013) of the terms of reference of Workforce Steering Group was adopted into the record.',
    );
    expect(facts).toEqual({
      'Terms of reference': 'Version 2',
      'Standing of the version': 'Revised',
      'Date of the version': '24 September 2013',
      'Source of the version': '003',
      Quorum: '4 of every 6 members',
      Meets: 'Quarterly',
      Chair: 'City and County in turn: LADO',
      'Agencies expected': 'Health; Police',
      'Terms: mission and purpose': 'Design a training programme',
    });
  });

  it('say that a section which an earlier version had is gone', () => {
    const before: Known = { ...known(), facts: () => ({ 'Terms: deputies': 'One each' }) };

    const { facts } = describing('TermsOfReferenceAdopted', terms, before);

    expect(facts).toHaveProperty('Terms: deputies', null);
  });

  it.each([
    [{ kind: 'number', number: 1 }, '1 member'],
    [{ kind: 'number', number: 4 }, '4 members'],
    [{ kind: 'one-from-each-agency' }, 'One from each agency'],
    [{ kind: 'unknown' }, 'Not stated'],
  ])('say a quorum as people do: %j', (quorum, words) => {
    expect(describing('TermsOfReferenceAdopted', { ...terms, quorum }).facts).toHaveProperty('Quorum', words);
  });

  it.each([
    [{ kind: 'times-a-year', times: 1 }, 'Once a year'],
    [{ kind: 'times-a-year', times: 6 }, '6 times a year'],
    [{ kind: 'monthly' }, 'Monthly'],
    [{ kind: 'as-required' }, 'As required'],
    [{ kind: 'unknown' }, 'Not stated'],
  ])('say how often as people do: %j', (cadence, words) => {
    expect(describing('TermsOfReferenceAdopted', { ...terms, cadence }).facts).toHaveProperty('Meets', words);
  });

  it.each([
    [{ kind: 'named-role', role: 'Leader' }, 'Leader'],
    [{ kind: 'chosen-at-meeting' }, 'Chosen at the meeting'],
    [{ kind: 'alternates', between: ['City', 'County'] }, 'City and County in turn'],
    [{ kind: 'member-of-group', group: { id: 'GG-BOARD', revision: 0 } }, 'A member of Trust Board'],
    [{ kind: 'unknown' }, 'Not stated'],
  ])('say who takes the chair as people do: %j', (chair, words) => {
    expect(describing('TermsOfReferenceAdopted', { ...terms, chair }).facts).toHaveProperty('Chair', words);
  });

  it('tell of an appointment by role and agency, in which way, for whom and for how long', () => {
    const member = { memberId: 'd1c2b3a4-0000', role: 'Deputy', agency: 'Health', kind: 'deputy', chairs: true };
    const facts = { 'Member a1b2c3d4': 'Head of Service, member' };
    const { sentence, facts: found } = describing(
      'MemberAppointed',
      { ...member, deputyFor: 'a1b2c3d4-0000', from: '2014-04-01', to: '2015-03-31' },
      { ...known(), facts: () => facts },
    );

    expect(sentence).toBe(
      'Deputy (Health) was appointed to Workforce Steering Group as a deputy, and takes the chair.',
    );
    expect(found).toEqual({
      'Member d1c2b3a4':
        'Deputy (Health), deputy, for Head of Service, member, takes the chair, from 1 April 2014, to 31 March 2015',
    });
  });

  it('name who stood down as the record knew it, or by the beginning of its id', () => {
    const stoodDown = { memberId: 'a1b2c3d4-0000', on: '2014-06-02' };
    const facts = { 'Member a1b2c3d4': 'Head of Service, member' };

    expect(describing('MemberStoodDown', stoodDown, { ...known(), facts: () => facts })).toMatchObject({
      sentence: 'Stood down from Workforce Steering Group on 2 June 2014: Head of Service, member.',
      facts: { 'Member a1b2c3d4': null },
    });
    expect(describing('MemberStoodDown', stoodDown).sentence).toContain(': Member a1b2c3d4.');
  });

  it('give the record of a group its new name', () => {
    const renamed = event('GovernanceGroupRenamed', { name: 'People Board' });

    expect(describing('GovernanceGroupRenamed', { name: 'People Board' }).sentence).toBe(
      'Workforce Steering Group was renamed “People Board”.',
    );
    expect(governanceGroupSentences.GovernanceGroupRenamed.note?.(renamed, known())).toEqual(
      note('GG-WSG', 'People Board'),
    );
  });

  it('tell how a group ended', () => {
    const merged = { into: { id: 'GG-BOARD', revision: 0 }, on: '2014-06-02' };

    expect(describing('GovernanceGroupMerged', merged).sentence).toBe(
      'Workforce Steering Group was merged into Trust Board on 2 June 2014.',
    );
    expect(describing('GovernanceGroupDissolved', { on: '2014-06-02' }).sentence).toBe(
      'Workforce Steering Group was dissolved on 2 June 2014.',
    );
  });

  it('name a group by its id where its stream was not told', () => {
    const { sentence } = describing('ReportingLineEnded', { to: 'GG-NEW' });

    expect(sentence).toBe('Workforce Steering Group no longer reports to GG-NEW.');
  });
});
