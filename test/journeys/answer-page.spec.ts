import { claimed, linkOf } from '../tracker/answer-links.fixture';
import { startTracker, type TestTracker } from '../tracker/test-tracker';
import { actionIdOf } from '../../apps/tracker/demonstration/published-plans';
import { JOURNEY_TIMEOUT, Town } from './browser.fixture';

jest.setTimeout(JOURNEY_TIMEOUT);

/** Actions that nobody has answered for by a link yet, one for each visitor. */
const ACTIONS = { 'with script': 'DK4', 'without any script': 'DK5' } as const;

let tracker: TestTracker;
let town: Town;

beforeAll(async () => {
  tracker = await startTracker();
  await tracker.app.listen(0, '127.0.0.1');
  town = await Town.around(Promise.resolve({ url: await tracker.app.getUrl(), stop: () => tracker.stop() }));
});
afterAll(() => town.close());

describe('Whoever has the link of a mail', () => {
  it.each(Object.entries(ACTIONS))('answers by it on a telephone, %s', async (how, reference) => {
    // given a mail about an action
    const stream = `action-${actionIdOf(reference)}`;
    const day = how === 'with script' ? '2014-06-13' : '2014-06-16';
    const link = linkOf(tracker, await claimed(tracker, [stream], { day }), stream);
    const visitor = await town.visitor(how === 'with script');
    const { page } = visitor;

    // when its link is opened, and the form is sent before anything is chosen
    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto(link);
    await visitor.arrivesAt(`How does ${reference} stand?`);
    await visitor.looksRight();
    await page.getByRole('button', { name: 'Send the answer' }).click();

    // then it says what is missing, at the fields
    await page.getByRole('link', { name: 'Choose a rating' }).waitFor();
    await visitor.arrivesAt(`How does ${reference} stand?`);
    await visitor.looksRight();

    // when it is answered
    await page.setViewportSize({ width: 360, height: 740 });
    await page.getByRole('radio', { name: 'Amber' }).check();
    await page.getByLabel('Commentary', { exact: true }).fill('Half of it is done');
    await page.getByRole('button', { name: 'Send the answer' }).click();

    // then that is recorded, and the link has had its use
    await visitor.arrivesAt('Thank you');
    await visitor.looksRight();
    expect((await tracker.events()).at(-1)).toMatchObject({ stream, metadata: { via: 'link' } });
    await page.goto(link);
    await visitor.arrivesAt('This link has been used');
    await visitor.looksRight();
    await visitor.leaves();
  });

  it('reads what is wrong with one that opens nothing', async () => {
    const visitor = await town.visitor(false);
    await visitor.page.goto('/answer/broken-by-a-mail-program');
    await visitor.arrivesAt('There is nothing at this link');
    await visitor.looksRight();
    await visitor.leaves();
  });
});
