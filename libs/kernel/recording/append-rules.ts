import { canonicalJson, NotJson } from './canonical-json';
import type { EventHeading } from './digest';
import { AppendRefused, MAX_APPEND_BYTES, type NewEvent } from './event-log';

/** `category-id`: a category has no dash, an id is a UUID or reference data. */
const STREAM_NAME = /^[A-Za-z][A-Za-z0-9]{0,63}-[A-Za-z0-9-]{1,64}$/;
const EVENT_TYPE = /^[A-Za-z][A-Za-z0-9_.-]{0,127}$/;
/** In lower case only, so that an id has one form wherever it is compared. */
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether a text can name a stream at all. */
export function isStreamName(text: string): boolean {
  return STREAM_NAME.test(text);
}

/** An event that keeps the rules, its data and metadata as canonical JSON. */
export interface AcceptedEvent extends Pick<EventHeading, 'id' | 'type'> {
  readonly data: string;
  readonly metadata: string;
}

/** What every log refuses before anything is written (architecture, sections 4 and 5). Throws `AppendRefused`. */
export function acceptEvents(stream: string, events: readonly NewEvent[]): readonly AcceptedEvent[] {
  if (!isStreamName(stream)) {
    throw new AppendRefused('bad-name', `"${stream}" cannot name a stream: it must be a category, a dash and an id`);
  }
  if (events.length === 0) throw new AppendRefused('no-events', `Nothing was given to append to ${stream}`);
  const accepted = events.map(acceptEvent);
  const bytes = accepted.reduce(
    (sum, event) => sum + Buffer.byteLength(event.data) + Buffer.byteLength(event.metadata),
    0,
  );
  if (bytes > MAX_APPEND_BYTES) {
    throw new AppendRefused(
      'too-large',
      `${bytes} bytes are too much for one append to ${stream}: at most ${MAX_APPEND_BYTES} are taken`,
    );
  }
  return accepted;
}

function acceptEvent(event: NewEvent): AcceptedEvent {
  if (!EVENT_TYPE.test(event.type)) throw new AppendRefused('bad-name', `"${event.type}" cannot name an event type`);
  if (!UUID.test(event.id)) throw new AppendRefused('bad-id', `"${event.id}" is no event id: it must be a UUID`);
  return {
    id: event.id,
    type: event.type,
    data: asJson(event, 'data'),
    metadata: asJson(event, 'metadata'),
  };
}

function asJson(event: NewEvent, part: 'data' | 'metadata'): string {
  try {
    return canonicalJson(event[part]);
  } catch (error) {
    if (!(error instanceof NotJson)) throw error;
    const path = error.path === '' ? part : `${part}.${error.path}`;
    throw new AppendRefused('not-json', `${event.type} cannot be recorded: ${path} ${error.reason}`);
  }
}
