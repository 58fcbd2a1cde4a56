import { START, streamNameFilter } from '@eventstore/db-client';
import { openEventStoreLog } from '@minutebook/event-log-eventstoredb';
import { eventStoreAt } from '../history/data-sets';
import { PAGE } from '../log/replaying';
import type { OpenSide, SideOptions } from '../open-side';
import { timed } from '../timed';
import { bareClient, CREDENTIALS } from './bare-client';

/** As in the adapter: a smaller one would have the server send checkpoints that nobody wants. */
const SEARCH_WINDOW = 512;

/** Follows the whole log through the port, with a handler that only counts. */
export async function openAdapterFollowing({ port = 0, events = 0 }: SideOptions): Promise<OpenSide> {
  const log = openEventStoreLog(eventStoreAt(port));
  const follow = async (): Promise<number> => {
    let seen = 0;
    let stop = (): void => undefined;
    await new Promise<void>((resolve, reject) => {
      const following = log.followAll({ pageSize: PAGE, onOutage: (reason) => reason && reject(reason) }, (page) => {
        seen += page.length;
        if (seen >= events) resolve();
      });
      following.ended.catch(reject);
      stop = () => void following.stop();
    });
    stop();
    return seen;
  };
  return { works: { run: () => timed(follow) }, close: () => log.close() };
}

/** The client's own subscription to the same streams, with a listener that only counts. */
export async function openClientSubscription({ port = 0, events = 0 }: SideOptions): Promise<OpenSide> {
  const client = bareClient(port);
  const follow = async (): Promise<number> => {
    let seen = 0;
    const filter = streamNameFilter({ prefixes: ['bench.'], maxSearchWindow: SEARCH_WINDOW });
    const subscription = client.subscribeToAll({ fromPosition: START, filter, credentials: CREDENTIALS });
    await new Promise<void>((resolve, reject) => {
      subscription.on('error', reject).on('data', () => {
        seen += 1;
        if (seen >= events) resolve();
      });
    });
    await subscription.unsubscribe();
    return seen;
  };
  return { works: { run: () => timed(follow) }, close: () => client.dispose() };
}
