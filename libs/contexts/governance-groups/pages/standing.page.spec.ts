import { EscalatedRecords } from '@minutebook/governance-groups';
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

async function send(path: string, fields: object, account = 'demo-clerk') {
  const agent = await tracker.signedIn(account);
  const page = await agent.get(path).expect(200);
  const own = { _csrf: hiddenField(page.text, '_csrf'), _idempotencyKey: hiddenField(page.text, '_idempotencyKey') };
  return agent
    .post(path)
    .type('form')
    .send({ ...own, ...fields });
}

const day = (date: string) => {
  const [year, month, ofMonth] = date.split('-');
  return { 'on-day': ofMonth, 'on-month': month, 'on-year': year };
};

describe('a group that is renamed', () => {
  it('keeps its address, and its old name in the past; the trail calls it by the new one', async () => {
    const answer = await send('/governance-groups/GG-QA/rename', { name: 'Quality Board', reason: 'Action DW2' });

    expect([answer.status, answer.headers['location']]).toEqual([303, '/governance-groups/GG-QA']);
    expect(textOf(await read('/governance-groups/GG-QA'))).toContain('Workforce QA group was renamed “Quality Board”.');
    expect(textOf(await read('/governance-groups?q=quality%20board'))).toContain('1 group');
    expect(await read('/governance-groups/GG-QA?asAt=2014-06-15')).toContain('<h1 class="mb-title">Workforce QA group');
  });

  it.each([
    ['', 'Enter the new name'],
    ['Health and Wellbeing Board', 'Enter a name that is not its name already'],
    ['x'.repeat(5_001), 'The name must be 5,000 characters or fewer'],
  ])('is not renamed “%.20s”', async (name, sentence) => {
    const answer = await send('/governance-groups/GG-HWB/rename', { name });

    expect(answer.status).toBe(422);
    expect(textOf(answer.text)).toContain(`There is a problem ${sentence}`);
  });
});

describe('a group that merges into another', () => {
  it('stays in the list in words, its plans are shown at the other, and a transfer is offered', async () => {
    const answer = await send('/governance-groups/GG-WSG/merge-into', { intoId: 'GG-SMT', ...day('2014-06-16') });
    expect(answer.status).toBe(303);

    const record = { reference: 'DK6', title: 'Late', path: '/actions/dk6', within: 'Plan', escalatedOn: '2014-06-13' };
    const late = { ...record, due: '2014-06-02', unansweredSince: '2014-05-30' };
    tracker.app
      .get(EscalatedRecords, { strict: false })
      .register({ escalatedTo: (group) => (group === 'GG-WSG' ? [late] : []) });
    const own = await read('/governance-groups/GG-WSG', 'demo-clerk');
    expect(textOf(own)).toContain('Merged into CAYA Senior Management Team on 16 June 2014');
    expect(textOf(own)).toContain("Reported to Children and Young People's Trust Board Workforce Sub-group");
    expect(linksOf(own, /^(Rename|Merge|Dissolve|Appoint|Adopt|Draw|Open an)/)).toEqual([]);
    const other = await read('/governance-groups/GG-SMT', 'demo-clerk');
    expect(textOf(other)).toContain(
      'Owned by CAYA Workforce Steering Group, merged into CAYA Senior Management Team on 16 June 2014',
    );
    expect(textOf(other)).not.toContain('This group owns nothing');
    expect(textOf(other)).toMatch(/Escalated to this group .*DK6 Late .*2 Jun 2014 14 days overdue/);
    expect(linksOf(other, /^Transfer it/)).toEqual([expect.stringMatching(/^\/action-plans\/.*\/transfer$/)]);
    const [plan = ''] = linksOf(other, /^Children and Younger Adults Department/);
    expect(textOf(await read(plan))).toContain(
      'owned by CAYA Workforce Steering Group, merged into CAYA Senior Management Team on 16 June 2014.',
    );
    expect(textOf(await read('/governance-groups?standing=merged'))).toContain('1 group');
    expect(textOf(await read('/governance-groups/reporting-lines'))).toContain('10 reporting lines');
  });

  it('is as it was on the day before', async () => {
    const text = textOf(await read('/governance-groups/GG-SMT?asAt=2014-06-15'));

    expect(text).not.toContain('Owned by');
  });

  it('takes no new plan, and is offered for none', async () => {
    expect(await read('/action-plans/new', 'demo-clerk')).not.toContain('value="GG-WSG"');
    const plan = { title: 'Anew', groupId: 'GG-WSG', startsOn: '2014-06-01', endsOn: '2014-12-31' };

    const answer = await tracker.http
      .post('/api/v1/action-plans')
      .set('Authorization', `Bearer ${tracker.token('demo-clerk')}`)
      .send(plan);

    expect(answer).toMatchObject({ status: 422, body: { rule: 'group-is-over', facts: { standing: 'merged' } } });
  });

  it('can no longer be changed', async () => {
    const text = textOf(await read('/governance-groups/GG-WSG/appoint-member', 'demo-clerk'));

    expect(text).toContain('The group was merged into CAYA Senior Management Team on 16 June 2014');
  });

  it.each([
    [{ intoId: '' }, 'Choose the group into which it merges'],
    [{ intoId: 'GG-HWB' }, 'A group does not merge into itself. Choose another group.'],
    [{ intoId: 'GG-WSG' }, 'That group was merged or dissolved itself. Choose a group that still stands.'],
    [{ intoId: 'GG-SMT', ...day('2014-06-17') }, 'The day must be today or before. Record it when it has come.'],
    [{ intoId: 'GG-SMT', 'on-day': '' }, 'The day must include a day'],
  ])('does not against the rules (%#)', async (fields, sentence) => {
    const answer = await send('/governance-groups/GG-HWB/merge-into', { ...day('2014-06-16'), ...fields });

    expect(answer.status).toBe(422);
    expect(textOf(answer.text)).toContain(`There is a problem ${sentence}`);
  });
});

describe('a group that is dissolved', () => {
  it('says so on its page and in the list', async () => {
    const answer = await send('/governance-groups/GG-RSW/dissolve', {
      ...day('2014-06-02'),
      reason: 'Its work is done',
    });

    expect(answer.status).toBe(303);
    expect(textOf(await read('/governance-groups/GG-RSW'))).toContain('Dissolved on 2 June 2014');
    expect(textOf(await read('/governance-groups?standing=dissolved'))).toContain('dissolved on 2 June 2014');
  });

  it('is dissolved by those who may', async () => {
    const chair = await tracker.signedIn('demo-chair');
    for (const step of ['rename', 'merge-into', 'dissolve'])
      await chair.get(`/governance-groups/GG-HWB/${step}`).expect(403);
  });
});
