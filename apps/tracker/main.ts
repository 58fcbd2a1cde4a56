import { ConfigurationFault, readConfiguration } from './configuration';
import { serve } from './serve';

async function main(): Promise<void> {
  try {
    await serve(readConfiguration(process.env));
  } catch (error) {
    // What an operator can mend is said in one sentence; anything else with all that is known of it.
    const isTheirs =
      error instanceof ConfigurationFault || (error instanceof Error && /Locked|Damaged|Vault/.test(error.name));
    process.stderr.write(
      `\n${error instanceof Error ? (isTheirs ? error.message : (error.stack ?? error.message)) : String(error)}\n`,
    );
    process.exitCode = 1;
  }
}

void main();
