import { setTimeout as wait } from 'node:timers/promises';
import { MailServer, type Misbehaviour } from '../../libs/adapters/mail-smtp/mail-server.fixture';
import { eventsRead, FaultFolders, randomFrom } from './children.fixture';
import { flushQueues, RemindingChild, type ToldCommand } from './reminding.fixture';
import { instantOf, isWorkingDay, nextDay } from './reckoned-days.fixture';
import { Reckoning, type Arrival } from './reckoning.fixture';

/** `npm run test:faults` plays the year; else ten weeks around a clock change. */
const IS_YEAR = process.env['FAULT_ROUNDS'] !== undefined;
const SEED = Number(process.env['FAULT_SEED'] ?? '2026');
const [FIRST_DAY, LAST_DAY, ACTIONS] = IS_YEAR
  ? (['2026-01-05', '2026-12-31', 500] as const)
  : (['2026-03-02', '2026-05-08', 40] as const);
/** The first working days of summer time and of winter time, and the last ones before. */
const AROUND_CLOCK_CHANGES = ['2026-03-27', '2026-03-30', '2026-10-23', '2026-10-26'];
const SILENCE_MS = 400;
/** For so long a process is at what is due before it is killed, in ms. */
const LONGEST_LIFE_MS = IS_YEAR ? 600 : 150;
const LEADS = Array.from({ length: IS_YEAR ? 25 : 8 }, (_, index) => `lead-${index}`);
const ROLES = LEADS.map((_, index) => `role-${index}`);
/** No mail server takes mail for this one. */
const REFUSED = 'lead-3';

type Trouble = 'none' | 'late' | 'killed' | 'flushed' | 'down' | 'slow' | 'answers lost' | 'hung';
const TROUBLES: readonly Trouble[] = ['late', 'killed', 'flushed', 'down', 'slow', 'answers lost', 'hung'];

/** A council whose year is played by the seed alone. */
class Year {
  readonly folders = new FaultFolders();
  readonly dataDir = this.folders.at('data');
  readonly arrivals: Arrival[] = [];
  kills = 0;
  private readonly random = randomFrom(SEED);
  private child: RemindingChild | undefined;
  private now = instantOf(FIRST_DAY, '06:00');
  private reports = 0;
  private troubled = 0;
  private readonly open = new Map<string, string>();
  private readonly covered = new Set<string>();

  private constructor(readonly server: MailServer) {}

  static async begin(): Promise<Year> {
    const server = await MailServer.start({
      onRcptTo: ({ address }, _session, answer) =>
        answer(
          address.startsWith(`${REFUSED}@`)
            ? Object.assign(new Error('No such address'), { responseCode: 550 })
            : undefined,
        ),
    });
    const year = new Year(server);
    await year.start(2);
    return year;
  }

  async play(): Promise<void> {
    await this.tell(this.now, this.foundation());
    for (let day = nextDay(FIRST_DAY); day <= LAST_DAY; day = nextDay(day)) await this.day(day, this.troubleOf(day));
    // The last of it is settled in calm days.
    let day = nextDay(LAST_DAY);
    for (let left = 5; left > 0; day = nextDay(day), left -= isWorkingDay(day) ? 1 : 0)
      await this.day(day, 'none', false);
    await this.child?.kill();
  }

  async end(): Promise<void> {
    await this.child?.kill();
    await this.server.stop();
    this.folders.remove();
  }

  private troubleOf(day: string): Trouble {
    if (!isWorkingDay(day) || AROUND_CLOCK_CHANGES.includes(day) || this.random() < 0.6) return 'none';
    this.troubled += 1;
    return TROUBLES[this.troubled % TROUBLES.length] as Trouble;
  }

  private async day(day: string, trouble: Trouble, eventful = true): Promise<void> {
    const at = (time: string): number => instantOf(day, time);
    const working = isWorkingDay(day);
    await this.to(at('05:00'));
    if (working && eventful) await this.tell(at('06:30'), this.doings(day, 2));
    if (trouble === 'flushed') {
      await this.kill();
      flushQueues(this.dataDir);
      await this.start(this.random() < 0.5 ? 1 : 2);
    }
    this.server.misbehaviour = misbehaviourOf(trouble);
    if (trouble === 'killed') await this.killedAt(at('08:00'));
    else await this.to(at(trouble === 'late' ? '10:40' : '08:00'));
    if (trouble !== 'none' && trouble !== 'late') await this.morning(day, trouble);
    // Every other outage lasts the whole day.
    if (trouble !== 'down' || this.troubled % 2 === 0) this.server.misbehaviour = {};
    if (trouble !== 'none') for (const time of ['10:45', '10:51', '11:00', '11:30']) await this.to(at(time));
    if (working && eventful) await this.tell(at('13:00'), this.doings(day, 4));
    if (trouble !== 'none') for (const time of ['14:00', '17:55', '18:40']) await this.to(at(time));
    this.server.misbehaviour = {};
  }

