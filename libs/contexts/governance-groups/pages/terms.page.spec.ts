import { hiddenField, linksOf, textOf } from '../../../../test/tracker/page-text';
import { startTracker, type TestTracker } from '../../../../test/tracker/test-tracker';

const WORKFORCE = '/governance-groups/GG-DDSCB-WF';
const TRAINING = '/governance-groups/GG-DDSCB-TP';

let tracker: TestTracker;

beforeAll(async () => {
  tracker = await startTracker();
}, 60_000);
afterAll(() => tracker.stop());

const read = async (path: string, account = 'demo-reader'): Promise<string> => {
  const agent = await tracker.signedIn(account);
  return (await agent.get(path).expect(200)).text;
};

/** Fills in the form for a further version of a group's terms and sends it. */
async function adopt(group: string, fields: object, account = 'demo-clerk') {
  const agent = await tracker.signedIn(account);
  const page = await agent.get(`${group}/adopt-terms-of-reference`).expect(200);
  const own = { _csrf: hiddenField(page.text, '_csrf'), _idempotencyKey: hiddenField(page.text, '_idempotencyKey') };
  const form = {
    standing: 'agreed',
    source: 'Board, 2 June 2014',
    'quorum.kind': 'unknown',
    'cadence.kind': 'unknown',
  };
  const answer = await agent
    .post(`${group}/adopt-terms-of-reference`)
    .type('form')
    .send({ ...own, ...form, 'chair.kind': 'unknown', ...fields });
  return { agent, answer };
}

describe('the terms of a group', () => {
  it('stand on its page with what they lay down, the version that counts first', async () => {
    const page = await read(TRAINING);

    expect(textOf(page)).toContain('Quorum Not stated');
    expect(textOf(page)).toContain('Meets Quarterly “Meet quarterly or more frequently as required”');
    expect(linksOf(page, /^Version/)).toEqual([`${TRAINING}/terms-of-reference/2`, `${TRAINING}/terms-of-reference/1`]);
    expect(linksOf(page, /^Compare versions$/)).toEqual([`${TRAINING}/terms-of-reference/compare?from=1&to=2`]);
  });

  it('are missed where there are none, and offered to those who may adopt them', async () => {
    expect(textOf(await read('/governance-groups/GG-HWB'))).toContain('No terms of reference in this record');
    const adopting = '/governance-groups/GG-HWB/adopt-terms-of-reference';
    expect(linksOf(await read('/governance-groups/GG-HWB', 'demo-clerk'), /^Adopt terms/)).toEqual([adopting]);
    expect(linksOf(await read('/governance-groups/GG-HWB'), /^Adopt terms/)).toEqual([]);
  });

  it('have a page for each version, section by section, that claims no more than the document', async () => {
    const text = textOf(await read(`${WORKFORCE}/terms-of-reference/1`));

    expect(text).toContain('Terms of reference: Version 1 of 28 November 2012 Draft');
    expect(text).toContain('Mission and purpose Promote awareness and understanding of safe recruitment practice');
    expect(text).toContain('City and County in turn: Local Authority Designated Officer (LADO)');
    expect(text).toContain('“28/11/12, DRAFT”');
  });

  it('say of a version without wording that its wording is not there', async () => {
    const text = textOf(await read(`${TRAINING}/terms-of-reference/1`));

    expect(text).toContain('Standing not stated');
    expect(text).toContain('The wording of this version is not in the record');
  });

  it.each([
    `${TRAINING}/terms-of-reference/3`,
    `${TRAINING}/terms-of-reference/01`,
    `${TRAINING}/terms-of-reference/1?asAt=2014-01-31`,
    `${TRAINING}/terms-of-reference/compare?from=1&to=9`,
    '/governance-groups/GG-HWB/terms-of-reference/compare',
    '/governance-groups/GG-NONE/terms-of-reference/1',
  ])('are not there at %s', async (path) => {
    const agent = await tracker.signedIn('demo-reader');
    await agent.get(path).expect(404);
  });
});

