import { LogDamaged, type LoggedEvent, type Position } from '@minutebook/kernel/recording';

export const DEFAULT_PAGE_SIZE = 500;

export interface PageOptions {
  readonly after?: Position;
  readonly pageSize?: number;
}

/** Gives at most `limit` events after a record number; none at the head. */
export type PageSource = (recordNumber: number, limit: number) => readonly LoggedEvent[];

/** Pages up to the head, one turn of the event loop apart. */
export async function* pagesAfter(
  { after, pageSize = DEFAULT_PAGE_SIZE }: PageOptions,
  lastRecordNumber: () => number,
  pageAfter: PageSource,
): AsyncGenerator<readonly LoggedEvent[]> {
  let recordNumber = recordNumberOf(after, lastRecordNumber());
  for (;;) {
    const page = pageAfter(recordNumber, pageSize);
    if (page.length > 0) yield page;
    if (page.length < pageSize) return;
    recordNumber += page.length;
    await nextTurn();
  }
}

/**
 * The record number that a position of this log stands for; 0 for none. Throws `LogDamaged` for one that lies after the
 * end: whoever resumes there has followed a longer log, and would miss what is appended next.
 */
export function recordNumberOf(position: Position | undefined, lastRecordNumber: number): number {
  if (position === undefined) return 0;
  const number = /^\d{1,15}$/.test(position) ? Number(position) : undefined;
  if (number === undefined || number > lastRecordNumber) {
    throw new LogDamaged(
      `position ${position}`,
      `Position ${position} is not one of this log, which ends at ${lastRecordNumber}: it comes from another log, or from a longer one`,
    );
  }
  return number;
}

/** Lets everything else that waits have its turn. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
