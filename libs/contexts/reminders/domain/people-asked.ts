import type { DueFactConcern, DueFactHolder, Role, Scope, StandingFact } from '@minutebook/kernel';
import type { LadderStep } from './occurrences';

/** A role that is held on the day. */
export interface HeldRole {
  readonly account: string;
  readonly role: Role;
  readonly scope: Scope;
}

/** Somebody whose mail goes to another on the day. */
export interface HeldCover {
  readonly account: string;
  readonly forAccount: string;
}

/** Who is to be asked for a step of the ladder. */
export interface Asked {
  readonly accounts: readonly string[];
  /** Lead roles and groups that nobody holds: somebody must see to it. */
  readonly unheld: readonly DueFactHolder[];
}

/** Who sits in for a governance group: its chair, and whoever keeps its minutes. */
const OF_GROUP: readonly Role[] = ['chair', 'clerk'];

/** Who holds which role on one day, and so who is asked for what. Names play no part in it. */
export class PeopleOfDay {
  private readonly byAccount = new Map<string, HeldRole[]>();
  private readonly byScope = new Map<string, HeldRole[]>();
  private readonly coverOf = new Map<string, string>();

  constructor(
    private readonly roles: readonly HeldRole[],
    private readonly covers: readonly HeldCover[],
  ) {
    for (const role of roles) {
      pushTo(this.byAccount, role.account, role);
      pushTo(this.byScope, scopeKey(role.scope), role);
    }
    for (const { account, forAccount } of covers) this.coverOf.set(forAccount, account);
  }

  /**
   * Whoever holds a lead role that the record names; where nobody holds any of them, whoever leads (or monitors) actions of
   * the plan, else of the group.
   */
  asked(fact: StandingFact, step: LadderStep): Asked {
    if (step === 'group') return this.askedOfGroup(fact);
    const [holders, role] = step === 'lead' ? [fact.leads, fact.leadRole] : [fact.monitoringLeads, fact.monitoringRole];
    const held = holders.map((holder) => [holder, this.holdersOf(holder, role)] as const);
    const accounts = held.flatMap(([, each]) => each);
    const unheld = held.filter(([, each]) => each.length === 0).map(([holder]) => holder);
    if (accounts.length > 0) return { accounts: unique(accounts), unheld };
    const around: readonly Scope[] = [
      ...planScope(fact),
      ...(fact.group === undefined ? [] : [{ kind: 'group' as const, id: fact.group }]),
    ];
    for (const scope of around) {
      const found = this.inScope(scope, [role]);
      if (found.length > 0) return { accounts: found, unheld };
    }
    return { accounts: [], unheld };
  }

  /** Whether the same persons hold the same roles and covers as on another day: then the same are asked. */
  isAs({ roles, covers }: PeopleOfDay): boolean {
    return JSON.stringify([this.roles, this.covers]) === JSON.stringify([roles, covers]);
  }

  /** To whom the mail of a person goes: a cover of a cover is not followed. */
  reader(person: string): string {
    return this.coverOf.get(person) ?? person;
  }

  /** Whose mail an account reads: its own, unless another covers it, and that of whom it covers. */
  personsOf(account: string): readonly string[] {
    const covered = [...this.coverOf].filter(([, cover]) => cover === account).map(([person]) => person);
    return this.coverOf.has(account) ? covered : [account, ...covered];
  }

  /** Where to look for what a person may be asked about. */
  concernsOf(person: string): readonly DueFactConcern[] {
    const roles = this.byAccount.get(person) ?? [];
    return [{ kind: 'account', id: person }, ...roles.flatMap(concernsOfRole)];
  }

  private askedOfGroup({ group }: StandingFact): Asked {
    if (group === undefined) return { accounts: [], unheld: [] };
    const accounts = this.inScope({ kind: 'group', id: group }, OF_GROUP);
    return { accounts, unheld: accounts.length > 0 ? [] : [{ kind: 'group', id: group, name: group }] };
  }

  private holdersOf({ kind, id }: DueFactHolder, role: Role): readonly string[] {
    switch (kind) {
      case 'account':
        return [id];
      case 'role':
        return this.inScope({ kind: 'lead', id }, [role]);
      case 'group':
        return this.inScope({ kind: 'group', id }, ['chair']);
    }
  }

  private inScope(scope: Scope, roles: readonly Role[]): readonly string[] {
    const held = this.byScope.get(scopeKey(scope)) ?? [];
    return unique(held.filter(({ role }) => roles.includes(role)).map(({ account }) => account));
  }
}

function concernsOfRole({ role, scope }: HeldRole): readonly DueFactConcern[] {
  switch (scope.kind) {
    case 'lead':
      return [{ kind: 'role', id: scope.id }];
    case 'plan':
      return [{ kind: 'within', stream: `actionPlan-${scope.id}` }];
    case 'review':
      return [{ kind: 'within', stream: `serviceReview-${scope.id}` }];
    case 'group':
      return [
        { kind: 'group', id: scope.id },
        ...(role === 'chair' ? [{ kind: 'leading-group' as const, id: scope.id }] : []),
      ];
    case 'council':
      return [];
  }
}

function planScope({ within }: StandingFact): readonly Scope[] {
  const plan = planOf(within);
  return plan === undefined ? [] : [{ kind: 'plan', id: plan }];
}

/** The action plan around a record: it may have rules of its own, and roles be bound to it. */
export function planOf(within: string | undefined): string | undefined {
  return within?.startsWith('actionPlan-') === true ? within.slice('actionPlan-'.length) : undefined;
}

function scopeKey(scope: Scope): string {
  return scope.kind === 'council' ? scope.kind : `${scope.kind} ${scope.id}`;
}

function pushTo<T>(map: Map<string, T[]>, key: string, value: T): void {
  const found = map.get(key);
  if (found) found.push(value);
  else map.set(key, [value]);
}

function unique(accounts: readonly string[]): readonly string[] {
  return [...new Set(accounts)];
}
