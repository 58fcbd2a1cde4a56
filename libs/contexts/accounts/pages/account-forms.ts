import { Injectable } from '@nestjs/common';
import type { Scope } from '@minutebook/kernel';
import type { CommandRequest } from '@minutebook/kernel/recording';
import {
  bodyOf,
  FormPages,
  Pages,
  Problem,
  type Body,
  type FormErrors,
  type FormView,
  type PageMoment,
} from '@minutebook/web-kit';
import { AccountDirectory } from '../account-directory';
import { PersonDirectory } from '../application/person-directory';
import type { IdentifiedRequest, SignedInExchange } from '../application/identity';
import { pageRequest } from '../command-requests';
import {
  AccountsQuery,
  type AccountSummary,
  type CoverSummary,
  type GrantSummary,
} from '../read-models/accounts.query';
import { accountPaths } from './account-paths';
import { RolesInWords } from './roles-in-words';

/** What the forms of an account rest on. */
export interface AccountFormFacts {
  readonly moment: PageMoment;
  readonly account: AccountSummary;
  /** How pages call the account today. */
  readonly name: string;
  readonly personName: string | undefined;
  readonly email: string | undefined;
  readonly grants: readonly (GrantSummary & { readonly words: string })[];
  readonly covers: readonly CoverSummary[];
  /** Other open accounts of people, by name. */
  readonly others: readonly { readonly id: string; readonly name: string }[];
  /** To what roles may be bound. */
  readonly scopes: readonly { readonly value: string; readonly text: string }[];
}

/** A form that was sent, read. */
export interface AccountFormRead<V> {
  readonly values: V;
  readonly errors: FormErrors;
  readonly reason?: string;
  /** The command that the form asks for; only where `errors` is empty. */
  readonly command: (request: CommandRequest) => object;
}

/** One decision on an account. */
export interface AccountForm<V> {
  /** The last part of the form's address. */
  readonly step: string;
  readonly template: string;
  readonly title: string;
  readonly submit: string;
  /** Why the form cannot be used now. */
  unavailable?(facts: AccountFormFacts): { readonly title: string; readonly text: string } | undefined;
  blank(facts: AccountFormFacts, query: Body): V;
  read(body: Body, facts: AccountFormFacts): AccountFormRead<V>;
  present(facts: AccountFormFacts, values: V): object;
  /** What is said once it is recorded. */
  recorded(facts: AccountFormFacts): string;
}

/** Where a refusal of a command is shown on the page of a form. */
const SHOWN_AT = { from: 'from', to: 'to', id: '', grantId: '', coverId: '' };

/** Shows the forms of accounts and sends their commands. */
@Injectable()
export class AccountForms {
  constructor(
    private readonly pages: Pages,
    private readonly forms: FormPages,
    private readonly accounts: AccountsQuery,
    private readonly directory: AccountDirectory,
    private readonly persons: PersonDirectory,
    private readonly roles: RolesInWords,
  ) {}

  async show<V>(form: AccountForm<V>, id: string, http: SignedInExchange): Promise<void> {
    const facts = await this.factsOf(id, http.request);
    await this.forms.show(http, viewOf(form, facts, form.blank(facts, http.request.query as Body)));
  }

  async send<V>(form: AccountForm<V>, id: string, http: SignedInExchange): Promise<void> {
    const facts = await this.factsOf(id, http.request);
    const { values, errors, reason, command } = form.read(bodyOf(http.request), facts);
    if (errors.any) return this.forms.show(http, viewOf(form, facts, values), { status: 422, errors });
    const said = reason === undefined ? {} : { reason };
    const outcome = await this.forms.execute(command(pageRequest(http.request, 'administer-accounts', said)), SHOWN_AT);
    if ('again' in outcome)
      return this.forms.show(http, viewOf(form, await this.factsOf(id, http.request), values), outcome.again);
    await this.forms.done(http, outcome.done, form.recorded(facts), accountPaths.show(id));
  }

  /** How pages call an account today. */
  nameOf(id: string): string {
    return this.directory.nameOf(id);
  }

  /** Everything that is known of an account. Throws a 404 `Problem`. */
  async factsOf(id: string, request: IdentifiedRequest): Promise<AccountFormFacts> {
    const moment = await this.pages.moment(request);
    const account = this.accounts.account(id, moment);
    if (!account)
      throw new Problem(404, {
        title: moment.live ? 'There is no account at this address.' : 'There was no such account at that date.',
      });
    const { person } = account;
    return {
      moment,
      account,
      name: this.directory.nameOf(id),
      personName: person === null ? undefined : this.persons.nameOf(person),
      email: person === null ? undefined : this.persons.emailOf(person),
      grants: this.accounts.grants(moment, id).map((grant) => ({ ...grant, words: this.roles.of(grant, moment) })),
      covers: this.accounts.covers(moment, id),
      others: this.accounts
        .accounts(moment)
        .filter((other) => other.id !== id && other.status === 'open' && other.kind === 'person')
        .map((other) => ({ id: other.id, name: this.directory.nameOf(other.id) }))
        .sort((a, b) => a.name.localeCompare(b.name, 'en-GB')),
      scopes: this.roles.scopeChoices(moment),
    };
  }
}

/** A scope as the form's choice says it; undefined for what no form of ours offers. */
export function scopeOf(choice: string): Scope | undefined {
  if (choice === 'council') return { kind: 'council' };
  const [, kind, id] = /^(group|plan|review|lead):([A-Za-z0-9-]{1,64})$/.exec(choice) ?? [];
  return kind === undefined || id === undefined ? undefined : { kind: kind as 'group', id };
}

function viewOf<V>(form: AccountForm<V>, facts: AccountFormFacts, values: V): FormView {
  const { account, name } = facts;
  const unavailable =
    form.unavailable?.(facts) ??
    (account.status === 'closed' && form.step !== 'reopen'
      ? { title: 'The account is closed', text: 'Open it again first.' }
      : undefined);
  return {
    template: form.template,
    title: form.title,
    breadcrumbs: [
      { text: 'People', href: accountPaths.list },
      { text: name, href: accountPaths.show(account.id) },
    ],
    path: accountPaths.form(account.id, form.step),
    submit: form.submit,
    cancel: { text: 'Cancel', href: accountPaths.show(account.id) },
    context: { name, values, unavailable, today: facts.moment.pageDate, ...form.present(facts, values) },
  };
}
