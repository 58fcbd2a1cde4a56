import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { compare, type Comparison, type Measure } from './comparison';
import { EVENT_STORE_COMPARISONS } from './event-store/comparisons';
import { DataSets } from './history/data-sets';
import { LOG_COMPARISONS } from './log/comparisons';
import { hasEmmett } from './log/emmett';
import { REMINDER_COMPARISONS } from './reminders/comparisons';
import { REMINDER_MEASURES } from './reminders/measures';
import { hasRedis } from './reminders/redis-process';
import { say } from './say';
import { SMOKE } from './smoke';
import { WEB_COMPARISONS } from './web/comparisons';
import { WEB_MEASURES } from './web/measures';
import { tableOf, whatRan, type ComparisonLine, type MeasureLine } from './table';

const COMPARISONS: readonly Comparison[] = [
  ...LOG_COMPARISONS,
  ...EVENT_STORE_COMPARISONS,
  ...REMINDER_COMPARISONS,
  ...WEB_COMPARISONS,
];

const MEASURES: readonly Measure[] = [...WEB_MEASURES, ...REMINDER_MEASURES];

/** Which figures are asked for. Throws where a name is not known. */
function chosen<T extends { readonly name: string }>(all: readonly T[], only: readonly string[] | undefined): T[] {
  return all.filter(({ name }) => only === undefined || only.includes(name));
}

function namesFrom(only: string | undefined): readonly string[] | undefined {
  if (only === undefined) return undefined;
  const known = [...COMPARISONS, ...MEASURES].map(({ name }) => name);
  const names = only.split(',').map((name) => name.trim());
  for (const name of names)
    if (!known.includes(name))
      throw new RangeError(`There is no bench "${name}". There are: ${[...new Set(known)].join(', ')}`);
  return names;
}

function lackOf({ needsEmmett, needsRedis }: Comparison): string | undefined {
  if (needsEmmett && !hasEmmett()) return 'the packages of bench/ could not be installed';
  if (needsRedis && !hasRedis()) return 'there is no redis-server on this machine (REDIS_SERVER_PATH)';
  return undefined;
}

async function measureAll(only: readonly string[] | undefined, data: DataSets) {
  const lines: ComparisonLine[] = [];
  for (const comparison of chosen(COMPARISONS, only)) {
    const title = `${comparison.name} against ${comparison.against}`;
    const lacking = lackOf(comparison);
    if (lacking !== undefined) {
      say(`${title}: not measured, because ${lacking}`);
      lines.push({ comparison, result: undefined });
      continue;
    }
    say(`${title} ...`);
    const result = await compare(comparison, data);
    say(`${title}: ${result.ratio.toPrecision(3)}`);
    lines.push({ comparison, result });
  }
  const measures: MeasureLine[] = [];
  for (const measure of chosen(MEASURES, only)) {
    say(`${measure.name} ...`);
    measures.push({ measure, value: await measure.measure(data) });
  }
  return { lines, measures };
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { json: { type: 'boolean' }, only: { type: 'string' }, smoke: { type: 'boolean' } },
  });
  const only = namesFrom(values.only);
  const kept = process.env['BENCH_DIR'];
  const data = new DataSets(kept ?? join(tmpdir(), `minutebook-bench-${process.pid}`));
  const cleared = (): void => {
    // Where a folder was named, what was made is kept for the next time.
    if (kept === undefined) data.clear();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      cleared();
      process.exit(1);
    });
  try {
    const { lines, measures } = await measureAll(only, data);
    if (SMOKE) {
      process.stdout.write(whatRan(lines, measures));
      return;
    }
    if (!values.json) {
      process.stdout.write(tableOf(lines, measures));
      return;
    }
    if (measures.length > 0) say(tableOf([], measures));
    const results = lines.flatMap(({ result }) => (result ? [result] : []));
    const told = results.map(({ name, against, ratio, runs }) => ({ name, against, ratio, runs }));
    process.stdout.write(`${JSON.stringify({ results: told }, null, 2)}\n`);
  } finally {
    cleared();
  }
}

main().catch((error: Error & { readonly code?: string }) => {
  const isTheirs = error instanceof RangeError || error.code?.startsWith('ERR_PARSE_ARGS');
  say(isTheirs ? error.message : (error.stack ?? error.message));
  // Whatever process of a side is left ends when this one does.
  process.exit(1);
});
