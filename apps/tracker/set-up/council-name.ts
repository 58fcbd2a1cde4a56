import type { Opened } from '@minutebook/kernel';
import { openPage, type EventLog, type KeyVault, type LoggedEvent } from '@minutebook/kernel/recording';
import { COUNCIL_STREAM, type CouncilEvent } from './council.decider';

/** The council's name as pages say it, in memory; follows the record. */
export class CouncilName {
  private name: string | undefined;

  /** Undefined until the record is set up. */
  get current(): string | undefined {
    return this.name;
  }

  async read(log: Pick<EventLog, 'readStream'>, vault: Pick<KeyVault, 'get'>): Promise<void> {
    this.follow(await openPage(await log.readStream(COUNCIL_STREAM), vault));
  }

  /** Told of every event that is applied, its texts opened. */
  follow(events: readonly LoggedEvent[]): void {
    for (const event of events)
      if (event.stream === COUNCIL_STREAM) this.name = (event as LoggedEvent & Opened<CouncilEvent>).data.name;
  }
}
