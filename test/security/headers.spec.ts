import { randomBytes } from 'node:crypto';
import type { Response } from 'supertest';
import { PageRenderer } from '@minutebook/web-kit';
import { routesOf } from '../tracker/routes.fixture';
import { startTracker, type TestTracker } from '../tracker/test-tracker';

const POLICY = {
  'default-src': "'none'",
  'style-src': "'self'",
  'script-src': "'self'",
  'img-src': "'self'",
  'font-src': "'self'",
  'object-src': "'none'",
  'form-action': "'self'",
  'frame-ancestors': "'none'",
  'base-uri': "'none'",
};

/** What every answer says, whatever it is an answer to. */
const ALWAYS: Readonly<Record<string, string | RegExp>> = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'x-permitted-cross-domain-policies': 'none',
  'permissions-policy': /^(?=.*\bcamera=\(\))(?=.*\bgeolocation=\(\))(?=.*\bmicrophone=\(\))/,
};

/** An address that is a secret goes nowhere, not even to another page of ours. */
const OF_SECRET_ADDRESS = { ...ALWAYS, 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex' };

/** What would tell a stranger what runs here, or let another site read the answer. */
const NEVER = ['server', 'x-powered-by', 'access-control-allow-origin', 'access-control-allow-credentials'];

type Ask = (tracker: TestTracker) => PromiseLike<Response>;

const send =
  (path: string, body: object | string, type: string): Ask =>
  async (tracker) => {
    const agent = await tracker.signedIn('demo-clerk');
    return agent.post(path).set('Content-Type', type).send(body);
  };
const api =
  (path: string, token?: string): Ask =>
  ({ http, token: issue }) =>
    http.get(path).set('Authorization', `Bearer ${token ?? issue('demo-reader')}`);

/** Answers of every kind, with the status that shows that it is of that kind. */
const ANSWERS: readonly (readonly [what: string, status: number, ask: Ask])[] = [
  ['a page', 200, async (tracker) => (await tracker.signedIn('demo-reader')).get('/')],
  ['the way to the sign-in page', 303, ({ http }) => http.get('/')],
  ['the sign-in page', 200, ({ http }) => http.get('/sign-in')],
  ['a form that was not understood', 422, ({ http }) => http.post('/sign-in').type('form').send({ account: 'x' })],
  ['a form from elsewhere', 403, send('/action-plans/new', 'a=b', 'application/x-www-form-urlencoded')],
  ['a form that is too large', 413, send('/sign-out', `a=${'b'.repeat(300_000)}`, 'application/x-www-form-urlencoded')],
  ['a body of no known kind', 415, send('/sign-out', '<a/>', 'application/xml')],
  ['a signing out', 303, ({ http }) => http.post('/sign-out')],
  ['a page that is not there', 404, async (tracker) => (await tracker.signedIn('demo-reader')).get('/nothing')],
  [
    'a page that one may not see',
    403,
    async (tracker) => (await tracker.signedIn('demo-reader')).get('/action-plans/new'),
  ],
  ['an address that cannot be read', 404, ({ http }) => http.get('/%zz')],
  ['an address of the API that cannot be read', 401, ({ http }) => http.get('/api/v1/actions/%ff?asAt=%zz')],
  ['a method that is not known', 404, ({ http }) => http.put('/sign-in')],
  ['an answer of the API', 200, api('/api/v1/governance-groups')],
  ['an API token that is none', 401, api('/api/v1/governance-groups', 'mb_none')],
  ['a record that is not there', 404, api('/api/v1/actions/none')],
  ['an address of the API that is not there', 404, api('/api/v1/none')],
  ['a parameter that is wrong', 400, api('/api/v1/governance-groups?asAt=soon')],
  ['a list to download', 200, async (tracker) => (await tracker.signedIn('demo-reader')).get('/action-plans.csv')],
  ['an asset', 200, ({ app, http }) => http.get(app.get(PageRenderer).assets[0]?.url ?? '')],
  ['an asset that is not there', 404, ({ http }) => http.get('/assets/none.css')],
  ['a sign of life', 200, ({ http }) => http.get('/health/live')],
  ['a sign of readiness', 200, ({ http }) => http.get('/health/ready')],
  ['the figures', 200, ({ http }) => http.get('/metrics')],
  ['a name that is not this machine’s', 403, ({ http }) => http.get('/').set('Host', 'minutebook.example.org')],
];

describe('What every answer tells the browser', () => {
  let tracker: TestTracker;
  beforeAll(async () => {
    tracker = await startTracker();
  });
  afterAll(() => tracker.stop());

  describe.each(ANSWERS)('%s (%d)', (_what, status, ask) => {
    let answer: Response;
    beforeAll(async () => {
      answer = await ask(tracker);
    });

    it('allows nothing from elsewhere, and nothing within the page', () => {
      expect(answer.status).toBe(status);
      expectProtected(answer);
    });

    it('is kept by nobody, unless it is an asset, whose address changes with it', () => {
      const isAsset = /\/assets\//.test(answer.request.url) && status === 200;
      expect(answer.headers['cache-control']).toBe(isAsset ? 'public, max-age=31536000, immutable' : 'no-store');
    });

    it('says what it is, and in which characters', () => {
      if (answer.text === '' || answer.text === undefined) return;
      expect(answer.headers['content-type']).toMatch(/charset=utf-8$|^font\/woff2$/);
    });
  });

  it('is told by every address that there is', async () => {
    const agent = await tracker.signedIn('demo-administrator');
    const routes = routesOf(tracker.app, 'GET').filter((route) => !route.endsWith('*'));
    expect(routes.length).toBeGreaterThan(40);

    for (const route of routes) expectProtected(await agent.get(route.replace(/:\w+/g, 'none')));
  });

  it('is no promise of https where there is none', async () => {
    const { headers } = await tracker.http.get('/sign-in');
    expect(headers['strict-transport-security']).toBeUndefined();
  });

  it('has no script and no style within it, in any page', async () => {
    const agent = await tracker.signedIn('demo-administrator');
    const pages = routesOf(tracker.app, 'GET').filter(
      (route) => !/^\/(api\/v1\/(?!docs)|assets|health|metrics)|\*/.test(route),
    );
    for (const page of pages) {
      const { text } = await agent.get(page.replace(/:\w+/g, '300'));
      const within = /<script(?![^>]* src=)[^>]*>|<style|\sstyle=|\son[a-z]+=|href="(javascript|data):/i.exec(
        text ?? '',
      );
      expect([page, within?.[0]]).toEqual([page, undefined]);
    }
  });
});

