import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { AskedByApi, newRecordId, ofParam, Permit, type Reply } from '@minutebook/accounts';
import type { AsAt } from '@minutebook/kernel/read-models';
import type { CommandRequest } from '@minutebook/kernel/recording';
import {
  ApiCommands,
  ApiCreates,
  ApiExchange,
  ApiLists,
  ApiShows,
  ListQuery,
  optionalReason,
  ReadQuery,
  RecordIdPipe,
  type CommandAnswer,
} from '@minutebook/web-kit';
import { RecordOnGovernanceGroup, type GovernanceGroupInput } from '../application/governance-group.command-handler';
import { GroupsQuery, type GroupSummary } from '../read-models/groups.query';
import { MembersQuery } from '../read-models/members.query';
import { TermsQuery } from '../read-models/terms.query';
import { MemberAppointedAnswer, MemberListAnswer } from './member.answers';
import { AppointMemberBody, StandDownMemberBody } from './member.bodies';
import { presentTerms, TermsListAnswer } from './terms.answers';
import { AdoptTermsBody } from './terms.bodies';
import {
  GroupAnswer,
  GroupListAnswer,
  presentGroup,
  presentLine,
  ReportingLineListAnswer,
} from './governance-group.answers';
import {
  DissolveGroupBody,
  EndReportingLineBody,
  EstablishGovernanceGroupBody,
  MergeGroupBody,
  RenameGroupBody,
  ReportToBody,
} from './governance-group.bodies';

/** Governance groups over HTTP: the same command and queries as the pages. */
@ApiTags('governance-groups')
@Controller('api/v1/governance-groups')
export class GovernanceGroupsApiController {
  constructor(
    private readonly api: ApiExchange,
    private readonly groups: GroupsQuery,
    private readonly terms: TermsQuery,
    private readonly members: MembersQuery,
  ) {}

