import { CommandBus } from '@nestjs/cqrs';
import type supertest from 'supertest';
import { AccountDirectory, PersonDirectory, RecordOnAccount, RecordOnPerson } from '@minutebook/accounts';
import { PlanImports, type PlanImport } from '@minutebook/action-plans';
import { PLAN_COLUMNS } from '@minutebook/action-plans/application/plan-csv';
import { holdsSeal, newRandomId, type CommandRequest, type LoggedEvent } from '@minutebook/kernel/recording';
import { hiddenField, linksOf, textOf } from '../../../../test/tracker/page-text';
import { startTracker, type TestTracker } from '../../../../test/tracker/test-tracker';
import { RetainedRecords } from '../application/retained-records';
import { Erasing, filesHolding } from './erasure.fixture';

let tracker: TestTracker;
let erasing: Erasing;
let clerk: supertest.Agent;
let hr: supertest.Agent;

beforeAll(async () => {
  tracker = await startTracker();
  erasing = new Erasing(tracker);
  clerk = await tracker.signedIn('demo-clerk');
  hr = await tracker.signedIn('demo-hr');
}, 60_000);
afterAll(() => tracker.stop());

const PLAN = { groupId: 'GG-WSG', startsOn: '2014-06-01', endsOn: '2015-03-31' };

/** A plan whose title holds a name that stands nowhere else; answers with its event. */
async function planNamed(name: string): Promise<LoggedEvent> {
  const { body } = await erasing
    .post('action-plans', 'demo-clerk', { ...PLAN, title: `Cover for ${name}` })
    .expect(201);
  const stream = `actionPlan-${String(body.id)}`;
  await tracker.record.readModels.waitFor(stream, 0, 5_000);
  return (await tracker.events()).find((event) => event.stream === stream) as LoggedEvent;
}

async function recordNumberOf({ id }: LoggedEvent): Promise<number> {
  return (await tracker.events()).findIndex((event) => event.id === id) + 1;
}

async function send(agent: supertest.Agent, path: string, fields: object): Promise<supertest.Response> {
  const { text } = await agent.get(path).expect(200);
  const sent = { _csrf: hiddenField(text, '_csrf'), _idempotencyKey: hiddenField(text, '_idempotencyKey'), ...fields };
  return agent.post(path).type('form').send(sent);
}

/** Who set the scene. */
const SYSTEM: Omit<CommandRequest, 'commandId'> = {
  actor: { account: 'demo-administrator', role: 'administrator', grant: 'account-demo-administrator@1' },
  origin: 'user',
  via: 'cli',
};

/** A row of a plan's file. */
function row(id: string, action: string): readonly string[] {
  const cells: Readonly<Record<string, string>> = {
    id,
    action,
    theme: 'Skills',
    due_date: '2015-03-31',
    lead_roles: 'SMT',
  };
  return PLAN_COLUMNS.map((column) => cells[column] ?? '');
}

function importOf(title: string, ...rows: readonly (readonly string[])[]): PlanImport {
  const period = { startsOn: '2014-04-01', endsOn: '2015-03-31' };
  const file = [PLAN_COLUMNS, ...rows].map((cells) => cells.map((cell) => `"${cell}"`).join(',')).join('\n');
  return { title, groupId: 'GG-WSG', ...period, ragScheme: 'rag', fileName: 'plan.csv', file };
}

/** The stream of a record in the exported list of what is kept. */
function streamIn(csv: string, name: string): string {
  return (
    csv
      .split('\n')
      .find((line) => line.includes(name))
      ?.split('"')[1] ?? ''
  );
}

const WISH = {
  ground: 'written-by-mistake',
  authority: 'Decision of the data protection officer',
  reason: 'The title says who is ill',
};

