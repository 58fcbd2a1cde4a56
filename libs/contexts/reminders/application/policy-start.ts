import { Injectable } from '@nestjs/common';
import { CommandRunner } from '@minutebook/kernel/recording';
import { policyStartDecider } from '../domain/policy-start.decider';
import { POLICY, policyRequest } from './policy-request';
import { ReminderSender } from './reminder-sender';
import { POLICY_STREAM } from './reminder-streams';

/** The day on which the policy began stands in the record: nothing is ever due for an earlier one. */
@Injectable()
export class PolicyStart {
  constructor(
    private readonly runner: CommandRunner,
    private readonly sender: ReminderSender,
  ) {}

  get canSend(): boolean {
    return this.sender.canSend;
  }

  async record(today: string): Promise<void> {
    await this.runner.run({
      stream: POLICY_STREAM,
      decider: policyStartDecider,
      request: policyRequest(POLICY, 'start'),
      command: () => ({ type: 'start', on: today }),
    });
  }
}
