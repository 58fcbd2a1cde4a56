import { RecordOnAccount } from '@minutebook/accounts';
import { RecordOnAction } from '@minutebook/action-plans';
import { bySystem, claimed, linkOf, record } from '../../../../test/tracker/answer-links.fixture';
import { linksOf, textOf } from '../../../../test/tracker/page-text';
import { startTracker, type TestTracker } from '../../../../test/tracker/test-tracker';
import { addressesOf, dateTyped, rowOf } from '../../action-plans/pages/forms.fixture';
import { AnswerTokens, RecordOnReminder, RecordOnReminderPreferences } from '../index';

const LEAD = 'demo-action-lead';
const ANSWER = { rag: 'red', commentary: 'The trainer has left.\r\nNobody is found yet.' };

let tracker: TestTracker;
let at: Awaited<ReturnType<typeof addressesOf>>;

beforeAll(async () => {
  tracker = await startTracker();
  at = await addressesOf(tracker);
}, 60_000);
afterAll(() => tracker.stop());

const recorded = async () => (await tracker.events()).length;
const streamOf = (reference: string) => at.action(reference).replace('/actions/', 'action-');
const page = async (path: string, account = 'demo-reader') => (await (await tracker.signedIn(account)).get(path)).text;
const sendTo = (link: string, answer: object) => tracker.http.post(link).type('form').send(answer);

/** A message of its own for each case: there is one for a day. */
let days = 0;
async function asked(reference: string, whom: { account?: string; person?: string } = {}) {
  days += 1;
  const day = `2014-05-${String(days).padStart(2, '0')}`;
  const key = await claimed(tracker, [streamOf(reference)], { ...whom, day });
  return { key, link: linkOf(tracker, key, streamOf(reference)) };
}

describe('the page of a link', () => {
  it('says what is asked and of whom, with nothing preset and nothing that was said before', async () => {
    const { link } = await asked('DK7');
    const { text, status } = await tracker.http.get(link);
    expect(status).toBe(200);
    expect(textOf(text)).toMatch(
      /^How does DK7 stand\? You are asked as action lead\. Action DK7 .+ Due .+ (ago|in \d)/,
    );
    expect(text).not.toMatch(/type="radio"[^>]*checked/);
    expect(textOf(text)).not.toContain('The course has been run once');
  });

  it('is for nobody in particular: no navigation, no name, and nothing of its own address', async () => {
    const { link } = await asked('DK4');
    for (const agent of [tracker.http, await tracker.signedIn('demo-administrator')]) {
      const { text } = await agent.get(`${link}?asAt=2014-05-01`).expect(200);
      expect(text).not.toContain('<nav');
      expect(text).not.toContain('Administrator');
      expect(text).not.toContain(link.split('/').at(-1));
      expect(text).toContain('Send the answer');
    }
  });

  it('is kept to oneself: no referrer, no store, no search engine, whatever it answers', async () => {
    const { link } = await asked('DK4');
    const answers = [
      await tracker.http.get(link),
      await tracker.http.get(`${link}/done`),
      await sendTo(link, {}),
      await tracker.http.get('/answer/none'),
      await tracker.http.get(`${link}/nothing`),
      await tracker.http.post(link).set('Sec-Fetch-Site', 'cross-site'),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 303, 422, 404, 404, 403]);
    for (const { headers, text } of answers) {
      expect(headers).toMatchObject({
        'referrer-policy': 'no-referrer',
        'cache-control': 'no-store',
        'x-robots-tag': 'noindex',
      });
      expect(text).not.toContain(link.split('/').at(-1));
    }
  });
});

