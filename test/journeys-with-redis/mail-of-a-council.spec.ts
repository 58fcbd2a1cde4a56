import { setTimeout as passing } from 'node:timers/promises';
import { VaultRedis } from '@minutebook/key-vault-redis/redis-vault.fixture';
import { openSmtpMailer } from '@minutebook/mail-smtp';
import { MailServer, type Transmission } from '@minutebook/mail-smtp/mail-server.fixture';
import { RedisServer } from '@minutebook/redis-test-server';
import { ReminderPolicy } from '@minutebook/reminders';
import { beginReminders } from '../../apps/tracker/reminders/begin-reminders';
import { JOURNEY_TIMEOUT, Town } from '../journeys/browser.fixture';
import { AuditTrail } from '../journeys/pages.fixture';
import { addPerson, Council, joined, type Browser } from '../tracker/council.fixture';
import { textOf } from '../tracker/page-text';
import { freePort } from '../tracker/product.fixture';

jest.setTimeout(JOURNEY_TIMEOUT);

const BEN = { name: 'Ben Moor', email: 'ben.moor@example.gov.uk', password: 'quiet lantern river' };
const MONDAY = Date.UTC(2027, 0, 18, 10);
/** Three working days before both actions are due. */
const TUESDAY = Date.UTC(2027, 0, 19, 9);
const DUE = { 'timescale.due-day': '22', 'timescale.due-month': '1', 'timescale.due-year': '2027' };
const PATIENCE_MS = 30_000;

const clock = {
  time: MONDAY,
  now(): number {
    return this.time;
  },
};
let queue: RedisServer;
let keys: VaultRedis;
let mailServer: MailServer;
let council: Council;
let town: Town;
let mail: Transmission;

beforeAll(async () => {
  [queue, keys, mailServer] = await Promise.all([RedisServer.start(), VaultRedis.start(), MailServer.start()]);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const mailer = openSmtpMailer({
    address: `smtp://127.0.0.1:${mailServer.port}`,
    sender: { address: 'minutebook@council.gov.uk' },
  });
  council = await Council.start({
    mailer,
    publicUrl: url,
    redis: { address: queue.url, prefix: 'harbour' },
    vault: { engine: 'redis', ...keys.place('harbour') },
    clock,
  });
  await council.app.listen(port, '127.0.0.1');
  const stop = async () => {
    await council.stop();
    await mailer.close();
    await Promise.all([queue.stop(), keys.stop(), mailServer.stop()]);
  };
  town = await Town.around(Promise.resolve({ url, stop }));
});
afterAll(() => town.close());

/** Sends a form that must be taken; answers with the address that it leads to. */
async function sent(browser: Browser, path: string, fields: Readonly<Record<string, string>>): Promise<string> {
  const answer = await browser.send(path, fields);
  expect([answer.status, textOf(answer.text)]).toEqual([303, expect.any(String)]);
  return String(answer.headers['location']);
}

async function mailsTo(address: string, count: number): Promise<readonly Transmission[]> {
  const patience = AbortSignal.timeout(PATIENCE_MS);
  for (;;) {
    const found = mailServer.transmissions.filter(({ recipients }) => recipients.includes(address));
    if (found.length >= count) return found;
    if (patience.aborted) throw new Error(`${found.length} of ${count} mails have come`);
    await passing(50);
  }
}

