import type { Opened } from './text';
import type { RecordedEvent } from './event';

/** What is known of a record so far, as the trail shows it: field label (in the user's words) to value, null = empty. */
export type Facts = Readonly<Record<string, string | null>>;

/** A recorded event with its texts opened, and its record number and record time. */
export type OpenedEvent<E extends RecordedEvent = RecordedEvent> = Opened<E> & {
  readonly recordNumber: number;
  readonly recordTime: number;
};

/** How one event reads in the audit trail. */
export interface Sentence {
  /** One plain English sentence, without the person and the time (the trail adds those), ending with a full stop. */
  readonly sentence: string;
  /** The same without any text that a user typed: for readers outside the event's access class. */
  readonly sealed: string;
  /** The fields that the event set. The trail finds what stood there before. */
  readonly facts?: Facts;
  /** Free wording of the event that is no field of the record, such as a commentary. */
  readonly wording?: string;
}

/** The name of a record and where it belongs: `name` heads its lines, `group` owns it, `parent` is the record around it. */
export interface RecordNote {
  readonly name: string;
  readonly group?: string;
  readonly parent?: string;
  /** Path of its page. */
  readonly path: string;
}

/**
 * Who may read an event. `programme`: every role. `people`: accounts, roles and who holds them, erasure. `hr`: what HR
 * keeps of staff. `special`: union membership, health, confidential responses.
 */
export const ACCESS_CLASSES = ['programme', 'people', 'hr', 'special'] as const;
export type AccessClass = (typeof ACCESS_CLASSES)[number];

/** What a context tells the audit trail of one of its event types. */
export interface SentenceEntry {
  /** Label of the kind, for the filter: "Progress reported". */
  readonly kind: string;
  readonly access: AccessClass;
  /** The event is a message whose links record things: what was caused by it tells when it was sent. */
  readonly sendsLinks?: true;
  /**
   * @param event the event, its texts opened
   * @param known the notes and facts of any record (by stream) as they stood before this event
   */
  describe(event: OpenedEvent, known: Known): Sentence;
  /** What the record is called after this event; undefined where the event does not change it. */
  note?(event: OpenedEvent, known: Known): RecordNote | undefined;
}

export interface Known {
  facts(stream: string): Facts;
  note(stream: string): RecordNote | undefined;
}

/** Where contexts register how their events read, so that the audit trail knows no context. */
export class SentenceBook {
  private readonly entries = new Map<string, SentenceEntry>();

  register(entries: Readonly<Record<string, SentenceEntry>>): void {
    for (const [type, entry] of Object.entries(entries)) {
      if (this.entries.has(type)) throw new Error(`Two contexts describe the event ${type}`);
      this.entries.set(type, entry);
    }
  }

  entryFor(type: string): SentenceEntry | undefined {
    return this.entries.get(type);
  }

  /** Event type and label of every kind of these access classes, in order of label. */
  kinds(classes: readonly AccessClass[]): readonly { readonly type: string; readonly label: string }[] {
    return [...this.entries]
      .filter(([, { access }]) => classes.includes(access))
      .map(([type, { kind }]) => ({ type, label: kind }))
      .sort((a, b) => a.label.localeCompare(b.label, 'en-GB'));
  }
}
