import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { AsAt } from '@minutebook/kernel/read-models';
import { ID_SCHEMA, MomentAnswer, RecordedAnswer } from '@minutebook/web-kit';
import { MEMBER_KIND } from './member.bodies';

const DAY = { type: String, format: 'date', nullable: true } as const;

@ApiSchema({ name: 'GroupMember' })
export class MemberAnswer {
  @ApiProperty({ ...ID_SCHEMA, description: 'Id of the appointment.' })
  readonly id: string;

  @ApiProperty({ type: String })
  readonly role: string;

  @ApiProperty({ type: String, nullable: true, description: 'Null where it is not stated.' })
  readonly agency: string | null;

  @ApiProperty(MEMBER_KIND)
  readonly kind: string;

  @ApiProperty({ type: String, nullable: true, description: 'Of a deputy: id of the member in whose place it counts.' })
  readonly deputyFor: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Of a guest: the item for which it is invited.' })
  readonly invitedFor: string | null;

  @ApiProperty({ type: Boolean, description: 'Whether it takes the chair.' })
  readonly chairs: boolean;

  @ApiProperty({ type: String, nullable: true, description: 'The account that holds the role, where it has one.' })
  readonly accountId: string | null;

  @ApiProperty({ ...DAY, description: 'First day in office.' })
  readonly from: string | null;

  @ApiProperty({ ...DAY, description: 'Last day in office.' })
  readonly to: string | null;

  @ApiProperty({ ...DAY, description: 'The first day on which it was in office no longer.' })
  readonly stoodDownOn: string | null;

  @ApiProperty({ enum: ['in-office', 'to-come', 'former'], description: 'On the date of `asAt`.' })
  readonly standing: string;

  @ApiProperty({ type: String, description: '`import`, `demonstration` or `user`.' })
  readonly origin: string;
}

@ApiSchema({ name: 'GroupMemberList' })
export class MemberListAnswer {
  @ApiProperty({ type: () => [MemberAnswer], description: 'Who takes the chair first, then by kind, role and agency.' })
  readonly items: readonly MemberAnswer[];

  @ApiProperty({ type: () => MomentAnswer })
  readonly asAt: AsAt;
}

@ApiSchema({ name: 'GroupMemberAppointed' })
export class MemberAppointedAnswer extends RecordedAnswer {
  @ApiProperty({ ...ID_SCHEMA, description: 'Id of the appointment.' })
  readonly memberId: string;
}
