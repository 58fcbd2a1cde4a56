import type { CommandBus } from '@nestjs/cqrs';
import { RecordOnAccount } from '@minutebook/accounts';
import { RecordOnAction, RecordOnActionPlan } from '@minutebook/action-plans';
import { RecordOnGovernanceGroup } from '@minutebook/governance-groups';
import { londonInstant, type Actor } from '@minutebook/kernel';
import { uuidV5, type CommandOutcome, type CommandRequest } from '@minutebook/kernel/recording';
import type { DemonstrationClock } from './demonstration-clock';
import { RecordOnDemonstration } from './demonstration.command-handler';
import { DEMONSTRATION_GRANT, grantOf } from './demonstration-accounts';
import { dataVersion, demonstrationSteps, HISTORY_FROM, PRESENT_AT } from './demonstration-script';
import type { DemonstrationStep } from './demonstration-step';

/** Namespace of the loader's command ids: a load that was cut short meets "already recorded" and goes on. Never changed. */
const COMMANDS = '3c1b7f52-1a0e-5c7d-9b44-0f6f0c9d7a11';

const SYSTEM: Actor = { account: 'system', role: 'system', grant: DEMONSTRATION_GRANT };

/**
 * Records the demonstration's history step by step in date order, each at its own time; afterwards the clock ticks from
 * the demonstration's present. Repeating it changes nothing.
 */
export async function loadDemonstration(
  commands: CommandBus,
  clock: DemonstrationClock,
  onProgress: (done: number, all: number) => void,
): Promise<void> {
  const steps = demonstrationSteps();
  const historyFrom = londonInstant(HISTORY_FROM, '09:00');
  clock.standAt(historyFrom);
  const start = { type: 'start', dataVersion, historyFrom, presentAt: PRESENT_AT } as const;
  expectDone('start', await commands.execute(new RecordOnDemonstration(start, systemRequest('start'))));
  for (const [index, step] of steps.entries()) {
    clock.standAt(step.at);
    expectDone(step.key, await commands.execute(commandOf(step)));
    onProgress(index + 1, steps.length);
  }
  clock.standAt(PRESENT_AT);
  expectDone(
    'end',
    await commands.execute(new RecordOnDemonstration({ type: 'finish-loading' }, systemRequest('end'))),
  );
  clock.tickFrom(PRESENT_AT);
}

function commandOf(step: DemonstrationStep): object {
  const { target } = step;
  const request = requestOf(step);
  switch (target.context) {
    case 'accounts':
      return new RecordOnAccount(target.accountId, target.input, request);
    case 'governance-groups':
      return new RecordOnGovernanceGroup(target.groupId, target.input, request);
    case 'action-plans':
      return new RecordOnActionPlan(target.planId, target.input, request);
    case 'actions':
      return new RecordOnAction(target.actionId, target.input, request);
  }
}

function requestOf(step: DemonstrationStep): CommandRequest {
  const { key, account, role, group, origin, source, reason, effectiveOn } = step;
  return {
    commandId: uuidV5(COMMANDS, key),
    actor: account === 'system' ? SYSTEM : { account, role, grant: grantOf(account, group) },
    origin,
    via: 'cli',
    source,
    // Published wording stays open; what the demonstration invents is sealed like anything that a user types.
    published: origin === 'import',
    reason,
    effectiveOn,
  };
}

function systemRequest(key: string): CommandRequest {
  return { commandId: uuidV5(COMMANDS, `demonstration ${key}`), actor: SYSTEM, origin: 'system', via: 'cli' };
}

function expectDone(key: string, outcome: CommandOutcome): void {
  if ('refused' in outcome) throw new Error(`The demonstration's step ${key} was refused: ${outcome.refused.message}`);
}
