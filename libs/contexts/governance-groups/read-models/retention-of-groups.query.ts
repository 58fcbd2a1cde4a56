import { Injectable } from '@nestjs/common';
import { londonDateOf } from '@minutebook/kernel';
import type { AsAt } from '@minutebook/kernel/read-models';
import { RetainedRecords, type RetainedRecord, type RetainedRecordSource } from '@minutebook/retention';
import { GroupsQuery } from './groups.query';

/** How governance groups are kept: a group is not closed yet, so that none is ever due. */
@Injectable()
export class RetentionOfGroups implements RetainedRecordSource {
  readonly classes = { governanceGroup: 'governance-groups' };

  constructor(
    retained: RetainedRecords,
    private readonly groups: GroupsQuery,
  ) {
    retained.register(this);
  }

  records(at: AsAt): readonly RetainedRecord[] {
    return this.groups.groups(at).map(({ id, name, established }) => ({
      stream: `governanceGroup-${id}`,
      kind: 'Governance group',
      name,
      path: `/governance-groups/${id}`,
      retentionClass: this.classes.governanceGroup,
      lastAmended: londonDateOf(established),
      closedOn: null,
    }));
  }
}
