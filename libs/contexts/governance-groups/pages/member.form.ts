import { newRecordId } from '@minutebook/accounts';
import { dateInWords } from '@minutebook/kernel';
import {
  dateErrors,
  dateFields,
  dateFromFields,
  inOrder,
  optionalText,
  textErrors,
  textOf,
  type DateFields,
  type FieldError,
} from '@minutebook/web-kit';
import { MEMBER_KINDS } from '../domain/membership.events';
import type { GroupForm, GroupFormFacts } from './group-forms';
import { groupPaths } from './group-paths';
import { memberName } from './members.presenter';

/** What was typed where somebody is appointed. */
export interface AppointValues {
  readonly role: string;
  readonly agency: string;
  readonly kind: string;
  readonly deputyFor: string;
  readonly invitedFor: string;
  readonly chairs: readonly string[];
  readonly accountId: string;
  readonly from: DateFields;
  readonly to: DateFields;
}

const APPOINT_FIELDS = ['role', 'agency', 'kind', 'deputyFor', 'invitedFor', 'chairs', 'from', 'to', 'accountId'];

/** Somebody belongs to the group from now on, by role and agency. */
export const appointMemberForm: GroupForm<AppointValues> = {
  step: 'appoint-member',
  permission: 'appoint-member',
  template: 'appoint-member.njk',
  title: 'Appoint a member',
  submit: 'Appoint',
  blank: () => ({
    ...{ role: '', agency: '', kind: 'member', deputyFor: '', invitedFor: '', chairs: [], accountId: '' },
    ...{ from: dateFields(undefined), to: dateFields(undefined) },
  }),
  read(body) {
    const from = dateFromFields(body, 'from', 'The first day in office');
    const to = dateFromFields(body, 'to', 'The last day in office');
    const [role, agency, kind, deputyFor, invitedFor, accountId] = [
      ...['role', 'agency', 'kind', 'deputyFor', 'invitedFor', 'accountId'].map((name) => textOf(body, name)),
    ] as [string, string, string, string, string, string];
    const chairs = body['chairs'] === 'yes' || (Array.isArray(body['chairs']) && body['chairs'].includes('yes'));
    const given = (name: string) => {
      const text = optionalText(body, name);
      return text === undefined ? {} : { [name]: text };
    };
    return {
      values: {
        role,
        agency,
        kind,
        deputyFor,
        invitedFor,
        accountId,
        chairs: chairs ? ['yes'] : [],
        from: from.typed,
        to: to.typed,
      },
      errors: inOrder(
        APPOINT_FIELDS,
        missingOf(role, kind, deputyFor, invitedFor),
        textErrors('role', 'The role', role).items,
        textErrors('agency', 'The agency', agency).items,
        textErrors('invitedFor', 'The item', invitedFor).items,
        dateErrors('from', from),
        dateErrors('to', to),
      ),
      input: (commandId) => ({
        type: 'appoint-member',
        memberId: newRecordId(commandId, undefined),
        ...{ role, kind, chairs },
        ...given('agency'),
        // What belongs to another kind is left as it was typed, and not recorded.
        ...(kind === 'deputy' && given('deputyFor')),
        ...(kind === 'guest' && given('invitedFor')),
        ...given('accountId'),
        ...(from.date !== undefined && { from: from.date }),
        ...(to.date !== undefined && { to: to.date }),
      }),
    };
  },
  present: ({ members, terms }) => ({
    kinds: MEMBER_KINDS.map(({ id, label }) => ({ value: id, text: label, hint: KIND_HINTS[id] })),
    memberOptions: [
      { value: '', text: 'Choose a member' },
      ...members
        .filter(({ kind, standing }) => kind === 'member' && standing !== 'former')
        .map((member) => ({ value: member.id, text: memberName(member) })),
    ],
    agencies: [...new Set([...(terms?.agencies ?? []), ...members.flatMap(({ agency }) => agency ?? [])])],
    consequences: [
      'The role stands on the page of the group from its first day in office, or from today where none is given.',
      'Members and deputies count towards a quorum. Guests and those in attendance do not.',
      'It cannot be changed: who stands down is appointed anew.',
    ],
  }),
  recorded: ({ group }, { role, agency }) => ({
    text: `${memberName({ role, agency: agency || null })} was appointed.`,
    location: groupPaths.members(group.id),
  }),
};

const KIND_HINTS: Readonly<Record<string, { readonly text: string }>> = {
  member: { text: 'Counts towards the quorum.' },
  deputy: { text: 'Counts in the place of one member.' },
  guest: { text: 'Invited for one item.' },
  'in-attendance': { text: 'Such as the clerk.' },
};

function missingOf(role: string, kind: string, deputyFor: string, invitedFor: string): readonly FieldError[] {
  return [
    ...(role === '' ? [{ field: 'role', message: 'Enter the role' }] : []),
    ...(kind === '' ? [{ field: 'kind', message: 'Choose the kind of member' }] : []),
    ...(kind === 'deputy' && deputyFor === ''
      ? [{ field: 'deputyFor', message: 'Choose for whom the deputy stands in' }]
      : []),
    ...(kind === 'guest' && invitedFor === ''
      ? [{ field: 'invitedFor', message: 'Enter the item for which the guest is invited' }]
      : []),
  ];
}

/** What was typed where somebody stands down. */
export interface StandDownValues {
  readonly memberId: string;
  readonly on: DateFields;
  readonly reason: string;
}

/** A member is in office no longer. */
export const standDownMemberForm: GroupForm<StandDownValues> = {
  step: 'stand-down-member',
  permission: 'appoint-member',
  template: 'stand-down-member.njk',
  title: 'Stand a member down',
  submit: 'Stand down',
  blank: ({ asked, moment }) => ({
    memberId: textOf(asked, 'member'),
    on: dateFields(moment.pageDate),
    reason: '',
  }),
  read(body) {
    const on = dateFromFields(body, 'on', 'The day of standing down');
    const memberId = textOf(body, 'memberId');
    const reason = optionalText(body, 'reason');
    return {
      values: { memberId, on: on.typed, reason: reason ?? '' },
      errors: inOrder(
        ['memberId', 'on', 'reason'],
        memberId === '' ? [{ field: 'memberId', message: 'Choose who stands down' }] : [],
        dateErrors('on', on, 'Enter the day of standing down'),
        textErrors('reason', 'The reason', reason ?? '').items,
      ),
      ...(reason !== undefined && { reason }),
      input: () => ({ type: 'stand-down-member', memberId, ...(on.date !== undefined && { on: on.date }) }),
    };
  },
  present: (facts) => ({
    memberOptions: standing(facts).map((member) => ({ value: member.id, text: memberName(member) })),
    consequences: [
      'From that day on the role is in office no longer. It stays in the list of former members.',
      'Whoever comes back is appointed anew.',
    ],
  }),
  recorded: ({ group, members }, { memberId }) => {
    const member = members.find(({ id }) => id === memberId);
    return {
      text: `${member ? memberName(member) : 'The member'} stood down.`,
      location: groupPaths.members(group.id),
    };
  },
  unavailable: (facts) =>
    standing(facts).length === 0
      ? {
          title: 'There is nobody to stand down',
          text: `No member of ${facts.group.name} was in office or to come on ${dateInWords(facts.moment.pageDate)}.`,
        }
      : undefined,
};

function standing({ members }: GroupFormFacts): GroupFormFacts['members'] {
  return members.filter(({ stoodDownOn, standing: now }) => stoodDownOn === null && now !== 'former');
}
