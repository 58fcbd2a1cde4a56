import { Inject, Injectable } from '@nestjs/common';
import type { Refusal } from '@minutebook/kernel';
import { CommandRunner, EVENT_LOG, uuidV5, type CommandRequest, type EventLog } from '@minutebook/kernel/recording';
import { actionStream } from './action-stream';
import { actionReferenceDecider } from '../domain/action-reference.decider';

/** Namespace of the streams that own references. Never changed. */
const REFERENCES = '5b0f0a7e-5d5c-5d52-9f3e-3d1f2a7c9b10';

/** The id under which the action is to be added, or why it cannot be. */
type Taken = { readonly actionId: string } | { readonly refused: Refusal };

/** Takes references before their actions are added, so that one names one action of its plan. */
@Injectable()
export class ActionReferences {
  constructor(
    private readonly runner: CommandRunner,
    @Inject(EVENT_LOG) private readonly log: EventLog,
  ) {}

  /**
   * The refusal where another action has the reference. Taking it twice for the same action changes nothing.
   *
   * An adding that was cut short between taking the reference and adding the action leaves it taken by an id without an
   * action. Who adds without an id of their own then adds under that id: two of them meet at its stream, where one wins.
   */
  async take(
    planId: string,
    reference: string,
    actionId: string,
    request: CommandRequest,
    idIsOurs: boolean,
  ): Promise<Taken> {
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
      command: () => ({ type: 'take', planId, reference, actionId }),
    });
    if ('done' in outcome) return { actionId };
    const holder = outcome.refused.facts?.['actionId'];
    const isFree =
      idIsOurs && typeof holder === 'string' && (await this.log.readStream(actionStream(holder))).length === 0;
    return isFree ? { actionId: holder } : { refused: outcome.refused };
  }
}
