import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { EVENT_LOG, type EventLog } from '@minutebook/kernel/recording';
import { groupRead } from './group-streams';

/** Asks whether a group exists and still stands, from its stream in the log: for decisions of other contexts that rest on it. */
export class GovernanceGroupFact {
  constructor(readonly groupId: string) {}
}

/** The group as it stood at the revision at which it was read; undefined where there is no such group. */
export type GovernanceGroupRead =
  | {
      readonly id: string;
      readonly revision: number;
      /** Merged and dissolved groups take nothing on any more. */
      readonly standing: 'standing' | 'merged' | 'dissolved';
    }
  | undefined;

@QueryHandler(GovernanceGroupFact)
export class GovernanceGroupFactHandler implements IQueryHandler<GovernanceGroupFact, GovernanceGroupRead> {
  constructor(@Inject(EVENT_LOG) private readonly log: EventLog) {}

  async execute({ groupId }: GovernanceGroupFact): Promise<GovernanceGroupRead> {
    const read = await groupRead(this.log, groupId);
    return read && { id: read.id, revision: read.revision, standing: read.state.ending?.kind ?? 'standing' };
  }
}
