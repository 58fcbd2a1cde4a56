import { randomUUID } from 'node:crypto';
import type { EventMetadata } from '@minutebook/kernel';
import type { EventLog, LoggedEvent, NewEvent, Position } from '@minutebook/kernel/recording';

/** A log that a contract case works on. */
export interface LogUnderTest {
  readonly log: EventLog;
  /** Closes the log and opens it again, as after a restart of the process. */
  reopen(): Promise<EventLog>;
  /** Closes it and takes away what it left behind. */
  dispose(): Promise<void>;
}

/** Makes a new, empty log. */
export type MakeLog = () => Promise<LogUnderTest>;

/** Gives a case the log that was made for it. */
export interface Current {
  readonly log: EventLog;
  reopen(): Promise<EventLog>;
}

export const METADATA: EventMetadata = {
  commandId: '5f1de0a6-40dc-4b53-8f9c-7f0b1e7d1a01',
  correlationId: '5f1de0a6-40dc-4b53-8f9c-7f0b1e7d1a01',
  causationId: '5f1de0a6-40dc-4b53-8f9c-7f0b1e7d1a01',
  recordedAt: Date.UTC(2014, 5, 16, 8),
  schemaVersion: 1,
  actor: { account: 'a-17', role: 'action-lead', grant: 'account-17@2' },
  origin: 'user',
  via: 'page',
};

/** A stream that nothing was appended to yet. */
export function aStream(): string {
  return `action-${randomUUID()}`;
}

/** An event with an id of its own. */
export function anEvent(data: unknown = { note: 'a fact' }, metadata: EventMetadata = METADATA): NewEvent {
  return { id: randomUUID(), type: 'NoteTaken', data, metadata };
}

export function someEvents(count: number): NewEvent[] {
  return Array.from({ length: count }, (_, index) => anEvent({ index }));
}

/** All events after a position, read to the head. */
export async function allEvents(log: EventLog, after?: Position, pageSize = 100): Promise<LoggedEvent[]> {
  const events: LoggedEvent[] = [];
  for await (const page of log.readAll({ after, pageSize })) events.push(...page);
  return events;
}

/** Follows a log into a list until it holds so many events. */
export async function followUntil(
  log: EventLog,
  count: number,
  after?: Position,
  pageSize = 10,
): Promise<LoggedEvent[]> {
  const seen: LoggedEvent[] = [];
  await new Promise<void>((resolve, reject) => {
    const subscription = log.followAll({ after, pageSize }, (page) => {
      seen.push(...page);
      if (seen.length >= count) void subscription.stop().then(resolve);
    });
    subscription.ended.catch(reject);
  });
  return seen;
}

export function idsOf(events: readonly { readonly id: string }[]): string[] {
  return events.map((event) => event.id);
}

/** Lets everything that is under way go on for a while. */
export function aMoment(milliseconds = 5): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
