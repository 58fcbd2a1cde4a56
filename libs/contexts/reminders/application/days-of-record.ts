import { Inject, Injectable } from '@nestjs/common';
import { londonDateOf, type LocalDate } from '@minutebook/kernel';
import { CLOCK, EVENT_LOG, stateOf, type Clock, type EventLog } from '@minutebook/kernel/recording';
import { policyStartDecider } from '../domain/policy-start.decider';
import { POLICY_STREAM } from './reminder-streams';

/** The record's day, and the day on which the policy began. */
@Injectable()
export class DaysOfRecord {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(EVENT_LOG) private readonly log: EventLog,
  ) {}

  get today(): LocalDate {
    return londonDateOf(this.clock.now());
  }

  async policyStart(): Promise<LocalDate | undefined> {
    return stateOf(policyStartDecider, await this.log.readStream(POLICY_STREAM)).on;
  }
}
