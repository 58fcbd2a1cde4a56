import { setTimeout as wait } from 'node:timers/promises';
import { MailServer, type Misbehaviour } from '../../libs/adapters/mail-smtp/mail-server.fixture';
import { FaultFolders, randomFrom } from './children.fixture';
import { CouncilLife, REFUSED, type Council } from './council-life.fixture';
import { flushQueues, RemindingChild, type ToldCommand } from './reminding.fixture';
import { instantOf, isWorkingDay, nextDay } from './reckoned-days.fixture';
import type { Arrival } from './reckoning.fixture';

/** The first working days of summer time and of winter time, and the last ones before: nothing else may happen on them. */
export const AROUND_CLOCK_CHANGES = ['2026-03-27', '2026-03-30', '2026-10-23', '2026-10-26'];
const SILENCE_MS = 400;
/** What hangs costs the spec real time: so many mails, then the server is well. */
const HUNG_MAILS = 8;
/** So many a hundred of other days are without trouble. */
const CALM_DAYS = 0.55;

type Trouble = 'none' | 'late' | 'killed' | 'flushed' | 'down' | 'slow' | 'answers lost' | 'hung' | 'unheard';
const TROUBLES: readonly Trouble[] = ['late', 'killed', 'flushed', 'down', 'slow', 'answers lost', 'hung', 'unheard'];

/** A mail server that refuses one of a council. */
export function startMailServer(): Promise<MailServer> {
  return MailServer.start({
    onRcptTo: ({ address }, _session, answer) =>
      answer(
        address.startsWith(`${REFUSED}@`)
          ? Object.assign(new Error('No such address'), { responseCode: 550 })
          : undefined,
      ),
  });
}

/** What a transmission was, at an instant of the record's clock. */
export function arrivalOf({ parsed, recipients }: MailServer['transmissions'][number], at: number): Arrival {
  return {
    at,
    key: /^<reminder-(.+)@council\.gov\.uk>$/.exec(parsed.messageId ?? '')?.[1] ?? 'none',
    account: (recipients[0] ?? '').split('@')[0] ?? '',
    text: parsed.text ?? '',
  };
}

/** A council whose life is played by the seed alone, on clocks that stand still until they are moved on. */
export class PlayedCouncil {
  readonly folders = FaultFolders.inMemory();
  readonly dataDir = this.folders.at('data');
  readonly arrivals: Arrival[] = [];
  kills = 0;
  private readonly random: () => number;
  private readonly life: CouncilLife;
  private child: RemindingChild | undefined;
  private now: number;
  private troubled = 0;

  private constructor(
    readonly server: MailServer,
    private readonly council: Council,
    seed: number,
    /** For so long a process is at what is due before it is killed, in ms. */
    private readonly longestLifeMs: number,
  ) {
    this.random = randomFrom(seed + 1);
    this.life = new CouncilLife(seed, council);
    this.now = instantOf(council.firstDay, '06:00');
  }

  static async begin(council: Council, seed: number, longestLifeMs: number): Promise<PlayedCouncil> {
    const played = new PlayedCouncil(await startMailServer(), council, seed, longestLifeMs);
    await played.start(2);
    return played;
  }

  async play(): Promise<void> {
    const { firstDay, lastDay } = this.council;
    await this.tell(this.now, this.life.foundation());
    for (let day = nextDay(firstDay); day <= lastDay; day = nextDay(day)) await this.day(day, this.troubleOf(day));
    // The last of it is settled in calm days.
    let day = nextDay(lastDay);
    await this.tell(instantOf(day, '04:00'), this.life.lastDoings());
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
    if (!isWorkingDay(day) || AROUND_CLOCK_CHANGES.includes(day) || this.random() < CALM_DAYS) return 'none';
    this.troubled += 1;
    return TROUBLES[this.troubled % TROUBLES.length] as Trouble;
  }

  private async day(day: string, trouble: Trouble, eventful = true): Promise<void> {
    const at = (time: string): number => instantOf(day, time);
    const doings = async (time: string, most: number): Promise<void> => {
      if (!eventful || !isWorkingDay(day)) return;
      await this.tell(at(time), this.life.doings(day, most, AROUND_CLOCK_CHANGES.includes(day)));
    };
    await this.to(at('05:00'));
    await doings('06:30', 2);
    if (trouble === 'flushed') {
      await this.kill();
      flushQueues(this.dataDir);
      await this.start();
    }
    this.server.misbehaviour = misbehaviourOf(trouble);
    // What would leave too early is seen only where it is looked for.
    await this.to(at('07:59'));
    if (trouble === 'killed') await this.killedAt(at('08:00'));
    else await this.to(at(trouble === 'late' ? '10:40' : '08:00'));
    // It said no when nobody listened any more, and says so for the rest of the day.
    if (trouble === 'unheard') this.server.misbehaviour = { mail: 451 };
    if (trouble !== 'none' && trouble !== 'late') await this.morning(day);
    // Every other outage lasts the whole day.
    if (trouble !== 'unheard' && (trouble !== 'down' || this.troubled % 2 === 0)) this.server.misbehaviour = {};
    if (trouble !== 'none') for (const time of ['10:45', '10:51', '11:00', '11:30']) await this.to(at(time));
    await doings('13:00', 4);
    if (trouble !== 'none') for (const time of ['14:00', '17:55', '18:40']) await this.to(at(time));
    this.server.misbehaviour = {};
  }

  /** Through the times at which what failed is tried again. */
  private async morning(day: string): Promise<void> {
    for (const time of ['08:02', '08:06', '08:08', '08:12', '08:28', '09:30']) await this.to(instantOf(day, time));
  }

  /** By one policy, or by two for which every alarm rings. */
  private async start(policies = this.random() < 0.5 ? 1 : 2): Promise<void> {
    this.child = new RemindingChild(this.dataDir, {
      at: this.now,
      mailServer: `smtp://127.0.0.1:${this.server.port}`,
      silenceMs: SILENCE_MS,
      queues: ['alarms', 'alarms-2'].slice(0, policies),
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
    await wait(this.random() * this.longestLifeMs);
    await this.kill();
    if (this.random() < 0.5) {
      const beginning = this.start(2).catch(() => undefined);
      await wait(1_000 + this.random() * this.longestLifeMs);
      await this.kill();
      await beginning;
    }
    await this.start();
  }

  /** What has arrived since is of this moment: nothing leaves while the clock stands still and nothing is played. */
  private gather(): void {
    for (const transmission of this.server.transmissions.slice(this.arrivals.length))
      this.arrivals.push(arrivalOf(transmission, this.now));
  }
}

function misbehaviourOf(trouble: Trouble): Misbehaviour {
  switch (trouble) {
    case 'down':
      return { mail: 451 };
    case 'slow':
      return { slowness: 40 };
    case 'answers lost':
      return { cut: 'answer' };
    case 'unheard':
      return { mail: 451, slowness: SILENCE_MS * 3, times: HUNG_MAILS };
    case 'hung':
      return { slowness: SILENCE_MS * 3, times: HUNG_MAILS };
    default:
      return {};
  }
}
