import { parentPort, workerData } from 'node:worker_threads';
import { openSqliteKeyVaultReadOnly } from '@minutebook/key-vault-sqlite';
import { fillFresh, recordTimesProjection } from '@minutebook/kernel/read-models';
import { openPage } from '@minutebook/kernel/recording';
import { projections, sentenceBook } from '../read-model-registry';
import { openLogReadOnly } from './log-place';
import { keyFolder, readModelFiles, type RebuildOrder, type RebuildReport } from './record';

/** Told at most this often, in record numbers. */
const REPORT_EVERY = 10_000;

/** Fills read models from the whole log in a thread of its own, while the old ones serve. */
async function rebuild(order: RebuildOrder): Promise<void> {
  const log = await openLogReadOnly(order.log);
  const vault = await openSqliteKeyVaultReadOnly(keyFolder(order), Buffer.from(order.masterKey));
  const wanted = [recordTimesProjection, ...projections(sentenceBook())].filter(({ name }) =>
    order.names.includes(name),
  );
  let told = 0;
  const files = await fillFresh(
    wanted,
    {
      log,
      openTexts: (page) => openPage(page, vault),
      folder: readModelFiles(order),
    },
    (recordNumber) => {
      if (recordNumber - told < REPORT_EVERY) return;
      told = recordNumber;
      report({ recordNumber });
    },
  );
  await log.close();
  await vault.close();
  report({ files });
}

function report(message: RebuildReport): void {
  parentPort?.postMessage(message);
}

void rebuild(workerData as RebuildOrder);
