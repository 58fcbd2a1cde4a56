import { DERBYSHIRE, LEICESTERSHIRE, planSteps } from './published-plans';

const actionsOf = (plan: typeof DERBYSHIRE) =>
  planSteps(plan).flatMap(({ target }) =>
    target.context === 'actions' && target.input.type === 'add' ? [target.input] : [],
  );

const actionOf = (plan: typeof DERBYSHIRE, reference: string) =>
  actionsOf(plan).find((action) => action.reference === reference);

describe('the published plans', () => {
  it('come with all their rows, in the order of the documents', () => {
    expect(actionsOf(LEICESTERSHIRE).map(({ reference }) => reference)).toEqual([
      'LA1',
      'LA2',
      'LA3',
      'LA4',
      'LA5',
      'LA6',
      'LA7',
      'LA8',
    ]);
    const derbyshire = actionsOf(DERBYSHIRE);
    expect(derbyshire).toHaveLength(25);
    expect(new Set(derbyshire.map(({ theme }) => theme)).size).toBe(8);
  });

  it('keep the wording of an action, its sub-items, criteria, leads and costs', () => {
    expect(actionOf(LEICESTERSHIRE, 'LA1')).toMatchObject({
      title: "Develop & implement a programme of Multi-Agency training for the Children's Workforce",
      timescale: { words: 'Phased introduction starting 1st April 2010', start: '2010-04-01', phases: [{}] },
      leads: [{ kind: 'role', name: "Strategic Lead, Children's Workforce Development", origin: 'stated' }],
      monitoringLeads: [{ kind: 'group', id: 'GG-LLIG' }],
      successCriteria: [
        'Improved multi-agency working - sharing understanding and networking',
        'Improved skills & knowledge of workforce',
        'Potential savings',
        'Improved CPD opportunities',
        'Catalyst for integrated working',
      ].join('\n'),
      costs: [
        { kind: 'unpriced', words: 'Departmental/Partner Officer time' },
        { kind: 'one-off', pence: 100_000, words: 'Materials, promotional costs (£1000)' },
        { kind: 'excluded', words: 'Plus cost of running programme' },
        { kind: 'saving', words: '(Possible savings)' },
      ],
    });
    expect(actionOf(LEICESTERSHIRE, 'LA2')?.costs).toEqual([
      { kind: 'unpriced', words: 'Departmental/Partner Officer time' },
      { kind: 'unpriced', words: 'Potential development costs' },
    ]);
    expect(actionOf(DERBYSHIRE, 'DK1')?.leads.map(({ name, origin }) => `${name} (${origin})`)).toEqual([
      'Head of Service, Early Help (assigned)',
      'Head of Service, Starting Point (assigned)',
      'Assistant Director, Commissioning and SEND (assigned)',
      'Head of Service, Safeguarding (assigned)',
      'Locality Manager (assigned)',
      "Head of Service, Children's Centres (assigned)",
      'Practice Lead, Single Assessment (assigned)',
    ]);
    expect(actionOf(DERBYSHIRE, 'DK1')?.subItems).toHaveLength(8);
  });

  it('keep what the documents leave open: no date where none is legible, two dates where there are two', () => {
    expect(actionOf(DERBYSHIRE, 'DK5')?.timescale).toEqual({ words: '(not legible in the document)' });
    expect(actionOf(DERBYSHIRE, 'DK4')?.timescale).toEqual({
      words: 'April 2014 - March 2015',
      start: '2014-04-01',
      due: '2015-03-31',
    });
    expect(actionOf(LEICESTERSHIRE, 'LA8')?.timescale).toEqual({
      words: 'Strategy agreed by October 2009; Implementation - ongoing',
      due: '2009-10-31',
      ongoing: true,
    });
  });

  it('name a governance group as a group where they call it by its name', () => {
    expect(actionOf(DERBYSHIRE, 'DW1')?.monitoringLeads).toEqual([
      { kind: 'role', id: 'workforce-strategy-manager', name: 'Workforce Strategy Manager', origin: 'stated' },
      { kind: 'group', id: 'GG-WSG', name: 'CAYA Workforce Steering Group', origin: 'stated' },
    ]);
  });
});
