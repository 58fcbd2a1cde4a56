/**
 * A process to be watched: appends one event at a time, and prints a line before it asks and one when it is answered.
 * Arguments: the compiled event log's folder, the record's folder, how many appends.
 */
const { randomUUID } = require('node:crypto');
const { writeSync } = require('node:fs');
const [, , compiledLog, folder, appends] = process.argv;
const { openSqliteEventLog } = require(compiledLog);

void main();

async function main() {
  const log = await openSqliteEventLog(folder);
  for (let number = 0; number < Number(appends); number++) {
    const event = { id: randomUUID(), type: 'NoteTaken', data: { number }, metadata: { recordedAt: 0 } };
    writeSync(1, `asks ${number}\n`);
    await log.append(`action-${number}`, 'no-stream', [event]);
    writeSync(1, `is answered ${number}\n`);
  }
  await log.close();
}
