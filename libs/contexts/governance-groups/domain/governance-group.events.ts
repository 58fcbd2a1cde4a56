import type { Event, LocalDate, Text } from '@minutebook/kernel';
import type { GroupReadAt } from './group-read.events';
import type { GroupStandingEvent } from './group-standing.events';
import type { MembershipEvent } from './membership.events';
import type { TermsOfReferenceAdopted } from './terms-of-reference.events';

export type GovernanceGroupEstablished = Event<
  'GovernanceGroupEstablished',
  {
    readonly name: Text;
    /** Chosen from the kinds of group: board, steering group, sub-group… */
    readonly kind: string;
    /** Where the group is known from: the document, or who said so. */
    readonly source: Text;
    /** Of a task and finish group, and of others that are to end: the day on which they are to have finished. */
    readonly endsOn?: LocalDate;
  }
>;

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

export type GovernanceGroupEvent =
  | GovernanceGroupEstablished
  | ReportingLineDrawn
  | ReportingLineEnded
  | TermsOfReferenceAdopted
  | MembershipEvent
  | GroupStandingEvent;
