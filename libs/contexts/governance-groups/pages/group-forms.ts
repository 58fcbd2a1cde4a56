import { Injectable } from '@nestjs/common';
import { pageRequest, type Permission, type SignedInExchange } from '@minutebook/accounts';
import { isId } from '@minutebook/kernel';
import {
  bodyOf,
  FormPages,
  Pages,
  Problem,
  type Body,
  type FormErrors,
  type FormView,
  type PageMoment,
  type ShownAt,
} from '@minutebook/web-kit';
import { RecordOnGovernanceGroup, type GovernanceGroupInput } from '../application/governance-group.command-handler';
import { endingInWords } from '../read-models/group-ending';
import { GroupsQuery, type GroupSummary } from '../read-models/groups.query';
import { MembersQuery, type GroupMember } from '../read-models/members.query';
import { TermsQuery, type TermsVersion } from '../read-models/terms.query';
import { groupPaths, type GroupStep } from './group-paths';

/** What the forms of a group rest on, as it stands at the moment of the page. */
export interface GroupFormFacts {
  readonly moment: PageMoment;
  readonly group: GroupSummary;
  readonly groups: GroupsQuery;
  /** Everybody who was ever appointed. */
  readonly members: readonly GroupMember[];
  /** The terms of reference that count; undefined where there are none. */
  readonly terms: TermsVersion | undefined;
  /** What the address of the form asks for besides: which line, which member. */
  readonly asked: Body;
}

/** A form that was sent, read. */
export interface GroupFormRead<V> {
  readonly values: V;
  readonly errors: FormErrors;
  readonly reason?: string;
  /** The command that the form asks for; only where `errors` is empty. */
  readonly input: (commandId: string) => GovernanceGroupInput;
}

/** One decision on a group. */
export interface GroupForm<V> {
  readonly step: GroupStep;
  readonly permission: Permission;
  readonly template: string;
  readonly title: string;
  readonly submit: string;
  blank(facts: GroupFormFacts): V;
  read(body: Body, facts: GroupFormFacts): GroupFormRead<V>;
  present(facts: GroupFormFacts, values: V): object;
  /** What is said once it is recorded, and where the reader is led; to the group's page unless told. */
  recorded(facts: GroupFormFacts, values: V): { readonly text: string; readonly location?: string };
  /** Why the form cannot be offered as the group stands. */
  unavailable?(facts: GroupFormFacts): { readonly title: string; readonly text: string } | undefined;
}

/** Where the forms of groups show the refusals of fields that they do not have, or have in parts. */
const SHOWN_AT: ShownAt = {
  id: '',
  sections: '',
  quorum: 'quorum.kind',
  cadence: 'cadence.kind',
  chair: 'chair.kind',
};

/** Shows the forms of groups and sends their commands. */
@Injectable()
export class GroupForms {
  constructor(
    private readonly pages: Pages,
    private readonly forms: FormPages,
    private readonly groups: GroupsQuery,
    private readonly terms: TermsQuery,
    private readonly members: MembersQuery,
  ) {}

  async show<V>(form: GroupForm<V>, groupId: string, http: SignedInExchange): Promise<void> {
    const facts = await this.factsOf(groupId, http);
    await this.forms.show(http, viewOf(form, facts, form.blank(facts)));
  }

  async send<V>(form: GroupForm<V>, groupId: string, http: SignedInExchange): Promise<void> {
    const facts = await this.factsOf(groupId, http);
    const { values, errors, reason, input } = form.read(bodyOf(http.request), facts);
    if (errors.any) return this.forms.show(http, viewOf(form, facts, values), { status: 422, errors });
    const request = pageRequest(http.request, form.permission, reason === undefined ? {} : { reason });
    const outcome = await this.forms.execute(
      new RecordOnGovernanceGroup(groupId, input(request.commandId), request),
      SHOWN_AT,
    );
    if ('again' in outcome)
      return this.forms.show(http, viewOf(form, await this.factsOf(groupId, http), values), outcome.again);
    const { text, location = groupPaths.show(groupId) } = form.recorded(facts, values);
    await this.forms.done(http, outcome.done, text, location);
  }

  private async factsOf(groupId: string, { request }: SignedInExchange): Promise<GroupFormFacts> {
    const moment = await this.pages.moment(request);
    const group = groupFound(isId(groupId) ? this.groups.group(groupId, moment) : undefined, moment);
    const [terms] = this.terms.versions(group.id, moment);
    const members = this.members.members(group.id, moment);
    return { moment, group, groups: this.groups, members, terms, asked: (request.query ?? {}) as Body };
  }
}

/** The group of a page, or the answer that there is none, or was none then. */
export function groupFound(group: GroupSummary | undefined, { live }: PageMoment): GroupSummary {
  if (group) return group;
  throw new Problem(404, {
    title: live ? 'There is no governance group at this address.' : 'There was no such group at that date.',
  });
}

/** What can still be done to a group that was merged or dissolved: its lines end and its members stand down. */
const TIDYING: readonly GroupStep[] = ['end-reporting-line', 'stand-down-member'];

function overNotice<V>({ step }: GroupForm<V>, group: GroupSummary) {
  const words = endingInWords(group);
  return words === undefined || TIDYING.includes(step)
    ? undefined
    : { title: `The group was ${words}`, text: 'It can no longer be changed.' };
}

function viewOf<V>(form: GroupForm<V>, facts: GroupFormFacts, values: V): FormView {
  const { group } = facts;
  return {
    template: form.template,
    title: form.title,
    breadcrumbs: [
      { text: 'Groups', href: groupPaths.list() },
      { text: group.name, href: groupPaths.show(group.id) },
    ],
    path: groupPaths.step(group.id, form.step),
    submit: form.submit,
    cancel: { text: 'Cancel', href: groupPaths.show(group.id) },
    context: {
      group,
      values,
      unavailable: overNotice(form, group) ?? form.unavailable?.(facts),
      ...form.present(facts, values),
    },
  };
}
