import { MAILER, type Mailer } from '@minutebook/kernel/recording';
import { textOf } from '../../../../test/tracker/page-text';
import { startTracker, type TestTracker } from '../../../../test/tracker/test-tracker';

let tracker: TestTracker;

beforeAll(async () => {
  tracker = await startTracker();
}, 60_000);
afterAll(() => tracker.stop());

const page = async (path: string, account = 'demo-administrator') =>
  (await tracker.signedIn(account)).get(`/demonstration/outbox${path}`);
const send = (nth: number, text = 'Welcome.') =>
  tracker.options.mailer.send({ key: `mail-${nth}`, to: 'clerk@council.gov.uk', subject: `Mail ${nth}`, text });

describe('the outbox', () => {
  it('says what will appear in it while it is empty', async () => {
    const { status, text } = await page('');

    expect(status).toBe(200);
    expect(textOf(text)).toContain('Nothing would have been sent yet');
  });

  it('is the administrator’s, who finds it from the page about the demonstration', async () => {
    for (const path of ['', '/1']) expect((await page(path, 'demo-auditor')).status).toBe(403);
    const about = async (account: string) => (await (await tracker.signedIn(account)).get('/demonstration')).text;
    expect(await about('demo-administrator')).toContain('href="/demonstration/outbox"');
    expect(await about('demo-auditor')).not.toContain('href="/demonstration/outbox"');
  });

  it('shows the mails that would have been sent, newest first, by the demonstration’s clock', async () => {
    await send(1);
    await send(2);
    await send(2);

    const text = textOf((await page('')).text);

    expect(text).toContain('3 mails');
    expect(text).toMatch(
      /Mail 2 transmission 2 of the same mail clerk@council\.gov\.uk 16 June 2014, 09:0.*Mail 2 clerk@.*Mail 1 clerk@/,
    );
  });

  it('shows each mail as its reader would read it, and leads only to this service', async () => {
    const home = tracker.options.publicUrl;
    await send(
      4,
      `Dear <b>clerk</b>,\n\n  ${home}/invitation/a?b=c lets you in.\n(${home}/sign-in), https://elsewhere.example/x.`,
    );
    const [{ number = 0 } = {}] = tracker.mails();

    const { status, text } = await page(`/${number}`);

    expect(status).toBe(200);
    expect(text).toContain('Dear &lt;b&gt;clerk&lt;/b&gt;,\n\n  <a');
    expect(text).toContain(
      `<a class="govuk-link" href="${home}/invitation/a?b=c">${home}/invitation/a?b=c</a> lets you in.`,
    );
    expect(text).toContain(
      `(<a class="govuk-link" href="${home}/sign-in">${home}/sign-in</a>), https://elsewhere.example/x.`,
    );
    expect(text).not.toContain('href="https://elsewhere.example');
    expect(textOf(text)).toContain('Known as mail-4');
  });

  it('holds nothing on a day before anything was sent', async () => {
    const { text } = await page('?asAt=2014-06-01');

    expect(textOf(text)).toContain('Nothing would have been sent by then');
    expect((await page('/1?asAt=2014-06-01')).status).toBe(404);
    expect((await page('/1')).status).toBe(200);
  });

  it('gets what contexts send, which is counted', async () => {
    const sent = tracker.mails().length;

    await tracker.app.get<Mailer>(MAILER).send({ key: 'mail-9', to: 'a@b.example', subject: 'Mail 9', text: 'Hello' });

    expect(tracker.mails()).toHaveLength(sent + 1);
    const { text } = await tracker.http.get('/metrics');
    expect(text).toContain('minutebook_mails_total{fate="taken"} 1\n');
    expect(text).toContain('minutebook_mails_total{fate="unknown"} 0\n');
    expect(text).not.toContain('a@b.example');
  });

  it.each(['/0', '/99', '/01', '/one'])('has no mail at %s, and says what may have become of it', async (path) => {
    const { status, text } = await page(path);

    expect(status).toBe(404);
    expect(textOf(text)).toContain('There is no such mail in the outbox');
  });
});
