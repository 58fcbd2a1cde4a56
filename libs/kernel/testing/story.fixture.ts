import assert from 'node:assert/strict';
import type { Event, LocalDate, Origin, Role } from '@minutebook/kernel';
import { londonInstant } from '@minutebook/kernel';
import {
  fillFresh,
  Follower,
  ReadModels,
  TemporalStore,
  type AsAt,
  type Projection,
} from '@minutebook/kernel/read-models';
import { uuidV5, type LoggedEvent } from '@minutebook/kernel/recording';
import { LogInMemory, metadataAt, SpecFolder } from '../read-models/read-models.fixture';
import { rowsOf } from './rows.fixture';

/** Namespace of the ids that stories make up. */
const EVENTS = '6f1d5f3e-0000-5000-8000-000000000000';

/** For specs only: who told something, when and why. Without it, an account of no importance on a morning long past. */
export interface StoryTelling {
  readonly by?: string;
  readonly role?: Role;
  /** London date on which the record received it. */
  readonly on?: LocalDate;
  /** London time of that day: `09:00` unless told. */
  readonly at?: string;
  readonly effectiveOn?: LocalDate;
  readonly reason?: string;
  readonly origin?: Origin;
  readonly source?: { readonly document: string; readonly row?: string };
}

/** For specs only: an event of a stream, before the log has numbered it. */
export interface Happening {
  readonly stream: string;
  readonly event: Event;
  readonly telling: StoryTelling;
}

export function happened(stream: string, event: Event, telling: StoryTelling = {}): Happening {
  return { stream, event, telling };
}

/** For specs only: a story as the log holds it, its texts open, numbered in its order. */
export function recordOf(story: readonly Happening[]): readonly LoggedEvent[] {
  const revisions = new Map<string, number>();
  return story.map(({ stream, event, telling }, index) => {
    const { by = 'somebody', role = 'action-lead', on = '2014-01-06', at = '09:00' } = telling;
    const { effectiveOn, reason, origin = 'user', source } = telling;
    const revision = (revisions.get(stream) ?? -1) + 1;
    revisions.set(stream, revision);
    return {
      ...event,
      id: uuidV5(EVENTS, `${stream}/${revision}`),
      stream,
      revision,
      position: String(index + 1),
      metadata: metadataAt(londonInstant(on, at), {
        actor: { account: by, role, grant: `account-${by}@0` },
        origin,
        ...(effectiveOn !== undefined && { effectiveOn }),
        ...(reason !== undefined && { reason }),
        ...(source !== undefined && { source }),
      }),
    };
  });
}

const told: { readonly readModels: ReadModels; readonly folder: SpecFolder }[] = [];

/** For specs only, after each or all: `afterEach(endStories)`. */
export async function endStories(): Promise<void> {
  for (const { readModels, folder } of told.splice(0)) {
    await readModels.stop();
    folder.remove();
  }
}

/**
 * For specs only: read models that were told the whole record, then once more from its beginning, as a reader is that
 * lost its place. Fails where that changed a row.
 */
export async function toldTwice(
  projections: readonly Projection[],
  events: readonly LoggedEvent[],
): Promise<ReadModels> {
  const folder = new SpecFolder();
  for (const projection of projections) {
    const { file, database } = folder.create(projection);
    const store = new TemporalStore(database, projection);
    const tell = () =>
      new Follower({ recordNumber: 0, recordTime: 0, position: '' }, [{ projection, store }]).apply(events);
    tell();
    const once = rowsOf(database);
    tell();
    assert.deepEqual(rowsOf(database), once, `Telling ${projection.name} the same record twice changed its rows`);
    store.close();
    folder.serve(projection, file).close();
  }
  return toldOf(projections, events, folder);
}

/** For specs only: read models that were told a record once, and hear what else its log is told. */
export async function toldOf(
  projections: readonly Projection[],
  events: readonly LoggedEvent[],
  folder = new SpecFolder(),
  log = new LogInMemory(),
): Promise<ReadModels> {
  log.events.push(...events);
  const openTexts = async (page: readonly LoggedEvent[]) => page;
  const readModels = new ReadModels({
    log,
    openTexts,
    projections,
    folder,
    build: (wanted) => fillFresh(wanted, { log, openTexts, folder }),
  });
  told.push({ readModels, folder });
  await readModels.start();
  return readModels;
}

/** For specs only: as at a record number, seen from a date. */
export function asAt(recordNumber: number, pageDate: LocalDate = '2014-06-16'): AsAt {
  return { recordNumber, pageDate, live: false };
}
