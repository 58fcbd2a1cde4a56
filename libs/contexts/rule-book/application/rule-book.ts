import { Inject, Injectable } from '@nestjs/common';
import type { LocalDate, Refusal } from '@minutebook/kernel';
import { EVENT_LOG, stateOf, type EventLog, type LoggedEvent } from '@minutebook/kernel/recording';
import { deadlineOf, localRuleOn } from '../domain/deadline';
import { inputFaults, type DeadlineQuestion } from '../domain/deadline-inputs';
import { CLOSED, keptForm, type KeptDeadline } from '../domain/kept-deadline';
import { localRuleDecider } from '../domain/local-rule.decider';
import {
  COUNT_RULE_NAMES,
  type CountRuleName,
  type LocalRuleEvent,
  type LocalRuleVersion,
} from '../domain/local-rule.events';
import { CLOSURE_DAYS_ID, ruleStream } from './rule-stream';

/** A local rule as a decision rests on it: what it says, and the event that says so. */
export interface LocalRuleFact {
  readonly value: number;
  readonly stream: string;
  readonly revision: number;
}

/**
 * The rule book for other contexts: a decision is made from streams, so that local rules are read from the log and never from
 * a read model, which lags behind.
 */
@Injectable()
export class RuleBook {
  constructor(@Inject(EVENT_LOG) private readonly log: Pick<EventLog, 'readStream'>) {}

  /** A deadline as the event keeps it that relies on it. Throws where the inputs are not those of the rule. */
  async deadline(question: DeadlineQuestion): Promise<{ readonly kept: KeptDeadline } | { readonly refused: Refusal }> {
    const [fault] = inputFaults(question);
    if (fault) throw new Error(`${question.rule} was asked wrongly: ${fault.message}`);
    const versions = await Promise.all(
      COUNT_RULE_NAMES.map(async (name) => [name, await this.versions(name)] as const),
    );
    const { closures } = stateOf(localRuleDecider, await this.log.readStream(ruleStream(CLOSURE_DAYS_ID)));
    const known = {
      versions: Object.fromEntries(versions),
      closures: closures.map((date) => ({ date, name: CLOSED })),
    };
    const answer = deadlineOf(question, known);
    return 'refused' in answer ? answer : { kept: keptForm(answer.deadline) };
  }

  /** The local rule that holds on a day; undefined where none does. */
  async localRule(name: CountRuleName, on: LocalDate): Promise<LocalRuleFact | undefined> {
    const found = localRuleOn(await this.versions(name), on);
    if (!found) return undefined;
    const [stream = '', revision] = found.record.split('@');
    return { value: found.value, stream, revision: Number(revision) };
  }

  /** What was set of a rule; of one day the last counts. */
  private async versions(name: CountRuleName): Promise<readonly LocalRuleVersion[]> {
    return (await this.log.readStream(ruleStream(name))).flatMap((event) => versionOf(event) ?? []);
  }
}

function versionOf({ stream, revision, ...event }: LoggedEvent): LocalRuleVersion | undefined {
  const { type, data } = event as unknown as LocalRuleEvent;
  const record = `${stream}@${revision}`;
  if (type === 'LocalRuleSet') return { from: data.from, value: data.value, record };
  return type === 'LocalRuleEnded' ? { from: data.from, value: null, record } : undefined;
}
