import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import {
  newRecordId,
  pageRequest,
  Permit,
  SignedInAs,
  type Account,
  type IdentifiedRequest,
  type Reply,
  type SignedInExchange,
} from '@minutebook/accounts';
import { askedIn, bodyOf, FormErrors, FormPages, Pages, textOf, type ShownAgain } from '@minutebook/web-kit';
import { ErasureTargets, type TargetAsked } from '../application/erasure-targets';
import { RecordOnErasureRequest } from '../application/erasure-request.command-handler';
import { presentAskForErasure, type AskForErasureTyped } from './ask-for-erasure.presenter';
import { erasurePaths } from './erasure-paths';
import { ErasureSubjects } from './erasure-subject';
import { SHOWN_AT, textFaults } from './form-values';

/** The form that asks for the removal of the texts of one event, or for the erasure of a person. */
@ApiExcludeController()
@Controller('erasure/ask')
export class AskForErasureController {
  constructor(
    private readonly pages: Pages,
    private readonly forms: FormPages,
    private readonly targets: ErasureTargets,
    private readonly subjects: ErasureSubjects,
  ) {}

  @Permit('ask-for-erasure')
  @Get()
  async form(@SignedInAs() account: Account, @Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    await this.show({ request, reply, account }, { ground: '', authority: '', reason: '', wording: '' });
  }

  @Permit('ask-for-erasure')
  @Post()
  async ask(@SignedInAs() account: Account, @Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    const http = { request, reply, account };
    const body = bodyOf(request);
    const target = targetIn(request);
    const typed: AskForErasureTyped = {
      ground: textOf(body, 'ground'),
      authority: textOf(body, 'authority'),
      reason: textOf(body, 'reason'),
      wording: textOf(body, 'wording'),
    };
    const errors = errorsIn(typed, target);
    if (errors.any || !target) return this.show(http, typed, { status: 422, errors });
    const { ground, authority, reason, wording } = typed;
    const command = pageRequest(request, 'ask-for-erasure', { reason });
    const id = newRecordId(command.commandId, undefined);
    const input = { type: 'ask' as const, target, ground, authority, ...(wording !== '' && { wording }) };
    const outcome = await this.forms.execute(new RecordOnErasureRequest(id, input, command), SHOWN_AT);
    if ('again' in outcome) return this.show(http, typed, outcome.again);
    const text = 'The request was recorded. Somebody else must agree to it.';
    await this.forms.done(http, outcome.done, text, erasurePaths.request(id));
  }

  private async show(http: SignedInExchange, typed: AskForErasureTyped, again?: ShownAgain): Promise<void> {
    const { request, account } = http;
    const moment = await this.pages.moment(request);
    const target = targetIn(request);
    const shown = target && {
      target,
      found: await this.targets.find(target),
      texts: await this.targets.textsOf(target),
      subject: this.subjects.subject(
        target.kind === 'person' ? `person-${target.personId}` : target.stream,
        target.kind === 'person' ? null : target.revision,
        moment,
        account,
      ),
    };
    await this.forms.show(http, presentAskForErasure(typed, shown), again);
  }
}

/** What the address asks to have erased; undefined where it names nothing that could be. */
function targetIn(request: IdentifiedRequest): TargetAsked | undefined {
  const personId = askedIn(request, 'person');
  if (personId !== undefined) return { kind: 'person', personId };
  const stream = askedIn(request, 'stream');
  const revision = askedIn(request, 'revision');
  if (stream === undefined || revision === undefined || !/^\d{1,15}$/.test(revision)) return undefined;
  return { kind: 'texts', stream, revision: Number(revision) };
}

function errorsIn(
  { ground, authority, reason, wording }: AskForErasureTyped,
  target: TargetAsked | undefined,
): FormErrors {
  return new FormErrors([
    ...(target ? [] : [{ field: '', message: 'Choose the event from the audit trail first' }]),
    ...(ground === '' ? [{ field: 'ground', message: 'Choose the ground' }] : []),
    ...textFaults('authority', 'The authority', authority, 'Enter whose right or decision it is'),
    ...textFaults('reason', 'The reason', reason, 'Enter the reason'),
    ...textFaults('wording', 'The wording', wording),
  ]);
}
