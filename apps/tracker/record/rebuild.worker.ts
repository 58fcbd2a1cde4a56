import { parentPort, workerData } from 'node:worker_threads';
import { fillFresh, recordTimesProjection } from '@minutebook/kernel/read-models';
import { projections, sentenceBook } from '../read-model-registry';
import { openLogReadOnly } from './log-place';
import { PatientTexts } from './patient-texts';
import { readModelFiles, vaultOf, type RebuildOrder, type RebuildReport } from './record';
import { openVaultReadOnly } from './vault-place';

/** Told at most this often, in record numbers. */
const REPORT_EVERY = 10_000;

/** Fills read models from the whole log in a thread of its own, while the old ones serve. */
async function rebuild(order: RebuildOrder): Promise<void> {
  const log = await openLogReadOnly(order.log);
  const vault = await openVaultReadOnly(vaultOf(order), Buffer.from(order.masterKey));
  const texts = new PatientTexts(vault);
  const wanted = [recordTimesProjection, ...projections(sentenceBook())].filter(({ name }) =>
    order.names.includes(name),
  );
  let told = 0;
  const files = await fillFresh(
    wanted,
    {
      log,
      openTexts: (page) => texts.open(page),
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
