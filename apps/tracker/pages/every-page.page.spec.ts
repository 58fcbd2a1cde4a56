import fc from 'fast-check';
import { PERMITTED, type Permission } from '@minutebook/accounts';
import { recordIdOf, ROLES, type Role } from '@minutebook/kernel';
import { hiddenField } from '../../../test/tracker/page-text';
import { routesOf } from '../../../test/tracker/routes.fixture';
import { startTracker, type TestTracker } from '../../../test/tracker/test-tracker';

/** What each page asks of its reader. A page that is missing here fails the walk: nothing is open by oversight. */
const PAGES: Readonly<Record<string, Permission | 'public'>> = {
  '/': 'read-programme',
  '/accessibility': 'public',
  '/sign-in': 'public',
  '/sign-in/code': 'public',
  '/set-up': 'public',
  '/set-password': 'public',
  '/forgotten-password': 'public',
  '/my-account': 'change-own-account',
  '/my-account/password': 'change-own-account',
  '/my-account/second-factor': 'change-own-account',
  '/my-account/sign-out-everywhere': 'change-own-account',
  '/my-account/token': 'change-own-account',
  '/who-may-see': 'read-programme',
  '/people': 'read-people',
  '/people.csv': 'read-people',
  '/people/new': 'administer-accounts',
  '/people/new-service': 'administer-accounts',
  '/people/:id': 'read-people',
  '/people/:id/grant-role': 'administer-accounts',
  '/people/:id/end-role': 'administer-accounts',
  '/people/:id/cover': 'administer-accounts',
  '/people/:id/end-cover': 'administer-accounts',
  '/people/:id/details': 'administer-accounts',
  '/people/:id/remove-second-factor': 'administer-accounts',
  '/people/:id/close': 'administer-accounts',
  '/people/:id/reopen': 'administer-accounts',
  '/people/:id/invite': 'administer-accounts',
  '/people/:id/reset-password': 'administer-accounts',
  '/demonstration': 'read-programme',
  '/demonstration/outbox': 'read-outbox',
  '/demonstration/outbox/:id': 'read-outbox',
  '/governance-groups': 'read-programme',
  '/governance-groups.csv': 'read-programme',
  '/governance-groups/new': 'establish-group',
  '/governance-groups/reporting-lines': 'read-programme',
  '/governance-groups/reporting-lines.csv': 'read-programme',
  '/governance-groups/:id': 'read-programme',
  '/governance-groups/:id/adopt-terms-of-reference': 'adopt-terms-of-reference',
  '/governance-groups/:id/terms-of-reference/compare': 'read-programme',
  '/governance-groups/:id/terms-of-reference/:id': 'read-programme',
  '/governance-groups/:id/members': 'read-programme',
  '/governance-groups/:id/members.csv': 'read-programme',
  '/governance-groups/:id/appoint-member': 'appoint-member',
  '/governance-groups/:id/stand-down-member': 'appoint-member',
  '/governance-groups/:id/rename': 'change-group',
  '/governance-groups/:id/merge-into': 'change-group',
  '/governance-groups/:id/dissolve': 'change-group',
  '/governance-groups/:id/report-to': 'draw-reporting-lines',
  '/governance-groups/:id/end-reporting-line': 'draw-reporting-lines',
  '/action-plans': 'read-programme',
  '/action-plans.csv': 'read-programme',
  '/action-plans/new': 'open-plan',
  '/action-plans/import': 'import-plan',
  '/action-plans/imports/:id': 'read-programme',
  '/action-plans/:id': 'read-programme',
  '/action-plans/:id/actions.csv': 'read-programme',
  '/action-plans/:id/add-action': 'add-action',
  '/action-plans/:id/amend': 'amend-plan',
  '/action-plans/:id/close': 'close-plan',
  '/action-plans/:id/transfer': 'transfer-plan',
  '/actions/:id': 'read-programme',
  '/actions/:id/report-progress': 'report-progress',
  '/actions/:id/confirm-progress': 'confirm-progress',
  '/actions/:id/return-progress': 'confirm-progress',
  '/actions/:id/correct-progress': 'report-progress',
  '/actions/:id/move-due-date': 'move-due-date',
  '/actions/:id/amend': 'amend-action',
  '/actions/:id/assign-leads': 'assign-leads',
  '/actions/:id/complete': 'report-progress',
  '/actions/:id/confirm-completion': 'confirm-progress',
  '/actions/:id/reopen': 'reopen-action',
  '/actions/:id/withdraw': 'withdraw-action',
  '/audit-trail': 'read-programme',
  '/audit-trail.csv': 'read-programme',
  '/audit-trail/:id': 'read-programme',
  '/changes': 'read-programme',
  '/changes.csv': 'read-programme',
  '/erasure': 'see-erasure',
  '/erasure/ask': 'ask-for-erasure',
  '/erasure/requests.csv': 'see-erasure',
  '/erasure/holds': 'read-retention',
  '/erasure/holds/place': 'keep-holds',
  '/erasure/holds/:id/lift': 'keep-holds',
  '/erasure/due': 'read-retention',
  '/erasure/due.csv': 'read-retention',
  '/erasure/subject-access': 'export-subject-access',
  '/erasure/subject-access/:id': 'export-subject-access',
  '/erasure/subject-access/:id/held.json': 'export-subject-access',
  '/erasure/:id': 'see-erasure',
  '/erasure/:id/agree': 'agree-to-erasure',
  '/erasure/:id/decline': 'agree-to-erasure',
  '/erasure/:id/withdraw': 'ask-for-erasure',
  '/reminders': 'read-reminders',
  '/reminders.csv': 'read-reminders',
  '/reminders/nobody-to-ask': 'read-reminders',
  '/reminders/preview': 'preview-reminders',
  '/reminders/preview/:id/:id': 'preview-reminders',
  '/reminders/:id': 'read-reminders',
  '/reminders/:id/revoke-links': 'set-own-reminders',
  '/reminders/rules': 'read-reminders',
  '/reminders/rules/set': 'set-reminder-rules',
  '/reminders/rules/end': 'set-reminder-rules',
  '/reminders/rules/delivery': 'set-reminder-delivery',
  '/reminders/preferences': 'set-own-reminders',
  '/reminders/preferences/wanted': 'set-own-reminders',
  '/reminders/preferences/calendar': 'set-own-reminders',
  '/reminders/preferences/close-calendar': 'set-own-reminders',
  '/reminders/preferences/revoke-links': 'set-own-reminders',
  '/reminders/operations': 'pause-reminders',
  '/reminders/operations/pause': 'pause-reminders',
  '/reminders/operations/resume': 'pause-reminders',
  '/reminders/operations/test': 'test-reminders',
  '/rules': 'read-rules',
  '/rules.csv': 'read-rules',
  '/rules/closure-days/declare': 'set-local-rules',
  '/rules/closure-days/withdraw': 'set-local-rules',
  '/rules/:id': 'read-rules',
  '/rules/:id/set': 'set-local-rules',
  '/rules/:id/end': 'set-local-rules',
  '/deadlines': 'read-rules',
  '/answer/:id': 'public',
  '/answer/:id/done': 'public',
  '/calendar/:id.ics': 'public',
};

