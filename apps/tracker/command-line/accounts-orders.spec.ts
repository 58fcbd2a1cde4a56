import { ADMINISTRATOR, Council, joined, type Browser } from '../../../test/tracker/council.fixture';
import { carryOutIn } from './orders';

jest.setTimeout(60_000);

const DAY = 24 * 60 * 60 * 1000;

let council: Council;
let administrator: Browser;
/** The administrator's account. */
let id: string;

beforeAll(async () => {
  council = await Council.start();
  administrator = await council.setUp();
  id = /\/people\/([0-9a-f-]{36})">Ada Larch/.exec((await administrator.get('/people')).text)?.[1] ?? '';
});
afterAll(() => council.stop());

function order(command: string, options: Readonly<Record<string, string>>): Promise<string> {
  const running = { app: council.app, record: council.record, setUpCode: undefined, stop: async () => undefined };
  return carryOutIn(running)({ command, options }, () => undefined);
}

async function service(title: string): Promise<string> {
  const answer = await administrator.send('/people/new-service', { title });
  const account = String(answer.headers['location']).replace('/people/', '');
  await administrator.send(`/people/${account}/grant-role`, { role: 'clerk', scope: 'council' });
  return account;
}

const ask = (token: string) => council.browser().get('/api/v1/action-plans').set('Authorization', `Bearer ${token}`);

describe('a token from the command line', () => {
  it('is for a service, reads only unless told, and stands in the record as from the command line', async () => {
    const token = await order('token', { account: await service('Data warehouse'), name: 'Nightly' });

    await ask(token).expect(200);
    const { agent } = council.browser();
    const establish = agent.post('/api/v1/governance-groups').set('Authorization', `Bearer ${token}`);
    const refused = await establish.send({ name: 'Board', kind: 'board', source: 'x' });
    expect([refused.status, (refused.body as { rule?: string }).rule]).toEqual([403, 'token-may-not']);
    const issued = (await council.events()).findLast(({ type }) => type === 'ApiTokenIssued');
    expect(issued?.metadata).toMatchObject({ via: 'cli', actor: { account: 'system' } });
    expect(JSON.stringify(issued)).not.toContain(token);
  });

  it('records what the service’s role may, where it was made to', async () => {
    const token = await order('token', { account: await service('Importer'), access: 'write' });
    const { agent } = council.browser();
    const establish = agent.post('/api/v1/governance-groups').set('Authorization', `Bearer ${token}`);
    expect((await establish.send({ name: 'Board', kind: 'board', source: 'x' })).status).toBe(201);
  });

  it('ends when its time is over', async () => {
    const token = await order('token', { account: await service('Short'), days: '1' });
    await ask(token).expect(200);
    council.later(DAY + 1);
    await ask(token).expect(401);
    council.later(-DAY - 1);
  });

  it('is refused for a person, and for nobody', async () => {
    await expect(order('token', { account: id })).rejects.toThrow('for services only');
    await expect(order('token', { account: 'nobody' })).rejects.toThrow('There is no account "nobody"');
  });

  it.each([
    [{ access: 'all' }, '--access must be read or write'],
    [{ days: '0' }, '--days must be a whole number'],
    [{ days: '400' }, '--days must be a whole number'],
  ])('is refused with %j', async (options, sentence) => {
    await expect(order('token', { account: await service('Another'), ...options })).rejects.toThrow(sentence);
  });
});

describe('recovering an account', () => {
  it('gives a code for a new password, and takes the second factor away where it is asked to', async () => {
    const code = await order('recover', { account: id, 'second-factor': 'yes' });
    const browser = await joined(council, ADMINISTRATOR.email, code, 'a new orange kettle');

    expect((await browser.get('/people').expect(303)).headers['location']).toBe('/my-account/second-factor');
    await council.setUpSecondFactor(browser, 'a new orange kettle');
    expect(await browser.read('/people')).toContain('Ada Larch');
  });

  it('makes somebody an administrator, for when none is left', async () => {
    const account = await newReader();
    const code = await order('recover', { account, administrator: 'yes' });
    const browser = await joined(council, 'ben@example.gov.uk', code, 'quiet lantern river');
    await council.setUpSecondFactor(browser, 'quiet lantern river');
    expect(await browser.read('/my-account')).toContain('Administrator for the whole council');
  });

  async function newReader(): Promise<string> {
    const recovered = await joined(
      council,
      ADMINISTRATOR.email,
      await order('recover', { account: id, 'second-factor': 'yes' }),
      'a third orange kettle',
    );
    await council.setUpSecondFactor(recovered, 'a third orange kettle');
    const fields = {
      name: 'Ben Moor',
      email: 'ben@example.gov.uk',
      title: 'Officer',
      role: 'reader',
      scope: 'council',
    };
    const answer = await recovered.send('/people/new', fields);
    return String(answer.headers['location']).replace('/people/', '');
  }

  it('is refused for nobody', async () => {
    await expect(order('recover', { account: 'nobody' })).rejects.toThrow('There is no account "nobody"');
  });
});
