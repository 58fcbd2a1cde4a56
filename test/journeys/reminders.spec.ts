import { JOURNEY_TIMEOUT, Town, type Visitor } from './browser.fixture';
import { isRemindedAndAnswers, TRAVELLERS } from './reminder-journey.fixture';

jest.setTimeout(JOURNEY_TIMEOUT);

let town: Town;
let visitor: Visitor;
beforeAll(async () => {
  // With neither a Redis nor a mail server.
  town = await Town.open();
});
afterAll(() => town.close());
afterEach(() => visitor.leaves());

describe.each(TRAVELLERS)('a visitor $visitorIs', (traveller) => {
  it('lets days pass, finds the reminder, answers from it on a telephone, and finds the proof of it', async () => {
    visitor = await town.visitor(traveller.script);
    await isRemindedAndAnswers(visitor, traveller);
  });
});
