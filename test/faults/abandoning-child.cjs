/**
 * Leaves reads of an event store after their first page, and follows it over many ended subscriptions; prints the memory
 * that is held after each third of each, garbage taken away. Run with --expose-gc.
 */
const [, , compiled, connectionString, reads, resubscriptions] = process.argv;
const { openEventStoreLog } = require(compiled);

const PARTS = 3;
const SETTLE_MS = 200;
const log = openEventStoreLog(
  { connectionString, prefix: 'derby' },
  { idleMs: 10_000, firstWaitMs: 0.5, longestWaitMs: 1 },
);

async function main() {
  const abandoned = [await held()];
  for (let part = 0; part < PARTS; part++) {
    for (let read = 0; read < Number(reads) / PARTS; read++)
      for await (const page of log.readAll({ pageSize: 1 })) if (page) break;
    abandoned.push(await held());
  }
  const followed = [await held()];
  for (let part = 0; part < PARTS; part++) {
    await followedOnce(Math.ceil(Number(resubscriptions) / PARTS));
    followed.push(await held());
  }
  console.log(JSON.stringify({ abandoned, followed }));
  await log.close();
  process.exit();
}

/** Asks the parent to end so many subscriptions, and follows until one lasts. */
async function followedOnce(ended) {
  process.send({ end: ended });
  await new Promise((resolve) => process.once('message', resolve));
  await new Promise((resolve) => {
    const subscription = log.followAll({}, () => void subscription.stop().then(resolve));
  });
}

/** Bytes of the heap and beside it, in MB. */
async function held() {
  await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
  global.gc();
  global.gc();
  const { heapUsed, external } = process.memoryUsage();
  return Math.round(((heapUsed + external) / 1024 / 1024) * 10) / 10;
}

void main();
