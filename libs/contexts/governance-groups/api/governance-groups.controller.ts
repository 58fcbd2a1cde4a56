import { Body, Controller, Get, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { AskedByApi, newRecordId, Permit, type Reply } from '@minutebook/accounts';
import { londonDateOf } from '@minutebook/kernel';
import { ReadModels } from '@minutebook/kernel/read-models';
import { CLOCK, type Clock, type CommandOutcome, type CommandRequest } from '@minutebook/kernel/recording';
import {
  answerOf,
  ApiCreates,
  ApiLists,
  ApiShows,
  listAsked,
  ListQuery,
  momentAsked,
  notFound,
  partOf,
  ReadQuery,
  RecordIdPipe,
  type CommandAnswer,
} from '@minutebook/web-kit';
import { RecordOnGovernanceGroup } from '../application/governance-group.command-handler';
import { GroupsQuery } from '../read-models/groups.query';
import { GroupAnswer, GroupListAnswer, presentGroup } from './governance-group.answers';
import { EstablishGovernanceGroupBody } from './governance-group.bodies';

/** Governance groups over HTTP: the same command and queries as the pages. */
@ApiTags('governance-groups')
@Controller('api/v1/governance-groups')
export class GovernanceGroupsApiController {
  constructor(
    private readonly commands: CommandBus,
    private readonly groups: GroupsQuery,
    private readonly readModels: ReadModels,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Post()
  @Permit('establish-group')
  @ApiCreates({ id: 'establishGovernanceGroup', summary: 'Establish a governance group' })
  async establish(
    @Body() { id: ownId, name, kind, source }: EstablishGovernanceGroupBody,
    @AskedByApi() request: CommandRequest,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<CommandAnswer> {
    const id = newRecordId(request.commandId, ownId);
    const outcome = await this.commands.execute<RecordOnGovernanceGroup, CommandOutcome>(
      new RecordOnGovernanceGroup(id, { type: 'establish', name, kind, source }, request),
    );
    const answer = answerOf(id, outcome, this.readModels);
    void reply.header('Location', `/api/v1/governance-groups/${id}`);
    return answer;
  }

  @Get()
  @Permit('read-programme')
  @ApiLists({ id: 'listGovernanceGroups', summary: 'List the governance groups', answer: GroupListAnswer })
  async list(@Query() query: ListQuery): Promise<GroupListAnswer> {
    const part = await listAsked(query, this.readModels, this.today());
    const { items, ...rest } = partOf(this.groups.groups(part.at), part);
    return { items: items.map(presentGroup), ...rest };
  }

  @Get(':id')
  @Permit('read-programme')
  @ApiShows({ id: 'getGovernanceGroup', summary: 'Read one governance group', answer: GroupAnswer })
  async show(@Param('id', RecordIdPipe) id: string, @Query() query: ReadQuery): Promise<GroupAnswer> {
    const asAt = await momentAsked(query, this.readModels, this.today());
    const group = this.groups.group(id, asAt);
    if (!group) throw notFound();
    return { ...presentGroup(group), asAt };
  }

  private today(): string {
    return londonDateOf(this.clock.now());
  }
}
