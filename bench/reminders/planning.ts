import { join } from 'node:path';
import {
  CommandRunner,
  realSystemClock,
  RecordingClock,
  type Alarm,
  type DataKey,
  type Mailer,
  type ReminderQueue,
} from '@minutebook/kernel/recording';
import { openSqliteReminderQueue } from '@minutebook/reminder-queue-sqlite';
import { openLog } from '../../apps/tracker/record/log-place';
import { openRecord } from '../../apps/tracker/record/record';
import { beginReminders } from '../../apps/tracker/reminders/begin-reminders';
import { createTracker } from '../../apps/tracker/tracker';
import { placeOf } from '../history/data-sets';
import { COUNCIL_AT, MadeCouncil, type MadeChange } from '../history/made-council';
import type { OpenSide, SideOptions } from '../open-side';
import { say } from '../say';
import { many } from '../smoke';
import { timed } from '../timed';

/** Changes of one run: no action is changed twice, also in the council of 1,000. */
const CHANGES = many(80, 3);
/** An alarm that does not come within so long, in ms, never will. */
const PATIENCE = 10_000;
/** The day of the council is fixed, so that every run does the same and nothing rings while it is measured. */
const clock = { now: () => COUNCIL_AT };

/** Mail could leave, so that reminders are planned; none does before the day begins. */
const mailer: Mailer = {
  canSend: true,
  tellsDelivery: false,
  send: () => Promise.reject(new Error('Nothing is due yet')),
  deliveryOf: () => Promise.resolve(undefined),
  close: () => Promise.resolve(),
};

/** No alarm will come any more. */
const onFailure = ({ stack = '' }: Error): void => say(`The read models follow no more: ${stack}`);

/** The product with its policy begun, on a council at whose actions something changes. */
export async function openPlanning({ folder, actions = 0 }: SideOptions): Promise<OpenSide> {
  const place = placeOf(folder);
  const opened = await openRecord(await openLog(place.log), place, { onFailure });
  const runner = new CommandRunner(opened.log, opened.vault, new RecordingClock(clock, realSystemClock));
  const record = { ...opened, clock, runner };
  const alarms = new WatchedAlarms(await openSqliteReminderQueue(join(folder, 'alarms.sqlite'), { clock, waits: [] }));
  const app = await createTracker(record, {
    sessionSecret: Buffer.alloc(32, 9),
    deployment: { council: 'A measured council', demonstration: false, version: '0' },
    publicUrl: 'http://127.0.0.1',
    mailer,
    reminderQueue: alarms,
    trustProxy: false,
    logLevel: 'warn',
    loopbackOnly: false,
  });
  await beginReminders(app, record);
  const changes = new MadeCouncil(actions).changes();
  const change = async ({ made: { stream, expected, event }, asked, remindedOn }: MadeChange): Promise<void> => {
    const stands = alarms.nextOf(`digest-${asked}-${remindedOn?.replaceAll('-', '') ?? ''}`);
    await record.log.append(stream, expected, [event]);
    await stands;
  };
  const run = async (): Promise<number> => {
    const taken = Array.from({ length: CHANGES }, () => {
      const next: IteratorResult<MadeChange, undefined> = changes.next();
      if (next.done) throw new Error('The made council is too small for so many runs');
      return next.value;
    });
    await record.vault.put(new Map(taken.flatMap(({ made }): [string, DataKey][] => [...made.keys])));
    return timed(async () => {
      for (const each of taken) await change(each);
      return taken.length;
    });
  };
  const sweep = async (): Promise<number> => {
    const began = performance.now();
    await alarms.rings('sweep-20240403');
    return (performance.now() - began) / 1_000;
  };
  return {
    works: { run, sweep, check: () => alarms.unchangedBy(sweep) },
    close: async () => {
      await app.close();
      await record.close();
    },
  };
}

/** The alarms in a file, and which of them stand. */
class WatchedAlarms implements ReminderQueue {
  private readonly standing = new Map<string, number>();
  private readonly awaited = new Map<string, () => void>();
  private handler: (alarm: Alarm) => Promise<void> = () => Promise.resolve();

  constructor(private readonly queue: ReminderQueue) {}

  async set(alarms: readonly Alarm[]): Promise<void> {
    await this.queue.set(alarms);
    for (const { key, at } of alarms) {
      this.standing.set(key, at);
      for (const [beginning, settle] of this.awaited) if (key.startsWith(beginning)) settle();
    }
  }

  /** Answers once an alarm whose key begins so is set from now on. */
  nextOf(beginning: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const settle = (): void => {
        clearTimeout(timer);
        this.awaited.delete(beginning);
        resolve();
      };
      const timer = setTimeout(() => reject(new Error(`No alarm ${beginning} was set`)), PATIENCE);
      this.awaited.set(beginning, settle);
    });
  }

  /** Has the policy do what it does when an alarm rings. */
  rings(key: string): Promise<void> {
    return this.handler({ key, at: clock.now() });
  }

  /** Fails where a sweep sets other alarms than stand: what changed was planned as if everything had been looked at. */
  async unchangedBy(sweep: () => Promise<unknown>): Promise<void> {
    const before = new Map(this.standing);
    this.standing.clear();
    await sweep();
    for (const [key, at] of this.standing)
      if (before.get(key) !== at) throw new Error(`The alarm ${key} was not planned when its action changed`);
  }

  ring(handler: (alarm: Alarm) => Promise<void>, onEmptied?: () => void): void {
    this.handler = handler;
    this.queue.ring(handler, onEmptied);
  }

  cancel(keys: readonly string[]): Promise<void> {
    return this.queue.cancel(keys);
  }

  clockMoved(): Promise<void> {
    return this.queue.clockMoved();
  }

  counts(): ReturnType<ReminderQueue['counts']> {
    return this.queue.counts();
  }

  laidAside(limit: number): ReturnType<ReminderQueue['laidAside']> {
    return this.queue.laidAside(limit);
  }

  retry(keys: readonly string[]): Promise<number> {
    return this.queue.retry(keys);
  }

  close(): Promise<void> {
    return this.queue.close();
  }
}
