import type { Permission, RecordKind } from '@minutebook/accounts';
import type { LocalDate, RagRating } from '@minutebook/kernel';
import type { CommandRequest } from '@minutebook/kernel/recording';

/** What can be done about a kind of due fact, by commands of the context that it belongs to. */
export interface ReminderKind {
  /** The command that tells the record that it went to its group; it is executed on the command bus. */
  escalate(recordId: string, group: string, request: CommandRequest): object;
  /** How it is answered from a mail; a kind without it is answered on its own page only. */
  readonly answer?: AnswerForm;
}

/** How a record is answered for by whoever has the link of a mail. */
export interface AnswerForm {
  /** What whoever answers must be permitted to do, and to which kind of record: asked anew when the link is opened. */
  readonly permission: Permission;
  readonly record: RecordKind;
  /** What is asked about a record, as the log has it; undefined where there is no such record. */
  ask(recordId: string): Promise<AskedInMail | undefined>;
  /** The command that records an answer. */
  command(recordId: string, answer: AnswerFromMail, request: CommandRequest): object;
  /** What is said once it is recorded. */
  recorded(reference: string): string;
}

export interface AskedInMail {
  /** The question: "How is the action going?" */
  readonly question: string;
  /** The worst first; what is chosen is its code. */
  readonly ratings: readonly RagRating[];
  /** Whether the council has confirmed what the ratings mean. */
  readonly areConfirmed: boolean;
  /** Why nothing more is answered for it, as a sentence; undefined while it is. */
  readonly over: string | undefined;
}

export interface AnswerFromMail {
  readonly rag: string;
  readonly commentary: string;
  readonly forecastDue?: LocalDate;
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
