import type { AllStreamResolvedEvent, Position as ClientPosition, ResolvedEvent } from '@eventstore/db-client';
import type { EventMetadata } from '@minutebook/kernel';
import { LogDamaged, type LoggedEvent, type Position } from '@minutebook/kernel/recording';

/** No position of a log comes near: the server gives 2^64 - 1 where it has none to give. */
const NO_POSITION = 1n << 63n;

/** A client's event as the port gives it. Throws `LogDamaged` where none of ours could look like that. */
export function loggedEvent(resolved: ResolvedEvent | AllStreamResolvedEvent, streamPrefix: string): LoggedEvent {
  const { event } = resolved;
  if (!event?.streamId.startsWith(streamPrefix))
    throw new LogDamaged('log', 'The log is damaged: an event of another record stands in it');
  const stream = event.streamId.slice(streamPrefix.length);
  const revision = Number(event.revision);
  const position = positionText(event.position);
  if (!event.isJson || !isMetadata(event.metadata) || position === undefined)
    throw new LogDamaged(
      `${stream}@${revision}`,
      `The log is damaged: revision ${revision} of ${stream} was not written by Minutebook`,
    );
  return { id: event.id, stream, revision, type: event.type, data: event.data, metadata: event.metadata, position };
}

function isMetadata(value: unknown): value is EventMetadata {
  return typeof value === 'object' && value !== null && !ArrayBuffer.isView(value);
}

/** A client's position as the port gives it; undefined where the server gave none. */
export function positionText(position: ClientPosition | undefined): Position | undefined {
  if (position === undefined || position.commit >= NO_POSITION) return undefined;
  return `${position.commit}/${position.prepare}`;
}

/** The client's form of a position of this log. Throws `LogDamaged` for one that comes from elsewhere. */
export function clientPosition(position: Position): ClientPosition {
  const [, commit, prepare] = /^(\d{1,19})\/(\d{1,19})$/.exec(position) ?? [];
  if (commit === undefined || prepare === undefined) throw foreignPosition(position);
  return { commit: BigInt(commit), prepare: BigInt(prepare) };
}

/** Whoever resumes there has followed another log, or one that was longer, and would miss what is appended next. */
export function foreignPosition(position: Position): LogDamaged {
  return new LogDamaged(
    `position ${position}`,
    `Position ${position} is not one of this log: it comes from another log, or from a longer one`,
  );
}
