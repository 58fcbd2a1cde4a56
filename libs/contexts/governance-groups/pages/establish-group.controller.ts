import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import { newRecordId, pageRequest, Permit, type IdentifiedRequest, type Reply } from '@minutebook/accounts';
import { newRandomId, type CommandOutcome } from '@minutebook/kernel/recording';
import { dateFields, FormErrors, formErrorsOf, IDEMPOTENCY_FIELD, Pages } from '@minutebook/web-kit';
import { RecordOnGovernanceGroup } from '../application/governance-group.command-handler';
import { readEstablishGroup, type EstablishGroupRead } from './establish-group.form';
import { presentEstablishGroup } from './establish-group.presenter';
import { groupPaths } from './group-paths';

/** The form that establishes a governance group. */
@ApiExcludeController()
@Controller('governance-groups/new')
export class EstablishGroupController {
  constructor(
    private readonly pages: Pages,
    private readonly commands: CommandBus,
  ) {}

  @Permit('establish-group')
  @Get()
  async form(@Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    const blank = { value: { name: '', kind: '', source: '' }, endsOn: { typed: dateFields(undefined) } };
    await this.show(request, reply, { ...blank, errors: FormErrors.none }, newRandomId());
  }

  @Permit('establish-group')
  @Post()
  async establish(
    @Body() body: Readonly<Record<string, unknown>> | undefined,
    @Req() request: IdentifiedRequest,
    @Res() reply: Reply,
  ): Promise<void> {
    const read = readEstablishGroup(body);
    const sentKey = body?.[IDEMPOTENCY_FIELD];
    const key = typeof sentKey === 'string' ? sentKey : newRandomId();
    if (read.errors.any) return this.show(request, reply, read, key);
    const command = pageRequest(request, 'establish-group');
    const id = newRecordId(command.commandId, undefined);
    const { name, kind, source } = read.value;
    const endsOn = read.endsOn.date === undefined ? {} : { endsOn: read.endsOn.date };
    const outcome = await this.commands.execute<RecordOnGovernanceGroup, CommandOutcome>(
      new RecordOnGovernanceGroup(id, { type: 'establish', name, kind, source, ...endsOn }, command),
    );
    if ('refused' in outcome) return this.show(request, reply, { ...read, errors: formErrorsOf(outcome.refused) }, key);
    await this.pages.done(request, reply, {
      location: groupPaths.show(id),
      seen: outcome.done,
      flash: { text: 'The group was established.' },
    });
  }

  private async show(
    request: IdentifiedRequest,
    reply: Reply,
    { value, endsOn, errors }: EstablishGroupRead,
    key: string,
  ): Promise<void> {
    const head = {
      title: 'Establish a governance group',
      breadcrumbs: [{ text: 'Groups', href: groupPaths.list() }],
      errors,
    };
    const page = presentEstablishGroup(value, endsOn.typed, key);
    await this.pages.send(request, reply, 'establish-group.njk', head, page, errors.any ? 422 : 200);
  }
}
