import { connect, type AddressInfo } from 'node:net';
import { AccountReader } from '@minutebook/accounts';
import { Api, aPlan, CLERK } from '../api/api.fixture';
import { hiddenField, textOf } from '../tracker/page-text';
import { startTracker, type TestTracker } from '../tracker/test-tracker';

describe('What is sent', () => {
  let api: Api;
  let recorded: number;
  beforeAll(async () => {
    api = await Api.start();
    recorded = await api.eventCount();
  });
  afterAll(() => api.stop());
  afterEach(async () => {
    expect(await api.eventCount()).toBe(recorded);
    expect(({} as Readonly<Record<string, unknown>>)['polluted']).toBeUndefined();
  });

  it.each([
    ['as JSON', '{"__proto__":{"polluted":"yes"},"title":"x"}'],
    ['as JSON, escaped', '{"\\u005f_proto__":{"polluted":"yes"},"title":"x"}'],
    ['as JSON, deep within', '{"title":"x","timescale":{"__proto__":{"polluted":"yes"}}}'],
    ['as JSON, by the constructor', '{"constructor":{"prototype":{"polluted":"yes"}},"title":"x"}'],
  ])('does not reach a prototype: %s', async (_case, text) => {
    await api.postText('action-plans', CLERK, text).expect(400);
    await api.postText('actions', CLERK, text).expect(400);
  });

  it.each([
    '__proto__[polluted]=yes&__proto__=yes',
    'constructor.prototype.polluted=yes&constructor=x',
    'title[__proto__][polluted]=yes&title[]=a&title=b',
  ])('does not reach a prototype as a form or in an address: %s', async (text) => {
    const agent = await api.tracker.signedIn(CLERK);
    const { text: page } = await agent.get('/action-plans/new').expect(200);
    const sent = `_csrf=${encodeURIComponent(hiddenField(page, '_csrf'))}&${text}`;

    await agent.post('/action-plans/new').type('form').send(sent).expect(422);
    await agent.get(`/audit-trail?${text}`).expect(200);
    await agent.get('/audit-trail').set('Cookie', '__proto__=polluted; constructor=polluted').expect(200);
  });

  it.each(['title=a&title=b', 'title=a&title=b&title=c'])(
    'under one name several times is no text: %s',
    async (text) => {
      const agent = await api.tracker.signedIn(CLERK);
      const { text: page } = await agent.get('/action-plans/new').expect(200);
      const sent = `_csrf=${encodeURIComponent(hiddenField(page, '_csrf'))}&${text}`;

      const answer = await agent.post('/action-plans/new').type('form').send(sent).expect(422);
      expect(textOf(answer.text)).toContain('Give the plan a title');
    },
  );

  it('is a parameter of the query or a field of the body, and never one for the other', async () => {
    const asked = Object.entries(aPlan()).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);

    await api.post(`action-plans?${asked.join('&')}`, CLERK, {}).expect(400);
  });

  it('is refused where it is larger than any form or body of ours', async () => {
    const agent = await api.tracker.signedIn(CLERK);
    const large = 'x'.repeat(257 * 1024);

    await api.post('action-plans', CLERK, { ...aPlan(), title: large }).expect(413);
    await agent.post('/action-plans/new').type('form').send({ title: large }).expect(413);
    await api.get(`actions/${'a'.repeat(101)}`).expect(414);
  });

  it('is looked at only where its kind is known: no XML, no file for the API', async () => {
    await api
      .postText(
        'action-plans',
        CLERK,
        '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
        'application/xml',
      )
      .expect(415);
    await api.postText('action-plans', CLERK, 'title: x', 'application/yaml').expect(415);
    const file = await api.post('action-plans', CLERK).attach('file', Buffer.from('a,b'), 'plan.csv');
    expect([400, 415]).toContain(file.status);
  });

  it.each(['TRACE', 'CONNECT', 'PROPFIND', 'SEARCH'])(
    'by a method that we do not know (%s) finds nothing',
    async (method) => {
      const answer = await askByHand(
        api.tracker,
        `${method} /sign-in HTTP/1.1\r\nHost: localhost\r\nX-Secret: polluted\r\nConnection: close\r\n\r\n`,
      );

      expect(answer).not.toMatch(/^HTTP\/1.1 2/);
      expect(answer).not.toContain('polluted');
    },
  );
});

