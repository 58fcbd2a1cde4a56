import {
  SentenceBook,
  type Facts,
  type Known,
  type OpenedEvent,
  type RecordNote,
  type Sentence,
} from '@minutebook/kernel';
import { actionPlanSentences } from './action-plan.sentences';
import { actionReferenceSentences } from './action-reference.sentences';
import { actionSentences } from './action.sentences';
import { addAction, green, headOfService, PLAN_READ, red, smt } from './action.fixture';

const sentences = {
  ...actionPlanSentences,
  ...actionReferenceSentences,
  ...actionSentences,
};

const ACTION = 'action-a1';
const PLAN = 'actionPlan-plan-1';

const group: RecordNote = { name: 'Workforce Steering Group', group: 'GG-WSG', path: '/governance-groups/GG-WSG' };
const plan: RecordNote = { name: 'Workforce plan', group: 'GG-WSG', path: '/action-plans/plan-1' };
const action: RecordNote = { name: 'DW2 Implement a QA group', parent: PLAN, path: '/actions/a1' };

function known(ofAction: Facts = {}, notes: Readonly<Record<string, RecordNote>> = {}): Known {
  const facts: Readonly<Record<string, Facts>> = {
    [ACTION]: { Reference: 'DW2', ...ofAction },
    [PLAN]: { 'Rating scheme': 'Red, amber, green by months behind' },
  };
  const allNotes = { 'governanceGroup-GG-WSG': group, [PLAN]: plan, [ACTION]: action, ...notes };
  return {
    facts: (stream) => facts[stream] ?? {},
    note: (stream) => (allNotes as Readonly<Record<string, RecordNote>>)[stream],
  };
}

const NOTHING_KNOWN: Known = { facts: () => ({}), note: () => undefined };

function event(type: string, data: object, stream = ACTION, effectiveOn?: string): OpenedEvent {
  return {
    id: 'e1',
    stream,
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
      ...(effectiveOn !== undefined && { effectiveOn }),
      schemaVersion: 1,
      actor: { account: 'demo-action-lead', role: 'action-lead', grant: 'account-demo-action-lead@0' },
      origin: 'user',
      via: 'page',
    },
  };
}

function describing(type: keyof typeof sentences, data: object, by: Known = known(), effectiveOn?: string): Sentence {
  return sentences[type].describe(event(type, data, ACTION, effectiveOn), by);
}

describe('the sentences of plans and actions', () => {
  it('find room in one book: no event is described twice', () => {
    const book = new SentenceBook();

    book.register(actionPlanSentences);
    book.register(actionReferenceSentences);
    book.register(actionSentences);

    const types = Object.keys(sentences);
    expect(
      book
        .kinds(['programme'])
        .map(({ type }) => type)
        .toSorted(),
    ).toEqual(types.toSorted());
    expect(new Set(book.kinds(['programme']).map(({ label }) => label)).size).toBe(types.length);
  });

  it('keep what a user typed out of the sealed form', () => {
    const typed = 'TYPED';
    const lead = { ...smt, name: typed };
    const words = { theme: typed, title: typed, subItems: [typed], successCriteria: typed, costs: [] };
    const timescale = { words: typed, phases: [{ words: typed }] };
    const progress = { reportId: 'r1', plan: PLAN_READ, ...red, commentary: typed };
    const data: Readonly<Record<keyof typeof sentences, object>> = {
      ActionPlanOpened: {
        title: typed,
        group: { id: 'GG-WSG', revision: 0 },
        startsOn: '2014-04-01',
        endsOn: '2015-03-31',
        ragScheme: 'rag',
      },
      ActionPlanAmended: { title: typed },
      ActionPlanClosed: {},
      ActionPlanTransferred: { from: 'GG-WSG', group: { id: 'GG-SMT', revision: 0 } },
      ActionReferenceTaken: { planId: 'plan-1', reference: 'DW2', actionId: 'a1' },
      ActionAdded: {
        plan: PLAN_READ,
        reference: 'DW2',
        ...words,
        timescale,
        leads: [lead],
        monitoringLeads: [lead],
      },
      ProgressReported: progress,
      ProgressConfirmed: { reportId: 'r1' },
      ProgressReturned: { reportId: 'r1' },
      ProgressCorrected: progress,
      DueDateMoved: { timescale, plan: PLAN_READ },
      ActionAmended: words,
      ActionLeadsAssigned: { leads: [lead], monitoringLeads: [lead] },
      ActionCompletionReported: { on: '2014-06-10', evidence: typed },
      ActionCompletionConfirmed: { on: '2014-06-10' },
      ActionReopened: {},
      ActionWithdrawn: {},
      ActionEscalatedToGroup: {
        group: 'GG-WSG',
        plan: PLAN_READ,
        due: '2014-06-04',
        unansweredSince: '2014-06-02',
      },
    };
    const named = known({}, { [PLAN]: { ...plan, name: typed }, 'governanceGroup-GG-WSG': { ...group, name: typed } });

    for (const type of Object.keys(sentences) as (keyof typeof sentences)[]) {
      const { sentence, sealed } = describing(type, data[type], named);

      expect(sealed).not.toContain(typed);
      for (const text of [sentence, sealed]) expect(text).toMatch(/^[A-Z“].*[^.]\.$/);
    }
  });
});