describe('a text', () => {
  it('is asked for from its event in the trail, agreed to by another, and gone', async () => {
    // given a plan with somebody's name in its title
    const opened = await planNamed('Zyxwilla Quorble');
    const n = await recordNumberOf(opened);
    expect(filesHolding(tracker.place.dataDir, 'Zyxwilla')).not.toEqual([]);

    // when the clerk asks for its removal from the page of the event
    const entry = await clerk.get(`/audit-trail/${n}`).expect(200);
    const [ask = ''] = linksOf(entry.text, /Ask for removal of this text/);
    const form = await clerk.get(ask).expect(200);
    expect(textOf(form.text)).toContain('Cover for Zyxwilla Quorble');
    const asked = await send(clerk, ask, { ...WISH, wording: 'Cover for an absence' });
    expect(asked.status).toBe(303);
    const request = String(asked.headers['location']);

    // then it waits for somebody else, by the limit of the law that was in force
    const waits = textOf((await clerk.get(request).expect(200)).text);
    expect(waits).toContain('Somebody else must agree to it or decline it');
    expect(waits).toContain('7 July 2014');
    expect(waits).toContain('Data Protection Act 1998, section 10(3)');
    await clerk.get(`${request}/agree`).expect(403);

    // when HR agrees
    const agreed = await send(hr, `${request}/agree`, { reason: '' });
    expect(agreed).toMatchObject({ status: 303, headers: { location: request } });

    // then it is carried out, and every page reads "removed"
    expect(textOf((await hr.get(request)).text)).toContain('Carried out');
    const plan = await clerk.get(`/action-plans/${opened.stream.slice('actionPlan-'.length)}`).expect(200);
    expect(textOf(plan.text)).toContain('removed');
    const after = textOf((await hr.get(`/audit-trail/${n}`).expect(200)).text);
    expect(after).toContain('removed');
    expect(after).not.toContain('Zyxwilla');
    expect(after).toContain('The request by which its texts were removed');
    // and the certificate holds what may be read instead
    const certificate = linksOf((await hr.get(request)).text, /^Record \d/).at(-1);
    expect(textOf((await hr.get(String(certificate)).expect(200)).text)).toContain('Cover for an absence');
    // and no file holds it any more
    expect(filesHolding(tracker.place.dataDir, 'Zyxwilla')).toEqual([]);
  });

  it('can be worked on with after it: revisions and forms still fit', async () => {
    const opened = await planNamed('Somebody');
    await erasing.agreed(await erasing.asked(opened));
    const id = opened.stream.slice('actionPlan-'.length);

    const { body } = await tracker.http
      .get(`/api/v1/action-plans/${id}`)
      .set('Authorization', `Bearer ${tracker.token('demo-clerk')}`)
      .expect(200);
    expect(body).toMatchObject({ title: 'removed', revision: 1 });
    await erasing
      .post(`action-plans/${id}/amend`, 'demo-clerk', {
        fields: { title: 'Cover for an absence' },
        reason: 'Said anew',
      })
      .set('If-Match', '"1"')
      .expect(200);
  });
});

