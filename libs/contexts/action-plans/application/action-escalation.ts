import { Injectable } from '@nestjs/common';
import type { CommandRequest } from '@minutebook/kernel/recording';
import { ReminderKinds, type ReminderKind } from '@minutebook/reminders';
import { ActionAnswers } from './action-answers';
import { RecordOnAction } from './action.command-handler';

/** What reminders may do about an action: it is answered for from a mail, and goes to its group where nobody does. */
@Injectable()
export class ActionEscalation implements ReminderKind {
  constructor(
    kinds: ReminderKinds,
    readonly answer: ActionAnswers,
  ) {
    kinds.register('action', this);
  }

  escalate(recordId: string, group: string, request: CommandRequest): RecordOnAction {
    return new RecordOnAction(recordId, { type: 'escalate-to-group', groupId: group }, request);
  }
}