describe('adopting a version', () => {
  it('begins with the words of the version that counts', async () => {
    const page = await read(`${TRAINING}/adopt-terms-of-reference`, 'demo-clerk');

    expect(page).toContain('Design and deliver a training programme according to needs identified');
    expect(page).toContain('The fields begin with the words of version 2');
    expect(page).toMatch(/value="named-role" checked/);
  });

  it('records it, sealed, and makes the version with the latest date the one that counts', async () => {
    const { agent, answer } = await adopt(WORKFORCE, {
      'dated-day': '2',
      'dated-month': '6',
      'dated-year': '2014',
      'sections.purpose': 'Promote safe recruitment\nCommission training',
      'quorum.kind': 'share',
      'quorum.numerator': '4',
      'quorum.denominator': '6',
      'cadence.kind': 'times-a-year',
      'cadence.times': '6',
      'chair.kind': 'member-of-group',
      'chair.groupId': 'GG-DSCB',
      agencies: 'Derby City Council\nDerbyshire County Council\n',
    });

    expect([answer.status, answer.headers['location']]).toEqual([303, WORKFORCE]);
    const text = textOf((await agent.get(WORKFORCE)).text);
    expect(text).toContain('Quorum 4 of every 6 members');
    expect(text).toContain('Meets 6 times a year');
    expect(text).toContain('Chair A member of Derbyshire Safeguarding Children Board');
    expect(text).toContain('Agencies expected Derby City Council; Derbyshire County Council');
    expect(text).toContain('Version 2 of 2 June 2014 Agreed');
    const event = (await tracker.events()).findLast(({ type }) => type === 'TermsOfReferenceAdopted');
    expect(event?.data).toMatchObject({
      number: 2,
      source: { sealed: 1 },
      sections: [{ section: 'purpose', words: { sealed: 1 } }],
      agencies: [{ sealed: 1 }, { sealed: 1 }],
      chair: { kind: 'member-of-group', group: { id: 'GG-DSCB', revision: 0 } },
    });
  });

  it.each([
    [{ standing: '' }, 'Choose how this version stands'],
    [{ standing: 'issued' }, 'Choose how the version stands from the list.'],
    [{ source: ' ' }, 'Enter where this version is known from'],
    [{ 'dated-day': '31', 'dated-month': '2', 'dated-year': '2014' }, 'The date of the version must be a real date'],
    [{ 'quorum.kind': 'number' }, 'Enter how many members, for example 4'],
    [{ 'quorum.kind': 'share', 'quorum.numerator': '4' }, 'Enter the share as two numbers, for example 4 of 6'],
    [
      { 'quorum.kind': 'share', 'quorum.numerator': '7', 'quorum.denominator': '6' },
      'The quorum is a number of members from 1 on, a share such as 4 of 6, one from each agency, or unknown.',
    ],
    [{ 'cadence.kind': 'times-a-year', 'cadence.times': 'six' }, 'Enter how many times a year, for example 6'],
    [{ 'chair.kind': 'alternates', 'chair.first': 'City' }, 'Enter both bodies, for example County'],
    [{ 'sections.purpose': 'x'.repeat(5_001) }, 'Mission and purpose must be 5,000 characters or fewer'],
  ])('refuses what is missing or wrong and keeps the rest (%#)', async (fields, sentence) => {
    const before = (await tracker.events()).length;

    const { answer } = await adopt(TRAINING, { 'sections.other': 'Kept as typed', ...fields });

    expect(answer.status).toBe(422);
    expect(textOf(answer.text)).toContain(`There is a problem ${sentence}`);
    expect(answer.text).toContain('Kept as typed');
    expect(await tracker.events()).toHaveLength(before);
  });

  it('is open to the chair of the group, and to no other chair', async () => {
    const chair = await tracker.signedIn('demo-chair');
    await chair.get('/governance-groups/GG-WSG/adopt-terms-of-reference').expect(200);
    await chair.get(`${TRAINING}/adopt-terms-of-reference`).expect(403);
  });

  it('is closed to other roles', async () => {
    const member = await tracker.signedIn('demo-member');
    await member.get(`${TRAINING}/adopt-terms-of-reference`).expect(403);
    await member.post(`${TRAINING}/adopt-terms-of-reference`).type('form').send({}).expect(403);
  });
});

describe('the comparison of two versions', () => {
  it('says that words cannot be compared where a version has none', async () => {
    const text = textOf(await read(`${TRAINING}/terms-of-reference/compare`));

    expect(text).toContain('Words cannot be compared The record does not hold the wording of Version 1 of 9 May 2013');
    expect(text).toContain('Meets Not stated Quarterly (“Meet quarterly or more frequently as required”) Changed');
    expect(text).not.toContain('Mission and purpose');
  });

  it('marks the words that differ, by more than colour, and says of each section how it differs', async () => {
    const { answer } = await adopt('/governance-groups/GG-SMT', { 'sections.purpose': 'Review progress monthly' });
    expect(answer.status).toBe(303);
    await adopt('/governance-groups/GG-SMT', {
      'sections.purpose': 'Review progress quarterly',
      'sections.escalation': 'To the board',
    });

    const page = await read('/governance-groups/GG-SMT/terms-of-reference/compare?from=1&to=2');

    const text = textOf(page);
    expect(text).toContain('Mission and purpose Changed');
    expect(text).toContain('Review progress (taken out:) monthly (end)');
    expect(text).toContain('Review progress (added:) quarterly (end)');
    expect(text).toContain('Escalation Only in Version 2');
    expect(page).toMatch(/<del class="mb-compare__word">.*monthly/);
    expect(page).toMatch(/<ins class="mb-compare__word">.*quarterly/);
  });
});