describe('a person', () => {
  /** Somebody with a name that stands nowhere else, and an account of theirs. */
  async function personNamed(name: string, account?: string): Promise<string> {
    const bus = tracker.app.get(CommandBus);
    const personId = newRandomId();
    const request = { ...SYSTEM, commandId: newRandomId() };
    const email = `${name.split(' ').join('.')}@example.gov.uk`.toLowerCase();
    await bus.execute(new RecordOnPerson(personId, { type: 'add', id: personId, name, email }, request));
    if (account !== undefined)
      await bus.execute(
        new RecordOnAccount(
          account,
          { type: 'open', id: account, kind: 'person', title: 'Deputy clerk', person: personId, grants: [] },
          { ...SYSTEM, commandId: newRandomId() },
        ),
      );
    await tracker.record.readModels.waitFor(`person-${personId}`, 0, 5_000);
    return personId;
  }

  it('is erased with one key, and pages show the pseudonym, also as at a date before', async () => {
    const personId = await personNamed('Zyxwallace Quorble', 'deputy');
    const { vault } = tracker.record;
    expect(tracker.app.get(PersonDirectory).nameOf(personId)).toBe('Zyxwallace Quorble');
    expect(tracker.app.get(AccountDirectory).nameOf('deputy')).toBe('Zyxwallace Quorble');

    // asked by the clerk, whose reason must not name who goes
    const ask = `/erasure/ask?person=${personId}`;
    expect(textOf((await clerk.get(ask).expect(200)).text)).toContain('Zyxwallace Quorble');
    const named = await send(clerk, ask, { ...WISH, reason: 'Quorble has left' });
    expect(named.status).toBe(422);
    expect(textOf(named.text)).toContain('The reason repeats what is to be erased');
    const asked = await send(clerk, ask, WISH);
    const request = String(asked.headers['location']);
    await send(hr, `${request}/agree`, { reason: '' });

    expect(textOf((await hr.get(request)).text)).toContain('Carried out');
    expect((await vault.get([`person-${personId}`])).size).toBe(0);
    expect(tracker.app.get(PersonDirectory).nameOf(personId)).toBeUndefined();
    expect(tracker.app.get(AccountDirectory).nameOf('deputy')).toBe('Deputy clerk');
    // and nothing more can be written about them
    const again = { type: 'change-details', name: 'Zyxwallace Quorble' } as const;
    expect(
      await tracker.app
        .get(CommandBus)
        .execute(new RecordOnPerson(personId, again, { ...SYSTEM, commandId: newRandomId() })),
    ).toMatchObject({ refused: { rule: 'erased-for-good' } });
    for (const text of ['Zyxwallace', 'zyxwallace']) expect(filesHolding(tracker.place.dataDir, text)).toEqual([]);
  });
});

