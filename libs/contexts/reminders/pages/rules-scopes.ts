import { Injectable } from '@nestjs/common';
import { grantFor, RecordScopes, type Account } from '@minutebook/accounts';
import { isId } from '@minutebook/kernel';
import type { AsAt } from '@minutebook/kernel/read-models';
import { rulesThroughTime } from '../application/rules-in-force';
import type { Dated, ReminderRules, RulesScope } from '../domain/reminder-rules.events';
import { DueFactsQuery } from '../read-models/due-facts.query';
import { ReminderSettingsQuery } from '../read-models/reminder-settings.query';

const COUNCIL: RulesScope = { kind: 'council' };

/** A scope as a form sends it: `council`, `group:<id>`, `plan:<id>`. */
export function scopeValue(scope: RulesScope): string {
  return scope.kind === 'council' ? scope.kind : `${scope.kind}:${scope.id}`;
}

/** Undefined for what names no scope. */
export function scopeIn(value: unknown): RulesScope | undefined {
  if (value === 'council') return COUNCIL;
  const [kind, id] = typeof value === 'string' ? value.split(':') : [];
  return (kind === 'group' || kind === 'plan') && isId(id) ? { kind, id } : undefined;
}

/** Scopes of rules by name, those that a reader may set, and what holds in each. */
@Injectable()
export class RulesScopes {
  constructor(
    private readonly scopes: RecordScopes,
    private readonly settings: ReminderSettingsQuery,
    private readonly due: DueFactsQuery,
  ) {}

  nameOf(scope: RulesScope, at: AsAt): string {
    if (scope.kind === 'council') return 'The whole council';
    return this.scopes.choices(scope.kind, at).find(({ id }) => id === scope.id)?.name ?? scope.id;
  }

  /** Those whose rules an account may set: the council's, and of each group and plan those that its role covers. */
  async mayBeSetBy(account: Account, at: AsAt): Promise<readonly RulesScope[]> {
    const all = (['group', 'plan'] as const).flatMap((kind) =>
      this.scopes.choices(kind, at).map(({ id }): RulesScope => ({ kind, id })),
    );
    // Whoever may set the council's may set every other's: no record needs to be asked what it belongs to.
    if (grantFor(account, 'set-reminder-rules', {})) return [COUNCIL, ...all];
    const permitted = await Promise.all(all.map((scope) => this.maySet(account, scope)));
    return all.filter((_, index) => permitted[index]);
  }

  async maySet(account: Account, scope: RulesScope): Promise<boolean> {
    const belongings = scope.kind === 'council' ? {} : await this.scopes.belongingsOf(scope.kind, scope.id);
    return grantFor(account, 'set-reminder-rules', belongings ?? {}) !== undefined;
  }

  /** How many open records there are in a scope; those with nearer rules are among them. */
  openRecords(scope: RulesScope, at: AsAt): number {
    if (scope.kind === 'council') return this.due.open(at).length;
    const { kind, id } = scope;
    const concern = kind === 'plan' ? { kind: 'within' as const, stream: `actionPlan-${id}` } : { kind, id };
    return this.due.concerning([concern], at).length;
  }

  /** What holds in a scope through time: its own rules, those of the group around it, those of the council. */
  async through(scope: RulesScope, at: AsAt): Promise<readonly Dated<ReminderRules>[]> {
    const around: readonly RulesScope[] =
      scope.kind === 'plan'
        ? ((await this.scopes.belongingsOf('plan', scope.id))?.groups ?? []).map((id) => ({ kind: 'group', id }))
        : [];
    return rulesThroughTime([scope, ...around, COUNCIL].map((each) => this.settings.ownRules(each, at)));
  }
}
