import { hiddenField, linksOf, textOf } from '../../../../test/tracker/page-text';
import { startTracker, type TestTracker } from '../../../../test/tracker/test-tracker';

const STEERING = '/governance-groups/GG-WSG';
const WORKFORCE = '/governance-groups/GG-DDSCB-WF';

let tracker: TestTracker;

beforeAll(async () => {
  tracker = await startTracker();
}, 60_000);
afterAll(() => tracker.stop());

const read = async (path: string, account = 'demo-reader'): Promise<string> => {
  const agent = await tracker.signedIn(account);
  return (await agent.get(path).expect(200)).text;
};

async function send(path: string, fields: object, account = 'demo-clerk') {
  const agent = await tracker.signedIn(account);
  const page = await agent.get(path).expect(200);
  const own = { _csrf: hiddenField(page.text, '_csrf'), _idempotencyKey: hiddenField(page.text, '_idempotencyKey') };
  const post = () =>
    agent
      .post(path)
      .type('form')
      .send({ ...own, ...fields });
  return { agent, post, answer: await post() };
}

describe('the members of a group', () => {
  it('stand on its page by role and agency, the chair first, with what is needed to decide', async () => {
    const text = textOf(await read(STEERING));

    expect(text).toContain('Assistant Director, Workforce illustrative Derbyshire County Council Member Chair');
    expect(text).toContain('Deputy for Assistant Director, Workforce (Derbyshire County Council)');
    expect(text).toContain('Invited for the commissioning of training');
    expect(text).toContain('Needed to decide Not known No terms in this record state a quorum.');
  });

  it('say whose turn the chair is only where that is known', async () => {
    expect(textOf(await read(WORKFORCE))).toContain(
      'Turn of the chair Nobody of City or County is recorded as taking the chair now',
    );
  });

  it('stand on a page of their own with their days, as they were recorded then', async () => {
    expect(textOf(await read(`${STEERING}/members`))).toContain('From 8 April 2014');
    expect(textOf(await read(`${STEERING}/members?asAt=2014-04-07`))).toContain('Nobody was appointed in this record');
    expect(linksOf(await read(`${STEERING}/members?asAt=2014-05-01`, 'demo-clerk'), /^Stand down|^Appoint/)).toEqual(
      [],
    );
  });

  it('are exported with the date of the data', async () => {
    const agent = await tracker.signedIn('demo-reader');

    const answer = await agent.get(`${STEERING}/members.csv`).expect(200);

    expect(answer.headers['content-disposition']).toBe('attachment; filename="members-GG-WSG-2014-06-16.csv"');
    const rows = answer.text.trim().split('\r\n');
    expect(rows).toHaveLength(10);
    expect(rows[1]).toBe(
      '"GG-WSG","CAYA Workforce Steering Group","Assistant Director, Workforce","Derbyshire County Council","member","yes","","","in-office","2014-04-08","","","demonstration","2014-06-16"',
    );
  });

  it('of a group that there is not are not there', async () => {
    const agent = await tracker.signedIn('demo-reader');
    await agent.get('/governance-groups/GG-NONE/members').expect(404);
    await agent.get('/governance-groups/GG-NONE/members.csv').expect(404);
  });
});

