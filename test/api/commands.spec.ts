import { randomUUID } from 'node:crypto';
import { aLead, anAction, Api, aPlan, aReport, CLERK, LEAD, MONITOR, TODAY } from './api.fixture';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[45][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('commands of the API', () => {
  let api: Api;

  beforeAll(async () => {
    api = await Api.start();
  });
  afterAll(() => api.stop());

  /** The record as the API shows it once the command's own event is applied. */
  const read = async (collection: string, stream: string, { id, revision }: { id: string; revision: number }) =>
    (await api.get(`${collection}/${id}?seen=${stream}-${id}@${revision}`).expect(200)).body;
  const readAction = (answer: { id: string; revision: number }) => read('actions', 'action', answer);
  const readPlan = (answer: { id: string; revision: number }) => read('action-plans', 'actionPlan', answer);

  describe('that make a record', () => {
    it('answer 201 with where it is and what was recorded', async () => {
      const answer = await api.post('action-plans', CLERK, aPlan()).expect(201);

      expect(answer.body).toEqual({
        id: expect.stringMatching(UUID),
        revision: 0,
        recordNumber: answer.body.recordNumber,
        position: expect.any(String),
      });
      expect([null, await api.eventCount()]).toContain(answer.body.recordNumber);
      expect(answer.headers['location']).toBe(`/api/v1/action-plans/${answer.body.id}`);
      expect(await readPlan(answer.body)).toMatchObject({
        ...aPlan(),
        ragScheme: 'rag',
        status: 'open',
        origin: 'user',
        revision: 0,
        actions: [],
        withdrawn: [],
      });
    });

    it('take the id that the client brings', async () => {
      const id = randomUUID();

      const plan = await api.post('action-plans', CLERK, { ...aPlan(), id, ragScheme: 'rag-dates' }).expect(201);
      const group = { name: 'Recruitment project team', kind: 'project team', source: 'Decision of 16 June 2014' };
      const made = await api.post('governance-groups', CLERK, { ...group, id: 'GG-REC' }).expect(201);

      expect(plan.body.id).toBe(id);
      expect((await readPlan(plan.body)).ragScheme).toBe('rag-dates');
      expect(made.headers['location']).toBe('/api/v1/governance-groups/GG-REC');
      expect(await read('governance-groups', 'governanceGroup', made.body)).toMatchObject({
        ...group,
        id: 'GG-REC',
        origin: 'user',
        establishedAt: expect.stringMatching(/^2014-06-16T\d\d:\d\d:\d\d\.\d{3}Z$/),
      });
    });

    it('add an action with all that it says', async () => {
      const planId = await api.newPlan();

      const answer = await api.post('actions', CLERK, anAction(planId, 'R1')).expect(201);

      expect(answer.headers['location']).toBe(`/api/v1/actions/${answer.body.id}`);
      const { body: action } = await api.get(`actions/${answer.body.id}?seen=action-${answer.body.id}@0`);
      expect(action).toMatchObject({
        ...anAction(planId, 'R1'),
        status: 'open',
        due: '2014-09-30',
        firstDue: '2014-09-30',
        timesMoved: 0,
        rag: null,
        reported: null,
        revision: 0,
      });
      expect(action.timeline).toMatchObject([{ kind: 'ActionAdded', account: CLERK, role: 'clerk', revision: 0 }]);
    });

    it('add an action that says only what it must', async () => {
      const planId = await api.newPlan();
      const { subItems: _, successCriteria: __, costs: ___, ...least } = anAction(planId, 'R1');

      const answer = await api.post('actions', CLERK, { ...least, monitoringLeads: [] }).expect(201);

      expect(await readAction(answer.body)).toMatchObject({ subItems: [], successCriteria: null, costs: [] });
    });
  });

  describe('on a plan', () => {
    it('amend what they name and leave the rest', async () => {
      const id = await api.newPlan();

      const answer = await api
        .post(`action-plans/${id}/amend`, CLERK, { fields: { endsOn: '2015-06-30' }, reason: 'Extended by Cabinet' })
        .expect(200);

      expect(answer.body).toMatchObject({ id, revision: 1 });
      expect(await readPlan(answer.body)).toMatchObject({ title: aPlan().title, endsOn: '2015-06-30', revision: 1 });
      const { body: trail } = await api.get(`audit-trail?record=${id}&kind=ActionPlanAmended`);
      expect(trail.items).toMatchObject([{ reason: 'Extended by Cabinet', account: CLERK, via: 'api' }]);
    });

    it('transfer it to another group', async () => {
      const id = await api.newPlan();

      const answer = await api.post(`action-plans/${id}/transfer`, CLERK, { groupId: 'GG-CAB' }).expect(200);

      expect((await readPlan(answer.body)).groupId).toBe('GG-CAB');
      const { body: plans } = await api.get('action-plans?group=GG-CAB');
      expect(plans.items.map((plan: { id: string }) => plan.id)).toEqual([id]);
    });

    it('close it, with or without a body', async () => {
      const [bare, reasoned] = [await api.newPlan(), await api.newPlan()];

      const closed = await api.post(`action-plans/${bare}/close`, CLERK).expect(200);
      const withReason = await api.post(`action-plans/${reasoned}/close`, CLERK, { reason: 'All done' }).expect(200);

      expect((await readPlan(closed.body)).status).toBe('closed');
      expect((await readPlan(withReason.body)).status).toBe('closed');
    });

    it('that change nothing add nothing', async () => {
      const id = await api.newPlan();
      const closed = await api.post(`action-plans/${id}/close`, CLERK).expect(200);
      const before = await api.eventCount();

      const again = await api.post(`action-plans/${id}/close`, CLERK).expect(200);

      expect(again.body).toMatchObject({ id, revision: 1, position: closed.body.position });
      expect(await api.eventCount()).toBe(before);
    });
  });

  describe('on an action', () => {
    let action: string;
    let references = 0;
    let planId: string;

    beforeAll(async () => {
      planId = await api.newPlan();
    });
    beforeEach(async () => {
      action = await api.newAction(planId, `A${++references}`);
    });

    const send = (command: string, account: string, body?: object) =>
      api.post(`actions/${action}/${command}`, account, body).expect(200);

    it('report its progress', async () => {
      const answer = await send('report-progress', LEAD, {
        ...aReport('amber'),
        forecastDue: '2014-10-31',
        effectiveOn: '2014-06-13',
      });

      expect(answer.body).toMatchObject({ id: action, revision: 1, reportId: expect.stringMatching(UUID) });
      expect(await readAction(answer.body)).toMatchObject({
        rag: null,
        reported: { reportId: answer.body.reportId, rag: 'amber', on: '2014-06-13', by: LEAD, state: 'awaiting' },
        percentComplete: 10,
        forecastDue: '2014-10-31',
      });
    });

    it('report under an id of the client’s own', async () => {
      const reportId = randomUUID();

      const answer = await send('report-progress', LEAD, { ...aReport(), reportId });

      expect(answer.body.reportId).toBe(reportId);
      expect((await readAction(answer.body)).reported).toMatchObject({ reportId, on: TODAY });
    });

    it('confirm a report, whose rating then counts', async () => {
      const reportId = await api.report(action, 'red');

      const answer = await send('confirm-progress', MONITOR, { reportId });

      expect(await readAction(answer.body)).toMatchObject({
        rag: 'red',
        reported: { state: 'confirmed' },
        revision: 2,
      });
    });

    it('send a report back, with the reason', async () => {
      const reportId = await api.report(action);

      const answer = await send('return-progress', MONITOR, { reportId, reason: 'Say what happens next' });

      const shown = await readAction(answer.body);
      expect(shown).toMatchObject({ rag: null, reported: { state: 'returned' } });
      expect(shown.timeline[0]).toMatchObject({ kind: 'ProgressReturned', reason: 'Say what happens next', reportId });
    });

    it('correct a report, which awaits confirmation again while its rating stays', async () => {
      const reportId = await api.report(action, 'red');
      await send('confirm-progress', MONITOR, { reportId });

      const answer = await send('correct-progress', LEAD, { ...aReport('amber'), reportId, reason: 'Wrong month' });

      expect(await readAction(answer.body)).toMatchObject({
        rag: 'red',
        reported: { rag: 'amber', state: 'awaiting' },
      });
    });

    it('move its due date, keep the first and count the moves', async () => {
      const timescale = {
        words: 'December 2014',
        due: '2014-12-31',
        phases: [{ words: 'First half', due: '2014-11-30' }],
      };

      const answer = await send('move-due-date', LEAD, { timescale, reason: 'No bids' });

      expect(await readAction(answer.body)).toMatchObject({
        timescale,
        due: '2014-12-31',
        firstDue: '2014-09-30',
        timesMoved: 1,
      });
    });

    it('amend its wording and leave the rest', async () => {
      const fields = { title: 'Advertise all posts', costs: [{ kind: 'unpriced', words: 'Officer time' }] };

      const answer = await send('amend', CLERK, { fields, reason: 'As agreed' });

      expect(await readAction(answer.body)).toMatchObject({ ...fields, theme: 'Recruitment' });
    });

    it('assign its leads anew', async () => {
      const leads = [{ kind: 'group', id: 'GG-WSG', name: 'Workforce Steering Group', origin: 'assigned' }];

      const answer = await send('assign-leads', CLERK, { leads, monitoringLeads: [aLead('smt')] });

      expect(await readAction(answer.body)).toMatchObject({ leads, monitoringLeads: [aLead('smt')] });
    });

    it('report it complete, confirm that, and reopen it', async () => {
      await send('complete', LEAD, { on: '2014-06-12', evidence: 'All posts are filled' });
      const confirmed = await send('confirm-completion', MONITOR);
      expect(await readAction(confirmed.body)).toMatchObject({ status: 'completed', completedOn: '2014-06-12' });

      const reopened = await send('reopen', CLERK, { reason: 'One post fell vacant' });

      expect(await readAction(reopened.body)).toMatchObject({ status: 'open', completedOn: null });
    });

    it('withdraw it: the plan shows it apart', async () => {
      const answer = await send('withdraw', CLERK, { reason: 'Overtaken' });

      expect((await readAction(answer.body)).status).toBe('withdrawn');
      const { body: plan } = await api.get(`action-plans/${planId}`);
      expect(plan.withdrawn.map(({ id }: { id: string }) => id)).toContain(action);
      expect(plan.actions.map(({ id }: { id: string }) => id)).not.toContain(action);
    });
  });
});
