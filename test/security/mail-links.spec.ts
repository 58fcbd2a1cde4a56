import { ReminderSender } from '../../libs/contexts/reminders/application/reminder-sender';
import { addressesOf, hiddenFields } from '../../libs/contexts/action-plans/pages/forms.fixture';
import { claimed } from '../tracker/answer-links.fixture';
import { startTracker, type TestTracker } from '../tracker/test-tracker';

/** What stands between the tags of a form. */
const FORMS = /<form[^>]*method="post"[^>]*>([\s\S]*?)<\/form>/g;

let tracker: TestTracker;
/** Every address of ours that a mail holds, in its text or its HTML. */
let links: readonly string[];

beforeAll(async () => {
  tracker = await startTracker();
  const { action } = await addressesOf(tracker);
  const streams = ['DK4', 'DK5', 'DL1'].map((reference) => action(reference).replace('/actions/', 'action-'));
  const key = await claimed(tracker, streams);
  await tracker.app.get(ReminderSender, { strict: false }).transmit(key);
  const [mail] = tracker.mails();
  const addresses = `${mail?.text}\n${mail?.html}`.match(/http:\/\/127\.0\.0\.1:3000[^\s"<]*/g) ?? [];
  links = [...new Set(addresses)].map((address) => new URL(address).pathname);
}, 60_000);
afterAll(() => tracker.stop());

const isToAnswer = (link: string) => link.startsWith('/answer/');

/** Whoever opens a mail before its reader does: without a session, and as one who happens to be signed in. */
const agents = async () => [tracker.http, await tracker.signedIn('demo-action-lead')];

describe('A scanner that opens all links of a mail', () => {
  it('finds one for each record to answer by, and one for each to look at', () => {
    expect(links.filter(isToAnswer)).toHaveLength(3);
    expect(links.filter((link) => link.startsWith('/actions/'))).toHaveLength(3);
  });

  it.each(['get', 'head', 'options'] as const)('records nothing by %s', async (method) => {
    const before = await tracker.events();
    for (const agent of await agents())
      for (const link of links) {
        const { status } = await agent[method](link);
        if (isToAnswer(link) && method !== 'options') expect(status).toBe(200);
      }
    expect(await tracker.events()).toEqual(before);
  });

  it('records nothing by sending each form that it finds, empty or with all that stands in it', async () => {
    let sent = 0;
    const before = await tracker.events();
    for (const agent of await agents())
      for (const link of links.filter(isToAnswer)) {
        const { text } = await agent.get(link).expect(200);
        for (const [, form = ''] of text.matchAll(FORMS)) {
          const preset = [...form.matchAll(/<(?:input|textarea)[^>]*name="([^"]*)"[^>]*?(?:value="([^"]*)")?[^>]*>/g)]
            .filter(([tag]) => !tag.includes('type="radio"') || tag.includes('checked'))
            .map(([, name = '', value = '']) => [name, value] as const);
          for (const fields of [{}, hiddenFields(text), Object.fromEntries(preset)]) {
            await agent.post(link).type('form').send(fields).expect(422);
            sent += 1;
          }
        }
      }
    expect(sent).toBe(18);
    expect(await tracker.events()).toEqual(before);
  });

  it('does not use a link up: its reader answers by it afterwards, once', async () => {
    const before = await tracker.events();
    const [link = ''] = links.filter(isToAnswer);
    const answer = { rag: 'amber', commentary: 'Half of it is done' };
    await tracker.http.post(link).type('form').send(answer).expect(303);
    await tracker.http.get(`${link}/done`).expect(200);
    await tracker.http.post(link).type('form').send(answer).expect(410);
    expect((await tracker.events()).slice(before.length).map(({ type }) => type)).toEqual(['ProgressReported']);
  });

  it('runs no script and waits for nothing that would send a form by itself', async () => {
    const { text } = await tracker.http.get(links.filter(isToAnswer)[1] ?? '').expect(200);
    expect(text).not.toMatch(/http-equiv="refresh"|autofocus|onload/i);
    expect([...text.matchAll(/<script[^>]*>/g)].map(([tag]) => tag)).toEqual([
      expect.stringMatching(/^<script type="module" src="\/assets\/minutebook[^"]*\.js">$/),
    ]);
  });
});
