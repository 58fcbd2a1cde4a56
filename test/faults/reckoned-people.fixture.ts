import { isWorkingDay, nextDay, rolled, weekdayOf } from './reckoned-days.fixture';
import type { Step } from './reckoned-occurrences.fixture';

interface Role {
  readonly account: string;
  readonly grantId: string;
  readonly role: string;
  readonly kind: string;
  readonly id: string;
  readonly from: string;
  to: string;
}

interface Cover {
  readonly account: string;
  readonly forAccount: string;
  readonly from: string;
  readonly to: string;
}

/** What the events of an account and of its preferences say; which of it, follows from the event's type. */
export interface OfPeople {
  readonly grantId: string;
  readonly role: string;
  readonly scope: { readonly kind: string; readonly id: string };
  readonly from: string;
  readonly to?: string;
  readonly forAccount: string;
  readonly wanted: Readonly<Record<string, unknown>>;
}

/** Who holds which role, who covers whom, and what each wants. */
export class ReckonedPeople {
  private readonly roles: Role[] = [];
  private readonly covers: Cover[] = [];
  private readonly preferences = new Map<string, Readonly<Record<string, unknown>>>();

  take(type: string, account: string, data: OfPeople): void {
    const { grantId, role, scope, from, to, forAccount, wanted } = data;
    switch (type) {
      case 'RoleGranted':
        this.roles.push({ account, grantId, role, kind: scope.kind, id: scope.id, from, to: to ?? '9999-12-31' });
        return;
      case 'RoleEnded':
        for (const each of this.roles)
          if (each.account === account && each.grantId === grantId) each.to = to ?? each.to;
        return;
      case 'AbsenceCovered':
        this.covers.push({ account, forAccount, from, to: to ?? from });
        return;
      case 'ReminderPreferencesSet':
        this.preferences.set(account, wanted);
        return;
    }
  }

  wanted(account: string): Readonly<Record<string, unknown>> | undefined {
    return this.preferences.get(account);
  }

  /** Of a record whose lead and monitoring roles are told. */
  asked(
    leads: readonly string[],
    monitoring: readonly string[],
    group: string,
    step: Step,
    day: string,
  ): readonly string[] {
    const holding = (kind: string, id: string, ...names: readonly string[]) =>
      this.roles
        .filter((each) => each.kind === kind && each.id === id && names.includes(each.role))
        .filter(({ from, to }) => from <= day && day <= to)
        .map(({ account }) => account);
    if (step === 'group') return [...new Set(holding('group', group, 'chair', 'clerk'))];
    const [ids, role] = step === 'lead' ? [leads, 'action-lead'] : [monitoring, 'monitoring-lead'];
    const held = [...new Set(ids.flatMap((id) => holding('lead', id, role)))];
    return held.length > 0 ? held : [...new Set(holding('group', group, role))];
  }

  /** Whose mail an account reads on a day. */
  readBy(account: string, day: string): readonly string[] {
    const holds = this.covers.filter(({ from, to }) => from <= day && day <= to);
    const covered = holds.filter((each) => each.account === account).map(({ forAccount }) => forAccount);
    return holds.some(({ forAccount }) => forAccount === account) ? covered : [account, ...covered];
  }

  withRoles(): readonly string[] {
    return [...new Set(this.roles.map(({ account }) => account))];
  }

  /** A working day, and the weekday that was chosen; the next working day stands in for one that is off. */
  isSendingDay(account: string, day: string): boolean {
    const onlyOn = this.wanted(account)?.['onlyOn'] as number | null | undefined;
    if (!isWorkingDay(day)) return false;
    if (onlyOn === null || onlyOn === undefined) return true;
    let chosen = day;
    while (weekdayOf(chosen) !== onlyOn) chosen = nextDay(chosen, -1);
    return rolled(chosen, 1) === day;
  }
}
