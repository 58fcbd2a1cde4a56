import type { CommandRequest } from '@minutebook/kernel/recording';

/** What can be done about a kind of due fact, by commands of the context that it belongs to. */
export interface ReminderKind {
  /** The command that tells the record that it went to its group; it is executed on the command bus. */
  escalate(recordId: string, group: string, request: CommandRequest): object;
}

/** Where contexts register their kinds of due facts, so that reminders know no context. */
export class ReminderKinds {
  private readonly kinds = new Map<string, ReminderKind>();

  register(name: string, kind: ReminderKind): void {
    if (this.kinds.has(name)) throw new Error(`Two contexts register the kind ${name}`);
    this.kinds.set(name, kind);
  }

  kind(name: string): ReminderKind | undefined {
    return this.kinds.get(name);
  }
}
