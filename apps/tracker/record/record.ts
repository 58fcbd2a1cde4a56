import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { DueFactBook, SentenceBook } from '@minutebook/kernel';
import { ChangeBook, ReadModels, type Projection } from '@minutebook/kernel/read-models';
import {
  CommandRunner,
  newRandomId,
  realSystemClock,
  RecordingClock,
  stateOf,
  type Clock,
  type EventLog,
  type KeyVault,
  type LoggedEvent,
  type OnOutage,
  type SystemClock,
  type VaultAway,
} from '@minutebook/kernel/recording';
import { ReadModelFiles } from '@minutebook/read-models-sqlite';
import { DemonstrationClock } from '../demonstration/demonstration-clock';
import { DEMONSTRATION_STREAM, demonstrationDecider } from '../demonstration/demonstration.decider';
import { dueFactBook, projections, sentenceBook } from '../read-model-registry';
import { untilTheKeysAreThere } from './awaited';
import { logMark, type LogPlace } from './log-place';
import { PatientTexts } from './patient-texts';
import { openVault, type VaultPlace } from './vault-place';
import { firstEventOf } from './walk-log';

/** Where the record lies and under which master key its texts are sealed. */
export interface RecordPlace {
  readonly log: LogPlace;
  /** In the data folder unless told. */
  readonly vault?: VaultPlace;
  readonly dataDir: string;
  readonly masterKey: Buffer;
}

/** The open record: everything below the pages and the API, in one process with the embedded engines. */
export interface OpenRecord {
  readonly log: EventLog;
  readonly vault: KeyVault;
  readonly clock: Clock;
  readonly systemClock: SystemClock;
  /** Only where the record is a demonstration. */
  readonly demonstration: DemonstrationClock | undefined;
  readonly runner: CommandRunner;
  readonly readModels: ReadModels;
  readonly sentences: SentenceBook;
  readonly dueFacts: DueFactBook;
  readonly changes: ChangeBook;
  /** Calls a listener with every batch of events that is applied from now on, their texts opened. */
  onApplied(listener: (events: readonly LoggedEvent[]) => void): void;
  close(): Promise<void>;
}

export interface RecordReports {
  /** While read models are filled: record number reached. */
  readonly onProgress?: (recordNumber: number) => void;
  /** The log cannot be reached, with the reason; with nothing, once it can again. */
  readonly onOutage?: OnOutage;
  /** The keys are waited for before the record is opened: as a sentence without its full stop. */
  readonly onWaiting?: (what: string) => void;
  /** The keys cannot be reached, so that the read models wait; with nothing, once they can again. */
  readonly onKeysOutage?: (reason: VaultAway | undefined) => void;
  /** Following the log stopped for good. */
  readonly onFailure?: (error: Error) => void;
}

/**
 * Opens the keys and starts the read models over an open log, which is closed with the record.
 *
 * @param newDemonstration an empty log is about to become a demonstration
 * @param buildElsewhere how read models are filled; a thread of its own unless told
 */
export async function openRecord(
  log: EventLog,
  place: RecordPlace,
  reports: RecordReports = {},
  newDemonstration = false,
  buildElsewhere: BuildOver = buildInWorker,
): Promise<OpenRecord> {
  const { onWaiting = () => undefined } = reports;
  const isNew = (await firstEventOf(log)) === undefined;
  const vault = await untilTheKeysAreThere(() => openVault(vaultOf(place), place.masterKey, isNew), onWaiting);
  try {
    return await recordOn({ log, vault }, place, reports, newDemonstration, buildElsewhere);
  } catch (error) {
    await vault.close();
    throw error;
  }
}

