import { ADMINISTRATOR, Council, type Browser } from '../tracker/council.fixture';

jest.setTimeout(60_000);

const { email, password } = ADMINISTRATOR;
/** Where the council's office reaches us from, its proxy having said so. */
const OFFICE = '192.0.2.1';

describe('Whoever guesses at passwords', () => {
  let council: Council;
  let owner: Browser;
  beforeEach(async () => {
    council = await Council.start();
    owner = council.browser();
    // Without a second factor, so that one step signs in.
    const fields = { code: council.code, council: 'Harbour Council', ...ADMINISTRATOR };
    await owner.agent.post('/set-up').type('form').send(fields).expect(303);
    await owner.send('/my-account/second-factor', {}, '/sign-out');
  });
  afterEach(() => council.stop());

  const attempt = (browser: Browser, body: object, from = OFFICE) =>
    browser.agent.post('/sign-in').set('X-Forwarded-For', from).type('form').send(body);
  const wrong = { email, password: 'not the password at all' };

  it('is stopped after ten tries at one address, told when to try again, and let in no more by the right one', async () => {
    for (let each = 0; each < 10; each += 1) await attempt(council.browser(), wrong, `192.0.2.${each}`).expect(422);

    const answer = await attempt(council.browser(), { email, password }, '192.0.2.77');

    expect(answer.status).toBe(429);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    expect(answer.headers['set-cookie']).toBeUndefined();
    council.later(16 * 60 * 1000);
    await attempt(council.browser(), { email, password }).expect(303);
  });

  it('locks the owner out of no browser that they signed in with before, not even from the same office', async () => {
    // given the owner's browser, and a stranger in the same office who has used up what there is
    await attempt(owner, { email, password }).expect(303);
    await owner.send('/my-account/second-factor', {}, '/sign-out');
    let last = 422;
    for (let each = 0; last === 422; each += 1)
      last = (await attempt(council.browser(), { ...wrong, email: `${each % 8 ? each : ''}${email}` })).status;
    expect(last).toBe(429);
    expect((await attempt(council.browser(), { email, password })).status).toBe(429);

    // then the owner signs in all the same, as often as anybody may err
    await attempt(owner, wrong).expect(422);
    await attempt(owner, { email, password }).expect(303);
  });

  it('learns from no answer which addresses are known', async () => {
    const known = await attempt(council.browser(), wrong);
    const unknown = await attempt(council.browser(), { ...wrong, email: 'nobody@example.gov.uk' });

    expect(unknown.status).toBe(known.status);
    expect(unknown.text.replaceAll('nobody@example.gov.uk', email)).toBe(known.text);
  });

  it('takes no browser’s mark for another account’s', async () => {
    await attempt(owner, { email, password }).expect(303);
    await owner.send('/my-account/second-factor', {}, '/sign-out');

    for (let each = 0; each < 60; each += 1)
      await attempt(council.browser(), { ...wrong, email: `${each}@example.gov.uk` });

    expect((await attempt(owner, { ...wrong, email: 'another@example.gov.uk' })).status).toBe(429);
  });
});
