import { Injectable } from '@nestjs/common';
import type { LocalDate } from '@minutebook/kernel';
import { ReadModels, textOrNull, type AsAt, type Version } from '@minutebook/kernel/read-models';
import type { MemberKind } from '../domain/membership.events';
import { groupsProjection } from './groups.projection';

/** Somebody who belongs to a group, or did. */
export interface GroupMember {
  readonly id: string;
  readonly role: string;
  readonly agency: string | null;
  readonly kind: MemberKind;
  readonly deputyFor: string | null;
  readonly invitedFor: string | null;
  readonly chairs: boolean;
  readonly accountId: string | null;
  /** First and last day in office as they were recorded. */
  readonly from: LocalDate | null;
  readonly to: LocalDate | null;
  /** The first day on which it was in office no longer. */
  readonly stoodDownOn: LocalDate | null;
  /** On the date of the page. */
  readonly standing: 'in-office' | 'to-come' | 'former';
  readonly origin: string;
}

const RANK: Readonly<Record<MemberKind, number>> = { member: 0, deputy: 1, 'in-attendance': 2, guest: 3 };

/** Asks who belongs to a group: what the record said at a moment, seen from its date. */
@Injectable()
export class MembersQuery {
  constructor(private readonly readModels: ReadModels) {}

  /** Everybody who was ever appointed: those who take the chair first, then by kind, role and agency. */
  members(groupId: string, at: AsAt): readonly GroupMember[] {
    return this.readModels
      .reader(groupsProjection.name)
      .members('group_member', 'members-of', groupId, at.recordNumber)
      .map((row) => memberOf(row, at.pageDate))
      .sort(
        (a, b) =>
          Number(b.chairs) - Number(a.chairs) ||
          RANK[a.kind] - RANK[b.kind] ||
          a.role.localeCompare(b.role, 'en-GB') ||
          (a.agency ?? '').localeCompare(b.agency ?? '', 'en-GB') ||
          (a.id < b.id ? -1 : 1),
      );
  }

  inOffice(groupId: string, at: AsAt): readonly GroupMember[] {
    return this.members(groupId, at).filter(({ standing }) => standing === 'in-office');
  }
}

function memberOf(row: Version, pageDate: LocalDate): GroupMember {
  const dates = {
    from: textOrNull(row['from_on']),
    to: textOrNull(row['to_on']),
    stoodDownOn: textOrNull(row['stood_down_on']),
  };
  return {
    id: String(row['member_id']),
    role: String(row['role']),
    agency: textOrNull(row['agency']),
    kind: String(row['kind']) as MemberKind,
    deputyFor: textOrNull(row['deputy_for']),
    invitedFor: textOrNull(row['invited_for']),
    chairs: row['chairs'] === 1,
    accountId: textOrNull(row['account']),
    ...dates,
    standing: standingOn(pageDate, dates),
    origin: String(row['origin']),
  };
}

/** The last day in office counts; the day of standing down does not. */
function standingOn(
  day: LocalDate,
  { from, to, stoodDownOn }: Pick<GroupMember, 'from' | 'to' | 'stoodDownOn'>,
): GroupMember['standing'] {
  if ((to !== null && day > to) || (stoodDownOn !== null && day >= stoodDownOn)) return 'former';
  return from !== null && day < from ? 'to-come' : 'in-office';
}