describe('an answer', () => {
  it('is a report of whoever was asked, by the link, and shows on board, action and trail', async () => {
    const { key, link } = await asked('DK4');
    const answer = await sendTo(link, { ...ANSWER, ...dateTyped('forecastDue', '2015-05-31') });
    expect([answer.status, answer.headers['location']]).toEqual([303, `${link}/done`]);

    const thanks = textOf((await tracker.http.get(`${link}/done`).expect(200)).text);
    expect(thanks).toMatch(
      /^Thank you Progress on DK4 was reported\. It now awaits confirmation\. The link was used at \d\d:\d\d on 16 June 2014/,
    );
    const events = await tracker.events();
    const claim = events.find(({ stream }) => stream === `reminder-${key}`);
    const report = events.at(-1);
    expect(report).toMatchObject({
      type: 'ProgressReported',
      stream: streamOf('DK4'),
      metadata: { via: 'link', origin: 'user', causationId: claim?.id, actor: { account: LEAD, role: 'action-lead' } },
    });
    expect(report?.metadata.actor.grant).toMatch(/^account-demo-action-lead@\d+$/);
    expect(rowOf(await page(at.derbyshire), 'DK4')).toContain('Red reported 16 Jun, awaiting confirmation');
    expect(textOf(await page(at.action('DK4')))).toContain('The trainer has left. Nobody is found yet.');
    expect(textOf(await page(`/audit-trail?record=${streamOf('DK4')}`))).toContain(
      'Action lead, by the link sent to Action lead on 16 June 2014',
    );
  });

  it('is refused field by field, keeps what was typed, and records nothing', async () => {
    const { link } = await asked('DK5');
    const before = await recorded();
    const typed = { commentary: 'Half a <b>sentence', ...dateTyped('forecastDue', '2015-02-30') };
    const answer = await sendTo(link, typed);
    expect(answer.status).toBe(422);
    expect(textOf(answer.text)).toContain('There is a problem Choose a rating The forecast date must be a real date');
    for (const id of ['rag', 'forecastDue'])
      expect(answer.text).toMatch(new RegExp(`href="#${id}"[\\s\\S]*id="${id}"`));
    expect(answer.text).toContain('Half a &lt;b&gt;sentence');

    for (const [wrong, message] of [
      [{ rag: 'purple' }, 'Choose a rating from the scheme of this plan: Red, Amber, Green.'],
      [{ commentary: ' \n ' }, 'Say in the commentary what was done'],
      [{ commentary: 'x'.repeat(5_001) }, 'must be 5000 characters or fewer'],
      [{ commentary: 'a\0b' }, 'holds characters that are not text'],
    ] as const) {
      const refused = await sendTo(link, { ...ANSWER, ...wrong });
      expect([refused.status, textOf(refused.text)]).toEqual([422, expect.stringContaining(message)]);
    }
    expect(await recorded()).toBe(before);
  });

  it('is given once: what is sent after it says so, and when, and leads to the sign-in', async () => {
    const { link } = await asked('DK5');
    await sendTo(link, ANSWER).expect(303);
    const before = await recorded();
    for (const again of [await sendTo(link, { ...ANSWER, rag: 'green' }), await tracker.http.get(link)]) {
      expect(again.status).toBe(410);
      expect(textOf(again.text)).toMatch(
        /^This link has been used Progress on DK5 was reported\. It now awaits confirmation\. That was at \d\d:\d\d on 16 June 2014\. A link answers once/,
      );
      expect(linksOf(again.text, /Sign in/)).toEqual(['/sign-in']);
    }
    expect(await recorded()).toBe(before);
  });

  it('is recorded once where it is sent twice at the same moment', async () => {
    const { link } = await asked('DL1');
    const before = await recorded();
    const both = await Promise.all([sendTo(link, ANSWER), sendTo(link, { ...ANSWER, rag: 'green' })]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([303, 410]);
    expect(await recorded()).toBe(before + 1);
  });

  it('comes from our own page or from none, never from another site', async () => {
    const { link } = await asked('DL1');
    const before = await recorded();
    for (const site of ['cross-site', 'same-site']) await sendTo(link, ANSWER).set('Sec-Fetch-Site', site).expect(403);
    expect(await recorded()).toBe(before);
    const signedIn = await tracker.signedIn('demo-reader');
    await signedIn.post(link).set('Sec-Fetch-Site', 'same-origin').type('form').send(ANSWER).expect(303);
    expect((await tracker.events()).at(-1)?.metadata.actor.account).toBe(LEAD);
  });
});

describe('a link', () => {
  const shut = async (link: string, status: number, words: string) => {
    const before = await recorded();
    for (const answer of [await tracker.http.get(link), await sendTo(link, ANSWER)]) {
      expect([answer.status, textOf(answer.text)]).toEqual([status, expect.stringContaining(words)]);
      expect(linksOf(answer.text, /Sign in/)).toEqual(['/sign-in']);
    }
    expect(await recorded()).toBe(before);
  };

  it('that was made up, altered or cut opens nothing', async () => {
    const { link } = await asked('DL3');
    const other = link.endsWith('A') ? 'B' : 'A';
    for (const wrong of ['/answer/none', link.slice(0, -1), link.slice(0, -1) + other, `/answer/${'A'.repeat(68)}`])
      await shut(wrong, 404, 'There is nothing at this link');
  });

  it('stands for a record that its message asked about, and for no other', async () => {
    const { key } = await asked('DL3');
    await shut(linkOf(tracker, key, streamOf('DL5')), 404, 'There is nothing at this link');
  });

  it('expires by the machine’s clock, whatever day the record has', async () => {
    const { key } = await asked('DL3');
    const tokens = new AnswerTokens(tracker.options.sessionSecret);
    const until = (expires: number) => `/answer/${tokens.tokenFor({ key, record: streamOf('DL3'), expires })}`;
    // The record stands in June 2014, the machine long after 2020.
    await shut(until(Date.UTC(2020, 0, 1)), 410, 'This link has expired');
    await tracker.http.get(until(Date.UTC(2300, 0, 1))).expect(200);
  });

  it('is shut by revoking those of its message', async () => {
    const { key, link } = await asked('DL3');
    await record(tracker, new RecordOnReminder(key, { type: 'revoke-links' }, bySystem()));
    await shut(link, 410, 'This link was revoked');
  });

  it('is shut by its person revoking all; one of a later message is not', async () => {
    const before = await asked('DL3', { account: 'demo-member', person: LEAD });
    const revoking = { ...bySystem(), reason: 'Passed on' };
    await record(tracker, new RecordOnReminderPreferences('demo-member', { type: 'revoke-links' }, revoking));
    const after = await asked('DL3', { account: 'demo-member', person: LEAD });
    await shut(before.link, 410, 'This link was revoked');
    await shut(after.link, 410, 'This is no longer asked of you');
  });

  it('of whoever covers an absence answers in place of the one who is away, while that lasts', async () => {
    const { link } = await asked('DL3', { account: 'demo-commissioner', person: LEAD });
    await shut(link, 410, 'This is no longer asked of you');
    const own = { type: 'grant-role', grantId: 'own', role: 'action-lead', scope: { kind: 'council' } } as const;
    const cover = {
      type: 'cover-absence',
      coverId: 'c1',
      forAccount: LEAD,
      from: '2014-06-16',
      to: '2014-06-30',
    } as const;
    await record(tracker, new RecordOnAccount('demo-commissioner', cover, bySystem()));
    // A role of their own for the same record does not make it their answer: it was asked of another.
    await record(tracker, new RecordOnAccount('demo-commissioner', { ...own, from: '2014-06-01' }, bySystem()));
    const { text } = await tracker.http.get(link).expect(200);
    expect(textOf(text)).toContain('You are asked as action lead in place of Action lead, who is away.');
    await sendTo(link, ANSWER).expect(303);
    expect((await tracker.events()).at(-1)?.metadata.actor).toMatchObject({
      account: 'demo-commissioner',
      role: 'action-lead',
      actingFor: LEAD,
    });
  });

  it('is shut where the action is over', async () => {
    const { link } = await asked('DL5');
    const withdrawn = { type: 'withdraw' } as const;
    await record(
      tracker,
      new RecordOnAction(streamOf('DL5').replace('action-', ''), withdrawn, {
        ...bySystem(),
        reason: 'No longer wanted',
      }),
    );
    await shut(link, 410, 'There is nothing to answer any more The action was withdrawn.');
  });

  it('is shut where the account no longer holds a role for the record, and where it is closed', async () => {
    const { link } = await asked('DL6');
    await tracker.http.get(link).expect(200);
    const end = { type: 'end-role', grantId: 'action-lead-GG-WSG', to: '2014-06-15' } as const;
    await record(tracker, new RecordOnAccount(LEAD, end, { ...bySystem(), reason: 'Leads other work' }));
    await shut(link, 410, 'This is no longer asked of you');
    const close = { type: 'close', on: '2014-06-16', now: 0 } as const;
    await record(tracker, new RecordOnAccount(LEAD, close, { ...bySystem(), reason: 'Has left' }));
    await shut(link, 410, 'The account that it was sent to is closed');
  });
});

it('is asked to wait who tries too many links that open nothing; whose links open something is not', async () => {
  const other = await startTracker();
  try {
    const { action } = await addressesOf(other);
    const stream = action('DK4').replace('/actions/', 'action-');
    const good = linkOf(other, await claimed(other, [stream]), stream);
    for (let tries = 0; tries < 70; tries += 1) await other.http.get(good).expect(200);
    const answers: number[] = [];
    for (let tries = 0; tries < 70; tries += 1) answers.push((await other.http.get(`/answer/made-up-${tries}`)).status);
    expect(answers.slice(0, 60).every((status) => status === 404)).toBe(true);
    const { status, headers, text } = await other.http.get('/answer/made-up');
    expect([status, Number(headers['retry-after']) > 0]).toEqual([429, true]);
    expect(textOf(text)).toContain('There were too many links that open nothing.');
  } finally {
    await other.stop();
  }
});
