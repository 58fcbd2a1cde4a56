import {
  addPerson,
  ADMINISTRATOR,
  codeFor,
  Council,
  joined,
  type Browser,
} from '../../../../test/tracker/council.fixture';
import { textOf } from '../../../../test/tracker/page-text';

jest.setTimeout(60_000);

let council: Council;

beforeEach(async () => {
  council = await Council.start();
});
afterEach(() => council.stop());

const fields = { ...ADMINISTRATOR, council: 'Harbour Council' };
const setUp = (body: object) => council.browser().agent.post('/set-up').type('form').send(body);

describe('the first hour of a record', () => {
  it('begins with the set-up page, wherever a reader wants to go', async () => {
    const answer = await council.browser().get('/action-plans').expect(303);

    expect(answer.headers['location']).toBe('/set-up');
    expect(await council.browser().read('/set-up')).toContain('Code from the console');
  });

  it.each([
    [{ code: 'AAAAA-AAAAA-AAAAA-AAAAA' }, 'This is not the code that the console shows'],
    [{ code: '' }, 'Enter the code that the console shows'],
    [{ council: '' }, 'Enter the name of the council'],
    [{ name: '' }, 'Enter your name'],
    [{ email: 'ada' }, 'Enter an e-mail address'],
    [{ password: 'short' }, 'The password must have 12 characters or more'],
    [{ password: 'Ada Larch Harbour' }, 'little more than your name'],
    [{ password: '123456789012' }, 'well known, or easy to guess'],
  ])('refuses %j, and records nothing', async (change, sentence) => {
    const answer = await setUp({ ...fields, code: council.code, ...change }).expect(422);

    expect(textOf(answer.text)).toContain(sentence);
    expect(answer.text).not.toContain(fields.password);
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect(await council.events()).toEqual([]);
  });

  it('makes whoever has the code the administrator, who then sets up a second factor', async () => {
    const browser = council.browser();
    const answer = await browser.agent
      .post('/set-up')
      .type('form')
      .send({ ...fields, code: council.code.toLowerCase() });

    expect([answer.status, answer.headers['location']]).toEqual([303, '/my-account/second-factor']);
    expect((await browser.get('/people').expect(303)).headers['location']).toBe('/my-account/second-factor');
    await council.setUpSecondFactor(browser, fields.password);
    expect(await browser.read('/people')).toContain('Ada Larch Administrator for the whole council');
  });

  it('is over with the first administrator: the code opens nothing any more', async () => {
    await council.setUp();

    const answer = await setUp({ ...fields, code: council.code });

    expect([answer.status, answer.headers['location']]).toEqual([303, '/sign-in']);
    expect((await council.browser().get('/set-up').expect(303)).headers['location']).toBe('/sign-in');
  });

  it('leads to a first group, a first plan and a first colleague', async () => {
    const administrator = await council.setUp();
    expect(await administrator.read('/')).toContain('The first hour Establish the first group');

    const group = await administrator.send('/governance-groups/new', {
      name: 'Steering Group',
      kind: 'steering group',
      source: 'Cabinet, 4 November 2026',
    });
    expect(await administrator.read('/')).toContain('Establish the first group Done');
    const groupId = String(group.headers['location']).replace('/governance-groups/', '');
    const plan = await administrator.send('/action-plans/new', {
      ...{ title: 'Plan 2026/27', groupId, ragScheme: 'rag' },
      ...{ 'startsOn-day': '1', 'startsOn-month': '4', 'startsOn-year': '2026' },
      ...{ 'endsOn-day': '31', 'endsOn-month': '3', 'endsOn-year': '2027' },
    });
    expect(plan.status).toBe(303);
    const lead = { name: 'Ben Moor', email: 'ben@example.gov.uk', role: 'action-lead', scope: `group:${groupId}` };
    const id = await addPerson(administrator, lead);
    expect(await administrator.read('/')).not.toContain('The first hour');

    const ben: Browser = await joined(council, lead.email, await codeFor(administrator, id), 'quiet lantern river');

    expect(await ben.read('/action-plans')).toContain('Plan 2026/27');
    expect(await ben.read('/my-account')).toContain('Action lead for Steering Group');
    await ben.get('/people').expect(403);
  });

  it('names nobody in the log: names, addresses and passwords are sealed', async () => {
    const administrator = await council.setUp();
    await addPerson(administrator, { name: 'Ben Moor', email: 'ben@example.gov.uk', role: 'reader' });

    const log = JSON.stringify(await council.events());

    for (const secret of ['Larch', 'Moor', 'example.gov.uk', ADMINISTRATOR.password, '$argon2', 'Harbour Council'])
      expect([secret, log.includes(secret)]).toEqual([secret, false]);
  });
});
