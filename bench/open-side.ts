/** What a side is told: where it may write, and what it works on. */
export interface SideOptions {
  /** An empty folder of its own, or the folder of the record that it works on. */
  readonly folder: string;
  /** The folder of a record from which it takes what it shows or copies. */
  readonly source?: string;
  /** The port of the event store that holds the log, or of the Redis, where none lies in the folder. */
  readonly port?: number;
  /** Events that the log holds. */
  readonly events?: number;
  /** Actions of the council that the record is of. */
  readonly actions?: number;
  /** Appends under way at the same time. */
  readonly inFlight?: number;
}

/** A prepared side: what it can be asked to do. `run` answers with operations per second. */
export interface OpenSide {
  readonly works: Readonly<Record<string, () => Promise<unknown>>>;
  close(): Promise<void>;
}