  /** Through the times at which what failed is tried again. */
  private async morning(day: string, trouble: Trouble): Promise<void> {
    for (const time of ['08:02', '08:06', '08:08', '08:12', '08:28', '09:30']) {
      // What hangs costs this spec real time.
      if (trouble === 'hung' && time > '08:02') this.server.misbehaviour = {};
      await this.to(instantOf(day, time));
    }
  }

  private async start(policies: number): Promise<void> {
    this.child = new RemindingChild(this.dataDir, {
      at: this.now,
      mailServer: `smtp://127.0.0.1:${this.server.port}`,
      silenceMs: SILENCE_MS,
      queues: ['alarms.sqlite', 'alarms-2.sqlite'].slice(0, policies),
    });
    await this.child.ready();
    this.gather();
  }

  private async kill(): Promise<void> {
    await this.child?.kill();
    this.kills += 1;
    this.gather();
  }

  private async to(at: number): Promise<void> {
    await this.tell(at, []);
  }

  private async tell(at: number, told: readonly ToldCommand[]): Promise<void> {
    this.now = at;
    await this.child?.play(at, told);
    this.gather();
  }

  /** Killed at some moment of what it has to do, and once more while it begins again. */
  private async killedAt(at: number): Promise<void> {
    this.now = at;
    this.child?.begin(at);
    await wait(this.random() * LONGEST_LIFE_MS);
    await this.kill();
    if (this.random() < 0.5) {
      const beginning = this.start(2).catch(() => undefined);
      await wait(1_000 + this.random() * LONGEST_LIFE_MS);
      await this.kill();
      await beginning;
    }
    await this.start(2);
  }

  /** What has arrived since is of this moment: nothing leaves while the clock stands still and nothing is played. */
  private gather(): void {
    for (const { parsed, recipients } of this.server.transmissions.slice(this.arrivals.length))
      this.arrivals.push({
        at: this.now,
        key: /^<reminder-(.+)@council\.gov\.uk>$/.exec(parsed.messageId ?? '')?.[1] ?? 'none',
        account: (recipients[0] ?? '').split('@')[0] ?? '',
        text: parsed.text ?? '',
      });
  }

  private foundation(): readonly ToldCommand[] {
    const role = (grantId: string, name: string, scope: object) => ({ grantId, role: name, scope, from: FIRST_DAY });
    const account = (id: string, ...grants: readonly object[]): ToldCommand =>
      told('account', id, { type: 'open', id, kind: 'person', title: 'Officer', grants });
    const group = (kind: string) => ({ kind, id: 'GG-WSG' });
    return [
      told('group', 'GG-WSG', { type: 'establish', id: 'GG-WSG', name: 'Workforce', kind: 'board', source: 'A story' }),
      ...LEADS.map((id, index) => account(id, role('g1', 'action-lead', { kind: 'lead', id: ROLES[index] }))),
      account('monitor', role('g1', 'monitoring-lead', { kind: 'lead', id: 'role-hr' })),
      account('chair', role('g1', 'chair', group('group'))),
      account('clerk', role('g1', 'clerk', group('group'))),
      account('stand-in', role('g1', 'action-lead', group('group'))),
      told('plan', PLAN, {
        ...{ type: 'open', title: 'Workforce plan', groupId: 'GG-WSG' },
        ...{ startsOn: FIRST_DAY, endsOn: '2027-03-31', ragScheme: 'rag' },
      }),
      ...Array.from({ length: ACTIONS }, (_, index) => this.added(index, FIRST_DAY)),
    ];
  }

  private added(index: number, day: string): ToldCommand {
    const id = actionId(index);
    const due = this.random() < 0.05 ? undefined : this.later(day, IS_YEAR ? 300 : 60);
    this.open.set(id, due ?? '');
    return told('action', id, {
      type: 'add',
      planId: PLAN,
      reference: `A${index}`,
      theme: 'Workforce',
      title: `Action ${index}`,
      subItems: [],
      successCriteria: 'Done',
      costs: [],
      timescale: { words: 'As agreed', ...(due !== undefined && { due }) },
      leads: [lead(this.pick(ROLES)), ...(this.random() < 0.2 ? [lead('role-extra')] : [])],
      monitoringLeads: [lead('role-hr')],
    });
  }

