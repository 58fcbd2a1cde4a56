import type { Event, Text } from '@minutebook/kernel';

export type GovernanceGroupEstablished = Event<
  'GovernanceGroupEstablished',
  {
    readonly name: Text;
    /** Chosen from the kinds of group: board, steering group, sub-group… */
    readonly kind: string;
    /** Where the group is known from: the document, or who said so. */
    readonly source: Text;
  }
>;

/** A fact of another group that a decision rested on: its id and the revision at which it was read. */
export interface GroupReadAt {
  readonly id: string;
  readonly revision: number;
}

/** From now on the group reports to another as well; a group may have several lines (domain report, D24). */
export type ReportingLineDrawn = Event<
  'ReportingLineDrawn',
  {
    readonly to: GroupReadAt;
    /** How it reports, in the words of its terms: through the chair, quarterly… */
    readonly how?: Text;
    /** What the line rests on: the document, or the decision. */
    readonly source?: Text;
  }
>;

export type ReportingLineEnded = Event<'ReportingLineEnded', { readonly to: string }>;

export type GovernanceGroupEvent = GovernanceGroupEstablished | ReportingLineDrawn | ReportingLineEnded;
