import type { LocalDate } from '@minutebook/kernel';
import type { AsAt } from '@minutebook/kernel/read-models';

/** A record that lies with a group, since nobody answered for it: as the group's page shows it. */
export interface EscalatedRecord {
  readonly reference: string;
  readonly title: string;
  /** Path of its page. */
  readonly path: string;
  /** Name of the record around it, such as the plan of an action. */
  readonly within: string;
  readonly due: LocalDate;
  readonly unansweredSince: LocalDate;
  readonly escalatedOn: LocalDate;
}

/** A context's answer to "what lies with this group?". */
export interface EscalatedRecordSource {
  escalatedTo(groupId: string, at: AsAt): readonly EscalatedRecord[];
}

/** Where contexts register what lies with groups in them, so that the page of a group knows no context. */
export class EscalatedRecords {
  private readonly sources: EscalatedRecordSource[] = [];

  register(source: EscalatedRecordSource): void {
    this.sources.push(source);
  }

  /** What is longest overdue comes first. */
  escalatedTo(groupId: string, at: AsAt): readonly EscalatedRecord[] {
    return this.sources
      .flatMap((source) => source.escalatedTo(groupId, at))
      .sort((a, b) => a.due.localeCompare(b.due) || a.reference.localeCompare(b.reference, 'en-GB', { numeric: true }));
  }
}