async function recordOn(
  { log, vault }: Pick<OpenRecord, 'log' | 'vault'>,
  place: RecordPlace,
  { onProgress, onOutage, onKeysOutage, onFailure }: RecordReports,
  newDemonstration: boolean,
  buildElsewhere: BuildOver,
): Promise<OpenRecord> {
  const demonstration = await demonstrationClock(log, newDemonstration);
  const clock: Clock = demonstration ?? realSystemClock;
  const recordingClock = new RecordingClock(clock, realSystemClock);
  const sentences = sentenceBook();
  const folder = readModelFiles(place);
  folder.removeUnserved();
  const texts = new PatientTexts(vault, onKeysOutage);
  let closing = false;
  const readModels = new ReadModels({
    log,
    openTexts: (page) => texts.open(page),
    projections: projections(sentences),
    folder,
    build: (wanted, onProgress) => buildElsewhere(place, wanted, onProgress),
    onApplied: (events, recordTime) => {
      recordingClock.seen(recordTime);
      demonstration?.follow(events);
    },
    onProgress,
    onOutage,
    // Whoever waits for keys at the end waits in vain, and that is no failure.
    onFailure: (error) => closing || onFailure?.(error),
  });
  await readModels.start();
  const { recordTime } = readModels.reached;
  recordingClock.seen(recordTime);
  demonstration?.resumeAfter(recordTime);
  return {
    log,
    vault,
    clock,
    systemClock: realSystemClock,
    demonstration,
    runner: new CommandRunner(log, vault, recordingClock),
    readModels,
    sentences,
    dueFacts: dueFactBook(),
    changes: new ChangeBook(),
    onApplied: (listener) => void readModels.follow(listener),
    close: async () => {
      closing = true;
      texts.end();
      await readModels.stop();
      await log.close();
      await vault.close();
    },
  };
}

/** Where the keys of a record are. */
export function vaultOf(place: Pick<RecordPlace, 'dataDir' | 'vault'>): VaultPlace {
  return place.vault ?? { engine: 'sqlite', folder: keyFolder(place) };
}

/** The folder of the keys of a record that has them in its data folder. */
export function keyFolder({ dataDir }: Pick<RecordPlace, 'dataDir'>): string {
  return join(dataDir, 'keys');
}

/** The folder of the read models of a record. */
export function readModelFolder({ dataDir }: Pick<RecordPlace, 'dataDir'>): string {
  return join(dataDir, 'read-models');
}

/** The files of the read models of a record; those of another log than its own are removed. */
export function readModelFiles(place: Pick<RecordPlace, 'dataDir' | 'log'>): ReadModelFiles {
  return new ReadModelFiles(readModelFolder(place), newRandomId, logMark(place.log));
}

async function demonstrationClock(log: EventLog, isNew: boolean): Promise<DemonstrationClock | undefined> {
  const state = stateOf(demonstrationDecider, await log.readStream(DEMONSTRATION_STREAM));
  if (state.status === 'none') return isNew ? new DemonstrationClock(realSystemClock) : undefined;
  const clock = new DemonstrationClock(realSystemClock);
  if (state.status === 'loaded') clock.tickFrom(state.presentAt);
  return clock;
}

/** Fills fresh files of read models from the log of a place, and answers with the file of each. */
export type BuildOver = (
  place: RecordPlace,
  wanted: readonly Projection[],
  onProgress: (recordNumber: number) => void,
) => Promise<ReadonlyMap<string, string>>;

/** What the rebuilding thread is told, and what it answers. */
export type RebuildOrder = RecordPlace & { readonly names: readonly string[] };
export type RebuildReport = { readonly recordNumber: number } | { readonly files: ReadonlyMap<string, string> };

const buildInWorker: BuildOver = (place, wanted, onProgress) => {
  const order: RebuildOrder = { ...place, names: wanted.map(({ name }) => name) };
  return new Promise((resolve, reject) => {
    const worker = new Worker(join(__dirname, 'rebuild.worker.js'), { workerData: order });
    worker.on('message', (report: RebuildReport) => {
      if ('files' in report) resolve(report.files);
      else onProgress(report.recordNumber);
    });
    worker.on('error', reject);
    worker.on('exit', () => reject(new Error('Filling the read models ended before it was done')));
  });
};