describe('what keeps a text', () => {
  it('a hold over the plan keeps the texts of its actions, until it is lifted', async () => {
    // given a report on an action, and a hold over the plan around it
    const events = await tracker.events();
    const report = events.findLast(({ type, data }) => type === 'ProgressReported' && holdsSeal(data)) as LoggedEvent;
    const added = events.find(({ stream, type }) => stream === report.stream && type === 'ActionAdded');
    const plan = `actionPlan-${(added?.data as { plan: { id: string } }).plan.id}`;
    const placed = await send(hr, `/erasure/holds/place?stream=${plan}`, {
      stream: plan,
      retentionClass: '',
      reason: 'Claim 14/203',
    });
    expect(placed).toMatchObject({ status: 303, headers: { location: '/erasure/holds' } });
    expect(textOf((await hr.get('/erasure/holds')).text)).toContain('Claim 14/203');
    const requestId = await erasing.asked(report);

    // when somebody agrees
    const refused = await erasing.post(`erasure-requests/${requestId}/agree`, 'demo-hr', {});

    // then the hold stands in the way, for an administrator too
    expect(refused).toMatchObject({ status: 422, body: { rule: 'under-hold' } });
    const form = await send(await tracker.signedIn('demo-administrator'), `/erasure/${requestId}/agree`, {});
    expect(form.status).toBe(422);
    expect(textOf(form.text)).toContain('A hold keeps this as it is');

    // and once it is lifted, the text can go
    const [lift = ''] = linksOf((await hr.get('/erasure/holds')).text, /^Lift/);
    expect((await send(hr, lift, { reason: 'Settled' })).status).toBe(303);
    await erasing.agreed(requestId);
  });

  it('a hold over a retention class keeps every record of it', async () => {
    const opened = await planNamed('Somebody');
    const body = { retentionClass: 'management-minutes-and-action-plans', reason: 'Audit of 2014' };
    const { body: hold } = await erasing.post('holds', 'demo-hr', body).expect(201);
    await erasing.post('holds', 'demo-hr', body).expect(409);
    const requestId = await erasing.asked(opened);

    await erasing.post(`erasure-requests/${requestId}/agree`, 'demo-hr', {}).expect(422);

    await erasing.post(`holds/${String(hold.id)}/lift`, 'demo-hr', { reason: 'Done' }).expect(200);
    await erasing.agreed(requestId);
  });

  it('an act that requires keeping cannot be overridden', async () => {
    const classOf = jest.spyOn(tracker.app.get(RetainedRecords), 'classOf').mockReturnValue('council-minutes');
    const requestId = await erasing.asked(await planNamed('Somebody'));

    const { status, body } = await erasing.post(`erasure-requests/${requestId}/agree`, 'demo-administrator', {});

    expect([status, body.rule]).toEqual([422, 'statute-requires-keeping']);
    expect(body.title).toContain('Local Government Act 1972, section 100C(1)');
    expect(body.title).toContain('16 June 2020');
    classOf.mockRestore();
  });

  it('the wording of a published document is nobody’s to remove, nor is what somebody signs in with', async () => {
    const published = (await tracker.events()).find(({ type }) => type === 'ActionAdded') as LoggedEvent;
    const { status, body } = await erasing.post('erasure-requests', 'demo-clerk', {
      ...WISH,
      stream: published.stream,
      revision: published.revision,
    });
    expect([status, body.rule]).toEqual([422, 'no-text-to-remove']);
  });

  it('whoever asked cannot agree, and may withdraw; a clerk sees only the clerk’s own', async () => {
    const requestId = await erasing.asked(await planNamed('Somebody'), 'demo-administrator');

    const own = await erasing.post(`erasure-requests/${requestId}/agree`, 'demo-administrator', {});
    expect([own.status, own.body.rule]).toEqual([422, 'own-request']);
    await clerk.get(`/erasure/${requestId}`).expect(404);
    expect((await clerk.get('/erasure').expect(200)).text).not.toContain(requestId);
    expect((await hr.get('/erasure').expect(200)).text).toContain(requestId);
    await erasing.post(`erasure-requests/${requestId}/decline`, 'demo-hr', {}).expect(400);
    await erasing.post(`erasure-requests/${requestId}/withdraw`, 'demo-administrator', {}).expect(200);
    await erasing.post(`erasure-requests/${requestId}/agree`, 'demo-hr', {}).expect(409);
  });
});

describe('the text of an imported plan', () => {
  it('goes from the import too, which held it under one seal with all the others', async () => {
    const imports = tracker.app.get(PlanImports);
    const importId = newRandomId();
    const wanted = importOf('Imported plan', row('A1', 'Cover for Zyxwenda Quorble'), row('A2', 'Train the workforce'));
    await imports.accept(importId, wanted, [], { ...SYSTEM, commandId: newRandomId() });
    await imports.carryOut(importId);
    await tracker.record.readModels.waitFor(`planImport-${importId}`, 1, 5_000);
    const added = (await tracker.events()).find(
      ({ type, metadata }) => type === 'ActionAdded' && metadata.source?.document === `planImport-${importId}`,
    ) as LoggedEvent;
    expect(filesHolding(tracker.place.dataDir, 'Zyxwenda')).not.toEqual([]);

    await erasing.agreed(await erasing.asked(added));

    expect(filesHolding(tracker.place.dataDir, 'Zyxwenda')).toEqual([]);
    // and the other action keeps its text
    const trail = await hr.get(`/audit-trail.csv?record=${encodeURIComponent(added.stream)}`).expect(200);
    expect(trail.text).toContain('removed');
    const imported = await clerk.get(`/action-plans/imports/${importId}`).expect(200);
    expect(textOf(imported.text)).toContain('removed');
  });
});

