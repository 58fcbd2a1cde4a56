import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Opened } from '@minutebook/kernel';
import {
  CommandRunner,
  EVENT_LOG,
  textRefusal,
  type CommandOutcome,
  type CommandRequest,
  type EventLog,
} from '@minutebook/kernel/recording';
import type { GovernanceGroupCommand, GroupReportedTo } from '../domain/governance-group.commands';
import { governanceGroupDecider } from '../domain/governance-group.decider';
import type { OtherGroup } from '../domain/group-standing.commands';
import { governanceGroupStream, groupRead } from './group-streams';
import { wayUp } from './reporting-ways';

/** A command as a form, a JSON body or the demonstration brings it: without what the handler looks up itself. */
type Plain<C> = C extends unknown ? Opened<Omit<C, 'id' | 'to' | 'into' | 'chairGroup' | 'today'>> : never;

export type GovernanceGroupInput = Plain<GovernanceGroupCommand>;

const TEXTS = new Set(['name', 'source', 'how', 'words', 'role', 'between', 'agencies', 'agency', 'invitedFor']);

export class RecordOnGovernanceGroup {
  constructor(
    readonly groupId: string,
    readonly input: GovernanceGroupInput,
    readonly request: CommandRequest,
  ) {}
}

@CommandHandler(RecordOnGovernanceGroup)
export class GovernanceGroupCommandHandler implements ICommandHandler<RecordOnGovernanceGroup, CommandOutcome> {
  constructor(
    private readonly runner: CommandRunner,
    @Inject(EVENT_LOG) private readonly log: EventLog,
  ) {}

  async execute({ groupId, input, request }: RecordOnGovernanceGroup): Promise<CommandOutcome> {
    const refused = textRefusal(input, TEXTS);
    if (refused) return { refused };
    return this.runner.run({
      stream: governanceGroupStream(groupId),
      decider: governanceGroupDecider,
      request,
      command: async (texts, today): Promise<GovernanceGroupCommand> => {
        const command = { ...texts.texts(input, TEXTS), id: groupId };
        switch (command.type) {
          case 'report-to':
            return { ...command, to: await this.groupToReportTo(command.toId, groupId) };
          case 'adopt-terms-of-reference':
            return { ...command, chairGroup: await this.otherGroup(command.chair?.groupId) };
          case 'merge-into':
            return { ...command, into: await this.otherGroup(command.intoId), today };
          case 'dissolve':
          case 'stand-down-member':
            return { ...command, today };
          default:
            return command;
        }
      },
    });
  }

  private async otherGroup(groupId: string | undefined): Promise<OtherGroup | undefined> {
    const read = groupId === undefined ? undefined : await groupRead(this.log, groupId);
    return read && { id: read.id, revision: read.revision, isOver: read.state.ending !== undefined };
  }

  private async groupToReportTo(toId: string, groupId: string): Promise<GroupReportedTo | undefined> {
    const read = await this.otherGroup(toId);
    const wayBack = read && (await wayUp(this.log, toId, groupId));
    return read && { ...read, ...(wayBack && { wayBack }) };
  }
}
