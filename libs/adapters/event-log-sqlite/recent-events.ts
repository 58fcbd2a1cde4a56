import type { LoggedEvent } from '@minutebook/kernel/recording';
import { openText } from './event-reader';

const MOST_EVENTS = 1_024;
const MOST_CHARACTERS = 4 * 1024 * 1024;

interface RecentEvent {
  readonly recordNumber: number;
  readonly text: string;
  event: LoggedEvent | undefined;
}

/** The last events that were committed, so that followers at the head need not read them from the file again. */
export class RecentEvents {
  private readonly events: RecentEvent[] = [];
  private characters = 0;

  /** Record numbers arrive in order, without gaps. */
  add(recordNumber: number, text: string): void {
    this.events.push({ recordNumber, text, event: undefined });
    this.characters += text.length;
    while (this.events.length > MOST_EVENTS || this.characters > MOST_CHARACTERS) {
      this.characters -= this.events.shift()?.text.length ?? 0;
    }
  }

  /** The events after a record number, at most `limit`; undefined where the first of them is not kept here. */
  after(recordNumber: number, limit: number): LoggedEvent[] | undefined {
    const first = this.events[0]?.recordNumber;
    if (first === undefined || recordNumber + 1 < first) return undefined;
    const from = recordNumber + 1 - first;
    return this.events.slice(from, from + limit).map((recent) => (recent.event ??= reopen(recent)));
  }

  clear(): void {
    this.events.length = 0;
    this.characters = 0;
  }
}

function reopen({ recordNumber, text }: RecentEvent): LoggedEvent {
  return openText(recordNumber, text);
}
