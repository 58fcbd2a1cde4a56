import type { LoggedEvent } from '@minutebook/kernel/recording';

/** So many events are kept in memory, about 2 KB each. */
const MOST_EVENTS = 30_000;

/** What reads streams from the file, and knows without reading where one ends. */
export interface StreamSource {
  /** The last revision of a stream. */
  lastRevision(stream: string): number | undefined;
  read(stream: string, fromRevision: number): readonly LoggedEvent[];
}

/**
 * The streams that were read last. An event never changes once it is recorded, so of a stream that is kept only what was
 * added since is read from the file, and nothing here can be out of date.
 */
export class KeptStreams {
  private readonly kept = new Map<string, readonly LoggedEvent[]>();
  private events = 0;

  constructor(
    private readonly source: StreamSource,
    private readonly mostEvents = MOST_EVENTS,
  ) {}

  /** The events of a stream from a revision on. */
  read(stream: string, fromRevision: number): readonly LoggedEvent[] {
    const known = this.kept.get(stream) ?? [];
    // Whoever wants only the end of a stream is no reason to keep all of it.
    if (known.length < fromRevision) return this.source.read(stream, fromRevision);
    const whole = this.isWhole(stream, known) ? known : [...known, ...this.source.read(stream, known.length)];
    this.keep(stream, whole);
    return fromRevision === 0 ? whole : whole.slice(fromRevision);
  }

  private isWhole(stream: string, known: readonly LoggedEvent[]): boolean {
    return known.length > 0 && this.source.lastRevision(stream) === known.length - 1;
  }

  private keep(stream: string, whole: readonly LoggedEvent[]): void {
    this.forget(stream);
    if (whole.length === 0) return;
    this.kept.set(stream, whole);
    this.events += whole.length;
    for (const oldest of this.kept.keys()) {
      if (this.events <= this.mostEvents) return;
      this.forget(oldest);
    }
  }

  private forget(stream: string): void {
    this.events -= this.kept.get(stream)?.length ?? 0;
    this.kept.delete(stream);
  }
}