/** What each form that is sent asks of its reader; a form that is missing here fails the walk too. */
const FORMS: Readonly<Record<string, Permission | 'public'>> = {
  '/sign-in': 'public',
  '/sign-in/code': 'public',
  '/sign-out': 'public',
  '/set-up': 'public',
  '/set-password': 'public',
  '/forgotten-password': 'public',
  '/demonstration/move-clock': 'move-demonstration-clock',
  '/my-account/password': 'change-own-account',
  '/my-account/second-factor': 'change-own-account',
  '/my-account/sign-out-everywhere': 'change-own-account',
  '/my-account/token': 'change-own-account',
  '/my-account/token/:id/revoke': 'change-own-account',
  '/people/new': 'administer-accounts',
  '/people/new-service': 'administer-accounts',
  '/people/:id/grant-role': 'administer-accounts',
  '/people/:id/end-role': 'administer-accounts',
  '/people/:id/cover': 'administer-accounts',
  '/people/:id/end-cover': 'administer-accounts',
  '/people/:id/details': 'administer-accounts',
  '/people/:id/remove-second-factor': 'administer-accounts',
  '/people/:id/close': 'administer-accounts',
  '/people/:id/reopen': 'administer-accounts',
  '/people/:id/invite': 'administer-accounts',
  '/people/:id/reset-password': 'administer-accounts',
  '/people/:id/end-sessions': 'administer-accounts',
  '/people/:id/tokens/:id/revoke': 'administer-accounts',
  '/governance-groups/new': 'establish-group',
  '/governance-groups/:id/adopt-terms-of-reference': 'adopt-terms-of-reference',
  '/governance-groups/:id/appoint-member': 'appoint-member',
  '/governance-groups/:id/stand-down-member': 'appoint-member',
  '/governance-groups/:id/rename': 'change-group',
  '/governance-groups/:id/merge-into': 'change-group',
  '/governance-groups/:id/dissolve': 'change-group',
  '/governance-groups/:id/report-to': 'draw-reporting-lines',
  '/governance-groups/:id/end-reporting-line': 'draw-reporting-lines',
  '/action-plans/new': 'open-plan',
  '/action-plans/import': 'import-plan',
  '/action-plans/import/accept': 'import-plan',
  '/action-plans/imports/:id/carry-on': 'import-plan',
  '/action-plans/:id/add-action': 'add-action',
  '/action-plans/:id/amend': 'amend-plan',
  '/action-plans/:id/close': 'close-plan',
  '/action-plans/:id/transfer': 'transfer-plan',
  '/actions/:id/report-progress': 'report-progress',
  '/actions/:id/confirm-progress': 'confirm-progress',
  '/actions/:id/return-progress': 'confirm-progress',
  '/actions/:id/correct-progress': 'report-progress',
  '/actions/:id/move-due-date': 'move-due-date',
  '/actions/:id/amend': 'amend-action',
  '/actions/:id/assign-leads': 'assign-leads',
  '/actions/:id/complete': 'report-progress',
  '/actions/:id/confirm-completion': 'confirm-progress',
  '/actions/:id/reopen': 'reopen-action',
  '/actions/:id/withdraw': 'withdraw-action',
  '/erasure/ask': 'ask-for-erasure',
  '/erasure/:id/agree': 'agree-to-erasure',
  '/erasure/:id/decline': 'agree-to-erasure',
  '/erasure/:id/withdraw': 'ask-for-erasure',
  '/erasure/:id/carry-out': 'agree-to-erasure',
  '/erasure/holds/place': 'keep-holds',
  '/erasure/holds/:id/lift': 'keep-holds',
  '/erasure/subject-access': 'export-subject-access',
  '/reminders/:id/revoke-links': 'set-own-reminders',
  '/reminders/rules/set': 'set-reminder-rules',
  '/reminders/rules/end': 'set-reminder-rules',
  '/reminders/rules/delivery': 'set-reminder-delivery',
  '/reminders/preferences/wanted': 'set-own-reminders',
  '/reminders/preferences/calendar': 'set-own-reminders',
  '/reminders/preferences/close-calendar': 'set-own-reminders',
  '/reminders/preferences/revoke-links': 'set-own-reminders',
  '/reminders/operations/pause': 'pause-reminders',
  '/reminders/operations/resume': 'pause-reminders',
  '/reminders/operations/test': 'test-reminders',
  '/reminders/operations/retry': 'pause-reminders',
  '/rules/closure-days/declare': 'set-local-rules',
  '/rules/closure-days/withdraw': 'set-local-rules',
  '/rules/:id/set': 'set-local-rules',
  '/rules/:id/end': 'set-local-rules',
  '/answer/:id': 'public',
};

