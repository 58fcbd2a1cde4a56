import { hiddenField, linksOf, textOf } from '../../../../test/tracker/page-text';
import { startTracker, type TestTracker } from '../../../../test/tracker/test-tracker';

let tracker: TestTracker;

beforeAll(async () => {
  tracker = await startTracker();
}, 60_000);
afterAll(() => tracker.stop());

const read = async (path: string, account = 'demo-reader'): Promise<string> => {
  const agent = await tracker.signedIn(account);
  return (await agent.get(path).expect(200)).text;
};

describe('the list of groups', () => {
  it('shows every group with its kind, its source and the plans that it owns', async () => {
    const page = await read('/governance-groups');
    expect(textOf(page)).toContain('21 groups');
    expect(textOf(page)).toContain(
      'CAYA Workforce Steering Group Steering group Children and Younger Adults Department Workforce Strategy: Action Plan 2014/15',
    );
    expect(linksOf(page, /^CAYA Workforce Steering Group$/)).toEqual(['/governance-groups/GG-WSG']);
  });

  it('can be narrowed to a kind and to words', async () => {
    const page = textOf(await read('/governance-groups?kind=board&q=safeguarding%20derby'));
    expect(page).toContain('2 groups');
    expect(page).toContain('Derby Safeguarding Children Board');
    expect(page).not.toContain('Health and Wellbeing Board');
  });

  it('says that no group matches, and the way out', async () => {
    const page = await read('/governance-groups?q=nowhere');
    expect(textOf(page)).toContain('No group matches these filters');
    expect(linksOf(page, /^Clear the filters$/)).toEqual(['/governance-groups']);
  });

  it('is exported as it is narrowed, with the date of the data', async () => {
    const agent = await tracker.signedIn('demo-reader');
    const answer = await agent.get('/governance-groups.csv?kind=steering%20group').expect(200);
    expect(answer.headers['content-disposition']).toBe('attachment; filename="governance-groups-2014-06-16.csv"');
    expect(answer.text.split('\r\n').slice(0, 2)).toEqual([
      '\uFEFF"id","name","kind","standing","owns","source","origin","data_as_at"',
      '"GG-WSG","CAYA Workforce Steering Group","steering group","standing","Children and Younger Adults Department Workforce Strategy: Action Plan 2014/15","Document 003: Derbyshire Children and Younger Adults Workforce Strategy 2014-2017","import","2014-06-16"',
    ]);
  });

  it('offers the form only to those who may establish a group, and not in the past', async () => {
    expect(linksOf(await read('/governance-groups', 'demo-clerk'), /^Establish/)).toEqual(['/governance-groups/new']);
    expect(linksOf(await read('/governance-groups', 'demo-chair'), /^Establish/)).toEqual([]);
    expect(linksOf(await read('/governance-groups?asAt=2014-06-01', 'demo-clerk'), /^Establish/)).toEqual([]);
  });

  it('says what to do first before there was any group', async () => {
    expect(textOf(await read('/governance-groups?asAt=2009-01-01'))).toContain('There was no governance group yet');
  });
});

describe('the page of a group', () => {
  it('says what it is, what it owns, and what happened lately', async () => {
    const page = await read('/governance-groups/GG-WSG');
    const text = textOf(page);
    expect(text).toContain('Action plan, open · 25 actions · 1 completed · 2 overdue · illustrative');
    expect(text).toContain('2 Red 8 Amber 12 Green 3 Not rated');
    expect(text).toContain(
      'Known from Document 003: Derbyshire Children and Younger Adults Workforce Strategy 2014-2017',
    );
    expect(text).toContain('Progress on action DK1 was reported as amber');
    expect(linksOf(page, /^All events of this group$/)).toEqual(['/audit-trail?group=GG-WSG']);
  });

  it('shows a day in the past as it was then, and every link stays there', async () => {
    const page = await read('/governance-groups/GG-WSG?asAt=2014-04-30', 'demo-chair');
    expect(textOf(page)).toContain('25 actions · 0 completed');
    for (const href of linksOf(page, /./)) expect(href).toContain('asAt=2014-04-30');
  });

  it('offers to open a plan to those who may', async () => {
    const offered = async (group: string, account: string) =>
      linksOf(await read(`/governance-groups/${group}`, account), /^Open an action plan/);

    expect(await offered('GG-WSG', 'demo-chair')).toEqual(['/action-plans/new?group=GG-WSG']);
    expect(await offered('GG-CAB', 'demo-clerk')).toEqual(['/action-plans/new?group=GG-CAB']);
    // The chair of another group, and a member of this one, may not.
    expect(await offered('GG-CAB', 'demo-chair')).toEqual([]);
    expect(await offered('GG-WSG', 'demo-member')).toEqual([]);
  });

  it.each(['/governance-groups/GG-NONE', '/governance-groups/a%00b', '/governance-groups/GG-WSG?asAt=2009-01-01'])(
    'is not there at %s',
    async (path) => {
      const agent = await tracker.signedIn('demo-reader');
      await agent.get(path).expect(404);
    },
  );
});

