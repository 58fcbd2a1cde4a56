import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { ConnectionFault, checkAddress, isSameAddress, openEventStoreLog } from '@minutebook/event-log-eventstoredb';
import { openSqliteEventLog, openSqliteEventLogReadOnly, type ReadableEventLog } from '@minutebook/event-log-sqlite';
import { LogForbidden, LogUnavailable, type EventLog } from '@minutebook/kernel/recording';
import { LARGEST_GROUP } from '@minutebook/sqlite';
import { ConfigurationFault, isLoopback } from '../configuration-fault';
import { firstEventOf } from './walk-log';

/** Where the event log lies. The connection string is a secret. */
export type LogPlace =
  | { readonly engine: 'sqlite'; readonly folder: string }
  | { readonly engine: 'eventstoredb'; readonly connectionString: string; readonly prefix: string };

/**
 * Reads `sqlite:<folder>` or `esdb://…`.
 *
 * @param names how the caller calls what it was given: for messages
 *
 * Throws `ConfigurationFault`, whose message repeats no secret.
 */
export function logPlaceFrom(
  text: string,
  prefix: string | undefined,
  names: { readonly log: string; readonly prefix: string },
): LogPlace {
  if (/^sqlite:./.test(text)) return { engine: 'sqlite', folder: resolve(text.slice('sqlite:'.length)) };
  if (!/^esdb(\+discover)?:\/\//.test(text))
    throw new ConfigurationFault(
      `${names.log} must be sqlite:<folder> or esdb://user:password@host:port, not "${withoutSecret(text)}"`,
    );
  if (prefix === undefined || prefix === '')
    throw new ConfigurationFault(
      `${names.prefix} must be set where the log is in an event store: its streams are named <prefix>.action-… there`,
    );
  try {
    const { tls, hosts } = checkAddress({ connectionString: text, prefix });
    if (!tls && !hosts.every(isLoopback))
      throw new ConfigurationFault(
        `${names.log} must use TLS unless the event store is on this machine: leave tls=false out of it`,
      );
  } catch (error) {
    if (error instanceof ConnectionFault) throw new ConfigurationFault(`${names.log}: ${error.message}`);
    throw error;
  }
  return { engine: 'eventstoredb', connectionString: text, prefix };
}

/** How a connection string begins and where it leads, however wrongly it is written: what may be a secret is left out. */
function withoutSecret(text: string): string {
  const [scheme = ''] = /^[a-z][a-z+]{0,15}:(\/\/)?/i.exec(text) ?? [];
  const [place = ''] = text.slice(text.lastIndexOf('@') + 1).split('?');
  return `${scheme}…${text.includes('@') ? `@${place}` : ''}`;
}

/** Opens the log to write to it. An event store that is not there is found out by the first call. */
export async function openLog(place: LogPlace): Promise<EventLog> {
  return place.engine === 'sqlite' ? openSqliteEventLog(place.folder) : openEventStoreLog(place);
}

/** Opens the log to read it, beside whoever writes to it. */
export async function openLogReadOnly(place: LogPlace): Promise<ReadableEventLog> {
  return place.engine === 'sqlite' ? openSqliteEventLogReadOnly(place.folder) : openEventStoreLog(place);
}

/**
 * Asks an event store for a first event, so that one that is not there, or refuses us, is named before any work begins. A log
 * that does not answer is closed.
 *
 * Throws `LogUnavailable`, `LogForbidden`.
 */
export async function answering<L extends ReadableEventLog>(place: LogPlace, log: L): Promise<L> {
  if (place.engine === 'sqlite') return log;
  try {
    await firstEventOf(log);
    return log;
  } catch (error) {
    await log.close();
    if (!(error instanceof LogUnavailable)) throw error;
    const message = `${error.message} (${logName(place)})`;
    throw error instanceof LogForbidden
      ? new LogForbidden(message, { cause: error })
      : new LogUnavailable(false, message, { cause: error });
  }
}

/**
 * So many appends may be given to a log in one turn: a file records them in order, all or none. On the way to an event store
 * one could overtake another.
 */
export function appendsAtOnce({ engine }: LogPlace): number {
  return engine === 'sqlite' ? LARGEST_GROUP : 1;
}

/** Whether two places hold the same log, as far as that shows without opening it. */
export function isSameLog(one: LogPlace, other: LogPlace): boolean {
  if (one.engine === 'sqlite') return other.engine === 'sqlite' && realFolder(one.folder) === realFolder(other.folder);
  return other.engine === 'eventstoredb' && isSameAddress(one, other);
}

/** A folder by the name that leads to it without links, also where it is not there yet. */
function realFolder(folder: string): string {
  if (existsSync(folder) || dirname(folder) === folder) return realpathSync(folder);
  return join(realFolder(dirname(folder)), basename(folder));
}

/** How messages call the log: without the secrets of a connection string. */
export function logName(place: LogPlace): string {
  if (place.engine === 'sqlite') return place.folder;
  return `the event store at ${checkAddress(place).hosts.join(', ')}, streams ${place.prefix}.…`;
}

/** What read models are marked with: they know positions of one log, and serve no other. */
export function logMark(place: LogPlace): string {
  return place.engine === 'sqlite' ? 'sqlite' : `eventstoredb ${place.prefix}`;
}
