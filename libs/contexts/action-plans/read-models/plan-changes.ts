import {
  ReadModels,
  type AsAt,
  type Change,
  type ChangeSource,
  type TemporalReader,
  type Version,
} from '@minutebook/kernel/read-models';
import { plansProjection } from './plans.projection';
import { standingOf, type Standing } from './plans.query';

const WORDING = ['theme', 'title', 'sub_items', 'success_criteria', 'costs', 'leads', 'monitoring_leads'] as const;

interface ActionThen {
  readonly action: Version;
  readonly standing: Standing;
}

/** What changed in plans and their actions between two moments: the difference of two boards, found without replaying. */
export class PlanChanges implements ChangeSource {
  constructor(private readonly readModels: ReadModels) {}

  changesBetween(from: AsAt, to: AsAt, group?: string): readonly Change[] {
    return [...this.planChanges(from, to), ...this.actionChanges(from, to)].filter(
      (change) => group === undefined || change.group === group,
    );
  }

  private planChanges(from: AsAt, to: AsAt): Change[] {
    const { reader } = this;
    return reader.changedBetween('plan', from.recordNumber, to.recordNumber).flatMap(({ key, recordNumber }) => {
      const after = reader.row('plan', key, to.recordNumber);
      if (!after) return [];
      const before = reader.row('plan', key, from.recordNumber);
      const base = {
        stream: `actionPlan-${key}`,
        name: String(after['title']),
        group: String(after['group_id']),
        path: `/action-plans/${key}`,
        recordNumber,
      };
      const span = (row: Version): string => `${String(row['starts_on'])} to ${String(row['ends_on'])}`;
      if (!before)
        return [{ ...base, kind: 'added' as const, what: 'Plan', before: null, after: String(after['title']) }];
      const changes: Change[] = [];
      if (before['status'] !== after['status'])
        changes.push({ ...base, kind: 'completed', what: 'Plan closed', before: 'open', after: 'closed' });
      if (before['group_id'] !== after['group_id'])
        changes.push({
          ...base,
          kind: 'amended',
          what: 'Owner',
          before: String(before['group_id']),
          after: base.group,
        });
      if (before['title'] !== after['title'])
        changes.push({ ...base, kind: 'amended', what: 'Title', before: String(before['title']), after: base.name });
      if (span(before) !== span(after))
        changes.push({ ...base, kind: 'date-moved', what: 'Dates', before: span(before), after: span(after) });
      return changes;
    });
  }

  private actionChanges(from: AsAt, to: AsAt): Change[] {
    const { reader } = this;
    const last = new Map<string, number>();
    for (const table of ['action', 'standing'])
      for (const { key, recordNumber } of reader.changedBetween(table, from.recordNumber, to.recordNumber))
        last.set(key, Math.max(last.get(key) ?? 0, recordNumber));
    return [...last].flatMap(([id, recordNumber]) => {
      const after = this.actionAt(id, to);
      return after ? this.differences(id, this.actionAt(id, from), after, to, recordNumber) : [];
    });
  }

  private differences(
    id: string,
    before: ActionThen | undefined,
    after: ActionThen,
    to: AsAt,
    recordNumber: number,
  ): Change[] {
    const { action, standing } = after;
    const plan = this.reader.row('plan', String(action['plan_id']), to.recordNumber);
    const base = {
      stream: `action-${id}`,
      name: `${String(action['reference'])} ${String(action['title'])}`,
      group: plan && String(plan['group_id']),
      path: `/actions/${id}`,
      recordNumber,
    };
    const changes: Change[] = [];
    if (!before) changes.push({ ...base, kind: 'added', what: 'Action', before: null, after: String(action['title']) });
    const then = before?.standing;
    if (standing.status === 'withdrawn' && then?.status !== 'withdrawn')
      changes.push({
        ...base,
        kind: 'removed',
        what: 'Action withdrawn',
        before: then?.status ?? null,
        after: 'withdrawn',
      });
    if (standing.status === 'completed' && then?.status !== 'completed')
      changes.push({ ...base, kind: 'completed', what: 'Action', before: then?.status ?? null, after: 'completed' });
    if (then && then.status !== standing.status && standing.status === 'open')
      changes.push({ ...base, kind: 'reopened', what: 'Action', before: then.status, after: 'open' });
    if (then && then.due !== standing.due)
      changes.push({
        ...base,
        kind: 'date-moved',
        what: 'Due date',
        before: then.due,
        after: standing.due,
        note: { firstDue: standing.firstDue, timesMoved: standing.timesMoved },
      });
    if ((then?.rag ?? null) !== standing.rag)
      changes.push({
        ...base,
        kind: 'rating-changed',
        what: 'Confirmed rating',
        before: then?.rag ?? null,
        after: standing.rag,
      });
    if ((then?.reported?.rag ?? null) !== (standing.reported?.rag ?? null))
      changes.push({
        ...base,
        kind: 'rating-changed',
        what: 'Reported rating',
        before: then?.reported?.rag ?? null,
        after: standing.reported?.rag ?? null,
      });
    if (before && WORDING.some((column) => before.action[column] !== action[column]))
      changes.push({
        ...base,
        kind: 'amended',
        what: 'Wording or leads',
        before: String(before.action['title']),
        after: String(action['title']),
      });
    return changes;
  }

  private actionAt(id: string, at: AsAt): ActionThen | undefined {
    const action = this.reader.row('action', id, at.recordNumber);
    const standing = this.reader.row('standing', id, at.recordNumber);
    return action && standing && { action, standing: standingOf(standing, at.pageDate) };
  }

  private get reader(): TemporalReader {
    return this.readModels.reader(plansProjection.name);
  }
}