  @Post()
  @Permit('establish-group')
  @ApiCreates({ id: 'establishGovernanceGroup', summary: 'Establish a governance group' })
  async establish(
    @Body() { id: ownId, name, kind, source, endsOn }: EstablishGovernanceGroupBody,
    @AskedByApi() request: CommandRequest,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<CommandAnswer> {
    const id = newRecordId(request.commandId, ownId);
    const answer = await this.record(
      id,
      { type: 'establish', name, kind, source, ...(endsOn !== undefined && { endsOn }) },
      request,
    );
    void reply.header('Location', `/api/v1/governance-groups/${id}`);
    return answer;
  }

  @Post(':id/report-to')
  @Permit('draw-reporting-lines', ofParam('group'))
  @ApiCommands({
    id: 'drawReportingLine',
    summary: 'Let a group report to another',
    description:
      'A group may report to several. A line that would close a circle is refused; `facts` shows the way round.',
  })
  async reportTo(
    @Param('id', RecordIdPipe) id: string,
    @Body() { reason, ...line }: ReportToBody,
    @AskedByApi() request: CommandRequest,
  ): Promise<CommandAnswer> {
    return this.record(id, { type: 'report-to', ...line }, { ...request, ...optionalReason(reason) });
  }

  @Post(':id/end-reporting-line')
  @Permit('draw-reporting-lines', ofParam('group'))
  @ApiCommands({ id: 'endReportingLine', summary: 'End a reporting line of a group' })
  async endReportingLine(
    @Param('id', RecordIdPipe) id: string,
    @Body() { toId, reason }: EndReportingLineBody,
    @AskedByApi() request: CommandRequest,
  ): Promise<CommandAnswer> {
    return this.record(id, { type: 'end-reporting-line', toId }, { ...request, ...optionalReason(reason) });
  }

  @Post(':id/rename')
  @Permit('change-group', ofParam('group'))
  @ApiCommands({ id: 'renameGovernanceGroup', summary: 'Give a group another name' })
  async rename(
    @Param('id', RecordIdPipe) id: string,
    @Body() { name, reason }: RenameGroupBody,
    @AskedByApi() request: CommandRequest,
  ): Promise<CommandAnswer> {
    return this.record(id, { type: 'rename', name }, { ...request, ...optionalReason(reason) });
  }

  @Post(':id/merge-into')
  @Permit('change-group', ofParam('group'))
  @ApiCommands({
    id: 'mergeGovernanceGroup',
    summary: 'Record that a group became a part of another',
    description: 'Its plans stay recorded as its own until they are transferred, and are shown at the other group too.',
  })
  async mergeInto(
    @Param('id', RecordIdPipe) id: string,
    @Body() { reason, ...merger }: MergeGroupBody,
    @AskedByApi() request: CommandRequest,
  ): Promise<CommandAnswer> {
    return this.record(id, { type: 'merge-into', ...merger }, { ...request, ...optionalReason(reason) });
  }

  @Post(':id/dissolve')
  @Permit('change-group', ofParam('group'))
  @ApiCommands({ id: 'dissolveGovernanceGroup', summary: 'Record that a group is no more' })
  @ApiBody({ type: DissolveGroupBody, required: false })
  async dissolve(
    @Param('id', RecordIdPipe) id: string,
    @Body() { on, reason }: DissolveGroupBody,
    @AskedByApi() request: CommandRequest,
  ): Promise<CommandAnswer> {
    const input = { type: 'dissolve' as const, ...(on !== undefined && { on }) };
    return this.record(id, input, { ...request, ...optionalReason(reason) });
  }

  @Post(':id/appoint-member')
  @Permit('appoint-member', ofParam('group'))
  @ApiCommands({
    id: 'appointGroupMember',
    summary: 'Appoint somebody to a group, by role and agency',
    description: 'A deputy names its member, a guest the item for which it is invited.',
    answer: MemberAppointedAnswer,
  })
  async appointMember(
    @Param('id', RecordIdPipe) id: string,
    @Body() { reason, memberId: ownId, ...member }: AppointMemberBody,
    @AskedByApi() request: CommandRequest,
  ): Promise<MemberAppointedAnswer> {
    const memberId = newRecordId(request.commandId, ownId);
    const input = { type: 'appoint-member' as const, memberId, ...member };
    return { ...(await this.record(id, input, { ...request, ...optionalReason(reason) })), memberId };
  }

  @Post(':id/stand-down-member')
  @Permit('appoint-member', ofParam('group'))
  @ApiCommands({ id: 'standDownGroupMember', summary: 'Record that a member of a group has stood down' })
  async standDownMember(
    @Param('id', RecordIdPipe) id: string,
    @Body() { memberId, on, reason }: StandDownMemberBody,
    @AskedByApi() request: CommandRequest,
  ): Promise<CommandAnswer> {
    const input = { type: 'stand-down-member' as const, memberId, ...(on !== undefined && { on }) };
    return this.record(id, input, { ...request, ...optionalReason(reason) });
  }

  @Post(':id/adopt-terms-of-reference')
  @Permit('adopt-terms-of-reference', ofParam('group'))
  @ApiCommands({
    id: 'adoptTermsOfReference',
    summary: 'Adopt a version of the terms of reference of a group',
    description:
      'Versions stay as they are; the one with the latest date counts. A rule that is left out is not known.',
  })
  async adoptTerms(
    @Param('id', RecordIdPipe) id: string,
    @Body() { reason, sections = [], ...terms }: AdoptTermsBody,
    @AskedByApi() request: CommandRequest,
  ): Promise<CommandAnswer> {
    const input = { type: 'adopt-terms-of-reference' as const, sections, ...terms };
    return this.record(id, input, { ...request, ...optionalReason(reason) });
  }

  @Get()
  @Permit('read-programme')
  @ApiLists({ id: 'listGovernanceGroups', summary: 'List the governance groups', answer: GroupListAnswer })
  async list(@Query() query: ListQuery): Promise<GroupListAnswer> {
    return this.api.list(query, (at) => this.groups.groups(at), presentGroup);
  }

  @Get('reporting-lines')
  @Permit('read-programme')
  @ApiLists({ id: 'listReportingLines', summary: 'List who reports to whom', answer: ReportingLineListAnswer })
  async listLines(@Query() query: ListQuery): Promise<ReportingLineListAnswer> {
    return this.api.list(query, (at) => this.groups.lines(at), presentLine);
  }

  @Get(':id')
  @Permit('read-programme')
  @ApiShows({ id: 'getGovernanceGroup', summary: 'Read one governance group', answer: GroupAnswer })
  async show(@Param('id', RecordIdPipe) id: string, @Query() query: ReadQuery): Promise<GroupAnswer> {
    return this.ofGroup(id, query, (group, at) => ({
      ...presentGroup(group),
      reportsTo: this.groups.linesFrom(id, at).map(presentLine),
      reportedBy: this.groups.linesTo(id, at).map(presentLine),
    }));
  }

  @Get(':id/members')
  @Permit('read-programme')
  @ApiShows({
    id: 'listGroupMembers',
    summary: 'Read who belongs to a group, will or did',
    answer: MemberListAnswer,
  })
  async listMembers(@Param('id', RecordIdPipe) id: string, @Query() query: ReadQuery): Promise<MemberListAnswer> {
    return this.ofGroup(id, query, (_, at) => ({ items: this.members.members(id, at) }));
  }

  @Get(':id/terms-of-reference')
  @Permit('read-programme')
  @ApiShows({
    id: 'listTermsOfReference',
    summary: 'Read every version of the terms of reference of a group',
    answer: TermsListAnswer,
  })
  async listTerms(@Param('id', RecordIdPipe) id: string, @Query() query: ReadQuery): Promise<TermsListAnswer> {
    return this.ofGroup(id, query, (_, at) => ({ items: this.terms.versions(id, at).map(presentTerms) }));
  }

  private ofGroup<A extends object>(
    id: string,
    query: ReadQuery,
    present: (group: GroupSummary, at: AsAt) => A,
  ): Promise<A & { readonly asAt: AsAt }> {
    return this.api.show(query, (at) => this.groups.group(id, at), present);
  }

  private record(id: string, input: GovernanceGroupInput, request: CommandRequest): Promise<CommandAnswer> {
    return this.api.record(id, new RecordOnGovernanceGroup(id, input, request));
  }
}
