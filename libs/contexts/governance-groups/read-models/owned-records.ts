import type { RagRating } from '@minutebook/kernel';
import type { AsAt } from '@minutebook/kernel/read-models';

/** A record that a group owns, as the group's page shows it. */
export interface OwnedRecord {
  /** What it is: "Action plan". */
  readonly kind: string;
  readonly name: string;
  /** Path of its page. */
  readonly path: string;
  /** In words: "open", "closed". */
  readonly state: string;
  /** How many of its parts have which rating; empty where nothing in it is rated. */
  readonly counts: readonly {
    readonly label: string;
    readonly count: number;
    readonly colour: RagRating['colour'] | 'none';
    readonly shape?: RagRating['shape'];
    /** Path of the page that shows just these. */
    readonly href?: string;
  }[];
  /** What else there is to say of it, part by part: "25 actions", "2 overdue". */
  readonly standing: readonly string[];
  /** Path of the form that gives it to another group, while that can be done. */
  readonly transferPath?: string;
  /** Whether what it says is invented. */
  readonly illustrative: boolean;
}

/** A context's answer to "what does this group own?". */
export interface OwnedRecordSource {
  ownedBy(groupId: string, at: AsAt): readonly OwnedRecord[];
}

/** Where contexts register what groups own in them, so that the page of a group knows no context. */
export class OwnedRecords {
  private readonly sources: OwnedRecordSource[] = [];

  register(source: OwnedRecordSource): void {
    this.sources.push(source);
  }

  ownedBy(groupId: string, at: AsAt): readonly OwnedRecord[] {
    return this.sources.flatMap((source) => source.ownedBy(groupId, at));
  }
}
