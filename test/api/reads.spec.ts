import { Api, CLERK, LEAD, MONITOR, problem, problemIn, TODAY } from './api.fixture';

interface Item {
  readonly id: string;
  readonly reference: string;
  readonly recordNumber: number;
}

describe('reads of the API', () => {
  let api: Api;
  let derbyshire: string;

  beforeAll(async () => {
    api = await Api.start();
    const { body } = await api.get('action-plans');
    derbyshire = body.items[0].id;
  });
  afterAll(() => api.stop());

  const ask = async (path: string) => (await api.get(path).expect(200)).body;
  const refused = async (path: string) => problemIn(await api.get(path));
  /** Every item of a list, part by part. */
  const all = async (path: string, limit: number): Promise<Item[]> => {
    const items: Item[] = [];
    let after: string | null = '';
    while (after !== null) {
      const part = await ask(`${path}limit=${limit}${after === '' ? '' : `&after=${after}`}`);
      expect(part.items.length).toBeLessThanOrEqual(limit);
      items.push(...(part.items as Item[]));
      after = part.next;
    }
    return items;
  };

  describe('of plans and groups', () => {
    it('show the published plans with where each action stands', async () => {
      const plan = await ask(`action-plans/${derbyshire}`);

      expect(plan).toMatchObject({ groupId: 'GG-WSG', startsOn: '2014-04-01', endsOn: '2015-03-31', status: 'open' });
      expect(plan.actions).toHaveLength(25);
      expect(plan.actions[0]).toMatchObject({
        id: expect.any(String),
        reference: 'DW1',
        title: expect.any(String),
        theme: expect.any(String),
        leads: [{ name: 'Workforce Development' }, { name: 'Heads of Service' }],
      });
    });

    it('show an action with its timeline, part by part', async () => {
      const { actions } = await ask(`action-plans/${derbyshire}`);
      const { id } = actions[0] as Item;
      const whole = await ask(`actions/${id}?limit=200`);

      const first = await ask(`actions/${id}?limit=2`);
      const second = await ask(`actions/${id}?limit=200&after=${first.next}`);

      expect([...first.timeline, ...second.timeline]).toEqual(whole.timeline);
      expect(whole.timeline.at(-1).kind).toBe('ActionAdded');
      expect(whole).toMatchObject({ next: null, revision: whole.timeline[0].revision });
    });

    it('list the 21 groups, and the plans of one', async () => {
      const groups = await ask('governance-groups');
      const plans = await ask('action-plans?group=GG-WSG');

      expect(groups.items).toHaveLength(21);
      expect(await ask('governance-groups/GG-WSG')).toMatchObject(groups.items.find(({ id }: Item) => id === 'GG-WSG'));
      expect(plans.items.map(({ id }: Item) => id)).toEqual([derbyshire]);
      expect((await ask('action-plans?group=GG-NONE')).items).toEqual([]);
    });

    it('come in parts that together are the whole, in the same order', async () => {
      const whole = await ask('governance-groups?limit=200');

      expect(await all('governance-groups?', 4)).toEqual(whole.items);
    });

    it('go on with the list as it stood when it was begun', async () => {
      const first = await ask('governance-groups?limit=20');
      const group = { name: 'A group that comes first', kind: 'board', source: 'Cabinet' };
      const made = await api.post('governance-groups', CLERK, group).expect(201);

      const second = await ask(`governance-groups?limit=20&after=${first.next}&seen=governanceGroup-${made.body.id}@0`);

      expect([...first.items, ...second.items]).toHaveLength(21);
      expect(second.asAt.recordNumber).toBe(first.asAt.recordNumber);
      expect((await ask('governance-groups')).items[0]).toMatchObject(group);
    });
  });

  describe('as at a moment', () => {
    it('say which one they show', async () => {
      const { asAt } = await ask('action-plans');

      expect(asAt).toEqual({ recordNumber: await api.eventCount(), pageDate: TODAY, live: true });
      expect((await ask('action-plans?asAt=2014-05-31')).asAt).toMatchObject({ pageDate: '2014-05-31', live: false });
    });

    it('are the same by date, by the instant at its end and by record number', async () => {
      const { asAt: _, ...byDate } = await ask(`action-plans/${derbyshire}?asAt=2014-05-12`);
      const { asAt, ...byInstant } = await ask(`action-plans/${derbyshire}?asAt=2014-05-12T23:59:59.999%2B01:00`);
      const { asAt: __, ...byNumber } = await ask(`action-plans/${derbyshire}?asAt=${asAt.recordNumber}`);

      expect(byInstant).toEqual(byDate);
      // What a date decides is seen from the day of the record itself, which may be an earlier one.
      expect(byNumber.revision).toBe(byDate.revision);
      expect(byNumber.actions.map(({ id }: Item) => id)).toEqual(byDate.actions.map(({ id }: Item) => id));
      expect(byDate).not.toEqual(await ask(`action-plans/${derbyshire}`));
    });

    it('do not find what was not there yet', async () => {
      expect(await api.get(`action-plans/${derbyshire}?asAt=2014-01-01`)).toMatchObject({ status: 404 });
      expect((await ask('action-plans?asAt=2000-01-01')).items).toEqual([]);
    });

    it('show what the record said before a report, and after it', async () => {
      const { actions } = await ask(`action-plans/${derbyshire}`);
      const { id } = actions[1] as Item;
      const before = await ask(`actions/${id}`);

      const reportId = await api.report(id, 'red');
      const after = await ask(`actions/${id}?seen=action-${id}@${before.revision + 1}`);

      expect(after).toMatchObject({ reported: { reportId, state: 'awaiting' }, revision: before.revision + 1 });
      const then = await ask(`actions/${id}?asAt=${before.asAt.recordNumber}`);
      expect(then).toMatchObject({ reported: before.reported, revision: before.revision });
    });

    it.each([
      ['tomorrow', 'asAt=2014-06-17'],
      ['a day that is none', 'asAt=2014-02-30'],
      ['words', 'asAt=yesterday'],
      ['a record number that is not yet', 'asAt=999999'],
      ['record number 0', 'asAt=0'],
      ['a number beyond all', 'asAt=99999999999999999999'],
      ['an instant without an offset', 'asAt=2014-06-15T10:00'],
      ['an instant that is none', 'asAt=2014-06-15T25:00Z'],
      ['two moments', 'asAt=2014-06-15&asAt=2014-06-14'],
    ])('cannot be asked as at %s', async (_case, query) => {
      expect(await refused(`action-plans?${query}`)).toEqual(problem(400, undefined, 'asAt'));
    });
  });

  describe('that wait for an event', () => {
    it('answer after 2 seconds at most, and say how far they are', async () => {
      const answer = await ask(`action-plans?seen=actionPlan-${derbyshire}@999`);

      expect(answer.asAt.recordNumber).toBe(await api.eventCount());
    });

    it.each(['action', 'action-1', 'action-1@', 'action-1@x', '@1', 'action-1@1@2', `action-${'x'.repeat(65)}@1`])(
      'cannot wait for %s',
      async (seen) => {
        expect(await refused(`action-plans?seen=${seen}`)).toEqual(problem(400, undefined, 'seen'));
      },
    );
  });

  describe('of lists', () => {
    it.each([
      ['limit=0', 'limit'],
      ['limit=201', 'limit'],
      ['limit=1.5', 'limit'],
      ['limit=1e2', 'limit'],
      ['limit=', 'limit'],
      ['limit=5&limit=6', 'limit'],
      ['after=nowhere', 'after'],
      ['after=', 'after'],
      [`after=${Buffer.from('999999.1').toString('base64url')}`, 'after'],
      ['group=not%20one', 'group'],
      ['colour=red', 'colour'],
    ])('cannot be asked with %s', async (query, field) => {
      expect(await refused(`action-plans?${query}`)).toEqual(problem(400, undefined, field));
    });
  });

  describe('of the audit trail', () => {
    it('show each event as a sentence, newest first, and every event once', async () => {
      const lines = await all('audit-trail?asAt=2014-06-16&', 50);
      const numbers = lines.map(({ recordNumber }) => recordNumber);

      expect(numbers).toEqual([...numbers].sort((a, b) => b - a));
      expect(numbers).toHaveLength(await api.eventCount());
      expect(lines.at(-1)).toMatchObject({ recordNumber: 1, kind: 'DemonstrationStarted' });
    });

    it('find the lines of a record by its id and by its stream, those within it too', async () => {
      const byId = await all(`audit-trail?record=${derbyshire}&`, 50);
      const byStream = await all(`audit-trail?record=actionPlan-${derbyshire}&`, 50);
      const group = await ask('audit-trail?record=GG-WSG&kind=GovernanceGroupEstablished');

      expect(byId).toEqual(byStream);
      expect(byId.length).toBeGreaterThan(25);
      expect(group.items).toMatchObject([{ stream: 'governanceGroup-GG-WSG' }]);
      expect((await ask('audit-trail?record=demonstration-1')).items.length).toBeGreaterThan(0);
    });

    it('refuse an id that two kinds of record have, and take their streams', async () => {
      const group = { id: 'TWICE', name: 'Twice', kind: 'board', source: 'Cabinet' };
      await api.post('governance-groups', CLERK, group).expect(201);
      const plan = { id: 'TWICE', title: 'Twice', groupId: 'TWICE', startsOn: '2014-06-01', endsOn: '2014-06-30' };
      await api.post('action-plans', CLERK, plan).expect(201);
      await ask('action-plans?seen=actionPlan-TWICE@0');

      expect(await refused('audit-trail?record=TWICE')).toEqual(problem(400, undefined, 'record'));
      expect((await ask('audit-trail?record=actionPlan-TWICE')).items).toMatchObject([{ kind: 'ActionPlanOpened' }]);
    });

    it('hold every filter at once', async () => {
      const found = await ask(`audit-trail?record=${derbyshire}&group=GG-WSG&actor=${MONITOR}&kind=ProgressReturned`);

      expect(found.items.length).toBeGreaterThan(0);
      for (const line of found.items)
        expect(line).toMatchObject({ account: MONITOR, kind: 'ProgressReturned', groupId: 'GG-WSG' });
      const [line] = found.items;
      const words = encodeURIComponent(String(line.reason).split(' ').slice(0, 3).join(' '));
      const byWords = await ask(`audit-trail?q=${words}&kind=ProgressReturned`);
      expect(byWords.items.map(({ recordNumber }: Item) => recordNumber)).toContain(line.recordNumber);
    });

    it('find nothing where nothing matches', async () => {
      for (const query of ['record=nobody', 'group=GG-NONE', 'actor=nobody', 'kind=Nothing', 'q=xyzzy', 'q=%22'])
        expect(await ask(`audit-trail?${query}`)).toMatchObject({ items: [], next: null });
    });

    it('begin after `from` and end with `to`: stretches that meet share nothing and leave nothing out', async () => {
      const numbers = async (query: string) =>
        (await all(`audit-trail?${query}&`, 200)).map(({ recordNumber }) => recordNumber);
      const until = await numbers('to=2014-05-31');
      const since = await numbers('from=2014-05-31&to=2014-06-16');

      expect([...since, ...until]).toEqual(await numbers('to=2014-06-16'));
      expect(await numbers(`from=${until[0]}&to=${Number(until[0]) + 2}`)).toEqual([
        Number(until[0]) + 2,
        Number(until[0]) + 1,
      ]);
      expect(await numbers('from=2014-05-31&to=2014-05-31')).toEqual([]);
      expect(await numbers('asAt=2014-05-31')).toEqual(until);
      expect(await numbers('asAt=2014-05-31&to=2014-06-16')).toEqual(until);
    });

    it.each([
      ['from=2014-06-01&to=2014-05-01', 'from'],
      ['from=2014-06-17', 'from'],
      ['to=soon', 'to'],
      ['record=a%20b', 'record'],
      ['kind=1', 'kind'],
      ['actor=a%00b', 'actor'],
      [`q=${'x'.repeat(201)}`, 'q'],
      ['q=a&q=b', 'q'],
    ])('cannot be asked with %s', async (query, field) => {
      expect(await refused(`audit-trail?${query}`)).toEqual(problem(400, undefined, field));
    });
  });

  describe('of what changed', () => {
    it('show the difference between two moments, and which they were', async () => {
      const { actions } = await ask(`action-plans/${derbyshire}`);
      const { id, reference } = actions[2] as Item;
      const { asAt: before } = await ask('action-plans');
      const timescale = { words: 'July 2015', due: '2015-07-31' };
      const move = await api.post(`actions/${id}/move-due-date`, LEAD, { timescale, reason: 'No bids' }).expect(200);

      const changes = await ask(`changes?from=${before.recordNumber}&seen=action-${id}@${move.body.revision}`);

      expect(changes).toMatchObject({
        next: null,
        from: { recordNumber: before.recordNumber },
        to: { recordNumber: before.recordNumber + 1, pageDate: TODAY },
        items: [
          {
            kind: 'date-moved',
            what: 'Due date',
            stream: `action-${id}`,
            name: expect.stringContaining(reference),
            groupId: 'GG-WSG',
            after: '2015-07-31',
            note: { timesMoved: expect.any(Number) },
          },
        ],
      });
    });

    it('are those of one group, in parts that together are the whole', async () => {
      const whole = await ask('changes?from=2014-04-30&to=2014-06-15&limit=200');
      const wsg = await ask('changes?from=2014-04-30&to=2014-06-15&limit=200&group=GG-WSG');

      expect(await all('changes?from=2014-04-30&to=2014-06-15&', 7)).toEqual(whole.items);
      expect(wsg.items).toEqual(whole.items.filter(({ groupId }: { groupId: string }) => groupId === 'GG-WSG'));
      expect(wsg.items.length).toBeGreaterThan(0);
    });

    it('are the whole record where no `from` is given', async () => {
      const changes = await all('changes?to=2014-06-15&', 200);

      expect(changes).toEqual(await all('changes?from=0&to=2014-06-15&', 200));
      expect(changes.filter((change) => JSON.stringify(change).includes('"added"')).length).toBeGreaterThan(33);
    });

    it('are none where both moments are one', async () => {
      expect((await ask('changes?from=2014-06-01&to=2014-06-01')).items).toEqual([]);
      expect(await refused('changes?from=2014-06-02&to=2014-06-01')).toEqual(problem(400, undefined, 'from'));
    });
  });
});
