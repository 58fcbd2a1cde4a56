import { Injectable } from '@nestjs/common';
import { pageRequest, type Permission, type SignedInExchange } from '@minutebook/accounts';
import { GroupsQuery, type GroupSummary } from '@minutebook/governance-groups';
import { recordIdOf } from '@minutebook/kernel';
import type { CommandRequest } from '@minutebook/kernel/recording';
import {
  bodyOf,
  FormPages,
  Pages,
  type Body,
  type FormErrors,
  type FormView,
  type PageMoment,
} from '@minutebook/web-kit';
import { PlansQuery, type ActionSummary, type PlanSummary } from '../read-models/plans.query';
import { actionPaths, planPaths } from './action-plan-paths';
import { found } from './found';
import { SHOWN_AT } from './shown-at';

/** What can be done to a plan: the last part of its form's address. */
export type PlanStep = 'add-action' | 'amend' | 'close' | 'transfer';

/** What the forms of a plan rest on. */
export interface PlanFormFacts {
  readonly moment: PageMoment;
  readonly plan: PlanSummary;
  readonly group: { readonly id: string; readonly name: string };
  readonly groups: readonly GroupSummary[];
  readonly actions: readonly ActionSummary[];
}

/** A form that was sent, read. */
export interface PlanFormRead<V> {
  readonly values: V;
  readonly errors: FormErrors;
  readonly reason?: string;
  readonly onlyShow?: boolean;
  /** The command that the form asks for; only where `errors` is empty. */
  readonly command: (request: CommandRequest) => object;
}

/** One decision on a plan. */
export interface PlanForm<V> {
  readonly step: PlanStep;
  readonly permission: Permission;
  readonly template: string;
  readonly title: string;
  readonly submit: string;
  blank(facts: PlanFormFacts): V;
  read(body: Body, facts: PlanFormFacts): PlanFormRead<V>;
  present(facts: PlanFormFacts, values: V): object;
  /** What is said once it is recorded. */
  recorded(facts: PlanFormFacts, values: V): string;
}

/** Shows the forms of plans and sends their commands. */
@Injectable()
export class PlanForms {
  constructor(
    private readonly pages: Pages,
    private readonly forms: FormPages,
    private readonly plans: PlansQuery,
    private readonly groups: GroupsQuery,
  ) {}

  async show<V>(form: PlanForm<V>, planId: string, http: SignedInExchange): Promise<void> {
    const facts = this.factsAt(planId, await this.pages.moment(http.request));
    await this.forms.show(http, viewOf(form, facts, form.blank(facts)));
  }

  async send<V>(form: PlanForm<V>, planId: string, http: SignedInExchange): Promise<void> {
    const facts = this.factsAt(planId, await this.pages.moment(http.request));
    const { values, errors, reason, onlyShow, command } = form.read(bodyOf(http.request), facts);
    if (onlyShow) return this.forms.show(http, viewOf(form, facts, values));
    if (errors.any) return this.forms.show(http, viewOf(form, facts, values), { status: 422, errors });
    const said = reason === undefined ? {} : { reason };
    const outcome = await this.forms.execute(command(pageRequest(http.request, form.permission, said)), SHOWN_AT);
    if ('again' in outcome) {
      const now = this.factsAt(planId, await this.pages.moment(http.request));
      return this.forms.show(http, viewOf(form, now, values), outcome.again);
    }
    const { stream } = outcome.done;
    const location = stream.startsWith('action-') ? actionPaths.show(recordIdOf(stream)) : planPaths.board(planId);
    await this.forms.done(http, outcome.done, form.recorded(facts, values), location);
  }

  private factsAt(planId: string, moment: PageMoment): PlanFormFacts {
    const plan = found(this.plans.plan(planId, moment), 'action plan');
    const groups = this.groups.groups(moment);
    return {
      moment,
      plan,
      group: groups.find(({ id }) => id === plan.groupId) ?? { id: plan.groupId, name: plan.groupId },
      groups,
      actions: this.plans.actionsOf(planId, moment),
    };
  }
}

function viewOf<V>(form: PlanForm<V>, facts: PlanFormFacts, values: V): FormView {
  const { plan, group } = facts;
  return {
    template: form.template,
    title: form.title,
    breadcrumbs: [
      { text: 'Plans', href: planPaths.list },
      { text: plan.title, href: planPaths.board(plan.id) },
    ],
    path: `${planPaths.board(plan.id)}/${form.step}`,
    submit: form.submit,
    cancel: { text: 'Cancel', href: planPaths.board(plan.id) },
    context: {
      plan,
      group,
      values,
      unavailable:
        plan.status === 'closed'
          ? { title: 'The plan is closed', text: 'It takes no more actions, reports or changes.' }
          : undefined,
      ...form.present(facts, values),
    },
  };
}