describe('the texts of an import', () => {
  it('stay while it is not finished: the rest of it could not be carried out', async () => {
    const imports = tracker.app.get(PlanImports);
    const importId = newRandomId();
    await imports.accept(importId, importOf('Waiting plan', row('A1', 'Train the workforce')), [], {
      ...SYSTEM,
      commandId: newRandomId(),
    });
    const requestId = await erasing.asked({ stream: `planImport-${importId}`, revision: 0 });

    const { status, body } = await erasing.post(`erasure-requests/${requestId}/agree`, 'demo-hr', {});
    expect([status, body.rule]).toEqual([422, 'text-still-needed']);
    expect(body.title).toContain('The import that holds this text is not finished yet');

    await imports.carryOut(importId);
    await erasing.agreed(requestId);
  });
});

describe('what is due', () => {
  it('lists records whose period has passed, with class, source and hold', async () => {
    // given the plan of 2009, whose last word was recorded on 8 April 2011
    const due = async (asAt = '') => textOf((await hr.get(`/erasure/due${asAt}`).expect(200)).text);
    const plan = 'One Children’s Workforce Tool Action Plan 2009/10';

    // then it is due three years later, and was not before
    expect(await due()).toContain(`${plan} Action plan Management minutes and action plans 8 Apr 2011 8 Apr 2014`);
    expect(await due('?asAt=2014-04-08')).toContain('Nothing is due');
    expect(await due()).toMatch(/3 years from the last amendment.*MA 2\.1.*sourced/);
    // and what goes on is never due
    const csv = (await hr.get('/erasure/due.csv?show=all').expect(200)).text;
    expect(csv).toMatch(/^"governanceGroup-GG-WSG".*"governance-groups","","","no","no",/m);
    // and a hold says so
    const { body: hold } = await erasing
      .post('holds', 'demo-hr', { stream: streamIn(csv, plan), reason: 'Inquiry' })
      .expect(201);
    await tracker.record.readModels.waitFor(`hold-${String(hold.id)}`, 0, 5_000);
    expect(await due()).toContain('Due, but a hold keeps it');
    await erasing.post(`holds/${String(hold.id)}/lift`, 'demo-hr', { reason: 'Done' }).expect(200);
    await clerk.get('/erasure/due').expect(403);
  });
});

describe('everything held about somebody', () => {
  it('is recorded before it is shown, and shown to whoever exported it only', async () => {
    const before = (await tracker.events()).length;
    const done = await send(hr, '/erasure/subject-access', {
      kind: 'account',
      subject: 'demo-clerk',
      reason: 'Letter of 12 June 2014',
    });
    expect(done.status).toBe(303);
    const address = String(done.headers['location']);

    const events = await tracker.events();
    expect(events).toHaveLength(before + 1);
    expect(events.at(-1)).toMatchObject({
      type: 'SubjectAccessExported',
      data: { subject: { kind: 'account', id: 'demo-clerk' } },
      metadata: { actor: { account: 'demo-hr' } },
    });
    const page = textOf((await hr.get(address).expect(200)).text);
    expect(page).toContain('They recorded it');
    expect(page).toContain('Roles');
    const { body } = await hr.get(`${address}/held.json`).expect(200);
    const did = events.filter(({ metadata }) => metadata.actor.account === 'demo-clerk').length;
    expect(body.events.filter(({ because }: { because: string }) => because === 'they-did-it')).toHaveLength(did);
    expect(body.grants).toMatchObject([{ role: 'clerk' }]);
    expect(JSON.stringify(body)).not.toMatch(/"sealed"|codeHash|tokenHash|credential/);
    await (await tracker.signedIn('demo-administrator')).get(address).expect(403);
    await clerk.get('/erasure/subject-access').expect(403);
  });

  it('is refused of somebody whom the record does not know', async () => {
    const { status, text } = await send(hr, '/erasure/subject-access', {
      kind: 'person',
      subject: 'nobody',
      reason: 'Letter',
    });

    expect(status).toBe(422);
    expect(textOf(text)).toContain('There is no such account or person in the record.');
  });
});
