import { refusalsFrom, type Refusal } from '@minutebook/kernel';

/** Every reason for which a command on a governance group is refused: field concerned, kind, and the sentence shown. */
export const GOVERNANCE_GROUP_REFUSALS = {
  'governance-group-already-exists': {
    field: 'id',
    kind: 'conflict',
    message: 'There is already a governance group with this id.',
  },
  'governance-group-id-malformed': {
    field: 'id',
    message: 'The id of a governance group has up to 64 letters, digits and hyphens, as in GG-WSG.',
  },
  'no-such-governance-group': { kind: 'not-found', message: 'There is no such governance group.' },
  'no-such-group-to-report-to': {
    field: 'toId',
    message: 'There is no such governance group to report to. Choose one from the list.',
  },
  'reports-to-itself': { field: 'toId', message: 'A group does not report to itself. Choose another group.' },
  'closes-a-circle': {
    field: 'toId',
    message:
      'The other group reports to this one already, directly or through others: the lines would run in a circle.',
  },
  'not-reporting-to': { field: 'toId', message: 'The group does not report to that group.' },
  'no-such-terms-standing': { field: 'standing', message: 'Choose how the version stands from the list.' },
  'terms-date-not-real': {
    field: 'dated',
    message: 'The date of the version must be a real date, such as 24 September 2013.',
  },
  'no-such-terms-section': {
    field: 'sections',
    message: 'Choose the section from those that terms of reference have.',
  },
  'terms-section-twice': { field: 'sections', message: 'Give each section once.' },
  'quorum-not-clear': {
    field: 'quorum',
    message: 'The quorum is a number of members from 1 on, a share such as 4 of 6, one from each agency, or unknown.',
  },
  'cadence-not-clear': {
    field: 'cadence',
    message:
      'The group meets quarterly, monthly, a number of times a year from 1 to 366, as required, or it is unknown.',
  },
  'chair-rule-not-clear': {
    field: 'chair',
    message:
      'The chair is a named role, chosen at the meeting, alternates between two bodies, is a member of another group that there is, or is unknown.',
  },
  'end-date-not-real': { field: 'endsOn', message: 'The end of the group must be a real date, such as 31 March 2015.' },
  'task-group-without-end': {
    field: 'endsOn',
    message: 'A task and finish group has a day on which it is to have finished. Enter it.',
  },
  'member-id-malformed': {
    field: 'memberId',
    message: 'The id of a member has up to 64 letters, digits and hyphens.',
  },
  'member-already-appointed': {
    field: 'memberId',
    kind: 'conflict',
    message: 'There is already a member of this group with this id.',
  },
  'no-such-member': { field: 'memberId', message: 'There is no such member of this group. Choose one from the list.' },
  'no-such-member-kind': { field: 'kind', message: 'Choose the kind of member from the list.' },
  'deputy-for-nobody': {
    field: 'deputyFor',
    message: 'A deputy stands in for a member of this group who has not stood down. Choose the member from the list.',
  },
  'only-deputies-stand-in': { field: 'deputyFor', message: 'Only a deputy stands in for a member.' },
  'guest-without-item': { field: 'invitedFor', message: 'Say for which item the guest is invited.' },
  'only-guests-are-invited': { field: 'invitedFor', message: 'Only a guest is invited for an item.' },
  'chair-is-no-member': {
    field: 'chairs',
    message: 'Only a member, or a deputy in a member’s place, takes the chair.',
  },
  'member-date-not-real': { message: 'The date must be a real date, such as 1 April 2014.' },
  'member-ends-before-beginning': { field: 'to', message: 'The last day in office must not be before the first.' },
  'account-id-malformed': {
    field: 'accountId',
    message: 'The id of an account has up to 64 letters, digits and hyphens.',
  },
  'stands-down-in-the-future': {
    field: 'on',
    message: 'The day of standing down must be today or before. Record it when it has come.',
  },
  'stands-down-before-beginning': {
    field: 'on',
    message: 'The day of standing down must not be before the first day in office.',
  },
  'governance-group-is-over': { message: 'The group was merged or dissolved, so it can no longer be changed.' },
  'reports-to-a-group-that-is-over': {
    field: 'toId',
    message: 'That group was merged or dissolved. Choose a group that still stands.',
  },
  'merges-into-itself': { field: 'intoId', message: 'A group does not merge into itself. Choose another group.' },
  'no-such-group-to-merge-into': {
    field: 'intoId',
    message: 'There is no such governance group to merge into. Choose one from the list.',
  },
  'merges-into-a-group-that-is-over': {
    field: 'intoId',
    message: 'That group was merged or dissolved itself. Choose a group that still stands.',
  },
  'group-date-not-real': { field: 'on', message: 'The day must be a real date, such as 30 September 2019.' },
  'group-ends-in-the-future': {
    field: 'on',
    message: 'The day must be today or before. Record it when it has come.',
  },
  'no-such-kind-of-group': { field: 'kind', message: 'Choose the kind of group from the list.' },
} as const satisfies Record<string, Omit<Refusal, 'rule'>>;

export type GovernanceGroupRefusalRule = keyof typeof GOVERNANCE_GROUP_REFUSALS;
export type GovernanceGroupRefusal = Refusal<GovernanceGroupRefusalRule>;

export const governanceGroupRefusal = refusalsFrom(GOVERNANCE_GROUP_REFUSALS);
