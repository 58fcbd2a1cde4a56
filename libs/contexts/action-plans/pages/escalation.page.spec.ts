import { CommandBus } from '@nestjs/cqrs';
import type { CommandOutcome } from '@minutebook/kernel/recording';
import { ChaseQuery, ReminderKinds, type Chase } from '@minutebook/reminders';
import { linksOf, textOf } from '../../../../test/tracker/page-text';
import { startTracker, type TestTracker } from '../../../../test/tracker/test-tracker';
import { readPlanCsv } from '../application/plan-csv';
import { chaseOf, mail } from '../read-models/chase.fixture';
import { addressesOf, dateTyped, fillIn, rowOf } from './forms.fixture';

let tracker: TestTracker;
let at: Awaited<ReturnType<typeof addressesOf>>;

/** What reminders know of, by stream: they have claimed nothing in the demonstration. */
const chases = new Map<string, Chase>();

const streamOf = (reference: string) => at.action(reference).replace('/actions/', 'action-');

beforeAll(async () => {
  tracker = await startTracker();
  at = await addressesOf(tracker);
  const query = tracker.app.get(ChaseQuery, { strict: false });
  jest.spyOn(query, 'of').mockImplementation((stream) => chases.get(stream));
  jest
    .spyOn(query, 'ofMany')
    .mockImplementation((streams) => new Map([...chases].filter(([stream]) => streams.includes(stream))));
}, 60_000);
afterAll(() => tracker.stop());

