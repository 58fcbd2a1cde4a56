import { existsSync, readFileSync } from 'node:fs';
import type { EventLog } from '@minutebook/kernel/recording';
import { Progress } from '../progress';
import { copyLog, type CopyReport, type CopyStage } from '../record/copy-log';
import { assertWhole } from '../record/log-backup';
import {
  answering,
  appendsAtOnce,
  isSameLog,
  logMark,
  logName,
  logPlaceFrom,
  openLog,
  openLogReadOnly,
  type LogPlace,
} from '../record/log-place';
import { OrderRefused } from './control-socket';
import { readOptions } from './options';

type Options = Readonly<Record<string, string>>;

const STAGES: Readonly<Record<CopyStage, string>> = {
  comparing: 'Comparing what is there',
  copying: 'Moving',
  checking: 'Checking both',
};

const FOREIGN_READ_MODELS =
  'Delete read-models/ in DATA_DIR before the next start: it cannot tell these two event stores apart.';

/**
 * Copies a log into another place, whole and in order; what is there already is kept, so that a move that was cut short goes
 * on when the same order is given again. The source is left as it is.
 *
 * @param prefix what streams are named with in an event store, unless the order says it
 *
 * Throws `OrderRefused`, `ConfigurationFault`, `LogsDiffer`, `LogDamaged`, `LogUnavailable`.
 */
export async function moveLog(words: readonly string[], prefix: string | undefined): Promise<string> {
  const options = readOptions(words, {
    known: ['from', 'to', 'from-prefix', 'to-prefix'],
    needed: ['from', 'to'],
  });
  const from = placeOf(options, 'from', prefix);
  const to = placeOf(options, 'to', prefix);
  if (isSameLog(from, to)) throw new OrderRefused('--from and --to name the same log. Nothing was moved.');
  const progress = new Progress();
  try {
    const report = await within(
      () => openSource(from),
      (source) =>
        within(
          () => openWhole(to),
          (target) =>
            copyLog(source, target, {
              appendsAtOnce: appendsAtOnce(to),
              onProgress: (stage, recordNumber) =>
                progress.say(`${STAGES[stage]}: record ${recordNumber.toLocaleString('en-GB')}`),
            }),
        ),
    );
    return told(report, from, to);
  } finally {
    progress.end();
  }
}

/** The log that an option names, itself or in a file: arguments are seen by every process of the machine. */
function placeOf(options: Options, option: 'from' | 'to', prefix: string | undefined): LogPlace {
  const said = options[option] ?? '';
  const names = { log: `--${option}`, prefix: `--${option}-prefix (or EVENT_LOG_PREFIX)` };
  return logPlaceFrom(
    said.startsWith('@') ? contentOf(said.slice(1)) : said,
    options[`${option}-prefix`] ?? prefix,
    names,
  );
}

function contentOf(file: string): string {
  if (!existsSync(file)) throw new OrderRefused(`There is no file ${file}.`);
  return readFileSync(file, 'utf8').trim();
}

/** One that is not there is not made. */
async function openSource(place: LogPlace): Promise<EventLog> {
  if (place.engine === 'sqlite') await (await openLogReadOnly(place)).close();
  return openWhole(place);
}

/**
 * A file is held by its writer's lock, so that nobody else appends, and its events are held against the checksums and digests
 * that it keeps; an event store has neither.
 */
async function openWhole(place: LogPlace): Promise<EventLog> {
  const log = await answering(place, await openLog(place));
  try {
    if (place.engine === 'sqlite') await assertWhole(place.folder);
    return log;
  } catch (error) {
    await log.close();
    throw error;
  }
}

async function within<T>(open: () => Promise<EventLog>, work: (log: EventLog) => Promise<T>): Promise<T> {
  const log = await open();
  try {
    return await work(log);
  } finally {
    await log.close();
  }
}

function told({ events, already, chain, sourceGoesOn }: CopyReport, from: LogPlace, to: LogPlace): string {
  const count = (number: number): string => number.toLocaleString('en-GB');
  if (sourceGoesOn)
    throw new OrderRefused(
      `The first ${count(events)} events were moved, but somebody appended others to ${logName(from)} meanwhile. Stop the server that writes there, and give the same command again: it goes on from here.`,
    );
  return [
    `${count(events)} events are in ${logName(to)}, in the same order as in ${logName(from)}: ${count(already)} were there already, ${count(events - already)} were moved now.`,
    'All were read again from both, and compared one by one.',
    `Chain hash at the last: ${chain}`,
    from.engine === 'sqlite'
      ? 'Nobody could append to the source meanwhile: it was held.'
      : 'Nobody appended to the source meanwhile: it was read once more past its end.',
    'The source stays as it was, and the keys of sealed texts stay where they are.',
    ...(from.engine === 'eventstoredb' && logMark(from) === logMark(to) ? [FOREIGN_READ_MODELS] : []),
  ].join('\n');
}