  /** What people do on a day. */
  private doings(day: string, most: number): readonly ToldCommand[] {
    const doings: ToldCommand[] = [];
    const touched = new Set<string>();
    for (let left = Math.floor(this.random() * (IS_YEAR ? 3 * most : most)); left > 0; left--) {
      const one = this.doing(day);
      if (!one || touched.has(one.id)) continue;
      touched.add(one.id);
      doings.push(one);
    }
    return doings;
  }

  private doing(day: string): ToldCommand | undefined {
    const kind = this.random();
    const id = this.pick([...this.open.keys()]);
    if (kind < 0.45) {
      this.reports += 1;
      const reportId = `00000000-0000-4000-8000-${String(this.reports).padStart(12, '0')}`;
      return told('action', id, { type: 'report-progress', reportId, rag: 'amber', commentary: 'Under way' });
    }
    if (kind < 0.7) {
      const due = this.later(day, 70);
      if (this.open.get(id) === due) return undefined;
      this.open.set(id, due);
      return told('action', id, { type: 'move-due-date', timescale: { words: 'Later', due } });
    }
    if (kind < 0.76) {
      this.open.delete(id);
      return told('action', id, { type: 'withdraw' });
    }
    if (kind < 0.86) {
      const forAccount = this.pick(LEADS);
      if (this.covered.has(forAccount)) return undefined;
      this.covered.add(forAccount);
      const coverId = `cover-of-${forAccount}`;
      return told('account', 'stand-in', {
        ...{ type: 'cover-absence', coverId, forAccount },
        ...{ from: day, to: this.later(day, 14) },
      });
    }
    if (kind < 0.95) {
      const wanted = {
        ...{ beforeDue: this.random() < 0.7, onTheDay: this.random() < 0.8 },
        ...{ overdue: this.random() < 0.8, noReport: this.random() < 0.7 },
        onlyOn: this.random() < 0.5 ? null : 1 + Math.floor(this.random() * 5),
      };
      const account = this.pick(LEADS);
      return told('preferences', account, { type: 'set', wanted }, account);
    }
    // Somebody leaves their role: from tomorrow on nobody holds it, or whoever else does.
    const leaver = this.pick(LEADS);
    return told('account', leaver, { type: 'end-role', grantId: 'g1', to: day });
  }

  private later(day: string, days: number): string {
    let on = nextDay(day);
    for (let left = Math.floor(this.random() * days); left > 0; left--) on = nextDay(on);
    return on;
  }

  private pick<T>(all: readonly T[]): T {
    return all[Math.floor(this.random() * all.length)] as T;
  }
}

const PLAN = '7a0c1f52-0f4e-4b5c-9a53-3d7c6a1b2e01';

function told(what: ToldCommand['what'], id: string, input: ToldCommand['input'], by = 'desk'): ToldCommand {
  return { what, id, input, by };
}

function lead(id: string): object {
  return { kind: 'role', id, name: `Holder of ${id}` };
}

function actionId(index: number): string {
  return `11111111-0000-4000-8000-${String(index).padStart(12, '0')}`;
}

function misbehaviourOf(trouble: Trouble): Misbehaviour {
  switch (trouble) {
    case 'down':
      return { mail: 451 };
    case 'slow':
      return { slowness: 40 };
    case 'answers lost':
      return { cut: 'answer' };
    case 'hung':
      return { slowness: SILENCE_MS * 3 };
    default:
      return {};
  }
}

describe('reminders through faults', () => {
  let year: Year;
  beforeAll(async () => {
    year = await Year.begin();
  });
  afterAll(() => year.end());

  it(
    `send every due key once, on its day, from ${FIRST_DAY} to ${LAST_DAY} with ${ACTIONS} actions (FAULT_SEED=${SEED})`,
    async () => {
      await year.play();

      const reckoning = new Reckoning(await eventsRead(`${year.dataDir}/log`), year.arrivals);
      const { faults, counts } = reckoning.check();

      expect(faults.slice(0, 10)).toEqual([]);
      // Else nothing was proven.
      expect(counts.messages).toBeGreaterThan(ACTIONS);
      expect(counts.secondTransmissions).toBeGreaterThan(0);
      expect(counts.heldBack).toBeGreaterThan(0);
      expect(counts.givenUp).toBeGreaterThan(0);
      expect(year.kills).toBeGreaterThan(2);
      for (const day of AROUND_CLOCK_CHANGES.filter((each) => each >= FIRST_DAY && each <= LAST_DAY))
        expect([day, reckoning.timesOf(day)]).toEqual([day, ['08:00']]);
    },
    IS_YEAR ? 3_600_000 : 240_000,
  );
});
