import { Logger } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Actor } from '@minutebook/kernel';
import { newRandomId, type CommandRequest } from '@minutebook/kernel/recording';
import { createTracker } from '../../../../apps/tracker/tracker';
import { startTracker, type TestTracker } from '../../../../test/tracker/test-tracker';
import { PlanImportsQuery } from '../read-models/plan-imports.query';
import { PlansQuery } from '../read-models/plans.query';
import { RecordOnAction } from './action.command-handler';
import { PlanImports, type PlanImport } from './import-plan';
import { PLAN_COLUMNS } from './plan-csv';

let tracker: TestTracker;
const others: NestFastifyApplication[] = [];

beforeAll(async () => {
  tracker = await startTracker();
}, 60_000);
afterAll(async () => {
  for (const app of others) await app.close();
  await tracker.stop();
});

const clerk: Actor = { account: 'demo-clerk', role: 'clerk', grant: 'account-demo-clerk@0' };
const request = (): CommandRequest => ({ commandId: newRandomId(), actor: clerk, origin: 'user', via: 'cli' });
const imports = () => tracker.app.get(PlanImports);
const recorded = async () => (await tracker.events()).length;

function csv(...rows: readonly Partial<Record<(typeof PLAN_COLUMNS)[number], string>>[]): string {
  const quoted = (cells: readonly string[]) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',');
  const sound = { theme: 'Skills', action: 'Train the workforce', due_date: '2015-03-31', lead_roles: 'SMT' };
  const lines = rows.map((row, at) => {
    const cells: Readonly<Record<string, string>> = { id: `A${at + 1}`, ...sound, ...row };
    return PLAN_COLUMNS.map((column) => cells[column] ?? '');
  });
  return [[...PLAN_COLUMNS], ...lines].map(quoted).join('\n');
}

const wanted = (file: string, change: Partial<PlanImport> = {}): PlanImport => ({
  title: 'Skills plan 2014/15',
  groupId: 'GG-WSG',
  startsOn: '2014-04-01',
  endsOn: '2015-03-31',
  ragScheme: 'rag',
  fileName: 'skills.csv',
  file,
  ...change,
});

const FIVE = csv({}, {}, { sub_items: 'One | Two' }, {}, {});

/** Another process on the same record: the policy begins anew, and knows nothing but what is recorded. */
async function restart(): Promise<NestFastifyApplication> {
  const app = await createTracker(tracker.record, tracker.options);
  others.push(app);
  return app;
}

describe('the dry run of an import', () => {
  it('names every error of the plan and of every row, and records nothing', async () => {
    const before = await recorded();
    const file = csv({}, { due_date: 'soon' }, { id: 'A1' }, { lead_roles: '' });

    const found = await imports().dryRun(wanted(file, { groupId: 'GG-NONE', endsOn: '2013-01-01', title: ' ' }), []);

    expect(found.planErrors.map(({ rule }) => rule)).toEqual([
      'text-missing',
      'no-such-group',
      'plan-ends-before-it-starts',
    ]);
    expect(found.errors.map(({ row, column }) => [row, column])).toEqual([
      [3, 'due_date'],
      [4, 'id'],
      [5, 'lead_roles'],
    ]);
    expect(await recorded()).toBe(before);
  });

  it('shows what would be added', async () => {
    const { rows, errors, planErrors } = await imports().dryRun(wanted(FIVE), []);

    expect([errors, planErrors]).toEqual([[], []]);
    expect(rows.map(({ row, action }) => `${row} ${action.reference}`)).toEqual([
      '2 A1',
      '3 A2',
      '4 A3',
      '5 A4',
      '6 A5',
    ]);
  });

  it('takes no file that would not fit into one event', async () => {
    const long = csv(...Array.from({ length: 130 }, () => ({ action: 'x'.repeat(4_900) })));
    expect((await imports().dryRun(wanted(long), [])).errors).toEqual([
      { message: expect.stringContaining('too long to be recorded as one import') },
    ]);
  });
});