/** Pages whose address is the secret that opens them: a made-up one is nothing to anybody, whoever is signed in. */
const BY_SECRET: ReadonlySet<string> = new Set(['/answer/:id', '/answer/:id/done', '/calendar/:id.ics']);

/** Pages before the sign-in that lead on where there is nothing for them to do. */
const LEAD_ON: ReadonlySet<string> = new Set(['/sign-in/code', '/set-up']);

/** Of what these show, the demonstration has none at first. */
const NOTHING_YET =
  /^\/(action-plans\/imports|demonstration\/outbox|erasure|reminders)\/(.*\/)?:id|^\/governance-groups\/:id\/terms-of-reference\/(compare|:id)$/;

let tracker: TestTracker;
let routes: readonly string[];
let sent: readonly string[];
/** The id of one record for each kind of page. */
let records: Readonly<Record<string, string>>;

beforeAll(async () => {
  tracker = await startTracker();
  routes = pageRoutes(tracker, 'GET');
  sent = pageRoutes(tracker, 'POST');
  const idOf = (wanted: string, events: readonly { readonly type: string; readonly stream: string }[]): string =>
    recordIdOf(String(events.findLast(({ type }) => type === wanted)?.stream));
  const events = await tracker.events();
  records = {
    'governance-groups': 'GG-WSG',
    'audit-trail': '300',
    people: 'demo-hr',
    'action-plans': idOf('ActionPlanOpened', events),
    actions: idOf('ProgressReported', events),
    rules: 'call-in-working-days',
  };
}, 60_000);
afterAll(() => tracker.stop());

