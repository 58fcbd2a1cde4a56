import { Inject, Injectable } from '@nestjs/common';
import { newRecordId } from '@minutebook/accounts';
import { londonDateOf, ragSchemeOn } from '@minutebook/kernel';
import {
  CLOCK,
  EVENT_LOG,
  stateOf,
  type Clock,
  type CommandRequest,
  type EventLog,
} from '@minutebook/kernel/recording';
import type { AnswerForm, AnswerFromMail, AskedInMail } from '@minutebook/reminders';
import { actionPlanDecider } from '../domain/action-plan.decider';
import { actionDecider } from '../domain/action.decider';
import { ACTION_REFUSALS } from '../domain/action.refusals';
import { actionPlanStream } from './action-plan.command-handler';
import { actionStream } from './action-stream';
import { RecordOnAction } from './action.command-handler';

/** How an action is answered for from a mail: by a progress report. */
@Injectable()
export class ActionAnswers implements AnswerForm {
  readonly permission = 'report-progress';
  readonly record = 'action';

  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async ask(actionId: string): Promise<AskedInMail | undefined> {
    const action = stateOf(actionDecider, await this.log.readStream(actionStream(actionId)));
    if (action.status === 'not-added') return undefined;
    const plan = stateOf(actionPlanDecider, await this.log.readStream(actionPlanStream(action.planId)));
    if (plan.status === 'not-opened') return undefined;
    const scheme = ragSchemeOn(plan.ragScheme, londonDateOf(this.clock.now()));
    return {
      question: 'How is the action going?',
      ratings: scheme?.ratings ?? [],
      areConfirmed: scheme?.confirmed ?? false,
      over: OVER[plan.status === 'closed' ? 'closed' : action.status],
    };
  }

  command(actionId: string, answer: AnswerFromMail, request: CommandRequest): RecordOnAction {
    const reportId = newRecordId(request.commandId, undefined);
    return new RecordOnAction(actionId, { type: 'report-progress', reportId, ...answer }, request);
  }

  recorded(reference: string): string {
    return `Progress on ${reference} was reported. It now awaits confirmation.`;
  }
}

const OVER: Readonly<Record<string, string | undefined>> = {
  closed: ACTION_REFUSALS['plan-closed'].message,
  completed: 'The action is completed.',
  withdrawn: 'The action was withdrawn.',
};
