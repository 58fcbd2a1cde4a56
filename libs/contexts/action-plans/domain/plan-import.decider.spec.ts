import { accept } from '@minutebook/kernel';
import { ALREADY_SO, given, refusedBy, told } from '../../../kernel/testing/given.fixture';
import type { AcceptPlanImport } from './plan-import.commands';
import { planImportDecider } from './plan-import.decider';
import type { PlanImportAccepted } from './plan-import.events';

const acceptImport: AcceptPlanImport = {
  type: 'accept',
  planId: 'plan-1',
  planExists: false,
  title: 'Workforce plan 2014/15',
  group: { id: 'GG-WSG', revision: 0 },
  startsOn: '2014-04-01',
  endsOn: '2015-03-31',
  ragScheme: 'rag',
  fileName: 'plan.csv',
  actions: 2,
  rows: '[]',
};
const { type: _, planExists: __, ...said } = acceptImport;
const accepted: PlanImportAccepted = {
  type: 'PlanImportAccepted',
  data: { ...said, group: { id: 'GG-WSG', revision: 0 } },
};
const completed = { type: 'PlanImportCompleted', data: { planId: 'plan-1', actions: 2 } } as const;

describe('the import of a plan', () => {
  it('is accepted as one event that holds the whole of it', () => {
    expect(given(planImportDecider, []).when(acceptImport)).toEqual(accept(accepted));
  });

  it.each([
    ['no-such-group', { group: undefined }],
    ['plan-date-not-real', { startsOn: '2014-02-30' }],
    ['plan-ends-before-it-starts', { endsOn: '2014-03-31' }],
    ['no-such-rag-scheme', { ragScheme: 'traffic-light' }],
    ['plan-import-without-actions', { actions: 0 }],
    ['action-plan-already-exists', { planExists: true }],
  ])('is refused by %s where %j', (rule, change) => {
    expect(given(planImportDecider, []).when({ ...acceptImport, ...change })).toMatchObject(refusedBy(rule));
  });

  it('is accepted once', () => {
    expect(given(planImportDecider, [told(accepted)]).when(acceptImport)).toMatchObject(
      refusedBy('plan-import-already-exists', { kind: 'conflict' }),
    );
  });

  it('is completed once it was accepted, and then already so', () => {
    const complete = { type: 'complete' } as const;
    expect(given(planImportDecider, [told(accepted)]).when(complete)).toEqual(accept(completed));
    expect(given(planImportDecider, [told(accepted), told(completed)]).when(complete)).toEqual(ALREADY_SO);
    expect(given(planImportDecider, []).when(complete)).toMatchObject(
      refusedBy('no-such-plan-import', { kind: 'not-found' }),
    );
  });
});
