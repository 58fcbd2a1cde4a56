import type { Clock, SystemClock } from './clock';

/** A node must not write while its clock lags this far behind the record, in ms. */
const MAX_BEHIND = 5_000;
/** Nor after its wall clock jumped this far against its monotonic time, in ms. */
const MAX_JUMP = 60_000;

/** The machine's own clocks. */
export const realSystemClock: SystemClock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
};

/** The clock of this node cannot be trusted with the record's time: commands are refused until it is mended. */
export class ClockNotTrusted extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ClockNotTrusted';
  }
}

/**
 * Gives the time that an event is recorded at, or refuses: record time is the running maximum of `recordedAt`, and a
 * lagging or jumping clock would bend it for everybody.
 */
export class RecordingClock {
  private readonly wallStart: number;
  private readonly monotonicStart: number;
  private lastRecordTime = 0;

  constructor(
    private readonly clock: Clock,
    private readonly system: SystemClock,
  ) {
    this.wallStart = system.now();
    this.monotonicStart = system.monotonic();
  }

  /** The follower and the command runner tell what they have seen. Epoch ms. */
  seen(recordTime: number): void {
    if (recordTime > this.lastRecordTime) this.lastRecordTime = recordTime;
  }

  /** Epoch ms. Throws `ClockNotTrusted`. */
  stamp(): number {
    const drift = this.system.now() - this.wallStart - (this.system.monotonic() - this.monotonicStart);
    if (Math.abs(drift) > MAX_JUMP)
      throw new ClockNotTrusted(
        `This machine's clock has jumped by ${Math.round(drift / 1000)} seconds since the service started. Set it right and start the service again; nothing was recorded.`,
      );
    const now = this.clock.now();
    if (now < this.lastRecordTime - MAX_BEHIND)
      throw new ClockNotTrusted(
        `This machine's clock is ${Math.round((this.lastRecordTime - now) / 1000)} seconds behind the last record. Set it right; nothing was recorded.`,
      );
    return now;
  }
}
