import { accept } from '@minutebook/kernel';
import { given, refusedBy, told } from '../../../kernel/testing/given.fixture';
import { governanceGroupDecider } from './governance-group.decider';
import type { GovernanceGroupEstablished } from './governance-group.events';
import type { AdoptTermsOfReference } from './terms-of-reference.commands';
import { TERMS_SECTIONS, TERMS_STANDINGS, type TermsOfReferenceAdopted } from './terms-of-reference.events';

const established: GovernanceGroupEstablished = {
  type: 'GovernanceGroupEstablished',
  data: { name: 'Workforce Group', kind: 'joint sub-group', source: '003' },
};

const adopt: AdoptTermsOfReference = {
  type: 'adopt-terms-of-reference',
  id: 'GG-WF',
  standing: 'draft',
  dated: '2012-11-28',
  words: '28/11/12, DRAFT',
  source: '003',
  sections: [{ section: 'purpose', words: 'Promote safe recruitment' }],
};

const adopted: TermsOfReferenceAdopted = {
  type: 'TermsOfReferenceAdopted',
  data: {
    number: 1,
    standing: 'draft',
    dated: '2012-11-28',
    words: '28/11/12, DRAFT',
    source: '003',
    sections: [{ section: 'purpose', words: 'Promote safe recruitment' }],
    quorum: { kind: 'unknown' },
    cadence: { kind: 'unknown' },
    chair: { kind: 'unknown' },
    agencies: [],
  },
};

const deciding = (command: Partial<AdoptTermsOfReference>) =>
  given(governanceGroupDecider, [told(established)]).when({ ...adopt, ...command });

describe('terms of reference', () => {
  it('are adopted with what is known; what is left out is not known', () => {
    expect(deciding({})).toEqual(accept(adopted));
  });

  it('may be a version whose wording and date are not known', () => {
    const { dated: _, words: __, ...undated } = adopt;

    const outcome = given(governanceGroupDecider, [told(established)]).when({ ...undated, sections: [] });

    const { dated: ___, words: ____, ...data } = adopted.data;
    expect(outcome).toEqual(accept({ ...adopted, data: { ...data, sections: [] } }));
  });

  it('are counted by group, and an earlier version stays', () => {
    const outcome = given(governanceGroupDecider, [told(established), told(adopted)]).when({
      ...adopt,
      standing: 'agreed',
    });

    expect(outcome).toEqual(accept({ ...adopted, data: { ...adopted.data, number: 2, standing: 'agreed' } }));
  });

  it('belong to a group that there is: no-such-governance-group', () => {
    expect(given(governanceGroupDecider, []).when(adopt)).toMatchObject(refusedBy('no-such-governance-group'));
  });

  it.each(TERMS_STANDINGS.map(({ id }) => id))('may stand as %s', (standing) => {
    expect(deciding({ standing })).toEqual(accept({ ...adopted, data: { ...adopted.data, standing } }));
  });

  it.each(['', 'issued', 'toString'])('do not stand as "%s": no-such-terms-standing', (standing) => {
    expect(deciding({ standing })).toMatchObject(refusedBy('no-such-terms-standing', { field: 'standing' }));
  });

  it.each(['', '2013-02-30', 'May 2013'])('do not bear the date "%s": terms-date-not-real', (dated) => {
    expect(deciding({ dated })).toMatchObject(refusedBy('terms-date-not-real', { field: 'dated' }));
  });

  it('may have every section of the trade', () => {
    const sections = TERMS_SECTIONS.map(({ id }) => ({ section: id, words: `On ${id}` }));

    expect(deciding({ sections })).toEqual(accept({ ...adopted, data: { ...adopted.data, sections } }));
  });

  it('have no section that the trade does not know: no-such-terms-section', () => {
    const sections = [...adopt.sections, { section: 'catering', words: 'Tea' }];

    expect(deciding({ sections })).toMatchObject(refusedBy('no-such-terms-section', { field: 'sections.1.section' }));
  });

  it('have each section once: terms-section-twice', () => {
    const sections = [...adopt.sections, ...adopt.sections];

    expect(deciding({ sections })).toMatchObject(refusedBy('terms-section-twice', { field: 'sections.1.section' }));
  });
});

describe('the rules in terms of reference', () => {
  it.each([
    { kind: 'number', number: 4 },
    { kind: 'share', numerator: 4, denominator: 6 },
    { kind: 'one-from-each-agency', words: 'One of each' },
    { kind: 'unknown' },
  ])('may ask for the quorum %j', (quorum) => {
    expect(deciding({ quorum })).toMatchObject({ accepted: [{ data: { quorum } }] });
  });

  it('keep of a quorum only what its kind needs', () => {
    const outcome = deciding({ quorum: { kind: 'number', number: 4, numerator: 1, denominator: 2 } });

    expect(outcome).toEqual(accept({ ...adopted, data: { ...adopted.data, quorum: { kind: 'number', number: 4 } } }));
  });

  it.each([
    { kind: 'number' },
    { kind: 'number', number: 0 },
    { kind: 'number', number: 1.5 },
    { kind: 'number', number: 501 },
    { kind: 'share', numerator: 4 },
    { kind: 'share', numerator: 7, denominator: 6 },
    { kind: 'share', numerator: 0, denominator: 6 },
    { kind: 'most' },
  ])('do not ask for the quorum %j: quorum-not-clear', (quorum) => {
    expect(deciding({ quorum })).toMatchObject(refusedBy('quorum-not-clear', { field: 'quorum' }));
  });

  it.each([
    { kind: 'times-a-year', times: 6 },
    { kind: 'quarterly', words: 'or more frequently as required' },
    { kind: 'monthly' },
    { kind: 'as-required' },
  ])('may let the group meet %j', (cadence) => {
    expect(deciding({ cadence })).toMatchObject({ accepted: [{ data: { cadence } }] });
  });

  it.each([{ kind: 'times-a-year' }, { kind: 'times-a-year', times: 367 }, { kind: 'often' }])(
    'do not let it meet %j: cadence-not-clear',
    (cadence) => {
      expect(deciding({ cadence })).toMatchObject(refusedBy('cadence-not-clear', { field: 'cadence' }));
    },
  );

  it.each([
    { kind: 'named-role', role: 'Strategic Director' },
    { kind: 'chosen-at-meeting' },
    { kind: 'alternates', between: ['City', 'County'], role: 'LADO', words: 'to alternate' },
  ])('may give the chair to %j', (chair) => {
    expect(deciding({ chair })).toMatchObject({ accepted: [{ data: { chair } }] });
  });

  it('may give the chair to a member of another group, as it was read', () => {
    const outcome = deciding({
      chair: { kind: 'member-of-group', groupId: 'GG-BOARD' },
      chairGroup: { id: 'GG-BOARD', revision: 2 },
    });

    const chair = { kind: 'member-of-group', group: { id: 'GG-BOARD', revision: 2 } };
    expect(outcome).toMatchObject({ accepted: [{ data: { chair } }] });
  });

  it.each([
    { kind: 'named-role' },
    { kind: 'alternates', between: ['City'] },
    { kind: 'alternates', between: ['City', 'County', 'District'] },
    { kind: 'member-of-group', groupId: 'GG-NONE' },
    { kind: 'the eldest' },
  ])('do not give it to %j: chair-rule-not-clear', (chair) => {
    expect(deciding({ chair })).toMatchObject(refusedBy('chair-rule-not-clear', { field: 'chair' }));
  });
});
