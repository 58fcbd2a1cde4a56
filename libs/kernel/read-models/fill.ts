import type { EventLog } from '../recording/event-log';
import type { Projection } from './projection';
import { Follower, type OpenTexts, type ReadModelFolder } from './read-models';
import { TemporalStore } from './temporal-store';

/** Larger batches gained nothing when tried. */
const PAGE = 1_000;

/**
 * Fills fresh files of the projections from the whole log in one pass, each text opened once; answers with the file of
 * each. On an error the half-filled files are removed.
 */
export async function fillFresh(
  projections: readonly Projection[],
  from: { readonly log: Pick<EventLog, 'readAll'>; readonly openTexts: OpenTexts; readonly folder: ReadModelFolder },
  onProgress: (recordNumber: number) => void = () => {},
): Promise<ReadonlyMap<string, string>> {
  const fresh = projections.map((projection) => {
    const { file, database } = from.folder.create(projection);
    return { projection, file, store: new TemporalStore(database, projection) };
  });
  try {
    const follower = new Follower({ recordNumber: 0, recordTime: 0, position: '' }, fresh);
    for await (const page of from.log.readAll({ pageSize: PAGE }))
      onProgress(follower.apply(await from.openTexts(page)).recordNumber);
  } catch (error) {
    for (const { store, file } of fresh) {
      store.close();
      from.folder.discard(file);
    }
    throw error;
  }
  for (const { store } of fresh) store.close();
  return new Map(fresh.map(({ projection, file }) => [projection.name, file]));
}
