import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventLogContract } from '@minutebook/event-log-contract';
import { openSqliteEventLog } from '.';

eventLogContract('The SQLite event log', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'minutebook-log-'));
  const first = await openSqliteEventLog(folder);
  let log = first;
  return {
    log: first,
    async reopen() {
      await log.close();
      return (log = await openSqliteEventLog(folder));
    },
    async dispose() {
      await log.close();
      rmSync(folder, { recursive: true });
    },
  };
});
