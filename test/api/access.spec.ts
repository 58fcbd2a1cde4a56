import type { Role } from '@minutebook/kernel';
import { Api, aPlan, CLERK } from './api.fixture';
import { operationsOf, type Operation } from './operations.fixture';

const ROLES: readonly Role[] = [
  'administrator',
  'hr',
  'chair',
  'clerk',
  'member',
  'action-lead',
  'monitoring-lead',
  'commissioner',
  'reader',
  'auditor',
];
const STEERING: readonly Role[] = ['administrator', 'chair', 'clerk'];

/** Who may do what over HTTP. An operation that is not named here fails the walk. */
const MAY: Readonly<Record<string, readonly Role[]>> = {
  listGovernanceGroups: ROLES,
  getGovernanceGroup: ROLES,
  listActionPlans: ROLES,
  getActionPlan: ROLES,
  getAction: ROLES,
  listAuditTrail: ROLES,
  listChanges: ROLES,
  listRoles: ROLES,
  listAccounts: ['administrator', 'hr', 'auditor'],
  getAccount: ['administrator', 'hr', 'auditor'],
  openAccount: ['administrator'],
  grantRole: ['administrator'],
  endRole: ['administrator'],
  coverAbsence: ['administrator'],
  endCover: ['administrator'],
  closeAccount: ['administrator'],
  reopenAccount: ['administrator'],
  listReportingLines: ROLES,
  establishGovernanceGroup: ['administrator', 'clerk'],
  listTermsOfReference: ROLES,
  adoptTermsOfReference: STEERING,
  listGroupMembers: ROLES,
  appointGroupMember: STEERING,
  standDownGroupMember: STEERING,
  renameGovernanceGroup: ['administrator', 'clerk'],
  mergeGovernanceGroup: ['administrator', 'clerk'],
  dissolveGovernanceGroup: ['administrator', 'clerk'],
  drawReportingLine: ['administrator', 'clerk'],
  endReportingLine: ['administrator', 'clerk'],
  openActionPlan: STEERING,
  amendActionPlan: STEERING,
  closeActionPlan: STEERING,
  transferActionPlan: STEERING,
  addAction: STEERING,
  amendAction: STEERING,
  assignLeads: STEERING,
  withdrawAction: STEERING,
  reopenAction: [...STEERING, 'monitoring-lead'],
  moveDueDate: [...STEERING, 'action-lead'],
  reportProgress: ['action-lead'],
  correctProgress: ['action-lead'],
  completeAction: ['action-lead'],
  confirmProgress: ['monitoring-lead'],
  returnProgress: ['monitoring-lead'],
  confirmCompletion: ['monitoring-lead'],
  askForErasure: ['administrator', 'hr', 'clerk'],
  withdrawErasureRequest: ['administrator', 'hr', 'clerk'],
  agreeToErasure: ['administrator', 'hr'],
  declineErasure: ['administrator', 'hr'],
  listErasureRequests: ['administrator', 'hr', 'clerk', 'auditor'],
  getErasureRequest: ['administrator', 'hr', 'clerk', 'auditor'],
  placeHold: ['administrator', 'hr'],
  liftHold: ['administrator', 'hr'],
  listHolds: ['administrator', 'hr', 'auditor'],
  getHold: ['administrator', 'hr', 'auditor'],
  listReminders: ROLES,
  getReminder: ROLES,
  previewReminders: STEERING,
  // Everybody their own; the mail of others is the administrator's.
  revokeReminderLinks: ROLES,
  listReminderRules: ROLES,
  getReminderRules: ROLES,
  setReminderRules: STEERING,
  endReminderRules: STEERING,
  setReminderDelivery: ['administrator', 'clerk'],
  listReminderDelivery: ROLES,
  // Everybody their own; those of others are not found.
  getReminderPreferences: ROLES,
  setReminderPreferences: ROLES,
  openCalendar: ROLES,
  closeCalendar: ROLES,
  revokeOwnReminderLinks: ROLES,
  getReminderSending: ['administrator'],
  pauseReminders: ['administrator'],
  resumeReminders: ['administrator'],
  sendReminderTest: ['administrator'],
  listAlarmsLaidAside: ['administrator'],
  ringAlarmsAgain: ['administrator'],
  listRules: ROLES,
  getRule: ROLES,
  setLocalRule: ['administrator', 'hr', 'clerk'],
  endLocalRule: ['administrator', 'hr', 'clerk'],
  declareClosureDay: ['administrator', 'hr', 'clerk'],
  withdrawClosureDay: ['administrator', 'hr', 'clerk'],
  workOutDeadline: ROLES,
};

describe('who may use the API', () => {
  let api: Api;
  let operations: readonly Operation[];

  beforeAll(async () => {
    api = await Api.start();
    operations = await operationsOf(api);
  });
  afterAll(() => api.stop());

  const ask = ({ method, path }: Operation) =>
    api.tracker.http[method](`/api/v1/${path.replace('{id}', 'nobody-knows-me')}`);

  it('is settled for every operation that there is', () => {
    expect(operations.map(({ id }) => id).sort()).toEqual(Object.keys(MAY).sort());
  });

  it.each(ROLES)('the role of %s may do what the table says, and nothing else', async (role) => {
    const before = await api.eventCount();

    for (const operation of operations) {
      const { status, body } = await ask(operation).set('Authorization', api.bearer(`demo-${role}`));
      const may = MAY[operation.id]?.includes(role) === true;
      // What is allowed goes on to be looked at: an empty body and an unknown id lead no further than 400 or 404.
      const expected = may ? [200, 400, 404] : [403];
      expect({ operation: operation.id, status, expected }).toEqual({
        operation: operation.id,
        status: expected.includes(status) ? status : expected,
        expected,
      });
      if (!may) expect(body).toMatchObject({ status: 403, rule: 'role-may-not' });
    }

    expect(await api.eventCount()).toBe(before);
  });

  it.each([
    ['no token', {}],
    ['a token that nobody issued', { Authorization: 'Bearer mb_invented' }],
    ['an empty token', { Authorization: 'Bearer ' }],
    ['a name and a password', { Authorization: 'Basic ZGVtby1jbGVyazo=' }],
  ])('nobody who brings %s', async (_case, headers) => {
    const before = await api.eventCount();

    for (const operation of operations) {
      const answer = await ask(operation).set(headers);
      expect(answer).toMatchObject({ status: 401, type: 'application/problem+json' });
      expect(answer.headers['www-authenticate']).toBe('Bearer');
    }

    expect(await api.eventCount()).toBe(before);
  });

  it('nobody by the cookie of a session: another site could make a browser send it', async () => {
    const browser = await api.tracker.signedIn(CLERK);
    const before = await api.eventCount();

    await browser.post('/api/v1/action-plans').send(aPlan()).expect(401);
    await browser.get('/api/v1/action-plans').expect(401);

    expect(await api.eventCount()).toBe(before);
  });

  it('the token alone, whatever cookie comes with it', async () => {
    const browser = await api.tracker.signedIn(CLERK);

    await browser
      .post('/api/v1/action-plans')
      .set('Authorization', api.bearer('demo-reader'))
      .send(aPlan())
      .expect(403);
  });

  it('everybody who wants to know what there is: the description holds nothing of the record', async () => {
    await api.tracker.http.get('/api/v1/openapi.json').expect(200);
    await api.tracker.http.get('/api/v1/docs').expect(200);
  });
});
