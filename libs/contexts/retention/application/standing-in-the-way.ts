import { Inject, Injectable } from '@nestjs/common';
import { londonDateOf, type LocalDate } from '@minutebook/kernel';
import { EVENT_LOG, stateOf, type EventLog } from '@minutebook/kernel/recording';
import type { InTheWay } from '../domain/erasure-request.commands';
import type { EventToClear } from '../domain/erasure-request.events';
import { holdDecider } from '../domain/hold.decider';
import type { Held } from '../domain/hold.events';
import { endOf, retentionClass, retentionRuleOn } from '../domain/retention-rules';
import { RetainedRecords } from './retained-records';
import { holdIdOf, holdStream } from './streams';

/** Finds in the log itself, where nothing lags behind, what keeps a record from being erased. */
@Injectable()
export class StandingInTheWay {
  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    private readonly records: RetainedRecords,
  ) {}

  async of(events: readonly EventToClear[], today: LocalDate): Promise<InTheWay> {
    const streams = [...new Set(events.map(({ stream }) => stream))];
    const holds = (await Promise.all(streams.map((stream) => this.holdsOver(stream)))).flat();
    const statutes = await Promise.all(streams.map((stream) => this.statuteOver(stream, today)));
    const statute = statutes.find((found) => found !== undefined);
    return { holds: [...new Set(holds)], ...(statute && { statute }) };
  }

  /** Ids of the holds over a record, over a record around it, or over its class. */
  async holdsOver(stream: string): Promise<readonly string[]> {
    const around = await this.records.withAllAround(stream);
    const classId = this.records.classOf(stream);
    const things: readonly Held[] = [
      ...around.map((each) => ({ kind: 'record' as const, stream: each })),
      ...(classId === undefined ? [] : [{ kind: 'class' as const, retentionClass: classId }]),
    ];
    const ids = things.map(holdIdOf);
    const placed = await Promise.all(
      ids.map(async (id) => stateOf(holdDecider, await this.log.readStream(holdStream(id))) === 'placed'),
    );
    return ids.filter((_, index) => placed[index]);
  }

  /** Counted from the last event of the record: whether an act means its amendment or its closing, it is no later. */
  private async statuteOver(stream: string, today: LocalDate): Promise<InTheWay['statute']> {
    const found = retentionClass(this.records.classOf(stream) ?? '');
    if (!found) return undefined;
    const { statute, period } = retentionRuleOn(found, today);
    const last = (await this.log.readStream(stream)).at(-1);
    if (statute === undefined || !last) return undefined;
    if (period === 'permanent') return { name: statute, until: undefined };
    const until = endOf(period, londonDateOf(last.metadata.recordedAt));
    return today > until ? undefined : { name: statute, until };
  }
}
