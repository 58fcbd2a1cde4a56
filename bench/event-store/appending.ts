import { jsonEvent, type JSONType } from '@eventstore/db-client';
import { openEventStoreLog } from '@minutebook/event-log-eventstoredb';
import { eventStoreAt } from '../history/data-sets';
import type { MadeAppend } from '../history/made-events';
import { history, inLanes, takeFrom } from '../log/appending';
import type { OpenSide, SideOptions } from '../open-side';
import { many } from '../smoke';
import { timed } from '../timed';
import { bareClient, CREDENTIALS } from './bare-client';

/** Appends of one run: more than a second of them. */
const APPENDS = many(3_000, 100);

/** The product's log in an event store, through its port. */
export async function openAdapterAppending({ port = 0, inFlight = 1 }: SideOptions): Promise<OpenSide> {
  const log = openEventStoreLog(eventStoreAt(port));
  const append = ({ stream, expected, event }: MadeAppend) => log.append(stream, expected, [event]);
  return { works: { run: appending(append, inFlight) }, close: () => log.close() };
}

/** The same events by the client alone: no rules of the port, no canonical JSON, no errors in other words. */
export async function openClientAppending({ port = 0, inFlight = 1 }: SideOptions): Promise<OpenSide> {
  const client = bareClient(port);
  const append = ({ stream, expected, event: { id, type, data, metadata } }: MadeAppend) =>
    client.appendToStream(
      `bench.${stream}`,
      jsonEvent({ id, type, data: data as JSONType, metadata: metadata as unknown as JSONType }),
      { expectedRevision: expected === 'no-stream' ? 'no_stream' : BigInt(expected), credentials: CREDENTIALS },
    );
  return { works: { run: appending(append, inFlight) }, close: () => client.dispose() };
}

function appending(append: (made: MadeAppend) => Promise<unknown>, inFlight: number): () => Promise<number> {
  const made = history();
  const inOrder = inOrderOfStreams(append);
  return () => {
    const appends = takeFrom(made, APPENDS);
    return timed(() => inLanes(appends, inFlight, inOrder));
  };
}

/** Each append waits for the one before it on its stream: no network keeps the order of what is on its way together. */
function inOrderOfStreams(append: (made: MadeAppend) => Promise<unknown>): (made: MadeAppend) => Promise<unknown> {
  const last = new Map<string, Promise<unknown>>();
  return (made) => {
    const before = last.get(made.stream);
    const done = before ? before.then(() => append(made)) : append(made);
    last.set(made.stream, done);
    return done;
  };
}
