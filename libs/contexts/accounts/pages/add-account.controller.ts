import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { uuidV5 } from '@minutebook/kernel/recording';
import {
  bodyOf,
  dateFields,
  FormErrors,
  formErrorsOf,
  FormPages,
  inOrder,
  Pages,
  textErrors,
  textOf,
  type FormView,
  type PageMoment,
  type ShownAgain,
} from '@minutebook/web-kit';
import { AccountOpening, type Newcomer } from '../application/account-opening';
import { Permit, type IdentifiedRequest, type Reply } from '../application/identity';
import { newRecordId, pageRequest } from '../command-requests';
import { accountPaths } from './account-paths';
import { RolesInWords } from './roles-in-words';
import { readRole, ROLE_CHOICES, type RoleValues } from './role-forms';

interface PersonValues extends RoleValues {
  readonly name: string;
  readonly email: string;
  readonly title: string;
}

const PERSON_FIELDS = ['name', 'email', 'title', 'role', 'scope', 'from', 'to'];

/** Somebody new, with a first role; or a service that uses the API. */
@ApiExcludeController()
@Controller('people')
export class AddAccountController {
  constructor(
    private readonly pages: Pages,
    private readonly forms: FormPages,
    private readonly roles: RolesInWords,
    private readonly opening: AccountOpening,
  ) {}

  @Permit('administer-accounts')
  @Get('new')
  async personForm(@Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    const moment = await this.pages.moment(request);
    const days = { from: dateFields(moment.pageDate), to: dateFields(undefined) };
    await this.showPerson({ request, reply }, moment, {
      name: '',
      email: '',
      title: '',
      role: '',
      scope: 'council',
      ...days,
    });
  }

  @Permit('administer-accounts')
  @Post('new')
  async addPerson(@Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    const http = { request, reply };
    const moment = await this.pages.moment(request);
    const body = bodyOf(request);
    const role = readRole(body, moment.pageDate);
    const values = {
      ...role.values,
      ...{ name: textOf(body, 'name'), email: textOf(body, 'email'), title: textOf(body, 'title') },
    };
    const errors = inOrder(
      PERSON_FIELDS,
      values.name === ''
        ? [{ field: 'name', message: 'Enter the name' }]
        : textErrors('name', 'The name', values.name).items,
      values.title === ''
        ? [{ field: 'title', message: 'Enter what they do here' }]
        : textErrors('title', 'What they do', values.title).items,
      role.errors.items,
    );
    if (errors.any) return this.showPerson(http, moment, values, { status: 422, errors });
    const command = pageRequest(request, 'administer-accounts');
    const newcomer: Newcomer = {
      accountId: newRecordId(command.commandId, undefined),
      kind: 'person',
      ...{ title: values.title, name: values.name },
      ...(values.email !== '' && { email: values.email }),
      grants: [{ grantId: uuidV5(command.commandId, 'grant'), ...role.wanted }],
    };
    const outcome = await this.opening.open(newcomer, command);
    if ('refused' in outcome)
      return this.showPerson(http, moment, values, { status: 422, errors: formErrorsOf(outcome.refused) });
    await this.forms.done(
      http,
      outcome.done,
      `${values.name} has an account. Invite them next.`,
      accountPaths.show(newcomer.accountId),
    );
  }

  @Permit('administer-accounts')
  @Get('new-service')
  async serviceForm(@Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    await this.forms.show({ request, reply }, serviceView(''));
  }

  @Permit('administer-accounts')
  @Post('new-service')
  async addService(@Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    const http = { request, reply };
    const title = textOf(bodyOf(request), 'title');
    const errors =
      title === ''
        ? FormErrors.of('Enter what the service is called', 'title')
        : textErrors('title', 'The name', title);
    if (errors.any) return this.forms.show(http, serviceView(title), { status: 422, errors });
    const command = pageRequest(request, 'administer-accounts');
    const accountId = newRecordId(command.commandId, undefined);
    const outcome = await this.opening.open({ accountId, kind: 'service', title, grants: [] }, command);
    if ('refused' in outcome)
      return this.forms.show(http, serviceView(title), { status: 422, errors: formErrorsOf(outcome.refused) });
    await this.forms.done(
      http,
      outcome.done,
      `The service ${title} has an account. Give it a role next.`,
      accountPaths.show(accountId),
    );
  }

  private async showPerson(
    http: { readonly request: IdentifiedRequest; readonly reply: Reply },
    moment: PageMoment,
    values: PersonValues,
    again?: ShownAgain,
  ): Promise<void> {
    const view = {
      ...addView('Add somebody', accountPaths.add, 'Add them'),
      template: 'add-person.njk',
      context: { values, roles: ROLE_CHOICES, scopes: this.roles.scopeChoices(moment) },
    };
    await this.forms.show(http, view, again);
  }
}

function addView(title: string, path: string, submit: string): Omit<FormView, 'template' | 'context'> {
  const breadcrumbs = [{ text: 'People', href: accountPaths.list }];
  return { title, breadcrumbs, path, submit, cancel: { text: 'Cancel', href: accountPaths.list } };
}

function serviceView(title: string): FormView {
  return {
    ...addView('Add a service', accountPaths.addService, 'Add the service'),
    template: 'add-service.njk',
    context: { title: 'Add a service', serviceTitle: title },
  };
}
