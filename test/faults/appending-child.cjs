/**
 * A process to be killed: appends to the record in a folder with several writers at once, and prints one line for each
 * append that was answered. It runs the compiled program, so that it starts fast and is what is shipped.
 *
 * Arguments: the compiled event log's folder, the record's folder, a name for this run, how many events an append has
 * at most, how many bytes of text each event carries.
 */
const { randomUUID } = require('node:crypto');
const { writeSync } = require('node:fs');
const [, , compiledLog, folder, run, mostEvents, textBytes] = process.argv;
const { openSqliteEventLog } = require(compiledLog);

const WRITERS = 3;

void main();

async function main() {
  let log;
  try {
    log = await openSqliteEventLog(folder);
  } catch (error) {
    say({ refused: error.name, message: error.message });
    process.exitCode = 1;
    return;
  }
  say({ ready: true });
  process.stdin.on('data', () => void writeOnce(log, 'told', 0));
  await Promise.all(Array.from({ length: WRITERS }, (_, writer) => writeOnAndOn(log, writer)));
}

async function writeOnAndOn(log, writer) {
  for (let number = 0; ; number++) {
    if (!(await writeOnce(log, `${run}-${writer}`, number))) return;
  }
}

/** Every append is a stream of its own, or goes on with the one before. Answers whether it was recorded. */
async function writeOnce(log, writer, number) {
  const of = 1 + (number % Number(mostEvents));
  const stream = `action-${writer}-${Math.floor(number / 4)}`;
  const stands = number % 4 === 0 ? 'no-stream' : (await log.readStream(stream)).length - 1;
  const append = `${writer}-${number}`;
  const events = Array.from({ length: of }, (_, index) => ({
    id: randomUUID(),
    type: 'NoteTaken',
    data: { append, index, of, text: 'x'.repeat(Number(textBytes)) },
    metadata: { recordedAt: Date.now() },
  }));
  try {
    const { lastRevision, position } = await log.append(stream, stands, events);
    say({ append, stream, lastRevision, position, of });
    return true;
  } catch (error) {
    const recorded = await countAll(log);
    say({ failed: append, error: error.name, outcomeUnknown: error.outcomeUnknown, message: error.message, recorded });
    return false;
  }
}

async function countAll(log) {
  let count = 0;
  for await (const page of log.readAll()) count += page.length;
  return count;
}

/** Straight to the pipe: what is printed before a kill has been printed. */
function say(line) {
  writeSync(1, `${JSON.stringify(line)}\n`);
}
