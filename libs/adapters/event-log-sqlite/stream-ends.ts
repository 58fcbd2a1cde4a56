import type { StreamEnd } from './event-reader';

/** So many streams' ends are kept; a council's busy ones are fewer. */
const MOST_STREAMS = 20_000;

/** Where streams stand, for those that were used last. */
export class StreamEnds {
  private readonly ends = new Map<string, StreamEnd>();

  constructor(private readonly lookUp: (stream: string) => StreamEnd | undefined) {}

  get(stream: string): StreamEnd | undefined {
    const known = this.ends.get(stream) ?? this.lookUp(stream);
    if (known !== undefined) this.set(stream, known);
    return known;
  }

  /** The stream was used last; the one that was used longest ago may be forgotten. */
  set(stream: string, end: StreamEnd): void {
    this.ends.delete(stream);
    this.ends.set(stream, end);
    if (this.ends.size > MOST_STREAMS) this.ends.delete(this.ends.keys().next().value as string);
  }

  clear(): void {
    this.ends.clear();
  }
}
