import { Inject, Injectable } from '@nestjs/common';
import { ReadModels } from '@minutebook/kernel/read-models';
import { CLOCK, EVENT_LOG, type Clock, type EventLog } from '@minutebook/kernel/recording';
import type { DueItem } from '../domain/due-items';

/** How long the read models are waited for, where a record has gone on meanwhile, in ms. */
const PATIENCE = 5_000;

/** The record's clock, and whether the read models have seen what the log holds. */
@Injectable()
export class RecordAsItStands {
  constructor(
    private readonly readModels: ReadModels,
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  get now(): number {
    return this.clock.now();
  }

  /** Whether these were decided on the records as they stand; where not, that has been waited for. */
  async isCaughtUp(items: readonly DueItem[]): Promise<boolean> {
    const known = new Map(items.map(({ fact }) => [fact.stream, fact.revision]));
    for (const within of new Set(items.flatMap(({ fact }) => fact.within ?? []))) known.set(within, -1);
    let isCaughtUp = true;
    for (const [stream, revision] of known) {
      const last = (await this.log.readStream(stream, Math.max(0, revision + 1))).at(-1)?.revision;
      if (last === undefined || last <= revision) continue;
      isCaughtUp = false;
      await this.readModels.waitFor(stream, last, PATIENCE);
    }
    return isCaughtUp;
  }
}
