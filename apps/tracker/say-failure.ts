import { ConfigurationFault } from './configuration-fault';
import { OrderRefused } from './command-line/control-socket';

/**
 * Ends with what went wrong: in one sentence where an operator can mend it (settings, orders, and what the adapters of log,
 * keys and queue say of locks, damage and disks), else with all that is known of it.
 */
export function sayFailure(error: unknown): void {
  process.stderr.write(`${speaksForItself(error) ? error.message : inFull(error)}\n`);
  process.exitCode = 1;
}

function speaksForItself(error: unknown): error is Error {
  if (error instanceof ConfigurationFault || error instanceof OrderRefused) return true;
  return error instanceof Error && /^(Log|Vault|Queue|WrongMasterKey)/.test(error.name);
}

function inFull(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
