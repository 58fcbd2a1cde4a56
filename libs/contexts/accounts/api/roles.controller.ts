import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ROLE_NAMES, ROLES, type Role } from '@minutebook/kernel';
import { ApiExchange, ApiLists, ListQuery } from '@minutebook/web-kit';
import { Permit } from '../application/identity';
import { PERMITTED } from '../permissions';
import { RoleListAnswer } from './account.answers';

/** What each role may do, over HTTP. */
@ApiTags('roles')
@Controller('api/v1/roles')
export class RolesApiController {
  constructor(private readonly api: ApiExchange) {}

  @Get()
  @Permit('read-programme')
  @ApiLists({
    id: 'listRoles',
    summary: 'List the roles, and what each may do',
    description: 'As this release has them: rights are today’s, whatever moment is asked for.',
    answer: RoleListAnswer,
  })
  async list(@Query() query: ListQuery): Promise<RoleListAnswer> {
    return this.api.list(
      query,
      () => ROLES,
      (role) => ({ role, name: ROLE_NAMES[role], permissions: permissionsOf(role) }),
    );
  }
}

function permissionsOf(role: Role): readonly string[] {
  return Object.entries(PERMITTED)
    .filter(([, roles]) => (roles as readonly Role[]).includes(role))
    .map(([permission]) => permission);
}