describe('appointing a member', () => {
  const form = { role: 'Voluntary sector representative', agency: 'Voluntary sector', kind: 'member' };

  it('records it once, sealed, and shows it among those to come until its first day', async () => {
    const days = { 'from-day': '1', 'from-month': '7', 'from-year': '2014' };
    const before = (await tracker.events()).length;
    const { agent, post, answer } = await send(`${STEERING}/appoint-member`, { ...form, ...days });
    await post();

    expect([answer.status, answer.headers['location']]).toEqual([303, `${STEERING}/members`]);
    const text = textOf((await agent.get(`${STEERING}/members`)).text);
    expect(text).toContain('To come Role Agency Kind Days in office Voluntary sector representative Voluntary sector');
    expect(await tracker.events()).toHaveLength(before + 1);
    expect((await tracker.events()).at(-1)?.data).toMatchObject({
      role: { sealed: 1 },
      agency: { sealed: 1 },
      kind: 'member',
      from: '2014-07-01',
    });
  });

  it.each([
    [{ ...form, role: ' ' }, 'Enter the role'],
    [{ ...form, kind: 'deputy' }, 'Choose for whom the deputy stands in'],
    [{ ...form, kind: 'guest' }, 'Enter the item for which the guest is invited'],
    [
      { ...form, kind: 'in-attendance', chairs: 'yes' },
      'Only a member, or a deputy in a member’s place, takes the chair.',
    ],
    [
      { ...form, 'from-day': '31', 'from-month': '6', 'from-year': '2014' },
      'The first day in office must be a real date',
    ],
    [{ ...form, accountId: 'A. Person' }, 'The id of an account has up to 64 letters, digits and hyphens.'],
  ])('refuses what is missing or wrong and keeps the rest (%#)', async (fields, sentence) => {
    const before = (await tracker.events()).length;

    const { answer } = await send(`${STEERING}/appoint-member`, fields);

    expect(answer.status).toBe(422);
    expect(textOf(answer.text)).toContain(`There is a problem ${sentence}`);
    expect(answer.text).toContain('value="Voluntary sector"');
    expect(await tracker.events()).toHaveLength(before);
  });

  it('is closed to other roles', async () => {
    const member = await tracker.signedIn('demo-member');
    await member.get(`${STEERING}/appoint-member`).expect(403);
    await member.post(`${STEERING}/stand-down-member`).type('form').send({}).expect(403);
  });
});

describe('standing a member down', () => {
  it('takes it out of office and leaves it in the list, and in office the day before', async () => {
    const [path = ''] = linksOf(await read(`${WORKFORCE}/members`, 'demo-clerk'), /^Stand down ?: Personnel Officers/);
    const memberId = new URL(path, 'http://x').searchParams.get('member');

    const { answer } = await send(path, { memberId, 'on-day': '16', 'on-month': '6', 'on-year': '2014' });

    expect(answer.status).toBe(303);
    const text = textOf(await read(`${WORKFORCE}/members`));
    expect(text).toMatch(/Former .*Personnel Officers LSCB partner agencies Member Stood down on 16 June 2014/);
    expect(textOf(await read(`${WORKFORCE}/members?asAt=2014-06-15`))).not.toContain('Former');
    expect(textOf(await read('/audit-trail'))).toContain(
      'Stood down from Workforce Group - joint Derby and Derbyshire SCB sub-group on 16 June 2014: Personnel Officers (LSCB partner agencies), member.',
    );
  });

  it('refuses a day that has not come, and nobody', async () => {
    const path = `${WORKFORCE}/stand-down-member`;
    const later = { 'on-day': '17', 'on-month': '6', 'on-year': '2014' };

    expect(textOf((await send(path, { ...later, memberId: 'nobody' })).answer.text)).toContain(
      'There is no such member',
    );
    const [first = ''] = linksOf(await read(`${WORKFORCE}/members`, 'demo-clerk'), /^Stand down ?: Legal/);
    const memberId = new URL(first, 'http://x').searchParams.get('member');
    expect(textOf((await send(path, { ...later, memberId })).answer.text)).toContain('must be today or before');
    expect(textOf((await send(path, { ...later, memberId: '' })).answer.text)).toContain('Choose who stands down');
  });

  it('is offered only where somebody can', async () => {
    expect(textOf(await read('/governance-groups/GG-HWB/stand-down-member', 'demo-clerk'))).toContain(
      'There is nobody to stand down',
    );
  });
});

describe('a task and finish group', () => {
  it('is established with its end, which its page shows', async () => {
    const form = { name: 'Panel', kind: 'task and finish group', source: 'Cabinet' };
    const refused = await send('/governance-groups/new', form);
    expect(textOf(refused.answer.text)).toContain('A task and finish group has a day on which it is to have finished.');

    const end = { 'endsOn-day': '30', 'endsOn-month': '9', 'endsOn-year': '2014' };
    const { agent, answer } = await send('/governance-groups/new', { ...form, ...end });

    const page = await agent.get(String(answer.headers['location'])).expect(200);
    expect(textOf(page.text)).toContain('To have finished by 30 September 2014 in 3 months');
  });
});
