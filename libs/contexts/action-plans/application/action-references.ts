import { Inject, Injectable } from '@nestjs/common';
import type { Refusal } from '@minutebook/kernel';
import { CommandRunner, EVENT_LOG, uuidV5, type CommandRequest, type EventLog } from '@minutebook/kernel/recording';
import { actionReferenceDecider } from '../domain/action-reference.decider';

/** Namespace of the streams that own references. Never changed. */
const REFERENCES = '5b0f0a7e-5d5c-5d52-9f3e-3d1f2a7c9b10';

/** Takes references before their actions are added, so that one names one action of its plan. */
@Injectable()
export class ActionReferences {
  constructor(
    private readonly runner: CommandRunner,
    @Inject(EVENT_LOG) private readonly log: EventLog,
  ) {}

  /** The refusal where another action has the reference. Taking it twice for the same action changes nothing. */
  async take(
    planId: string,
    reference: string,
    actionId: string,
    request: CommandRequest,
  ): Promise<Refusal | undefined> {
    const outcome = await this.runner.run({
      stream: `actionReference-${uuidV5(REFERENCES, `${planId}\n${reference.toUpperCase()}`)}`,
      decider: actionReferenceDecider,
      request: {
        ...request,
        commandId: uuidV5(request.commandId, 'reference'),
        correlationId: request.correlationId ?? request.commandId,
        causationId: request.commandId,
        expectedRevision: undefined,
        reason: undefined,
        body: undefined,
      },
      command: async (_texts, _today, { actionId: holder }) => ({
        type: 'take' as const,
        planId,
        reference,
        actionId,
        holderExists: holder !== undefined && (await this.log.readStream(`action-${holder}`)).length > 0,
      }),
    });
    return 'refused' in outcome ? outcome.refused : undefined;
  }
}
