import { Injectable } from '@nestjs/common';
import { isId } from '@minutebook/kernel';
import type { PageMoment } from '@minutebook/web-kit';
import { EscalatedRecords } from '../read-models/escalated-records';
import { GroupsQuery } from '../read-models/groups.query';
import { MembersQuery } from '../read-models/members.query';
import { OwnedRecords } from '../read-models/owned-records';
import { TermsQuery } from '../read-models/terms.query';
import { groupFound } from './group-forms';

/** Gathers what the page of a group shows of it. */
@Injectable()
export class GroupReading {
  constructor(
    private readonly groups: GroupsQuery,
    private readonly terms: TermsQuery,
    private readonly members: MembersQuery,
    private readonly owned: OwnedRecords,
    private readonly escalated: EscalatedRecords,
  ) {}

  /** Throws a 404 `Problem` where there is no such group, or was none then. */
  at(groupId: string, moment: PageMoment) {
    const merged = this.groups.mergedInto(groupId, moment);
    return {
      group: groupFound(isId(groupId) ? this.groups.group(groupId, moment) : undefined, moment),
      records: this.owned.ownedBy(groupId, moment),
      members: this.members.members(groupId, moment),
      terms: this.terms.versions(groupId, moment),
      reportsTo: this.groups.linesFrom(groupId, moment),
      reportedBy: this.groups.linesTo(groupId, moment),
      /** What the groups own that became a part of this one. */
      inherited: merged.map((from) => ({ from, records: this.owned.ownedBy(from.id, moment) })),
      /** What lies with it, and with those groups. */
      escalated: [groupId, ...merged.map(({ id }) => id)].flatMap((id) => this.escalated.escalatedTo(id, moment)),
      groupName: (id: string) => this.groups.group(id, moment)?.name ?? id,
    };
  }
}
