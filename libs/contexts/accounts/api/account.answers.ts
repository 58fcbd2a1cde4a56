import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { ROLES, type Role } from '@minutebook/kernel';
import type { AsAt } from '@minutebook/kernel/read-models';
import { ID_SCHEMA, instantOf, MomentAnswer, PartAnswer } from '@minutebook/web-kit';
import type { AccountSummary, GrantSummary } from '../read-models/accounts.query';
import { ScopePart } from './account.bodies';

@ApiSchema({ name: 'GrantedRole' })
export class GrantAnswer {
  @ApiProperty(ID_SCHEMA)
  readonly grantId: string;

  @ApiProperty({ enum: ROLES, enumName: 'Role' })
  readonly role: Role;

  @ApiProperty({ type: () => ScopePart })
  readonly scope: ScopePart;

  @ApiProperty({ type: String, format: 'date' })
  readonly from: string;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  readonly to: string | null;

  @ApiProperty({ type: String, description: 'Account that gave it.' })
  readonly grantedBy: string;

  @ApiProperty({ type: String, description: '`stream@revision` of the event: what “was it allowed?” points to.' })
  readonly event: string;
}

@ApiSchema({ name: 'AccountSummary' })
export class AccountSummaryAnswer {
  @ApiProperty(ID_SCHEMA)
  readonly id: string;

  @ApiProperty({ enum: ['person', 'service'], enumName: 'AccountKind' })
  readonly kind: string;

  @ApiProperty({ type: String, description: 'How the account is called today: a person’s name where it is known.' })
  readonly name: string;

  @ApiProperty({ type: String })
  readonly title: string;

  @ApiProperty({ ...ID_SCHEMA, nullable: true, description: 'Id of the person, whose name can be erased.' })
  readonly person: string | null;

  @ApiProperty({ enum: ['open', 'closed'], enumName: 'AccountStatus' })
  readonly status: string;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  readonly closedOn: string | null;

  @ApiProperty({ type: String, format: 'date-time' })
  readonly openedAt: string;

  @ApiProperty({ type: () => [GrantAnswer], description: 'Roles held, to come and ended; the latest first.' })
  readonly roles: readonly GrantAnswer[];
}

@ApiSchema({ name: 'Account' })
export class AccountAnswer extends AccountSummaryAnswer {
  @ApiProperty({ type: () => MomentAnswer })
  readonly asAt: AsAt;
}

@ApiSchema({ name: 'AccountList' })
export class AccountListAnswer extends PartAnswer {
  @ApiProperty({ type: () => [AccountSummaryAnswer], description: 'By title.' })
  readonly items: readonly AccountSummaryAnswer[];
}

@ApiSchema({ name: 'RoleDescription' })
export class RoleAnswer {
  @ApiProperty({ enum: ROLES, enumName: 'Role' })
  readonly role: Role;

  @ApiProperty({ type: String })
  readonly name: string;

  @ApiProperty({ type: [String], description: 'What whoever holds it may do.' })
  readonly permissions: readonly string[];
}

@ApiSchema({ name: 'RoleList' })
export class RoleListAnswer extends PartAnswer {
  @ApiProperty({ type: () => [RoleAnswer] })
  readonly items: readonly RoleAnswer[];
}

export function presentAccount(
  account: AccountSummary,
  name: string,
  grants: readonly GrantSummary[],
): AccountSummaryAnswer {
  const { id, kind, title, person, status, closedOn, opened } = account;
  return {
    ...{ id, kind, name, title, person, status, closedOn },
    openedAt: instantOf(opened),
    roles: grants.map(({ grantId, role, scope, from, to, grantedBy, event }) => ({
      ...{ grantId, role, scope, from, to, grantedBy, event },
    })),
  };
}