describe('an import', () => {
  it('with any error is not accepted, and nothing of it is recorded', async () => {
    const before = await recorded();

    const outcome = await imports().accept(newRandomId(), wanted(csv({}, { id: '' })), [], request());

    expect(outcome).toMatchObject({ faulty: { errors: [{ row: 3, column: 'id' }] } });
    expect(await recorded()).toBe(before);
  });

  it('is accepted as one event whose texts are sealed, then carried out as the work of whoever asked', async () => {
    const importId = newRandomId();
    await imports().accept(importId, wanted(FIVE), [], request());
    const accepted = (await tracker.events()).at(-1);
    expect(accepted).toMatchObject({ type: 'PlanImportAccepted', data: { actions: 5, rows: { sealed: 1 } } });
    expect(JSON.stringify(accepted)).not.toContain('Train the workforce');

    const { planId, stream, revision } = await imports().carryOut(importId);

    const events = (await tracker.events()).slice(-13);
    expect(events.map(({ type }) => type).filter((type) => type === 'ActionAdded')).toHaveLength(5);
    expect(events.find(({ type }) => type === 'ActionAdded')?.metadata).toMatchObject({
      actor: clerk,
      origin: 'import',
      via: 'policy',
      source: { document: `planImport-${importId}`, row: '2' },
      causationId: accepted?.id,
    });
    await tracker.record.readModels.waitFor(stream, revision, 5_000);
    const plans = tracker.app.get(PlansQuery);
    const now = { recordNumber: tracker.record.readModels.reached.recordNumber, pageDate: '2014-06-16', live: true };
    expect(plans.plan(planId, now)?.title).toBe('Skills plan 2014/15');
    expect(plans.actionsOf(planId, now).map(({ reference }) => reference)).toEqual(['A1', 'A2', 'A3', 'A4', 'A5']);
    expect(tracker.app.get(PlanImportsQuery).known(importId)?.status).toBe('completed');
  });

  it('carried out again records nothing, and asked for by two at once is one work', async () => {
    const importId = newRandomId();
    await imports().accept(importId, wanted(csv({})), [], request());
    const [one, two] = await Promise.all([imports().carryOut(importId), imports().carryOut(importId)]);
    expect(one).toEqual(two);
    const before = await recorded();

    await imports().carryOut(importId);

    expect(await recorded()).toBe(before);
  });

  it('with its id or its request sent again is accepted once', async () => {
    const importId = newRandomId();
    const first = request();
    await imports().accept(importId, wanted(csv({})), [], first);
    const before = await recorded();
    expect(await imports().accept(importId, wanted(csv({})), [], first)).toMatchObject({ done: { recorded: false } });
    expect(await imports().accept(importId, wanted(csv({})), [], request())).toMatchObject({
      refused: { rule: 'plan-import-already-exists' },
    });
    expect(await recorded()).toBe(before);
    await imports().carryOut(importId);
  });

  it('that was killed half-way goes on at the next start, and every action is added once', async () => {
    // given an import whose carrying out dies after its second action
    const importId = newRandomId();
    await imports().accept(importId, wanted(FIVE, { title: 'Interrupted plan' }), [], request());
    const bus = tracker.app.get(CommandBus);
    const execute = bus.execute.bind(bus);
    let actions = 0;
    const dying = jest.spyOn(bus, 'execute').mockImplementation((command) => {
      if (command instanceof RecordOnAction && ++actions > 2) throw new Error('killed');
      return execute(command);
    });
    const told = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
    await expect(imports().carryOut(importId)).rejects.toThrow('killed');
    expect(told).toHaveBeenCalledWith(`Import ${importId} stopped: killed`);
    for (const spy of [dying, told]) spy.mockRestore();
    const added = async () =>
      (await tracker.events()).filter(
        ({ type, metadata }) => type === 'ActionAdded' && metadata.source?.document === `planImport-${importId}`,
      );
    expect(await added()).toHaveLength(2);

    // when the service starts anew
    const again = await restart();

    // then what was missing follows by itself, and nothing is doubled
    await tracker.record.readModels.waitFor(`planImport-${importId}`, 1, 10_000);
    expect((await added()).map(({ metadata }) => metadata.source?.row)).toEqual(['2', '3', '4', '5', '6']);
    expect(again.get(PlanImportsQuery).unfinished()).not.toContain(importId);
    expect((await tracker.events()).filter(({ stream }) => stream === `planImport-${importId}`)).toHaveLength(2);
  });
});
