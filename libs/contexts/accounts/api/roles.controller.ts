import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { londonDateOf, ROLE_NAMES, ROLES, type Role } from '@minutebook/kernel';
import { ReadModels } from '@minutebook/kernel/read-models';
import { CLOCK, type Clock } from '@minutebook/kernel/recording';
import { ApiLists, listAsked, ListQuery, partOf } from '@minutebook/web-kit';
import { Permit } from '../application/identity';
import { PERMITTED } from '../permissions';
import { RoleListAnswer } from './account.answers';

/** What each role may do, over HTTP. */
@ApiTags('roles')
@Controller('api/v1/roles')
export class RolesApiController {
  constructor(
    private readonly readModels: ReadModels,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @Permit('read-programme')
  @ApiLists({
    id: 'listRoles',
    summary: 'List the roles, and what each may do',
    description: 'As this release has them: rights are today’s, whatever moment is asked for.',
    answer: RoleListAnswer,
  })
  async list(@Query() query: ListQuery): Promise<RoleListAnswer> {
    const part = await listAsked(query, this.readModels, londonDateOf(this.clock.now()));
    const roles = ROLES.map((role) => ({ role, name: ROLE_NAMES[role], permissions: permissionsOf(role) }));
    return partOf(roles, part);
  }
}

function permissionsOf(role: Role): readonly string[] {
  return Object.entries(PERMITTED)
    .filter(([, roles]) => (roles as readonly Role[]).includes(role))
    .map(([permission]) => permission);
}
