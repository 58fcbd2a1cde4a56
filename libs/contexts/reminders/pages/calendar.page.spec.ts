import { RecordOnAccount } from '@minutebook/accounts';
import { RecordOnAction } from '@minutebook/action-plans';
import { bySystem, record } from '../../../../test/tracker/answer-links.fixture';
import { startTracker, type TestTracker } from '../../../../test/tracker/test-tracker';
import { addressesOf, fillIn } from '../../action-plans/pages/forms.fixture';
import { RecordOnReminderPreferences, ReminderSettingsQuery } from '../index';

const LEAD = 'demo-action-lead';

let tracker: TestTracker;
let at: Awaited<ReturnType<typeof addressesOf>>;

beforeAll(async () => {
  tracker = await startTracker();
  at = await addressesOf(tracker);
}, 60_000);
afterAll(() => tracker.stop());

/** Opens a calendar address by the page that offers it, and reads it there. */
async function opened(account: string): Promise<string> {
  const agent = await tracker.signedIn(account);
  const { text } = await fillIn(agent, '/reminders/preferences/calendar', { confirm: 'yes' });
  const address = /http:\/\/127\.0\.0\.1:3000(\/calendar\/[\w-]{43}\.ics)/.exec(text)?.[1];
  if (address === undefined) throw new Error(`No address was shown: ${text}`);
  return address;
}

/** The events of a calendar, each with its properties by name. */
function eventsOf(calendar: string): readonly Readonly<Record<string, string>>[] {
  const lines = calendar.replace(/\r\n[ \t]/g, '').split('\r\n');
  const events: Record<string, string>[] = [];
  for (const line of lines) {
    const [name = '', value = ''] = [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)];
    if (line === 'BEGIN:VEVENT') events.push({});
    else if (events.length > 0 && name !== 'END' && name !== '') (events.at(-1) ?? {})[name] = value;
  }
  return events;
}

describe('the calendar of a person', () => {
  it('holds the open dates that they lead, each with reference, title and link, and nothing else', async () => {
    const { text, headers } = await tracker.http.get(await opened(LEAD)).expect(200);
    expect(headers).toMatchObject({
      'content-type': 'text/calendar; charset=utf-8',
      'referrer-policy': 'no-referrer',
      'cache-control': 'private, no-cache',
      'x-robots-tag': 'noindex',
    });
    const event = eventsOf(text).find(({ SUMMARY }) => SUMMARY?.startsWith('Due: DK4 '));
    const stream = at.action('DK4').replace('/actions/', 'action-');
    expect(event).toEqual({
      UID: `${stream}@minutebook`,
      DTSTAMP: expect.stringMatching(/^2014\d{4}T\d{6}Z$/),
      'LAST-MODIFIED': event?.['DTSTAMP'],
      SEQUENCE: expect.stringMatching(/^\d+$/),
      'DTSTART;VALUE=DATE': '20150331',
      SUMMARY: 'Due: DK4 Safeguarding Children: Systemic training',
      URL: `http://127.0.0.1:3000${at.action('DK4')}`,
      TRANSP: 'TRANSPARENT',
    });
  });

  it('holds what they monitor, and nothing where nothing is asked of them', async () => {
    const monitored = await tracker.http.get(await opened('demo-monitoring-lead')).expect(200);
    expect(eventsOf(monitored.text).some(({ SUMMARY }) => SUMMARY?.includes('DK4'))).toBe(true);
    const reader = await tracker.http.get(await opened('demo-reader')).expect(200);
    expect(eventsOf(reader.text)).toEqual([]);
  });

  it('is the same for whoever is signed in, and writes nothing', async () => {
    const address = await opened(LEAD);
    const before = await tracker.events();
    const { text } = await tracker.http.get(address);
    expect((await (await tracker.signedIn('demo-chair')).get(address)).text).toBe(text);
    await tracker.http.head(address).expect(200);
    expect(await tracker.events()).toEqual(before);
  });

  it('is not sent again while nothing has changed; a moved date is a later version of the same event', async () => {
    const address = await opened(LEAD);
    const first = await tracker.http.get(address).expect(200);
    const tag = String(first.headers['etag']);
    for (const known of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
      const again = await tracker.http.get(address).set('If-None-Match', known);
      expect([again.status, again.text, again.headers['etag']]).toEqual([304, '', tag]);
    }
    const moved = { type: 'move-due-date', timescale: { words: 'By Easter', due: '2015-04-05' } } as const;
    await record(
      tracker,
      new RecordOnAction(at.action('DK4').replace('/actions/', ''), moved, {
        ...bySystem(),
        reason: 'The trainer left',
      }),
    );
    const after = await tracker.http.get(address).set('If-None-Match', tag).expect(200);
    const [old, now] = [first.text, after.text].map((text) =>
      eventsOf(text).find(({ SUMMARY }) => SUMMARY?.startsWith('Due: DK4 ')),
    );
    expect([now?.['UID'], now?.['DTSTART;VALUE=DATE']]).toEqual([old?.['UID'], '20150405']);
    expect(Number(now?.['SEQUENCE'])).toBeGreaterThan(Number(old?.['SEQUENCE']));
    expect(after.headers['etag']).not.toBe(tag);
  });

  it('no longer holds what is over', async () => {
    const address = await opened(LEAD);
    const withdrawn = new RecordOnAction(
      at.action('DK5').replace('/actions/', ''),
      { type: 'withdraw' },
      {
        ...bySystem(),
        reason: 'No longer wanted',
      },
    );
    expect((await tracker.http.get(address)).text).toContain('DK5');
    await record(tracker, withdrawn);
    expect((await tracker.http.get(address)).text).not.toContain('DK5');
  });

  it('is closed by opening another address, by closing it, and with the account', async () => {
    const settings = tracker.app.get(ReminderSettingsQuery, { strict: false });
    const isGone = async (address: string) => {
      const { status, text } = await tracker.http.get(address);
      expect([status, text]).toEqual([404, expect.stringContaining('There is no calendar at this address')]);
      expect(text).not.toContain(address.split('/').at(-1));
    };
    await isGone(`/calendar/${'A'.repeat(43)}.ics`);
    const first = await opened('demo-member');
    const second = await opened('demo-member');
    await isGone(first);
    await tracker.http.get(second).expect(200);
    const { feed } = settings.preferences('demo-member', {
      recordNumber: tracker.record.readModels.reached.recordNumber,
    });
    const close = { type: 'close-feed', feedId: feed?.feedId ?? '' } as const;
    await record(tracker, new RecordOnReminderPreferences('demo-member', close, bySystem()));
    await isGone(second);
    const third = await opened('demo-commissioner');
    await tracker.http.get(third).expect(200);
    const leaving = { type: 'close', on: '2014-06-16', now: 0 } as const;
    await record(tracker, new RecordOnAccount('demo-commissioner', leaving, { ...bySystem(), reason: 'Has left' }));
    await isGone(third);
  });
});
