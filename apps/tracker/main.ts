import { readConfiguration } from './configuration';
import { sayFailure } from './say-failure';
import { serve } from './serve';

async function main(): Promise<void> {
  await serve(readConfiguration(process.env, process.argv.slice(2)));
}

main().catch(sayFailure);
