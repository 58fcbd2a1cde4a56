import { Injectable } from '@nestjs/common';
import type { CommandRequest } from '@minutebook/kernel/recording';
import { ReminderKinds, type ReminderKind } from '@minutebook/reminders';
import { RecordOnAction } from './action.command-handler';

/** What reminders may do about an action that nobody answers for. */
@Injectable()
export class ActionEscalation implements ReminderKind {
  constructor(kinds: ReminderKinds) {
    kinds.register('action', this);
  }

  escalate(recordId: string, group: string, request: CommandRequest): RecordOnAction {
    return new RecordOnAction(recordId, { type: 'escalate-to-group', groupId: group }, request);
  }
}
