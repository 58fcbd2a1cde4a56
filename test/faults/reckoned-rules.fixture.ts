import { USUAL, type Rules } from './reckoned-occurrences.fixture';

/** From a day on; undefined where a scope's own rules end. */
interface RulesFrom {
  readonly from: string;
  readonly rules: Rules | undefined;
}

/** Whose plan is whose, and which rules each has set from which day on. */
export class ReckonedRules {
  private readonly groups = new Map<string, string>();
  private readonly own = new Map<string, RulesFrom[]>();

  opened(plan: string, group: string): void {
    this.groups.set(plan, group);
  }

  set(scope: string, from: string, rules: Rules | undefined): void {
    const before = (this.own.get(scope) ?? []).filter((each) => each.from !== from);
    this.own.set(scope, [...before, { from, rules }]);
  }

  groupOf(plan: string): string {
    return this.groups.get(plan) ?? '';
  }

  /** The plan's own before its group's, and these before what is usual. */
  on(plan: string, day: string): Rules {
    for (const scope of [plan, this.groupOf(plan)]) {
      const own = this.own.get(scope)?.findLast(({ from }) => from <= day)?.rules;
      if (own) return own;
    }
    return USUAL;
  }
}