const page = async (path: string, account = 'demo-reader') => (await (await tracker.signedIn(account)).get(path)).text;
const nextStep = (html: string) => textOf(/<section class="mb-next[\s\S]*?<\/section>/.exec(html)?.[0] ?? '');

/** Sends an action to a group, as the policy of reminders does. */
async function escalate(reference: string, group: string, commandId: string): Promise<CommandOutcome> {
  const kind = tracker.app.get(ReminderKinds, { strict: false }).kind('action');
  const command = kind?.escalate(streamOf(reference).replace('action-', ''), group, {
    commandId,
    actor: { account: 'system', role: 'system', grant: 'system' },
    origin: 'system',
    via: 'policy',
  });
  const outcome = await tracker.app.get(CommandBus).execute<object, CommandOutcome>(command ?? {});
  if ('done' in outcome) {
    const { stream, revision } = outcome.done;
    await tracker.record.readModels.waitFor(stream, revision, 5_000);
  }
  return outcome;
}

describe('an action that nobody was reminded of', () => {
  it('says so on its page, and nothing on the board', async () => {
    expect(textOf(await page(at.action('DK6')))).toContain('Reminders Nobody was reminded of this action');
    expect(rowOf(await page(at.derbyshire), 'DK6')).not.toMatch(/remind/i);
  });

  it('is no column of the export', async () => {
    const { text } = await (await tracker.signedIn('demo-reader')).get(`${at.derbyshire}/actions.csv`);
    expect(text.split('\r\n')[0]).not.toMatch(/reminders|escalated_on/);
  });
});

describe('the group’s page', () => {
  it('says that nothing is escalated where nothing is', async () => {
    expect(textOf(await page('/governance-groups/GG-WSG'))).toContain(
      'Escalated to this group Nothing is escalated to this group',
    );
  });
});

describe('an overdue action that nobody answers for', () => {
  beforeAll(async () => {
    const outcome = await escalate('DK6', 'GG-WSG', '0b7d0c5e-0000-4000-8000-000000000001');
    expect(outcome).toMatchObject({ done: { recorded: true } });
    chases.set(
      streamOf('DK6'),
      chaseOf(
        mail('2014-06-12', { rule: 'to-group', fate: 'delivered', account: 'demo-chair', person: 'demo-chair' }),
        mail('2014-06-09'),
        mail('2014-06-02', { account: 'demo-clerk', fate: 'undelivered', why: 'address' }),
      ),
    );
  });

  it('is already with the group when it is sent there again, and goes to no other', async () => {
    const again = await escalate('DK6', 'GG-WSG', '0b7d0c5e-0000-4000-8000-000000000002');
    const elsewhere = await escalate('DK6', 'GG-SMT', '0b7d0c5e-0000-4000-8000-000000000003');
    expect(again).toMatchObject({ done: { recorded: false } });
    expect(elsewhere).toMatchObject({ refused: { rule: 'not-group-of-plan' } });
  });

  it('says on its page that it waits for the group, since when, and that it went there', async () => {
    const html = await page(at.action('DK6'));
    expect(textOf(html)).toMatch(/escalated to the group/);
    expect(nextStep(html)).toMatch(
      /It waits for the group: it went to CAYA Workforce Steering Group on 16 June 2014, overdue and unanswered since \d+ \w+ 2014\. Any answer takes it back\./,
    );
    expect(textOf(html)).toMatch(/Escalated to the group .*Nobody had answered since \d+ \w+ 2014/);
  });

  it('lists every mail about it, to whom it went by name, and what became of it', async () => {
    const text = textOf(await page(at.action('DK6')));
    expect(text).toContain('Reminded 3 times, last on 12 June 2014, delivered, no answer.');
    expect(text).toMatch(
      /12 Jun 2014 Chair of the steering group Overdue, to the group Delivered 9 Jun 2014 Action lead/,
    );
    expect(text).toMatch(/2 Jun 2014 Clerk to the groups in place of Action lead Overdue Could not be delivered/);
  });

  it('is marked on the board, counted and found by a filter', async () => {
    const html = await page(at.derbyshire);
    expect(rowOf(html, 'DK6')).toContain('Escalated 16 Jun reminded 3 times, last 12 Jun, no answer');
    const [href = ''] = linksOf(html, /^1 escalated/);
    const filtered = await page(href);
    expect(textOf(filtered)).toContain('1 of 25 actions');
    expect(rowOf(filtered, 'DK6')).toContain('Escalated 16 Jun');
  });

  it('stands in the export with its proof, and the file can be imported again', async () => {
    const { text } = await (await tracker.signedIn('demo-reader')).get(`${at.derbyshire}/actions.csv`).expect(200);
    expect(text.split('\r\n')[0]).toMatch(/escalated_on"?,"?reminders/);
    expect(text).toContain('Reminded 3 times, last on 12 June 2014, delivered, no answer.');
    expect(text).toContain('Never reminded.');
    expect(readPlanCsv(text).errors).toEqual([]);
  });

  it('stands on the page of the group that owns the plan, with how late it is, as at any day', async () => {
    const html = await page('/governance-groups/GG-WSG');
    expect(textOf(html)).toMatch(/Escalated to this group 1 record is overdue and unanswered .*DK6 .*\d+ days overdue/);
    expect(linksOf(html, /./)).toContain(at.action('DK6'));
    expect(textOf(await page('/governance-groups/GG-SMT'))).toContain('Nothing is escalated to this group');
    expect(textOf(await page('/governance-groups/GG-WSG?asAt=2014-06-12'))).toContain(
      'Nothing is escalated to this group',
    );
  });

  it('tells the API since when, and the proof of the chase', async () => {
    const api = (path: string) =>
      tracker.http.get(`/api/v1${path}`).set('Authorization', `Bearer ${tracker.token('demo-reader')}`);
    const chase = {
      reminded: 3,
      lastOn: '2014-06-12',
      fate: 'delivered',
      answeredOn: null,
      words: 'Reminded 3 times, last on 12 June 2014, delivered, no answer.',
    };
    const { body: action } = await api(at.action('DK6')).expect(200);
    expect(action).toMatchObject({ escalatedOn: '2014-06-16', heardOn: expect.stringMatching(/^2014-/), chase });
    expect(action.timeline[0]).toMatchObject({ kind: 'ActionEscalatedToGroup', unansweredSince: action.heardOn });
    const { body: plan } = await api(at.derbyshire).expect(200);
    expect(plan.actions.find(({ reference }: { reference: string }) => reference === 'DK6')).toMatchObject({ chase });
    expect(plan.actions[0].chase).toBeNull();
  });

  it('is offered to nobody as a form or a command of the API', async () => {
    const clerk = await tracker.signedIn('demo-clerk');
    await clerk.get(`${at.action('DK6')}/escalate-to-group`).expect(404);
    await tracker.http
      .post(`/api/v1${at.action('DK6')}/escalate-to-group`)
      .set('Authorization', `Bearer ${tracker.token('demo-clerk')}`)
      .send({ groupId: 'GG-WSG' })
      .expect(404);
  });

  it('lies with the group no more once its lead answers', async () => {
    const lead = await tracker.signedIn('demo-action-lead');
    const typed = {
      rag: 'red',
      commentary: 'The post is advertised again.',
      ...dateTyped('effectiveOn', '2014-06-16'),
    };
    await fillIn(lead, `${at.action('DK6')}/report-progress`, typed);
    chases.set(streamOf('DK6'), chaseOf(mail('2014-06-12', { answeredOn: '2014-06-16' })));
    const text = textOf(await page(at.action('DK6')));
    expect(text).toContain('Reminded once, on 12 June 2014, accepted by the mail server, answered on 16 June 2014.');
    expect(nextStep(await page(at.action('DK6')))).not.toContain('waits for the group');
    expect(rowOf(await page(at.derbyshire), 'DK6')).not.toContain('Escalated');
    expect(textOf(await page('/governance-groups/GG-WSG'))).toContain('Nothing is escalated to this group');
  });
});