describe('An error of ours', () => {
  const INSIDE = /at .*\.(ts|js):\d+|node_modules|\/srv\/|Error:|password|SELECT/;
  let tracker: TestTracker;
  let noted: string;
  beforeAll(async () => {
    tracker = await startTracker();
  });
  afterAll(() => tracker.stop());
  afterEach(() => jest.restoreAllMocks());

  /** The next look at accounts fails as a driver would, with all that it knows. */
  const failing = (error: unknown): void => {
    jest.spyOn(tracker.app.get(AccountReader), 'identify').mockRejectedValue(error);
    noted = '';
    jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
      noted += String(text);
      return true;
    });
  };

  it('is noted for the operator in one line, whatever was sent: nobody can write lines of their own', async () => {
    const agent = await tracker.signedIn('demo-reader');
    failing(new Error('No such place: a\n{"level":"error","message":"invented"}\u001b[2K'));
    await agent.get('/action-plans');
    jest.restoreAllMocks();

    const lines = noted.trimEnd().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { message: string }).message)).toEqual([
      expect.stringMatching(/^Error: No such place: a\n\{"level":"error","message":"invented"\}/),
      expect.stringMatching(/^Error: No such place/),
    ]);
    expect(noted).not.toContain('\u001b');
  });

  const ERRORS: readonly (readonly [string, unknown])[] = [
    [
      'with a path and a password',
      new Error('ENOENT: /srv/minutebook/keys, password hunter2: SELECT * FROM api_token'),
    ],
    ['with a status of its own', Object.assign(new Error('SELECT 1 in /srv/minutebook'), { statusCode: 502 })],
    ['that is no error', 'SELECT 1 in /srv/minutebook'],
  ];

  it.each(ERRORS)('%s is told to the API without what is within', async (_case, error) => {
    const token = tracker.token('demo-reader');
    failing(error);
    const { status, text, type } = await tracker.http
      .get('/api/v1/action-plans')
      .set('Authorization', `Bearer ${token}`);

    expect([status, type]).toEqual([500, 'application/problem+json']);
    expect(JSON.parse(text)).toEqual({
      type: 'about:blank',
      status: 500,
      title: 'Something went wrong here',
      errors: [],
    });
    expect(text).not.toMatch(INSIDE);
  });

  it.each(ERRORS)('%s is told on a page without what is within', async (_case, error) => {
    const agent = await tracker.signedIn('demo-reader');
    failing(error);
    const answer = await agent.get('/action-plans');

    expect(answer.status).toBe(500);
    expect(answer.text).not.toMatch(INSIDE);
    expect(answer.text).not.toContain('hunter2');
    expect(answer.text).toContain('The fault is ours and has been noted.');
  });
});

describe('One token', () => {
  let tracker: TestTracker;
  beforeAll(async () => {
    tracker = await startTracker({ apiRequestsPerMinute: 5 });
  });
  afterAll(() => tracker.stop());

  const ask = (token: string, scheme = 'Bearer') =>
    tracker.http.get('/api/v1/governance-groups').set('Authorization', `${scheme} ${token}`);

  it('is told to wait when it asks without end, and keeps nobody else waiting', async () => {
    const token = tracker.token('demo-reader');
    for (let each = 0; each < 5; each += 1) await ask(token).expect(200);

    const answer = await ask(token);

    expect([answer.status, answer.type]).toEqual([429, 'application/problem+json']);
    expect(answer.body).toMatchObject({ status: 429, rule: 'too-many-requests' });
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    expect(answer.text).not.toContain(token);
    await ask(token, 'BEARER').expect(429);
    await ask(tracker.token('demo-reader')).expect(200);
  });

  it('that is none counts nothing: whoever makes tokens up does not use up another’s', async () => {
    const token = tracker.token('demo-reader');
    for (let each = 0; each < 20; each += 1) await ask(`${token}x`).expect(401);

    await ask(token).expect(200);
  });
});

describe('The figures are for this machine', () => {
  const asked = async (trustProxy: boolean, requests: readonly Readonly<Record<string, string>>[]) => {
    const tracker = await startTracker({ trustProxy, loopbackOnly: false });
    try {
      const ask = async ({ from = '127.0.0.1', ...headers }: Readonly<Record<string, string>>) =>
        (await tracker.app.inject({ url: '/metrics', remoteAddress: from, headers })).statusCode;
      return await Promise.all(requests.map(ask));
    } finally {
      await tracker.stop();
    }
  };

  it('and not for others, who cannot pass for it', async () => {
    const forwarded = { 'x-forwarded-for': '127.0.0.1' };

    expect(
      await asked(false, [
        {},
        { from: '203.0.113.9' },
        { from: '203.0.113.9', ...forwarded },
        forwarded,
        { forwarded: 'for=x' },
      ]),
    ).toEqual([200, 403, 403, 403, 403]);
  });

  it('nor behind a proxy, which says where a request came from: what stands before that was made up', async () => {
    expect(
      await asked(true, [
        {},
        { 'x-forwarded-for': '203.0.113.9' },
        { 'x-forwarded-for': '127.0.0.1, 203.0.113.9' },
        { from: '203.0.113.9' },
      ]),
    ).toEqual([200, 403, 403, 403]);
  });
});

/** What the server answers to a request that no client library would send. */
async function askByHand({ app }: TestTracker, request: string): Promise<string> {
  const server = app.getHttpServer();
  if (server.address() === null) await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const socket = connect(port, '127.0.0.1');
  let answer = '';
  socket.setEncoding('utf8').on('data', (part: string) => (answer += part));
  socket.write(request);
  await new Promise((closed) => socket.once('close', closed).once('error', closed));
  return answer;
}
