import { setTimeout as wait } from 'node:timers/promises';
import { Redis } from 'ioredis';
import type { MailServer } from '../../libs/adapters/mail-smtp/mail-server.fixture';
import { RedisServer } from '@minutebook/redis-test-server';
import { eventsRead, FaultFolders, randomFrom } from '../faults/children.fixture';
import { CouncilLife, type Council } from '../faults/council-life.fixture';
import { AROUND_CLOCK_CHANGES, arrivalOf, startMailServer } from '../faults/played-council.fixture';
import { instantOf, isWorkingDay, nextDay } from '../faults/reckoned-days.fixture';
import { Reckoning, type Arrival } from '../faults/reckoning.fixture';
import { RemindingChild, type ToldCommand } from '../faults/reminding.fixture';

const SILENCE_MS = 300;
/** Before the morning's mail: time enough for alarms to be looked at once the clocks are set. */
const BEFORE_MAIL_MS = 1_200;
/** When a message whose answer was lost is sent again. */
const LEASE_MS = 300_000;
const PATIENCE_MS = 60_000;
const LOOK_AGAIN_MS = 100;

type Trouble = 'none' | 'late' | 'killed' | 'flushed' | 'down' | 'slow' | 'answers lost' | 'hung';
const TROUBLES: readonly Trouble[] = ['killed', 'flushed', 'answers lost', 'down', 'hung', 'late', 'slow'];

/**
 * The same council with its alarms in a Redis, on clocks that run. They are set to a second before what comes next, so that
 * BullMQ waits for it and rings as it does on a real day; what is tried again is tried again within seconds.
 */
export class CouncilInRedis {
  readonly arrivals: Arrival[] = [];
  readonly reckoning = new Reckoning(this.arrivals);
  kills = 0;
  flushes = 0;
  private readonly folders = FaultFolders.inMemory();
  private readonly dataDir = this.folders.at('data');
  private readonly random: () => number;
  private readonly life: CouncilLife;
  private child: RemindingChild | undefined;
  /** By so much the clocks of the council are ahead of the machine's, in ms. */
  private ahead: number;
  private read: string | undefined;
  private troubled = 0;

  private constructor(
    private readonly redis: RedisServer,
    private readonly mail: MailServer,
    private readonly council: Council,
    seed: number,
  ) {
    this.random = randomFrom(seed + 1);
    this.life = new CouncilLife(seed, council);
    this.ahead = instantOf(council.firstDay, '06:00') - Date.now();
  }

  static async begin(council: Council, seed: number): Promise<CouncilInRedis> {
    const [redis, mail] = await Promise.all([RedisServer.start(), startMailServer()]);
    const played = new CouncilInRedis(redis, mail, council, seed);
    await played.start();
    return played;
  }

  async play(): Promise<void> {
    const { firstDay, lastDay } = this.council;
    await this.tell(firstDay, '06:00', this.life.foundation());
    for (let day = nextDay(firstDay); day <= lastDay; day = nextDay(day)) if (isWorkingDay(day)) await this.day(day);
    let day = nextDay(lastDay);
    while (!isWorkingDay(day)) day = nextDay(day);
    await this.tell(day, '06:30', this.life.lastDoings());
    await this.mailOf(day, 'none');
    await this.child?.kill();
    this.gather();
  }

  async end(): Promise<void> {
    await this.child?.kill();
    await Promise.all([this.redis.stop(), this.mail.stop()]);
    this.folders.remove();
  }

  private async day(day: string): Promise<void> {
    const isCalm = AROUND_CLOCK_CHANGES.includes(day);
    await this.tell(day, '06:30', this.life.doings(day, 2, isCalm));
    await this.mailOf(day, isCalm ? 'none' : (TROUBLES[this.troubled++ % TROUBLES.length] as Trouble));
    await this.tell(day, '13:00', this.life.doings(day, 4, isCalm));
    await this.untilAllIsDone();
  }

  /** The morning's mail, by alarms that BullMQ rings when their time has come. */
  private async mailOf(day: string, trouble: Trouble): Promise<void> {
    this.mail.misbehaviour = misbehaviourOf(trouble);
    if (trouble === 'late') {
      await this.kill();
      await this.start(instantOf(day, '10:40'));
    } else {
      await this.set(instantOf(day, '08:00') - BEFORE_MAIL_MS);
      if (trouble === 'flushed') await this.flush();
      await wait(BEFORE_MAIL_MS);
    }
    if (trouble === 'killed') {
      await wait(this.random() * 200);
      await this.kill();
      await this.start();
    }
    await this.untilAllIsDone();
    this.mail.misbehaviour = {};
  }

  /** Nothing that is due is left; where an answer was lost, its time comes sooner than it would. */
  private async untilAllIsDone(): Promise<void> {
    const patience = AbortSignal.timeout(PATIENCE_MS);
    for (let looks = 0; ; looks++) {
      const unfinished = await this.unfinished();
      if (unfinished.length === 0) return;
      if (patience.aborted) throw new Error(`It has not come to its end: ${unfinished.join('; ')}`);
      if (!unfinished.every((each) => each.endsWith(' is sent'))) looks = 0;
      // As long as an answer might come still, nothing is lost.
      if (looks * LOOK_AGAIN_MS > 4 * SILENCE_MS) {
        await this.set(this.now + LEASE_MS);
        looks = 0;
      }
      await wait(LOOK_AGAIN_MS);
    }
  }

  private async unfinished(): Promise<readonly string[]> {
    const events = await eventsRead(`${this.dataDir}/log`, this.read);
    this.read = events.at(-1)?.position ?? this.read;
    return this.reckoning.follow(events).unfinished(this.now);
  }

  private get now(): number {
    return Date.now() + this.ahead;
  }

  private async start(at = this.now): Promise<void> {
    this.child = new RemindingChild(this.dataDir, {
      at,
      mailServer: `smtp://127.0.0.1:${this.mail.port}`,
      silenceMs: SILENCE_MS,
      queues: ['alarms', 'alarms-2'],
      redis: this.redis.url,
    });
    this.ahead = await this.child.ready();
  }

  private async kill(): Promise<void> {
    await this.child?.kill();
    this.kills += 1;
    this.gather();
  }

  private async flush(): Promise<void> {
    const client = new Redis(this.redis.url);
    await client.flushall();
    client.disconnect();
    this.flushes += 1;
  }

  private async set(at: number, told: readonly ToldCommand[] = []): Promise<void> {
    this.gather();
    this.ahead = (await this.child?.play(at, told)) ?? this.ahead;
  }

  private tell(day: string, time: string, told: readonly ToldCommand[]): Promise<void> {
    return this.set(instantOf(day, time), told);
  }

  /** What came by the clocks as they are set now. */
  private gather(): void {
    for (const transmission of this.mail.transmissions.slice(this.arrivals.length))
      this.arrivals.push(arrivalOf(transmission, transmission.at + this.ahead));
  }
}

function misbehaviourOf(trouble: Trouble): MailServer['misbehaviour'] {
  switch (trouble) {
    case 'down':
      return { mail: 451, times: 5 };
    case 'slow':
      return { slowness: 100 };
    case 'answers lost':
      return { cut: 'answer', times: 3 };
    case 'hung':
      return { slowness: SILENCE_MS * 3, times: 2 };
    default:
      return {};
  }
}
