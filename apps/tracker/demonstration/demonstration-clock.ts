import type { Clock, LoggedEvent, SystemClock } from '@minutebook/kernel/recording';

/**
 * The record's clock in a demonstration. While history is loaded it shows each step's own time; afterwards it stands at
 * the present of the demonstration, ticks while the service runs, and is only ever moved forward.
 */
export class DemonstrationClock implements Clock {
  private base = 0;
  private since: number | undefined;
  private play: ((to: number) => Promise<void>) | undefined;
  private playing: Promise<void> = Promise.resolve();

  constructor(private readonly system: SystemClock) {}

  now(): number {
    return this.since === undefined ? this.base : Math.floor(this.base + this.system.monotonic() - this.since);
  }

  /** Shows exactly this time until told otherwise. Epoch ms. */
  standAt(time: number): void {
    this.base = time;
    this.since = undefined;
  }

  /** Ticks from this time on, or from now where that is later. */
  tickFrom(time: number): void {
    this.base = Math.max(time, this.now());
    this.since = this.system.monotonic();
  }

  /** Time never goes back behind what the record holds already. Epoch ms. */
  resumeAfter(recordTime: number): void {
    if (this.since !== undefined) this.tickFrom(recordTime);
    else this.standAt(Math.max(this.base, recordTime));
  }

  /** From now on a move is played day by day, for whatever follows the days. The player leaves the clock where it was moved to. */
  playWith(play: (to: number) => Promise<void>): void {
    this.play = play;
  }

  /** Answers once the moves that were followed so far have been played. */
  async played(): Promise<void> {
    await this.playing;
  }

  /** Follows the moves that stand in the record, whichever node recorded them. */
  follow(events: readonly LoggedEvent[]): void {
    for (const { type, data } of events)
      if (type === 'DemonstrationClockMoved') this.moveTo((data as { to: number }).to);
  }

  private moveTo(to: number): void {
    const { play } = this;
    if (play) this.playing = this.playing.then(() => play(to)).catch(() => this.tickFrom(to));
    else if (this.since !== undefined) this.tickFrom(to);
  }
}
