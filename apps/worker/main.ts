import { sayFailure } from '../tracker/say-failure';
import { work } from './work';
import { readWorkerConfiguration } from './worker-configuration';

async function main(): Promise<void> {
  await work(readWorkerConfiguration(process.env));
}

main().catch(sayFailure);