describe('establishing a group', () => {
  const form = { name: 'Early Help Board', kind: 'board', source: 'Cabinet, 3 June 2014, minute 12' };
  const send = async (account: string, body: object) => {
    const agent = await tracker.signedIn(account);
    const page = await agent.get('/governance-groups/new').expect(200);
    const own = { _csrf: hiddenField(page.text, '_csrf'), _idempotencyKey: hiddenField(page.text, '_idempotencyKey') };
    const post = () =>
      agent
        .post('/governance-groups/new')
        .type('form')
        .send({ ...own, ...body });
    return { agent, post, answer: await post() };
  };
  const established = async () => (await tracker.events()).filter(({ type }) => type === 'GovernanceGroupEstablished');

  it('records the group and shows it at once', async () => {
    const { agent, answer } = await send('demo-clerk', form);
    expect(answer.status).toBe(303);
    const page = await agent.get(String(answer.headers['location'])).expect(200);
    expect(textOf(page.text)).toContain('The group was established.');
    expect(textOf(page.text)).toContain('Early Help Board Board');
    expect(textOf(page.text)).toContain('“Early Help Board” was established as a governance group (board).');
    expect((await established()).at(-1)?.metadata).toMatchObject({
      actor: { account: 'demo-clerk', role: 'clerk', grant: 'account-demo-clerk@1' },
      origin: 'user',
      via: 'page',
    });
  });

  it('records a form that is sent twice once', async () => {
    const before = (await established()).length;
    const { post, answer } = await send('demo-administrator', { ...form, name: 'Sent twice' });
    const again = await post();
    expect([again.status, again.headers['location']]).toEqual([303, answer.headers['location']]);
    expect(await established()).toHaveLength(before + 1);
  });

  it.each([
    [{ ...form, name: '  ' }, 'Enter the name of the group'],
    [{ ...form, kind: 'secret society' }, 'Choose the kind of group from the list'],
    [{ ...form, source: '' }, 'Enter where the group is known from'],
    [{ ...form, name: 'x'.repeat(5_001) }, 'The name of the group must be 5000 characters or fewer'],
    [{ ...form, name: ['a', 'b'] }, 'Enter the name of the group'],
  ])('refuses what is missing or wrong, names the field and keeps the rest (%#)', async (body, sentence) => {
    const before = (await established()).length;
    const { answer } = await send('demo-clerk', body);
    expect(answer.status).toBe(422);
    expect(textOf(answer.text)).toContain(`There is a problem ${sentence}`);
    expect(answer.text).toMatch(/href="#(name|kind|source)"/);
    expect(await established()).toHaveLength(before);
  });

  it('shows what was typed as text, whatever it holds', async () => {
    const name = '<img src=x onerror=alert(1)>"\'{{7*7}}';
    const { agent, answer } = await send('demo-clerk', { ...form, name });
    for (const path of [String(answer.headers['location']), '/governance-groups', '/audit-trail']) {
      const page = await agent.get(path).expect(200);
      expect(page.text).not.toContain('<img src=x');
      expect(textOf(page.text)).toContain('<img src=x onerror=alert(1)>');
      expect(page.text).toContain('{{7*7}}');
    }
  });

  it('is closed to other roles, and to forms without a token', async () => {
    const chair = await tracker.signedIn('demo-chair');
    await chair.get('/governance-groups/new').expect(403);
    const clerk = await tracker.signedIn('demo-clerk');
    await clerk.post('/governance-groups/new').type('form').send(form).expect(403);
    await clerk
      .post('/governance-groups/new')
      .type('form')
      .send({ ...form, _csrf: 'made-up' })
      .expect(403);
  });

  it('takes the token of one reader’s form from nobody else', async () => {
    const clerk = await tracker.signedIn('demo-clerk');
    const page = await clerk.get('/governance-groups/new').expect(200);
    const other = await tracker.signedIn('demo-administrator');
    await other
      .post('/governance-groups/new')
      .type('form')
      .send({ ...form, _csrf: hiddenField(page.text, '_csrf') })
      .expect(403);
  });
});