describe('an action in the trail', () => {
  it('is named after its reference and title, and lies in its plan', () => {
    const { reference, title } = addAction;

    const note = actionSentences.ActionAdded.note?.(
      event('ActionAdded', { plan: PLAN_READ, reference, title }),
      NOTHING_KNOWN,
    );

    expect(note).toEqual(action);
  });

  it('takes a new name from a new title and keeps its place', () => {
    const amended = event('ActionAmended', { title: 'Set up a QA group' });
    const untouched = event('ActionAmended', { theme: 'Governance' });

    expect(actionSentences.ActionAmended.note?.(amended, known())).toEqual({
      ...action,
      name: 'DW2 Set up a QA group',
    });
    expect(actionSentences.ActionAmended.note?.(untouched, known())).toBeUndefined();
  });

  it('shows costs as people write them', () => {
    const costs = [
      { kind: 'one-off', pence: 1_200_000, words: 'venue' },
      { kind: 'saving', pence: 100_000_005, words: 'rooms' },
      { kind: 'unpriced', words: 'officer time' },
    ];

    const { facts } = describing('ActionAmended', { costs });

    expect(facts).toEqual({
      Costs: '£12,000 one-off (venue); £1,000,000.05 saving (rooms); unpriced (officer time)',
    });
  });

  it('shows an emptied list as nothing', () => {
    const { facts, sentence } = describing('ActionAmended', { subItems: [], costs: [] });

    expect(facts).toEqual({ 'Sub-items': null, Costs: null });
    expect(sentence).toBe('Action DW2 was amended: sub-items and costs.');
  });

  it("is reported in the words of its plan's scheme", () => {
    const { sentence, facts, wording } = describing(
      'ProgressReported',
      { plan: PLAN_READ, reportId: 'r1', ...green, rag: 'rescheduled' },
      known(),
      '2014-06-10',
    );

    expect(sentence).toBe('Progress on action DW2 was reported as re-scheduled, 40 per cent complete.');
    expect(facts).toEqual({
      'Reported rating': 'Re-scheduled',
      Report: 'Awaiting confirmation',
      'Percentage complete': '40',
      'Forecast date': null,
      'Report date': '10 June 2014',
    });
    expect(wording).toBe(green.commentary);
  });

  it('has the rating that was reported once it is confirmed', () => {
    const { sentence, facts } = describing(
      'ProgressConfirmed',
      { reportId: 'r1' },
      known({ 'Reported rating': 'Red' }),
    );

    expect(sentence).toBe('The report on action DW2 (red) was confirmed.');
    expect(facts).toEqual({ Rating: 'Red', Report: 'Confirmed' });
  });

  it('keeps the date of a report whose correction names none', () => {
    const { facts } = describing('ProgressCorrected', { plan: PLAN_READ, reportId: 'r1', ...green });

    expect(facts).not.toHaveProperty('Report date');
  });

  it.each([
    ['31 March 2015', '2015-06-30', 'The due date of action DW2 was moved from 31 March 2015 to 30 June 2015.'],
    [null, '2015-06-30', 'Action DW2 was given its due date, 30 June 2015.'],
    ['31 March 2015', undefined, 'The due date of action DW2, 31 March 2015, was given up.'],
    ['30 June 2015', '2015-06-30', 'The timescale of action DW2 was changed; its due date stays as it is.'],
  ])('with its date moved from %s to %s reads: %s', (before, due, sentence) => {
    const told = describing('DueDateMoved', { timescale: { words: '', due } }, known({ Due: before }));

    expect(told.sentence).toBe(sentence);
  });

  it.each([
    [
      'Reported complete, awaiting confirmation',
      'The completion of action DW2 was sent back, so the action is open again.',
    ],
    ['Completed', 'Action DW2 was reopened.'],
    ['Withdrawn', 'Action DW2 was reopened.'],
  ])('with the status "%s" reopened reads: %s', (status, sentence) => {
    const told = describing('ActionReopened', {}, known({ Status: status }));

    expect(told.sentence).toBe(sentence);
  });

  it('waits under the status that a reopening looks for', () => {
    const { facts } = describing('ActionCompletionReported', { on: '2014-06-10', evidence: '' });

    expect(facts).toMatchObject({ Status: 'Reported complete, awaiting confirmation' });
  });

  it('names all its leads', () => {
    const { sentence, facts } = describing('ActionLeadsAssigned', {
      leads: [headOfService, smt, { ...smt, name: 'DSCB' }],
      monitoringLeads: [],
    });

    expect(sentence).toBe('Action DW2 is now led by Head of Service, SMT and DSCB and monitored by nobody.');
    expect(facts).toEqual({ Leads: 'Head of Service; SMT; DSCB', 'Monitoring leads': null });
  });

  it.each([
    ['2014-06-04', '12 days overdue'],
    ['2014-06-15', '1 day overdue'],
  ])('escalated, and due on %s, says how late it was and since when nobody had answered', (due, late) => {
    const data = { group: 'GG-WSG', plan: PLAN_READ, due, unansweredSince: '2014-06-02' };
    const why = `it was ${late} and nobody had answered since 2 June 2014.`;

    expect(describing('ActionEscalatedToGroup', data)).toMatchObject({
      sentence: `Action DW2 was escalated to Workforce Steering Group: ${why}`,
      sealed: `Action DW2 was escalated to GG-WSG: ${why}`,
      facts: { 'Escalated to': 'Workforce Steering Group' },
    });
    expect(describing('ActionEscalatedToGroup', data, NOTHING_KNOWN).sentence).toBe(
      `The action was escalated to GG-WSG: ${why}`,
    );
  });

  const progress = { reportId: 'r1', plan: PLAN_READ, ...red };

  it.each<[keyof typeof sentences, object]>([
    ['ProgressReported', progress],
    ['ProgressCorrected', progress],
    ['DueDateMoved', { timescale: { words: 'June', due: '2014-06-30' }, plan: PLAN_READ }],
    ['ActionCompletionReported', { on: '2014-06-10', evidence: '' }],
    ['ActionCompletionConfirmed', { on: '2014-06-10' }],
    ['ActionReopened', {}],
    ['ActionWithdrawn', {}],
  ])('lies with its group no more after %s', (type, data) => {
    const told = describing(type, data, known({ 'Escalated to': 'Workforce Steering Group' }));

    expect(told.facts).toMatchObject({ 'Escalated to': null });
    expect(describing(type, data).facts).not.toHaveProperty('Escalated to');
  });

  it('stays with its group while only the words of its timescale change', () => {
    const facts = { Due: '30 June 2014', 'Escalated to': 'Workforce Steering Group' };
    const data = { timescale: { words: 'End of June', due: '2014-06-30' }, plan: PLAN_READ };

    expect(describing('DueDateMoved', data, known(facts)).facts).not.toHaveProperty('Escalated to');
  });

  it('reads on where nothing is known of it', () => {
    const { sentence } = describing('ActionWithdrawn', {}, NOTHING_KNOWN);

    expect(sentence).toBe('The action was withdrawn.');
  });
});

describe('a plan in the trail', () => {
  it('goes with its new group and keeps its name', () => {
    const transferred = event('ActionPlanTransferred', { from: 'GG-WSG', group: { id: 'GG-SMT', revision: 0 } }, PLAN);

    expect(actionPlanSentences.ActionPlanTransferred.note?.(transferred, known())).toEqual({
      ...plan,
      group: 'GG-SMT',
    });
    expect(actionPlanSentences.ActionPlanTransferred.describe(transferred, known()).sentence).toBe(
      'The action plan was transferred from Workforce Steering Group to GG-SMT.',
    );
  });

  it('takes its name from its title', () => {
    const amended = event('ActionPlanAmended', { title: 'Workforce plan, revised' }, PLAN);

    expect(actionPlanSentences.ActionPlanAmended.note?.(amended, known())).toEqual({
      ...plan,
      name: 'Workforce plan, revised',
    });
  });
});
