import { setTimeout as passing } from 'node:timers/promises';
import { QueueUnavailable, type Alarm, type Clock, type ReminderQueue } from '@minutebook/kernel/recording';

/** What the queue of a case is opened with. */
export interface QueueSettings {
  /** The record's clock, which the case sets. */
  readonly clock: Clock;
  /** Ms before the second, third, … try. */
  readonly waits: readonly number[];
  /** How long `close` waits for what is ringing. */
  readonly closeMs: number;
}

/** A queue that a contract case works on. */
export interface QueueUnderTest {
  readonly queue: ReminderQueue;
  /** Closes the queue and opens it again, as after a restart of the process. */
  reopen(): Promise<ReminderQueue>;
  /** Opens what the process would have left behind if it were killed now. */
  openAfterKill(): Promise<ReminderQueue>;
  /** Opens the same store once more, as another process. */
  openBeside(): Promise<ReminderQueue>;
  /** Closes all of them and takes away what they left behind. */
  dispose(): Promise<void>;
}

/** Makes a new, empty queue. What a killed process was ringing must be free again within seconds. */
export type MakeQueue = (settings: QueueSettings) => Promise<QueueUnderTest>;

const BEGIN = Date.UTC(2014, 5, 16, 9);
const HOUR = 3_600_000;
const WEEK = 7 * 24 * HOUR;
const WAITS = [10, 30];
const PATIENCE_MS = 20_000;

