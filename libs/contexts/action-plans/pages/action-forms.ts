import { Injectable } from '@nestjs/common';
import { AccountDirectory, pageRequest, type SignedInExchange } from '@minutebook/accounts';
import { GroupsQuery, type GroupSummary } from '@minutebook/governance-groups';
import type { AsAt } from '@minutebook/kernel/read-models';
import {
  bodyOf,
  FormPages,
  Pages,
  revisionIn,
  type Body,
  type FormErrors,
  type FormView,
  type PageMoment,
  type ShownAgain,
} from '@minutebook/web-kit';
import type { ActionInput } from '../application/action-plan-inputs';
import { RecordOnAction } from '../application/action.command-handler';
import { PlansQuery, type ActionDetail, type PlanSummary, type TimelineEntry } from '../read-models/plans.query';
import { STEP_PERMISSIONS } from './action-next-step';
import { actionPaths, planPaths, type ActionStep } from './action-plan-paths';
import { timelineItems } from './action-timeline';
import { found } from './found';
import { SHOWN_AT } from './shown-at';

/** What the forms of an action rest on, as it stands at the moment of the page. */
export interface ActionFormFacts {
  readonly moment: PageMoment;
  readonly action: ActionDetail;
  readonly plan: PlanSummary;
  /** The latest entries of its timeline, newest first. */
  readonly entries: readonly TimelineEntry[];
  readonly groups: readonly GroupSummary[];
  readonly nameOf: (account: string) => string;
}

/** A form that was sent, read: what was typed, what is wrong with it, and the command that it asks for. */
export interface ActionFormRead<V> {
  readonly values: V;
  readonly errors: FormErrors;
  readonly reason?: string;
  /** Another look at the form was asked for, with more rows, and nothing is to be recorded. */
  readonly onlyShow?: boolean;
  /** Only asked for where `errors` is empty. */
  readonly command: (commandId: string) => ActionInput;
}

/** One decision on an action. */
export interface ActionForm<V> {
  readonly step: ActionStep;
  readonly template: string;
  readonly title: string;
  readonly submit: string;
  /** Whether the form insists on the record that it showed: what somebody else recorded meanwhile is shown first. */
  readonly insists: boolean;
  /** Why there is nothing to decide, where that is so. */
  unavailable(facts: ActionFormFacts): { readonly title: string; readonly text?: string } | undefined;
  blank(facts: ActionFormFacts): V;
  read(body: Body, facts: ActionFormFacts): ActionFormRead<V>;
  /** What the template shows. */
  present(facts: ActionFormFacts, values: V): object;
  /** What is said once it is recorded. */
  recorded(facts: ActionFormFacts): string;
}

/** Entries of the timeline that a form may need: the latest report with what became of it. */
const ENTRIES = 40;

/** Shows the forms of actions and sends their commands. */
@Injectable()
export class ActionForms {
  constructor(
    private readonly pages: Pages,
    private readonly forms: FormPages,
    private readonly plans: PlansQuery,
    private readonly groups: GroupsQuery,
    private readonly accounts: AccountDirectory,
  ) {}

  async show<V>(form: ActionForm<V>, actionId: string, http: SignedInExchange): Promise<void> {
    const facts = this.factsAt(actionId, await this.pages.moment(http.request));
    await this.forms.show(http, this.viewOf(form, facts, form.blank(facts)));
  }

  async send<V>(form: ActionForm<V>, actionId: string, http: SignedInExchange): Promise<void> {
    const facts = this.factsAt(actionId, await this.pages.moment(http.request));
    const body = bodyOf(http.request);
    const read = form.read(body, facts);
    const revision = form.insists ? revisionIn(body) : undefined;
    if (read.onlyShow) return this.forms.show(http, this.viewOf(form, facts, read.values, revision));
    if (read.errors.any) {
      const again: ShownAgain = { status: 422, errors: read.errors };
      return this.forms.show(http, this.viewOf(form, facts, read.values, revision), again);
    }
    const said = read.reason === undefined ? {} : { reason: read.reason };
    const request = pageRequest(http.request, STEP_PERMISSIONS[form.step], said);
    const outcome = await this.forms.execute(
      new RecordOnAction(actionId, read.command(request.commandId), {
        ...request,
        ...(revision !== undefined && { expectedRevision: revision }),
      }),
      SHOWN_AT,
    );
    if ('done' in outcome) return this.forms.done(http, outcome.done, form.recorded(facts), actionPaths.show(actionId));
    const again: ShownAgain = { ...outcome.again, ...(revision !== undefined && { knownRevision: revision }) };
    const now = this.factsAt(actionId, await this.pages.moment(http.request));
    await this.forms.show(http, this.viewOf(form, now, read.values, again.knownRevision), again);
  }

  private viewOf<V>(form: ActionForm<V>, facts: ActionFormFacts, values: V, knownRevision?: number): FormView {
    const { action, plan, entries, moment, nameOf } = facts;
    const newer = knownRevision === undefined ? [] : entries.filter(({ revision }) => revision > knownRevision);
    return {
      template: form.template,
      title: form.title,
      breadcrumbs: [
        { text: 'Plans', href: planPaths.list },
        { text: plan.title, href: planPaths.board(plan.id) },
        { text: action.reference, href: actionPaths.show(action.id) },
      ],
      path: actionPaths.step(action.id, form.step),
      submit: form.submit,
      cancel: { text: 'Cancel', href: actionPaths.show(action.id) },
      context: {
        subject: action,
        values,
        revision: form.insists ? (entries[0]?.revision ?? null) : null,
        unavailable: form.unavailable(facts),
        newer: timelineItems(
          newer,
          { scheme: plan.ragScheme, latestReport: action.reported?.reportId },
          nameOf,
          moment,
        ),
        ...form.present(facts, values),
      },
    };
  }

  private factsAt(actionId: string, moment: PageMoment): ActionFormFacts {
    const at: AsAt = moment;
    const action = found(this.plans.action(actionId, at), 'action');
    return {
      moment,
      action,
      plan: found(this.plans.plan(action.planId, at), 'action plan'),
      entries: this.plans.timeline(actionId, at, ENTRIES),
      groups: this.groups.groups(at),
      nameOf: (account) => this.accounts.nameOf(account),
    };
  }
}

/** Why an action takes no change of its work any more; nothing where it does. */
export function atRest({
  action,
  plan,
}: ActionFormFacts): { readonly title: string; readonly text?: string } | undefined {
  if (action.status === 'completed') return { title: 'The action is completed', text: 'Reopen it first.' };
  if (action.status === 'withdrawn') return { title: 'The action was withdrawn', text: 'Reopen it first.' };
  return planAtRest(plan);
}

/** The same for a closed plan. */
export function planAtRest({ status }: PlanSummary): { readonly title: string; readonly text?: string } | undefined {
  return status === 'closed'
    ? { title: 'The plan is closed', text: 'It takes no more actions, reports or changes.' }
    : undefined;
}
