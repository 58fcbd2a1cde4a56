import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { isId } from '@minutebook/kernel';
import {
  CommandRunner,
  EVENT_LOG,
  reasonRefusal,
  type CommandOutcome,
  type CommandRequest,
  type EventLog,
} from '@minutebook/kernel/recording';
import { subjectAccessDecider, type ExportSubjectAccess } from '../domain/subject-access.decider';
import type { AccessSubject } from '../domain/subject-access.events';
import { subjectAccessStream } from './streams';

/** Records that everything about somebody is given out, before it is. */
export class RecordSubjectAccess {
  constructor(
    readonly exportId: string,
    readonly subject: AccessSubject,
    readonly request: CommandRequest,
  ) {}
}

@CommandHandler(RecordSubjectAccess)
export class SubjectAccessCommandHandler implements ICommandHandler<RecordSubjectAccess, CommandOutcome> {
  constructor(
    private readonly runner: CommandRunner,
    @Inject(EVENT_LOG) private readonly log: EventLog,
  ) {}

  async execute({ exportId, subject, request }: RecordSubjectAccess): Promise<CommandOutcome> {
    const refused = reasonRefusal(request.reason);
    if (refused) return { refused };
    return this.runner.run({
      stream: subjectAccessStream(exportId),
      decider: subjectAccessDecider,
      request,
      command: async (): Promise<ExportSubjectAccess> => ({
        type: 'export',
        subject,
        exists: isId(subject.id) && (await this.log.readStream(`${subject.kind}-${subject.id}`)).length > 0,
      }),
    });
  }
}
