import { groupSteps, reportingLineSteps } from './published-groups';

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
