import type { Account } from '@minutebook/accounts';
import type { Link, PageMoment } from '@minutebook/web-kit';
import type { TrailLine } from '../read-models/trail.query';

/** A context's answer to "what can this reader do about this event, or see about it?". */
export interface TrailEntryLinkSource {
  linksFor(line: TrailLine, reader: Account, moment: PageMoment): readonly Link[];
}

/** Where contexts register what they offer on an event's own page, so that the trail knows no context. */
export class TrailEntryLinks {
  private readonly sources: TrailEntryLinkSource[] = [];

  register(source: TrailEntryLinkSource): void {
    this.sources.push(source);
  }

  linksFor(line: TrailLine, reader: Account, moment: PageMoment): readonly Link[] {
    return this.sources.flatMap((source) => source.linksFor(line, reader, moment));
  }
}
