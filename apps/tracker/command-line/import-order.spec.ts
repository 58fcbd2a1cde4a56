import { startTracker, type TestTracker } from '../../../test/tracker/test-tracker';
import { carryOutIn } from './orders';

const CSV = `id,theme,action,sub_items,timescale_original,start_date,due_date,ongoing,lead_roles,lead_role_origin,success_criteria,monitoring_lead_roles,estimated_cost_gbp
A1,Learning,Train the trainers,,March 2015,,2015-03-31,no,HR Service Partner,stated,,SMT,
A2,Learning,Publish the directory,,On-going,,,yes,CAYA Workforce Steering Group,stated,,SMT,
`;

describe('a plan imported by the command line', () => {
  let tracker: TestTracker;
  const said: string[] = [];

  beforeAll(async () => {
    tracker = await startTracker();
  });
  afterAll(() => tracker.stop());

  function give(options: Readonly<Record<string, string>>, csv = CSV): Promise<string> {
    const order = {
      command: 'import',
      options: {
        file: 'plan.csv',
        title: 'Learning plan 2014/15',
        group: 'GG-WSG',
        starts: '2014-04-01',
        ends: '2015-03-31',
        account: 'demo-clerk',
        content: Buffer.from(csv).toString('base64'),
        ...options,
      },
    };
    const running = { app: tracker.app, record: tracker.record, setUpCode: undefined, stop: async () => undefined };
    return carryOutIn(running)(order, (text) => void said.push(text));
  }

  async function written(work: () => Promise<unknown>): Promise<number> {
    const before = (await tracker.events()).length;
    await work().catch(() => undefined);
    return (await tracker.events()).length - before;
  }

  it('is only looked at in a dry run', async () => {
    let answer = '';
    const events = await written(async () => (answer = await give({ 'dry-run': 'yes' })));

    expect(answer).toContain('The file is in order: 2 actions.');
    expect(events).toBe(0);
  });

  it.each([
    ['a row that is wrong', {}, CSV.replace('2015-03-31', '31 June 2015'), /row 2, due_date/],
    ['an unknown group', { group: 'GG-NONE' }, CSV, /no such governance group/i],
    ['an end before the start', { ends: '2013-01-01' }, CSV, /must not end before it starts/],
    ['an account that may not', { account: 'demo-reader' }, CSV, /Reader may not import plans/],
    ['an account that is none', { account: 'demo-nobody' }, CSV, /There is no account "demo-nobody"/],
  ])('is refused for %s, and nothing is written', async (_, options, csv, message) => {
    expect(await written(() => give(options, csv))).toBe(0);
    await expect(give(options, csv)).rejects.toThrow(message);
  });

  it('stands on the board with its actions, and a second run finds it there', async () => {
    const first = await give({});
    const events = await written(() => give({}));
    const second = await give({});

    expect(first).toMatch(/^The plan was imported with 2 actions: \/action-plans\/[\w-]+$/);
    expect(second).toMatch(/^This file was imported before, with 2 actions/);
    expect(events).toBe(0);
    const path = first.slice(first.indexOf('/action-plans/'));
    const reader = await tracker.signedIn('demo-reader');
    const board = await reader.get(path).expect(200);
    expect(board.text).toContain('Train the trainers');
    expect(board.text).toContain('Publish the directory');
  });
});
