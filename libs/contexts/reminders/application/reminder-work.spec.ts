import type { DueFactConcern, StandingFact } from '@minutebook/kernel';
import { dayOf, fact } from '../domain/reminder.fixture';
import type { RemindersOfDay } from './day-of-reminders';
import type { DigestPolicy } from './digest.policy';
import type { EscalationPolicy } from './escalation.policy';
import type { PolicyStart } from './policy-start';
import type { ReminderPlanner } from './reminder-planner';
import { ReminderWork } from './reminder-work';

const IN_PLAN = [fact({ stream: 'action-a1' }), fact({ stream: 'action-a2' })];
const OF_OTHERS = fact({ stream: 'action-b1', within: 'actionPlan-plan-2' });
const CLOSED = fact({ stream: 'action-c1', open: false });

/** The work on these records, and the streams that it had planned, or looked at for an answer. */
function workOn(all: readonly StandingFact[]) {
  const planned: string[][] = [];
  const answers: string[] = [];
  const lies = ({ within }: StandingFact, concern: DueFactConcern) =>
    concern.kind === 'within' && within === concern.stream;
  const facts = {
    fact: (stream: string) => all.find((each) => each.stream === stream),
    open: () => all.filter(({ open }) => open),
    concerning: (concerns: readonly DueFactConcern[]) =>
      all.filter((each) => each.open && concerns.some((concern) => lies(each, concern))),
  };
  const today = '2014-06-16';
  const ofDay: Partial<RemindersOfDay> = {
    today,
    dayOf: () => Promise.resolve(dayOf(today)),
    factsFor: (account) => (account === 'lead' ? IN_PLAN : []),
  };
  const planner: Partial<ReminderPlanner> = {
    plan: (found) => Promise.resolve(void planned.push(found.map(({ stream }) => stream))),
    planSweep: () => Promise.resolve(),
  };
  const ladder: Partial<EscalationPolicy> = {
    noteAnswer: ({ stream }) => Promise.resolve(void answers.push(stream)),
    noteAnswers: () => Promise.resolve(void answers.push('all')),
  };
  const work = new ReminderWork(
    ofDay as RemindersOfDay,
    planner as ReminderPlanner,
    { planUnsettled: () => Promise.resolve() } as Partial<DigestPolicy> as DigestPolicy,
    ladder as EscalationPolicy,
    facts,
    {} as PolicyStart,
  );
  return { work, planned, answers };
}

describe('the work of reminders', () => {
  it('plans a record that changed, and no other', async () => {
    const { work, planned } = workOn([...IN_PLAN, OF_OTHERS]);

    await work.changed(['action-a2']);

    expect(planned).toEqual([['action-a2']]);
  });

  it('plans all that lies within a plan that changed, and no other', async () => {
    const { work, planned } = workOn([...IN_PLAN, OF_OTHERS]);

    await work.changed(['actionPlan-plan-1']);

    expect(planned).toEqual([['action-a1', 'action-a2']]);
  });

  it('plans nothing of what is over, yet notes whether it was answered', async () => {
    const { work, planned, answers } = workOn([CLOSED]);

    await work.changed(['action-c1']);

    expect([planned.flat(), answers]).toEqual([[], ['action-c1']]);
  });

  it('plans what may be asked of a person who wants otherwise', async () => {
    const { work, planned } = workOn([...IN_PLAN, OF_OTHERS]);

    await work.prefers('lead');

    expect(planned).toEqual([['action-a1', 'action-a2']]);
  });

  it('plans everything that is open in a sweep, in batches between which others get their turn', async () => {
    const many = Array.from({ length: 450 }, (_, number) => fact({ stream: `action-${number}` }));
    const { work, planned, answers } = workOn([...many, CLOSED]);
    let turns = 0;
    const count = (): void => void setImmediate(() => (turns++ < 10 ? count() : undefined));
    count();

    await work.sweep();

    expect(planned.map(({ length }) => length)).toEqual([200, 200, 50]);
    expect(answers).toEqual(['all']);
    expect(turns).toBeGreaterThanOrEqual(2);
  });
});
