import { readConfiguration, type Configuration } from '../tracker/configuration';
import { ConfigurationFault } from '../tracker/configuration-fault';

/** What a worker is told by the environment, checked at the start: what the tracker is told, and where it is asked how it does. */
export interface WorkerConfiguration extends Configuration {
  /** On this machine only; nobody is answered unless it is set. */
  readonly healthPort: number | undefined;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads and checks the environment. A worker shares log, keys and alarms with other processes, so that none of them can be a file of
 * its own. Throws `ConfigurationFault`.
 */
export function readWorkerConfiguration(environment: Environment): WorkerConfiguration {
  // Read as for an empty record, because the host that pages are served from is none of a worker's.
  const configuration = readConfiguration(environment, ['--empty']);
  if (configuration.log.engine === 'sqlite')
    throw new ConfigurationFault(
      'A worker needs the event store that the pages are served from: set EVENT_LOG=esdb://… A record in a file has one process, which reminds by itself.',
    );
  if (configuration.redis === undefined)
    throw new ConfigurationFault('A worker needs the alarms that all processes share: set REDIS_URL');
  if (configuration.vault.engine === 'sqlite')
    throw new ConfigurationFault('A worker needs the keys that all processes share: set KEY_VAULT_URL');
  if (!configuration.policies) throw new ConfigurationFault('A worker with POLICIES=off has nothing to do');
  // It begins no record, but takes the one that has begun for what it is, a demonstration too.
  return { ...configuration, empty: false, healthPort: healthPortFrom(environment['HEALTH_PORT']) };
}

function healthPortFrom(text: string | undefined): number | undefined {
  if (text === undefined || text === '') return undefined;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new ConfigurationFault(`HEALTH_PORT must be a whole number from 1 to 65535, not "${text}"`);
  return port;
}
