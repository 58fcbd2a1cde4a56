import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { isId, type LocalDate } from '@minutebook/kernel';
import {
  CommandRunner,
  EVENT_LOG,
  reasonRefusal,
  stateOf,
  textRefusal,
  type CommandOutcome,
  type CommandRequest,
  type EventLog,
  type EventTexts,
  type Recording,
} from '@minutebook/kernel/recording';
import { actionPlanDecider } from '../domain/action-plan.decider';
import type { ActionCommand, PlanFact } from '../domain/action.commands';
import { actionDecider } from '../domain/action.decider';
import type { ActionEvent } from '../domain/action.events';
import type { ActionRefusal } from '../domain/action.refusals';
import type { ActionState } from '../domain/action.state';
import type { ActionInput } from './action-plan-inputs';
import { actionPlanStream } from './action-plan.command-handler';
import { ActionReferences } from './action-references';
import { actionStream } from './action-stream';

const TEXTS = new Set(['title', 'theme', 'subItems', 'successCriteria', 'words', 'name', 'commentary', 'evidence']);

/** Commands that say why, so that the trail can answer it. */
const NEED_REASON: ReadonlySet<ActionInput['type']> = new Set([
  'return-progress',
  'correct-progress',
  'move-due-date',
  'amend',
  'reopen',
  'withdraw',
]);

export class RecordOnAction {
  constructor(
    readonly actionId: string,
    readonly input: ActionInput,
    readonly request: CommandRequest,
    /** Of an adding: the id was derived by us, not brought by the client. The receipt's stream names the one given. */
    readonly idIsOurs = false,
  ) {}
}

@CommandHandler(RecordOnAction)
export class ActionCommandHandler implements ICommandHandler<RecordOnAction, CommandOutcome> {
  constructor(
    private readonly runner: CommandRunner,
    @Inject(EVENT_LOG) private readonly log: EventLog,
    private readonly references: ActionReferences,
  ) {}

  async execute({ actionId, input, request, idIsOurs }: RecordOnAction): Promise<CommandOutcome> {
    const refused =
      textRefusal(input, TEXTS) ?? (NEED_REASON.has(input.type) ? reasonRefusal(request.reason) : undefined);
    if (refused) return { refused };
    const recording: Recording<ActionState, ActionCommand, ActionEvent, ActionRefusal> = {
      stream: actionStream(actionId),
      decider: actionDecider,
      request: 'effectiveOn' in input ? { ...request, effectiveOn: input.effectiveOn } : request,
      command: (texts, today, state) => this.command(input, request, texts, today, state),
    };
    if (input.type === 'add') {
      // The reference has a stream of its own: it is taken only once everything else about the action is in order.
      const refusedAlready = await this.runner.check(recording);
      if (refusedAlready) return { refused: refusedAlready };
      const taken = await this.references.take(input.planId, input.reference, actionId, request, idIsOurs);
      if ('refused' in taken) return taken;
      return this.runner.run({ ...recording, stream: actionStream(taken.actionId) });
    }
    return this.runner.run(recording);
  }

  private async command(
    input: ActionInput,
    { actor }: CommandRequest,
    texts: EventTexts,
    today: LocalDate,
    state: ActionState,
  ): Promise<ActionCommand> {
    const planId = input.type === 'add' ? input.planId : state.status === 'not-added' ? undefined : state.planId;
    const { account: by, actingFor } = actor;
    const asked = {
      by,
      ...(actingFor !== undefined && { actingFor }),
      today,
      plan: planId === undefined ? undefined : await this.planRead(planId),
    };
    // The fields of an amendment stand in the event itself, so that is where their seals are bound to.
    if (input.type === 'amend') return { ...input, ...asked, fields: texts.texts(input.fields, TEXTS) };
    if (input.type !== 'add') return { ...texts.texts(input, TEXTS), ...asked };
    const { planId: _, ...adding } = input;
    return { ...texts.texts(adding, TEXTS), ...asked };
  }

  private async planRead(planId: string): Promise<PlanFact | undefined> {
    if (!isId(planId)) return undefined;
    const history = await this.log.readStream(actionPlanStream(planId));
    const plan = stateOf(actionPlanDecider, history);
    if (plan.status === 'not-opened') return undefined;
    const { status, ragScheme, groupId } = plan;
    return { id: planId, revision: history.length - 1, status, ragScheme, groupId };
  }
}