describe('A council whose mail is sent', () => {
  it('invites its action lead, and reminds them of what they lead, each by one mail', async () => {
    // Given: a plan with two actions of a group, and somebody who leads them
    const administrator = await council.setUp();
    const group = (
      await sent(administrator, '/governance-groups/new', {
        ...{ name: 'Workforce Steering Group', kind: 'steering group', source: 'Cabinet, 4 November 2026' },
      })
    ).replace('/governance-groups/', '');
    const plan = await sent(administrator, '/action-plans/new', {
      ...{ title: 'Workforce plan 2026/27', groupId: group, ragScheme: 'rag' },
      ...{ 'startsOn-day': '1', 'startsOn-month': '4', 'startsOn-year': '2026' },
      ...{ 'endsOn-day': '31', 'endsOn-month': '3', 'endsOn-year': '2027' },
    });
    for (const [reference, title] of Object.entries({ SS1: 'Train the front line teams', SS2: 'Publish the handbook' }))
      await sent(administrator, `${plan}/add-action`, {
        ...{ reference, title, theme: 'Skills', successCriteria: 'Done by the date', ...DUE },
        ...{ 'leads.0.kind': 'role', 'leads.0.name': 'Head of Learning', 'leads.0.origin': 'assigned' },
      });
    const ben = await addPerson(administrator, { ...BEN, role: 'action-lead', scope: `group:${group}` });

    // When: they are invited, set their password with the code of the mail, and a day passes
    await administrator.send(`/people/${ben}/invite`, {});
    const [invitation] = await mailsTo(BEN.email, 1);
    const code = /[0-9A-Z]{5}(-[0-9A-Z]{5}){3}/.exec(invitation?.parsed.text ?? '')?.[0] ?? 'no code';
    await joined(council, BEN.email, code, BEN.password);
    await beginReminders(council.app, council.record);
    clock.time = TUESDAY;
    await council.app.get(ReminderPolicy, { strict: false }).clockMoved();

    // Then: one mail asks about both
    const mails = await mailsTo(BEN.email, 2);
    expect(mails.map(({ parsed }) => parsed.subject).slice(1)).toEqual(['2 things to answer for']);
    [, mail] = mails as [Transmission, Transmission];
    expect(mail.from).toBe('minutebook@council.gov.uk');
    expect(mail.parsed.messageId).toMatch(/^<reminder-[0-9a-f-]+@council\.gov\.uk>$/);
  });

  it.each([
    { how: 'with script, by the link in the text', script: true, reference: 'SS1', part: 'text' },
    { how: 'without script, by the link in the HTML', script: false, reference: 'SS2', part: 'html' },
  ] as const)('is answered from it on a telephone, $how', async ({ script, reference, part }) => {
    // Given: the mail as it was delivered
    const links = (mail.parsed[part] ?? '').match(/http:\/\/127\.0\.0\.1:\d+\/answer\/[\w-]+/g) ?? [];
    const link = [...new Set(links)][reference === 'SS1' ? 0 : 1] ?? 'no link';
    const visitor = await town.visitor(script);
    const { page } = visitor;
    const commentary = `Half of ${reference} is done, as said by the link`;

    // When: its link is followed and answered
    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto(link);
    await visitor.arrivesAt(`How does ${reference} stand?`);
    await visitor.looksRight([360]);
    await page.getByRole('radio', { name: 'Amber', exact: true }).check();
    await page.getByLabel('Commentary', { exact: true }).fill(commentary);
    await page.getByRole('button', { name: 'Send the answer' }).click();
    await visitor.arrivesAt('Thank you');

    // Then: whoever answered finds the answer, the proof of the chase and the trail of it
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.goto('/sign-in');
    await page.getByLabel('E-mail address', { exact: true }).fill(BEN.email);
    await page.getByLabel('Password', { exact: true }).fill(BEN.password);
    await page.locator('main').getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL('/');
    await visitor.follows('Plans');
    await visitor.follows('Workforce plan 2026/27');
    const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: reference, exact: true }) });
    await row.getByRole('link').first().click();
    await visitor.arrivesAt(new RegExp(`^${reference} `));
    const said = (await page.locator('main').innerText()).replace(/\s+/g, ' ');
    expect(said).toContain(commentary);
    expect(said).toContain(
      'Reminded once, on 19 January 2027, accepted by the mail server, answered on 19 January 2027.',
    );
    const trail = new AuditTrail(visitor);
    await trail.open();
    expect(await trail.find(commentary)).toEqual([expect.stringContaining(`by the link sent to ${BEN.name}`)]);
    await visitor.leaves();
  });

  it('has sent each mail once', () => {
    expect(mailServer.transmissions.map(({ parsed }) => parsed.subject)).toHaveLength(2);
  });
});
