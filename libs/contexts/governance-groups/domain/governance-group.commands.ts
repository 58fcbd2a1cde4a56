import type { Text } from '@minutebook/kernel';

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
  'working group',
] as const;

export type GovernanceGroupKind = (typeof GOVERNANCE_GROUP_KINDS)[number];

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
}

export type GovernanceGroupCommand = EstablishGovernanceGroup;
