import {
  ReadModels,
  textOrNull,
  type AsAt,
  type Change,
  type ChangeSource,
  type TemporalReader,
  type Version,
} from '@minutebook/kernel/read-models';
import { plansProjection } from './plans.projection';
import { standingOf, type ActionStatus, type Standing } from './plans.query';

const WORDING = ['theme', 'title', 'sub_items', 'success_criteria', 'costs', 'leads', 'monitoring_leads'] as const;

interface ActionThen {
  readonly action: Version;
  readonly standing: Standing;
}

/** What distinguishes one change of a record from another; the rest says of which record it is. */
type Difference = Pick<Change, 'kind' | 'what' | 'before' | 'after' | 'note'>;
type Subject = Omit<Change, keyof Difference>;

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
      const subject: Subject = {
        stream: `actionPlan-${key}`,
        name: String(after['title']),
        group: String(after['group_id']),
        path: `/action-plans/${key}`,
        recordNumber,
      };
      return planDifferences(reader.row('plan', key, from.recordNumber), after).map((found) => ({
        ...subject,
        ...found,
      }));
    });
  }

  private actionChanges(from: AsAt, to: AsAt): Change[] {
    return [...this.lastChanges(from, to)].flatMap(([id, recordNumber]) => {
      const after = this.actionAt(id, to);
      if (!after) return [];
      const { action } = after;
      const plan = this.reader.row('plan', String(action['plan_id']), to.recordNumber);
      const subject: Subject = {
        stream: `action-${id}`,
        name: `${String(action['reference'])} ${String(action['title'])}`,
        group: plan && String(plan['group_id']),
        path: `/actions/${id}`,
        recordNumber,
      };
      return actionDifferences(this.actionAt(id, from), after).map((found) => ({ ...subject, ...found }));
    });
  }

  /** Each action that any event of the range touched, with the record number of the last. */
  private lastChanges(from: AsAt, to: AsAt): ReadonlyMap<string, number> {
    const last = new Map<string, number>();
    for (const table of ['action', 'standing'])
      for (const { key, recordNumber } of this.reader.changedBetween(table, from.recordNumber, to.recordNumber))
        last.set(key, Math.max(last.get(key) ?? 0, recordNumber));
    return last;
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

function planDifferences(before: Version | undefined, after: Version): Difference[] {
  if (!before) return [{ kind: 'added', what: 'Plan', before: null, after: String(after['title']) }];
  return [
    ...differs('completed', 'Plan closed', before['status'], after['status']),
    ...differs('amended', 'Owner', before['group_id'], after['group_id']),
    ...differs('amended', 'Title', before['title'], after['title']),
    ...differs('date-moved', 'Starts on', before['starts_on'], after['starts_on']),
    ...differs('date-moved', 'Ends on', before['ends_on'], after['ends_on']),
  ];
}

function actionDifferences(before: ActionThen | undefined, { action, standing }: ActionThen): Difference[] {
  const title = String(action['title']);
  const then = before?.standing;
  const differences = [
    ...statusDifference(then?.status, standing.status),
    ...differs('rating-changed', 'Confirmed rating', then?.rag, standing.rag),
    ...differs('rating-changed', 'Reported rating', then?.reported?.rag, standing.reported?.rag),
  ];
  if (!before) return [{ kind: 'added', what: 'Action', before: null, after: title }, ...differences];
  const { firstDue, timesMoved } = standing;
  const moved = differs('date-moved', 'Due date', before.standing.due, standing.due);
  const isReworded = WORDING.some((column) => before.action[column] !== action[column]);
  const reworded: Difference = {
    kind: 'amended',
    what: 'Wording or leads',
    before: String(before.action['title']),
    after: title,
  };
  return [
    ...moved.map((move) => ({ ...move, note: { firstDue, timesMoved } })),
    ...differences,
    ...(isReworded ? [reworded] : []),
  ];
}

/** A completion counts when it is confirmed, so that one which waits is no change yet. */
function statusDifference(before: ActionStatus | undefined, after: ActionStatus): Difference[] {
  if (before === after) return [];
  const words = { before: before ?? null, after };
  if (after === 'withdrawn') return [{ kind: 'removed', what: 'Action withdrawn', ...words }];
  if (after === 'completed') return [{ kind: 'completed', what: 'Action', ...words }];
  const wasOver = before === 'completed' || before === 'withdrawn';
  return wasOver ? [{ kind: 'reopened', what: 'Action', ...words }] : [];
}

function differs(kind: Change['kind'], what: string, before: unknown, after: unknown): Difference[] {
  const [from, to] = [textOrNull(before), textOrNull(after)];
  return from === to ? [] : [{ kind, what, before: from, after: to }];
}
