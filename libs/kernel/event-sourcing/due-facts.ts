import type { LocalDate } from '../calendar/local-date';
import type { Role } from '../identity/actor';
import type { OpenedEvent } from './sentence-book';

/** Who is to answer for a record: whoever holds a lead role today, the chair of a governance group, or one account. */
export interface DueFactHolder {
  readonly kind: 'role' | 'group' | 'account';
  readonly id: string;
  /** As the record calls it: "Heads of Service". */
  readonly name: string;
}

/** What a record says about when something is due, and from whom. Reminders know nothing else of it. */
export interface DueFact {
  /** Names the reading that found it: `action`. */
  readonly kind: string;
  /** What such a record is called in a sentence: "Action". */
  readonly label: string;
  readonly reference: string;
  readonly title: string;
  /** Path of its page. */
  readonly path: string;
  /** Stream of the record around it, such as the plan of an action: rules and the group may be its. */
  readonly within?: string;
  /** The governance group to which it goes at last; that of the record around it, unless told. */
  readonly group?: string;
  /** Null where it has no date. */
  readonly due: LocalDate | null;
  /** The last day on which somebody answered for it; the day on which it began, before anybody has. */
  readonly heardOn: LocalDate;
  /** Whether long silence is asked about too, also where nothing is due. */
  readonly reportsProgress: boolean;
  /** Nothing is due of what is over. */
  readonly open: boolean;
  /** Whoever leads has said that it is done: now whoever monitors is asked, to confirm it or to send it back. */
  readonly awaitsConfirmation?: boolean;
  readonly leads: readonly DueFactHolder[];
  readonly monitoringLeads: readonly DueFactHolder[];
  /** The roles in which leads and monitoring leads answer. */
  readonly leadRole: Role;
  readonly monitoringRole: Role;
}

/** What is known of a record around others: the group that it belongs to, and whether anything in it can still be due. */
export interface DueFactFrame {
  readonly name: string;
  readonly group: string;
  readonly open: boolean;
}

/** A due fact where it stands: the record, and what lies around it. */
export interface StandingFact extends DueFact {
  readonly stream: string;
  readonly revision: number;
  /** Its own, or that of the record around it; undefined where there is none. */
  readonly group?: string;
  /** The event that answered for it last, and the day on which the record received it; undefined where none has. */
  readonly answer: { readonly revision: number; readonly recordNumber: number; readonly on: LocalDate } | undefined;
}

/** Whose facts are asked for. */
export type DueFactConcern =
  | { readonly kind: 'account' | 'role' | 'leading-group' | 'group'; readonly id: string }
  | { readonly kind: 'within'; readonly stream: string };

/** What an event changes. What it leaves out stays. */
export interface DueFactChange {
  readonly fact?: DueFact;
  readonly frame?: DueFactFrame;
  /** The event is an answer of whoever was asked: reminders stop, and an escalation begins anew. */
  readonly answers?: boolean;
}

/** How a context's events are read for what is due. */
export interface DueFactReading {
  readonly handles: readonly string[];
  /**
   * Total, pure, and told every event of these types in the order of the record.
   *
   * @param before the fact or the frame of this event's stream, as the events before it left it
   */
  read(
    event: OpenedEvent,
    before: { readonly fact: DueFact | undefined; readonly frame: DueFactFrame | undefined },
  ): DueFactChange;
}

/** Where contexts register what is due in them, so that reminders know no context. */
export class DueFactBook {
  private readonly readings = new Map<string, DueFactReading>();

  register(reading: DueFactReading): void {
    for (const type of reading.handles) {
      if (this.readings.has(type)) throw new Error(`Two contexts read the event ${type} for what is due`);
      this.readings.set(type, reading);
    }
  }

  readingOf(type: string): DueFactReading | undefined {
    return this.readings.get(type);
  }

  /** Every event type that is read. */
  get handles(): readonly string[] {
    return [...this.readings.keys()];
  }
}
