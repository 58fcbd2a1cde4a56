import { groupSteps, reportingLineSteps, termsSteps } from './published-groups';

describe('the governance groups', () => {
  it('are the 21 of the documents, each with the document that names it', () => {
    expect(groupSteps()).toHaveLength(21);
    expect(groupSteps().find(({ key }) => key === 'group/GG-LLIG')).toMatchObject({
      on: '2009-10-30',
      source: { row: 'GG-LLIG', document: expect.stringContaining('Document 004') },
      target: { input: { kind: 'implementation group' } },
    });
  });
});

describe('the reporting lines', () => {
  const lines = reportingLineSteps().flatMap(({ target }) =>
    target.context === 'governance-groups' && target.input.type === 'report-to'
      ? [{ from: target.groupId, to: target.input.toId, how: target.input.how }]
      : [],
  );

  it('are the 12 of the documents, with several parents where they have several', () => {
    expect(lines).toHaveLength(12);
    expect(lines.filter(({ from }) => from === 'GG-WSG').map(({ to }) => to)).toEqual(['GG-CYPTB-WSG', 'GG-SMT']);
    expect(lines.filter(({ from }) => from === 'GG-DDSCB-WF')).toHaveLength(4);
  });

  it('say how a group reports only where its terms say it', () => {
    const how = (from: string, to: string) => lines.find((line) => line.from === from && line.to === to)?.how;

    expect(how('GG-DDSCB-WF', 'GG-DSCB')).toBe(
      'Meet quarterly and report through the chair directly to each LSCB, highlighting positive and negative issues which may need attention or action at Board level',
    );
    expect(how('GG-DDSCB-TP', 'GG-DDSCB-WF')).toBe('Produce quarterly reports and an annual report');
    expect(lines.filter((line) => line.how === undefined)).toHaveLength(7);
  });
});

describe('the terms of reference', () => {
  const versions = termsSteps().flatMap(({ target }) =>
    target.context === 'governance-groups' && target.input.type === 'adopt-terms-of-reference'
      ? [{ group: target.groupId, ...target.input }]
      : [],
  );

  it('are the three versions of the documents, standing as they say of themselves and no better', () => {
    expect(versions.map(({ group, dated, standing, words }) => [group, dated, standing, words])).toEqual([
      ['GG-DDSCB-WF', '2012-11-28', 'draft', '28/11/12, DRAFT'],
      ['GG-DDSCB-TP', '2013-05-09', 'not-stated', '9/5/13'],
      ['GG-DDSCB-TP', '2013-09-24', 'revised', 'revised 24 September 2013'],
    ]);
  });

  it('have their wording where the documents have it', () => {
    expect(versions.map(({ sections }) => sections.map(({ section }) => section))).toEqual([
      ['purpose', 'reporting', 'membership', 'duties', 'chair'],
      [],
      ['purpose', 'reporting', 'membership', 'duties', 'chair'],
    ]);
    expect(versions[0]?.sections[0]?.words.split('\n')).toHaveLength(7);
    expect(versions[2]?.sections[0]?.words.split('\n')).toHaveLength(8);
  });

  it('state no quorum, for no document states one', () => {
    expect(versions.every(({ quorum }) => quorum === undefined)).toBe(true);
  });
});
