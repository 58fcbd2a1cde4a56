import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ReadModels } from '@minutebook/kernel/read-models';
import type { CommandOutcome } from '@minutebook/kernel/recording';
import type { ReminderCommand } from '../domain/reminder.commands';
import { policyRequest } from './policy-request';
import { RecordOnReminder } from './reminder.command-handler';

/** How long an event of one's own is waited for until the read models have it, in ms. */
const PATIENCE = 5_000;

/** Records what becomes of messages, and waits until the read models know it: the next message is decided on them. */
@Injectable()
export class ReminderRecorder {
  constructor(
    private readonly commands: CommandBus,
    private readonly readModels: ReadModels,
  ) {}

  async record(key: string, part: string, command: ReminderCommand): Promise<CommandOutcome> {
    const request = policyRequest(key, part);
    const outcome = await this.commands.execute<RecordOnReminder, CommandOutcome>(
      new RecordOnReminder(key, command, request),
    );
    if ('done' in outcome) await this.readModels.waitFor(outcome.done.stream, outcome.done.revision, PATIENCE);
    return outcome;
  }
}
