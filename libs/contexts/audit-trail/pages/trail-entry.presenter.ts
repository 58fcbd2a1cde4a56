import type { Link } from '@minutebook/web-kit';
import type { TrailLine } from '../read-models/trail.query';
import { auditTrailPath, trailEntryPath } from './audit-trail-paths';
import { presentTrailLine, roleName, withNames, type NameOf, type TrailLineView } from './trail-line.presenter';

/** What trail-entry.njk shows: one event with all that the record wrote beside it. */
export interface TrailEntryPage {
  readonly line: TrailLineView;
  readonly kind: string;
  readonly accountId: string;
  readonly roleName: string;
  readonly group: { readonly name: string; readonly href: string } | undefined;
  readonly eventId: string;
  readonly stream: string;
  readonly revision: number;
  readonly recordedAt: number;
  readonly recordTime: number;
  /** All events of the same record. */
  readonly recordTrailHref: string;
  readonly earlier: NeighbourView | undefined;
  readonly later: NeighbourView | undefined;
  /** What other contexts offer about this event. */
  readonly links: readonly Link[];
}

/** The event of the same record before or after this one. */
export interface NeighbourView {
  readonly recordNumber: number;
  readonly sentence: string;
  readonly href: string;
}

/** What the page knows of the event besides its line. */
export interface EntrySurroundings {
  /** Label of the kind; the type itself where this release does not know it. */
  readonly kind: string;
  readonly groupName: string | undefined;
  readonly earlier: TrailLine | undefined;
  readonly later: TrailLine | undefined;
  readonly links: readonly Link[];
}

export function presentTrailEntry(line: TrailLine, around: EntrySurroundings, nameOf: NameOf): TrailEntryPage {
  return {
    line: presentTrailLine(line, nameOf),
    kind: around.kind,
    accountId: line.account,
    roleName: roleName(line.role),
    group:
      line.groupId === null
        ? undefined
        : { name: around.groupName ?? line.groupId, href: `/governance-groups/${line.groupId}` },
    eventId: line.eventId,
    stream: line.stream,
    revision: line.revision,
    recordedAt: line.recordedAt,
    recordTime: line.recordTime,
    recordTrailHref: auditTrailPath({ record: line.stream }),
    earlier: around.earlier && neighbour(around.earlier, nameOf),
    later: around.later && neighbour(around.later, nameOf),
    links: around.links,
  };
}

function neighbour({ recordNumber, sentence }: TrailLine, nameOf: NameOf): NeighbourView {
  return { recordNumber, sentence: withNames(sentence, nameOf), href: trailEntryPath(recordNumber) };
}
