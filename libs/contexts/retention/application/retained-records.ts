import { categoryOf, type LocalDate } from '@minutebook/kernel';
import type { AsAt } from '@minutebook/kernel/read-models';
import type { LoggedEvent } from '@minutebook/kernel/recording';
import type { EventToClear } from '../domain/erasure-request.events';

/** A record as the list of what is due knows it. */
export interface RetainedRecord {
  readonly stream: string;
  /** What it is: "Action plan". */
  readonly kind: string;
  readonly name: string;
  /** Path of its page. */
  readonly path: string;
  /** Id of its retention class. */
  readonly retentionClass: string;
  readonly lastAmended: LocalDate;
  /** Null while it goes on. */
  readonly closedOn: LocalDate | null;
}

/** Other events that hold the same texts, and why they cannot go yet, in one sentence, if so. */
export interface Copies {
  readonly events: readonly EventToClear[];
  readonly neededBy?: string;
}

/** What a context tells of the keeping of its records. */
export interface RetainedRecordSource {
  /** Category of its streams to the id of their retention class. */
  readonly classes: Readonly<Record<string, string>>;
  /** The stream of the record around this one: a hold over that covers this. */
  around?(stream: string): Promise<string | undefined>;
  copiesOf?(event: LoggedEvent): Promise<Copies>;
  records(at: AsAt): readonly RetainedRecord[];
}

/** Records within records are at most so deep. */
const DEEPEST = 8;

/** Where contexts register how their records are kept, so that retention knows no context. */
export class RetainedRecords {
  private readonly sources: RetainedRecordSource[] = [];

  register(source: RetainedRecordSource): void {
    this.sources.push(source);
  }

  classOf(stream: string): string | undefined {
    return this.sourceOf(stream)?.classes[categoryOf(stream)];
  }

  /** The record and all that are around it, the innermost first. */
  async withAllAround(stream: string): Promise<readonly string[]> {
    const found = [stream];
    while (found.length < DEEPEST) {
      const innermost = found.at(-1) as string;
      const around = await this.sourceOf(innermost)?.around?.(innermost);
      if (around === undefined || found.includes(around)) break;
      found.push(around);
    }
    return found;
  }

  async copiesOf(event: LoggedEvent): Promise<Copies> {
    return (await this.sourceOf(event.stream)?.copiesOf?.(event)) ?? { events: [] };
  }

  records(at: AsAt): readonly RetainedRecord[] {
    return this.sources.flatMap((source) => source.records(at));
  }

  private sourceOf(stream: string): RetainedRecordSource | undefined {
    const category = categoryOf(stream);
    return this.sources.find(({ classes }) => Object.hasOwn(classes, category));
  }
}
