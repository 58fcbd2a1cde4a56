import { JOURNEY_TIMEOUT, Town, type Visitor } from './browser.fixture';
import { AuditTrail, PlanBoard, signIn, WhatChanged } from './pages.fixture';

jest.setTimeout(JOURNEY_TIMEOUT);

const YESTERDAY = '2014-06-15';

let town: Town;
beforeAll(async () => {
  town = await Town.open();
});
afterAll(() => town.close());

describe.each([
  { visitorIs: 'with script', script: true, reported: 'DL1', returned: 'DL6' },
  { visitorIs: 'without script', script: false, reported: 'DL3', returned: 'DR2' },
])('a visitor $visitorIs', ({ script, reported, returned }) => {
  let visitor: Visitor;

  beforeEach(async () => {
    visitor = await town.visitor(script);
  });
  afterEach(() => visitor.leaves());

  it('reports red, has it confirmed, finds both in the trail, and sees the day before as it was', async () => {
    const board = new PlanBoard(visitor);
    const commentary = `The post of the lead for ${reported} is vacant`;

    // Given: an action that is green, and a report of red on it by its lead
    await signIn(visitor, 'Action lead');
    await board.open();
    expect(await board.ratingOf(reported)).toMatch(/^Green Reported/);
    const action = await board.openAction(reported);
    await action.begins('Report progress', 'Report progress');
    await action.rates('Red');
    await action.writes('Commentary', commentary);
    await action.sends('Report progress');
    expect(await action.says()).toContain('Red as at 16 June 2014');
    expect(await action.says()).toContain('not confirmed yet');
    await visitor.signsOut();

    // When: the monitoring lead confirms it
    await signIn(visitor, 'Monitoring lead');
    await board.open();
    expect(await board.ratingOf(reported)).toMatch(/^Green Red reported 16 Jun, awaiting confirmation/);
    await board.openAction(reported);
    await action.begins('Confirm the report', 'Confirm the report');
    expect(await action.says()).toContain(commentary);
    await action.sends('Confirm the report');

    // Then: the rating counts, and both events stand in the trail
    await board.open();
    expect(await board.ratingOf(reported)).toMatch(/^Red Reported 16 Jun/);
    const trail = new AuditTrail(visitor);
    await trail.open();
    const [newest, before] = await trail.lines();
    expect(newest).toContain(`The report on action ${reported} (red) was confirmed.`);
    expect(newest).toContain('Monitoring lead');
    expect(before).toContain(`Progress on action ${reported} was reported as red.`);
    expect(before).toContain('Action lead');
    const found = await trail.find(commentary);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(commentary);

    // And: what changed shows the rating, and the board of the day before shows the old one and offers nothing
    const changes = new WhatChanged(visitor);
    await changes.open();
    const changed = (await changes.since(YESTERDAY)).filter((line) => line.startsWith(reported));
    expect(changed).toEqual([
      expect.stringMatching(/Confirmed rating Green Red/),
      expect.stringMatching(/Reported rating Green Red/),
    ]);
    await board.open();
    await board.lookAsAt(YESTERDAY);
    expect(await board.ratingOf(reported)).toMatch(/^Green Reported/);
    const banner = visitor.page.getByText('You are looking at the record as it stood on 15 June 2014');
    expect(await banner.isVisible()).toBe(true);
    await board.openAction(reported);
    expect(await banner.isVisible()).toBe(true);
    expect(await visitor.offered()).toEqual([]);
    expect(await action.says()).not.toContain(commentary);
  });

  it('is sent a report back, corrects it, and has it confirmed', async () => {
    const board = new PlanBoard(visitor);

    // Given: a report that was sent back with a reason
    await signIn(visitor, 'Action lead');
    await board.open();
    const action = await board.openAction(returned);
    await action.begins('Report progress', 'Report progress');
    await action.rates('Amber');
    await action.writes('Commentary', 'One course was cancelled');
    await action.sends('Report progress');
    await visitor.signsOut();
    await signIn(visitor, 'Monitoring lead');
    await board.open();
    await board.openAction(returned);
    await action.begins('Send it back', 'Send the report back');
    await action.writes('Why is it sent back?', 'Which course was it?');
    await action.sends('Send it back');
    await visitor.signsOut();

    // When: the lead finds it waiting, reads why, and corrects it
    await signIn(visitor, 'Action lead');
    const waiting = visitor.page.getByRole('region', { name: /^Sent back to you/ });
    expect(await waiting.getByRole('link', { name: new RegExp(`^${returned} `) }).count()).toBeGreaterThan(0);
    await board.open();
    await board.openAction(returned);
    expect(await action.says()).toContain('Which course was it?');
    await action.begins('Correct the latest report', 'Correct the latest report');
    await action.writes('Commentary', 'The course of 12 June was cancelled');
    await action.writes('Why is it corrected?', 'The course was not named');
    await action.sends('Correct the report');
    await visitor.signsOut();

    // Then: the monitoring lead confirms it, and both versions stand in the record
    await signIn(visitor, 'Monitoring lead');
    await board.open();
    await board.openAction(returned);
    await action.begins('Confirm the report', 'Confirm the report');
    await action.sends('Confirm the report');
    const says = await action.says();
    for (const text of ['The course of 12 June was cancelled', 'One course was cancelled', 'The course was not named'])
      expect(says).toContain(text);
    await board.open();
    expect(await board.ratingOf(returned)).toMatch(/^Amber Reported 16 Jun/);
  });
});