describe('every page', () => {
  it('stands in the table of what it asks of its reader', () => {
    expect(routes.length).toBeGreaterThan(10);
    expect(routes.filter((route) => PAGES[route] === undefined)).toEqual([]);
    expect(sent.toSorted()).toEqual(Object.keys(FORMS).toSorted());
  });

  it('is closed to whoever is not signed in, unless it is public', async () => {
    for (const route of routes) {
      const { status, headers } = await tracker.http.get(addressOf(route));
      const isOpen = PAGES[route] === 'public';
      const open = BY_SECRET.has(route) ? 404 : LEAD_ON.has(route) ? 303 : 200;
      expect([route, status]).toEqual([route, isOpen ? open : 303]);
      if (!isOpen) expect(headers['location']).toMatch(/^\/sign-in\?next=/);
    }
  });

  it.each(ROLES)('lets the role %s see what it may and nothing else', async (role) => {
    const agent = await tracker.signedIn(`demo-${role}`);
    const seen: Record<string, boolean> = {};
    for (const route of routes) {
      const { status } = await agent.get(addressOf(route));
      // A form says by 409 or 422 that its step cannot be taken now, and nothing was imported or sent yet (404): these too
      // are answers to somebody who may.
      expect([
        LEAD_ON.has(route) ? 303 : 200,
        403,
        NOTHING_YET.test(route) || BY_SECRET.has(route) ? 404 : 409,
        422,
      ]).toContain(status);
      seen[route] = status !== 403;
    }
    expect(seen).toEqual(Object.fromEntries(routes.map((route) => [route, mayRead(role, route)])));
  });

  it.each(ROLES)('lets the role %s send the forms that it may and no other', async (role) => {
    const agent = await tracker.signedIn(`demo-${role}`);
    const _csrf = hiddenField((await agent.get('/').expect(200)).text, '_csrf');
    const before = (await tracker.events()).length;
    // What is public is no matter of roles; signing out everywhere would end the walk's own session.
    const walked = sent.filter((route) => FORMS[route] !== 'public' && route !== '/my-account/sign-out-everywhere');

    const taken: Record<string, boolean> = {};
    for (const route of walked) {
      const answer = await agent.post(addressOf(route, 'nobody-knows-me')).type('form').send({ _csrf });
      taken[route] = answer.status !== 403;
    }

    const expected = Object.keys(taken).map((route) => [route, permitted(FORMS[route]).includes(role)]);
    expect(taken).toEqual(Object.fromEntries(expected));
    expect(await tracker.events()).toHaveLength(before);
  });

  it('answers any query with a page, a refusal or nothing, but never with a fault', async () => {
    const agent = await tracker.signedIn('demo-administrator');
    const value = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.string({ maxLength: 300 }),
      fc.constantFrom('2014-06-16', '2014-02-30', '0', '-1', '1e9', '9'.repeat(20), '300', 'asc', '-due', 'oldest'),
      fc.constantFrom('%', '"', "'", '\\', '\u0000', '*', 'a OR b', 'NEAR(a b)', '{{7*7}}', '=1+1', '../..', 'GG-WSG'),
      fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
    );
    const name = fc.oneof(
      fc.constantFrom('asAt', 'from', 'to', 'before', 'after', 'q', 'kind', 'record', 'group', 'actor', 'order'),
      fc.constantFrom('sort', 'theme', 'rating', 'state', 'lead', 'overdue', 'next', 'signed-out', '__proto__', 'a[b]'),
      fc.string({ maxLength: 10 }),
    );
    const asked = fc.record({
      route: fc.constantFrom(...routes),
      query: fc.array(fc.tuple(name, value), { maxLength: 6 }),
      id: fc.oneof(fc.constant(undefined), value),
    });
    await fc.assert(
      fc.asyncProperty(asked, async ({ route, query, id }) => {
        const path = addressOf(route, id === undefined ? undefined : encodeURIComponent(wellFormed(id)));
        const search = query
          .map((pair) => pair.map((part) => encodeURIComponent(wellFormed(part))).join('='))
          .join('&');
        const { status } = await agent.get(`${path}?${search}`);
        expect([200, 303, 400, 403, 404, 409, 414, 422, 429]).toContain(status);
      }),
      { numRuns: 200 },
    );
  }, 60_000);
});

function mayRead(role: Role, route: string): boolean {
  return permitted(PAGES[route]).includes(role);
}

function permitted(asked: Permission | 'public' | undefined): readonly Role[] {
  if (asked === undefined) return [];
  return asked === 'public' ? ROLES : PERMITTED[asked];
}

/** Every address that answers a method and is neither the API's, nor an asset, nor for those who run the service. */
function pageRoutes({ app }: TestTracker, method: 'GET' | 'POST'): readonly string[] {
  return routesOf(app, method)
    .filter((route) => !/^\/(api\/|assets\/|health\/|metrics$|\*$)/.test(route))
    .map((route) => route.replace(/:\w+/g, ':id'));
}

/** An address of a route; its record is one that is there, unless told. */
function addressOf(route: string, id?: string): string {
  return route.replace(':id', id ?? records[route.split('/')[1] ?? ''] ?? 'none').replace(':id', '1');
}

/** What an address can carry: half a surrogate pair cannot. */
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\uFFFD');
}
