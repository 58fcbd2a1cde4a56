import type { LocalDate, Text } from '@minutebook/kernel';
import type { GroupStandingCommand, OtherGroup } from './group-standing.commands';
import type { MembershipCommand } from './membership.commands';
import type { AdoptTermsOfReference } from './terms-of-reference.commands';

/**
 * The kinds of group that the documents name (domain report, D22 and section 1.3), in the documents' own words and in
 * the order in which a form offers them. Data: a further kind is a further line here.
 */
export const GOVERNANCE_GROUP_KINDS = [
  'board',
  'executive',
  'executive group',
  'governance group',
  'implementation group',
  'joint group',
  'joint sub-group',
  'locality group',
  'management team',
  'project team',
  'steering group',
  'sub-group',
  'task and finish group',
  'working group',
] as const;

export type GovernanceGroupKind = (typeof GOVERNANCE_GROUP_KINDS)[number];

/** Brought together for one task: such a group is to end on a day (domain report, D25). */
export const TASK_AND_FINISH: GovernanceGroupKind = 'task and finish group';

/** Whether a text is one of the kinds, in exactly these words. */
export function isGovernanceGroupKind(kind: string): kind is GovernanceGroupKind {
  return (GOVERNANCE_GROUP_KINDS as readonly string[]).includes(kind);
}

export interface EstablishGovernanceGroup {
  readonly type: 'establish';
  /** The id that the group is to have; it names the stream that the decision is made for. */
  readonly id: string;
  readonly name: Text;
  /** One of `GOVERNANCE_GROUP_KINDS`. */
  readonly kind: string;
  readonly source: Text;
  readonly endsOn?: LocalDate;
}

/** Another group as its stream tells of it, and whether it reports to this one already, by whatever way round. */
export interface GroupReportedTo extends OtherGroup {
  /** The ids on the way from it back to this group, both included; absent where there is none. */
  readonly wayBack?: readonly string[];
}

export interface ReportTo {
  readonly type: 'report-to';
  readonly id: string;
  readonly toId: string;
  /** Undefined where there is no such group. */
  readonly to: GroupReportedTo | undefined;
  readonly how?: Text;
  readonly source?: Text;
}

export interface EndReportingLine {
  readonly type: 'end-reporting-line';
  readonly id: string;
  readonly toId: string;
}

export type GovernanceGroupCommand =
  | EstablishGovernanceGroup
  | ReportTo
  | EndReportingLine
  | AdoptTermsOfReference
  | MembershipCommand
  | GroupStandingCommand;