/** Runs every case of the contract against one adapter. `make` is called for each case. */
export function reminderQueueContract(name: string, make: MakeQueue): void {
  describe(`${name} keeps the reminder queue contract`, () => {
    let now: number;
    let rung: string[];
    let underTest: QueueUnderTest | undefined;
    let queue: ReminderQueue;

    beforeEach(async () => {
      now = BEGIN;
      rung = [];
      underTest = await make({ clock: { now: () => now }, waits: WAITS, closeMs: 200 });
      queue = underTest.queue;
    });
    afterEach(async () => {
      await underTest?.dispose();
      underTest = undefined;
    });

    const opened = (): QueueUnderTest => {
      if (underTest === undefined) throw new Error('No queue was made');
      return underTest;
    };
    const noting = async ({ key }: Alarm): Promise<void> => {
      rung.push(key);
    };
    const move = async (to: number): Promise<void> => {
      now = to;
      await queue.clockMoved();
    };

    it('rings at the time that was set, and never before', async () => {
      queue.ring(noting);
      await queue.set([{ key: 'a', at: BEGIN + HOUR }]);

      await move(BEGIN + HOUR - 1);
      const before = [...rung];
      await move(BEGIN + HOUR);

      expect(before).toEqual([]);
      expect(rung).toEqual(['a']);
      expect(await queue.counts()).toEqual({ waiting: 0, ringing: 0, laidAside: 0 });
    });

    it('rings by itself when the time comes, and at once where it is past', async () => {
      const began = performance.now();
      now = BEGIN;
      const running = setInterval(() => (now = BEGIN + performance.now() - began), 5);
      queue.ring(noting);
      await queue.set([
        { key: 'soon', at: BEGIN + 300 },
        { key: 'past', at: BEGIN - WEEK },
      ]);

      await until(() => rung.length === 2).finally(() => clearInterval(running));

      expect(rung).toEqual(['past', 'soon']);
    });

    it('hands the alarm to the handler as it was set', async () => {
      const handed: Alarm[] = [];
      queue.ring(async (alarm) => void handed.push(alarm));
      const alarm = { key: 'Due_2014-06.a', at: BEGIN };

      await queue.set([alarm]);
      await until(() => handed.length > 0);

      expect(handed).toEqual([alarm]);
    });

    it('has one of a key, which moves to later and to earlier', async () => {
      queue.ring(noting);
      await queue.set([
        { key: 'later', at: BEGIN + HOUR },
        { key: 'earlier', at: BEGIN + 9 * HOUR },
      ]);
      await queue.set([
        { key: 'later', at: BEGIN + 5 * HOUR },
        { key: 'earlier', at: BEGIN + 2 * HOUR },
      ]);
      const { waiting } = await queue.counts();

      await move(BEGIN + 2 * HOUR);
      const first = [...rung];
      await move(BEGIN + 5 * HOUR);
      await move(BEGIN + 10 * HOUR);

      expect(waiting).toBe(2);
      expect(first).toEqual(['earlier']);
      expect(rung).toEqual(['earlier', 'later']);
    });

    it('rings in order of time what a clock that jumps by weeks has reached, one after another', async () => {
      let ringing = 0;
      let most = 0;
      queue.ring(async ({ key }) => {
        most = Math.max(most, ++ringing);
        await passing(1);
        ringing -= 1;
        rung.push(key);
      });
      const days = Array.from({ length: 40 }, (_, day) => ({ key: `day-${day}`, at: BEGIN + (day + 1) * 24 * HOUR }));
      await queue.set([...days].reverse());

      await move(BEGIN + 4 * WEEK);

      expect(rung).toEqual(days.slice(0, 28).map(({ key }) => key));
      expect(most).toBe(1);
      expect((await queue.counts()).waiting).toBe(12);
    });

    it('rings what a ringing alarm sets within the time that the clock has reached', async () => {
      queue.ring(async (alarm) => {
        await noting(alarm);
        if (alarm.key === 'first') await queue.set([{ key: 'second', at: BEGIN + 2 * HOUR }]);
      });
      await queue.set([
        { key: 'first', at: BEGIN + HOUR },
        { key: 'third', at: BEGIN + 3 * HOUR },
      ]);

      await move(BEGIN + WEEK);

      expect(rung).toEqual(['first', 'second', 'third']);
    });

    it('rings many that are due at once, each once', async () => {
      const alarms = Array.from({ length: 600 }, (_, nth) => ({ key: `a-${nth}`, at: BEGIN - nth }));
      queue.ring(noting);

      await queue.set(alarms);
      await until(() => rung.length >= alarms.length);

      expect([...rung].sort()).toEqual(alarms.map(({ key }) => key).sort());
    });

    it('takes alarms away, and does not mind those that are not there', async () => {
      queue.ring(noting);
      await queue.set([
        { key: 'gone', at: BEGIN + HOUR },
        { key: 'kept', at: BEGIN + HOUR },
      ]);

      await queue.cancel(['gone', 'never-there']);
      await move(BEGIN + HOUR);

      expect(rung).toEqual(['kept']);
    });

    it('rings again where an alarm is set while it rings, and leaves what rings when it is cancelled', async () => {
      const gate = gated();
      queue.ring(async (alarm) => {
        await noting(alarm);
        await gate.opened;
      });
      await queue.set([{ key: 'a', at: BEGIN }]);
      await until(() => rung.length === 1);

      await queue.set([{ key: 'a', at: BEGIN - 1 }]);
      await queue.cancel(['a']);
      const { ringing } = await queue.counts();
      gate.open();
      await until(() => rung.length === 2);

      expect(ringing).toBe(1);
      await until(async () => total(await queue.counts()) === 0);
    });

    it('asks a handler that fails again, lays the alarm aside after its last try, and rings it on demand', async () => {
      let failing = true;
      queue.ring(async (alarm) => {
        await noting(alarm);
        if (failing) throw new Error(`Try ${rung.length} failed`);
      });
      await queue.set([{ key: 'a', at: BEGIN }]);
      await until(async () => (await queue.counts()).laidAside === 1);
      const laidAside = await queue.laidAside(10);

      failing = false;
      const retried = await queue.retry(['a', 'never-there']);
      await until(async () => total(await queue.counts()) === 0);

      expect(laidAside).toEqual([{ key: 'a', at: BEGIN, since: BEGIN, tries: 3, reason: 'Try 3 failed' }]);
      expect(retried).toBe(1);
      expect(rung).toHaveLength(4);
      expect(await queue.laidAside(10)).toEqual([]);
    });

    it('lists the latest that were laid aside first, no more than were asked for', async () => {
      queue.ring(() => Promise.reject(new Error('No')));
      for (const key of ['first', 'second', 'third']) {
        await queue.set([{ key, at: now }]);
        await until(async () => (await queue.laidAside(10)).some((each) => each.key === key));
        now += HOUR;
      }

      expect((await queue.laidAside(2)).map(({ key }) => key)).toEqual(['third', 'second']);
    });

    it('sets anew what was laid aside, with all its tries', async () => {
      queue.ring(async (alarm) => {
        await noting(alarm);
        throw new Error('No');
      });
      await queue.set([{ key: 'a', at: BEGIN }]);
      await until(async () => (await queue.counts()).laidAside === 1);

      await queue.set([{ key: 'a', at: BEGIN + HOUR }]);
      const counts = await queue.counts();
      await move(BEGIN + HOUR);
      await until(async () => (await queue.counts()).laidAside === 1);

      expect(counts).toEqual({ waiting: 1, ringing: 0, laidAside: 0 });
      expect(rung).toHaveLength(6);
    });

    it('keeps its alarms over a restart', async () => {
      await queue.set([{ key: 'a', at: BEGIN + HOUR }]);

      queue = await opened().reopen();
      queue.ring(noting);
      await move(BEGIN + HOUR);

      expect(rung).toEqual(['a']);
    });

    it('rings again what was ringing when the process was killed', async () => {
      const gate = gated();
      queue.ring(async (alarm) => {
        await noting(alarm);
        await gate.opened;
      });
      await queue.set([{ key: 'a', at: BEGIN }]);
      await until(() => rung.length === 1);

      const next = await opened().openAfterKill();
      next.ring(noting);
      await until(() => rung.length === 2);

      await until(async () => total(await next.counts()) === 0);
      gate.open();
    });

    it('rings in one of two processes over the same store', async () => {
      const other = await opened().openBeside();
      const alarms = Array.from({ length: 50 }, (_, nth) => ({ key: `a-${nth}`, at: BEGIN - nth }));
      queue.ring(noting);
      other.ring(noting);

      await queue.set(alarms.slice(0, 25));
      await other.set(alarms.slice(25));
      await until(async () => total(await queue.counts()) === 0);

      expect([...rung].sort()).toEqual(alarms.map(({ key }) => key).sort());
    });

    it('lets what is ringing come to its end when it is closed, and rings nothing afterwards', async () => {
      const gate = gated();
      queue.ring(async (alarm) => {
        await noting(alarm);
        await gate.opened;
        rung.push('ended');
      });
      await queue.set([{ key: 'a', at: BEGIN }]);
      await until(() => rung.length === 1);

      const closing = queue.close();
      gate.open();
      await closing;
      await queue.close();

      expect(rung).toEqual(['a', 'ended']);
      await expect(queue.set([{ key: 'b', at: BEGIN }])).rejects.toBeInstanceOf(QueueUnavailable);
      await expect(queue.counts()).rejects.toBeInstanceOf(QueueUnavailable);
      expect(rung).toHaveLength(2);
    });

    it('is closed within its time where a handler never answers', async () => {
      queue.ring(async (alarm) => {
        await noting(alarm);
        await new Promise(() => undefined);
      });
      await queue.set([{ key: 'a', at: BEGIN }]);
      await until(() => rung.length === 1);

      await expect(queue.close()).resolves.toBeUndefined();
    });

    it('counts what waits, rings and was laid aside', async () => {
      queue.ring(async ({ key }) => {
        if (key === 'fails') throw new Error('No');
        await new Promise(() => undefined);
      });

      await queue.set([
        { key: 'fails', at: BEGIN },
        { key: 'rings', at: BEGIN },
        { key: 'waits', at: BEGIN + HOUR },
      ]);

      await until(async () => (await queue.counts()).laidAside === 1);
      expect(await queue.counts()).toEqual({ waiting: 1, ringing: 1, laidAside: 1 });
    });

    it.each<[string, Alarm]>([
      ['an empty key', { key: '', at: BEGIN }],
      ['a key with a colon', { key: 'a:b', at: BEGIN }],
      ['a key that is too long', { key: 'a'.repeat(129), at: BEGIN }],
      ['a time between two milliseconds', { key: 'a', at: 0.5 }],
      ['no time', { key: 'a', at: NaN }],
    ])('takes %s for a fault of its caller, and sets nothing', async (_, wrong) => {
      await expect(queue.set([{ key: 'right', at: BEGIN + HOUR }, wrong])).rejects.toBeInstanceOf(RangeError);

      expect(total(await queue.counts())).toBe(0);
    });

    it('takes keys of every kind that may be one', async () => {
      queue.ring(noting);
      const keys = ['0', '42', '-1', '.', '_', 'a'.repeat(128), 'A.b-c_9'];

      await queue.set(keys.map((key) => ({ key, at: BEGIN })));
      await until(() => rung.length === keys.length);

      expect([...rung].sort()).toEqual([...keys].sort());
    });

    it('does nothing where nothing is asked for', async () => {
      await queue.set([]);
      await queue.cancel([]);
      await queue.clockMoved();

      expect(await queue.retry([])).toBe(0);
      expect(await queue.counts()).toEqual({ waiting: 0, ringing: 0, laidAside: 0 });
    });
  });
}

function total({ waiting, ringing, laidAside }: { waiting: number; ringing: number; laidAside: number }): number {
  return waiting + ringing + laidAside;
}

function gated(): { readonly opened: Promise<void>; open(): void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open: () => open() };
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const patience = AbortSignal.timeout(PATIENCE_MS);
  while (!(await condition())) {
    if (patience.aborted) throw new Error('It did not come to be');
    await passing(5);
  }
}