describe('Where readers come by https, every answer', () => {
  let tracker: TestTracker;
  beforeAll(async () => {
    tracker = await startTracker({ publicUrl: 'https://minutebook.example.gov.uk', sessionSecret: randomBytes(32) });
  });
  afterAll(() => tracker.stop());

  it.each(['/sign-in', '/', '/nothing', '/api/v1/actions/none', '/health/live', '/assets/none.css', '/%zz'])(
    'asks the browser never to come otherwise: %s',
    async (path) => {
      const { headers } = await tracker.http.get(path);
      expect(headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains');
    },
  );
});

function expectProtected({ headers, request }: Response): void {
  const directives = String(headers['content-security-policy'])
    .split(';')
    .map((directive) => directive.split(/\s+(.*)/, 2));
  expect([request.url, Object.fromEntries(directives)]).toEqual([request.url, POLICY]);
  const always = /^\/(answer|calendar)\//.test(new URL(request.url).pathname) ? OF_SECRET_ADDRESS : ALWAYS;
  for (const [name, value] of Object.entries(always))
    expect([request.url, name, headers[name]]).toEqual([
      request.url,
      name,
      typeof value === 'string' ? value : expect.stringMatching(value),
    ]);
  for (const name of NEVER) expect([request.url, name, headers[name]]).toEqual([request.url, name, undefined]);
}
