import { recordIdOf, REMOVED_TEXT, type Opened } from '@minutebook/kernel';
import type { LoggedEvent } from '@minutebook/kernel/recording';
import type { PersonEvent } from '../domain/person.events';

/** Reads a stream with its texts opened. */
export type ReadOpened = (stream: string) => Promise<readonly LoggedEvent[]>;

export interface KnownPerson {
  readonly name: string;
  readonly email: string | undefined;
}

/** Streams read at once when the names are first opened. */
const AT_ONCE = 50;

/**
 * Names and addresses of persons, opened, in memory only: no read model, file or log holds them in the clear. A person
 * whose key is gone has none any more.
 */
export class PersonDirectory {
  private readonly known = new Map<string, KnownPerson>();

  constructor(private readonly readOpened: ReadOpened) {}

  /** Opens the names of these persons. */
  async open(ids: readonly string[]): Promise<void> {
    for (let start = 0; start < ids.length; start += AT_ONCE)
      await Promise.all(ids.slice(start, start + AT_ONCE).map((id) => this.openOne(id)));
  }

  /** Forgets a person and opens what can still be opened. */
  async openOne(id: string): Promise<void> {
    const events = await this.readOpened(`person-${id}`);
    this.known.delete(id);
    this.follow(events);
  }

  /** Told of every event that is applied, its texts opened. */
  follow(events: readonly LoggedEvent[]): void {
    for (const event of events) {
      if (!event.stream.startsWith('person-')) continue;
      const id = recordIdOf(event.stream);
      const told = event as LoggedEvent & Opened<PersonEvent>;
      if (told.type === 'PersonAdded' || told.type === 'PersonDetailsChanged') this.learn(id, told.data);
      // Whatever else is said of a person ends their being known by name.
      else this.known.delete(id);
    }
  }

  /** A person's name; undefined where there is none, or not any more. */
  nameOf(id: string): string | undefined {
    return this.known.get(id)?.name;
  }

  emailOf(id: string): string | undefined {
    return this.known.get(id)?.email;
  }

  private learn(id: string, { name, email }: { readonly name?: string; readonly email?: string }): void {
    if (name === REMOVED_TEXT || email === REMOVED_TEXT) {
      this.known.delete(id);
      return;
    }
    const before = this.known.get(id);
    const known = { name: name ?? before?.name ?? '', email: email ?? before?.email };
    this.known.set(id, known);
  }
}
