import { Controller, Get, Param, Post, Req, Res, type Type } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { FormPages, formErrorsOf, Pages, type FormView } from '@minutebook/web-kit';
import { CodeOffers } from '../application/code-offers';
import { Permit, type IdentifiedRequest, type Reply } from '../application/identity';
import { pageRequest } from '../command-requests';
import { AccountForms, type AccountFormFacts } from './account-forms';
import { accountPaths } from './account-paths';

/** A code that an administrator hands over. */
interface CodeOffer {
  readonly step: 'invite' | 'reset-password';
  readonly command: 'invite' | 'offer-reset';
  readonly title: string;
  readonly lead: (name: string) => string;
  readonly consequences: readonly string[];
}

const INVITATION: CodeOffer = {
  step: 'invite',
  command: 'invite',
  title: 'Invite',
  lead: (name) => `${name} signs in with the e-mail address and a password, which this code lets them set.`,
  consequences: [
    'The code goes by mail where mail is set up; otherwise it is shown once, on the next page, to be handed over.',
    'It is good for seven days, and for one password.',
    'A code that was given before opens nothing any more.',
  ],
};

const RESET: CodeOffer = {
  step: 'reset-password',
  command: 'offer-reset',
  title: 'Give a code for a new password',
  lead: (name) => `For when ${name} does not know the password any more. Be sure that it is ${name} who asks.`,
  consequences: [
    'The code goes by mail where mail is set up; otherwise it is shown once, on the next page.',
    'It is good for one hour, and for one password.',
    'Until it is used, the present password stays.',
  ],
};

function codeOfferController(offer: CodeOffer): Type {
  @ApiExcludeController()
  @Controller(`people/:id/${offer.step}`)
  class CodeOfferController {
    constructor(
      private readonly pages: Pages,
      private readonly forms: FormPages,
      private readonly accounts: AccountForms,
      private readonly codes: CodeOffers,
    ) {}

    @Permit('administer-accounts')
    @Get()
    async show(@Param('id') id: string, @Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
      const facts = await this.accounts.factsOf(id, request);
      await this.forms.show({ request, reply }, viewOf(offer, facts));
    }

    @Permit('administer-accounts')
    @Post()
    async make(@Param('id') id: string, @Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
      const facts = await this.accounts.factsOf(id, request);
      const made = await this.codes.make(id, offer.command, pageRequest(request, 'administer-accounts'), facts.email);
      if ('refused' in made)
        return this.forms.show({ request, reply }, viewOf(offer, facts), {
          status: 422,
          errors: formErrorsOf(made.refused),
        });
      // In this answer and nowhere else: a code in a cookie or an address could be read later.
      const view = viewOf(offer, facts);
      const head = {
        title: made.mailed ? 'The mail is on its way' : 'The code',
        breadcrumbs: view.breadcrumbs,
        formPath: accountPaths.show(id),
      };
      const { code, mailed, mailFault, expiresAt } = made;
      const context = { code, mailed, mailFault, expiresAt, name: facts.name, email: facts.email };
      await this.pages.send(request, reply, 'code-shown.njk', head, { ...context, back: accountPaths.show(id) });
    }
  }
  return CodeOfferController;
}

function viewOf({ step, title, lead, consequences }: CodeOffer, facts: AccountFormFacts): FormView {
  const { account, name, email } = facts;
  const unavailable =
    account.status === 'closed'
      ? { title: 'The account is closed', text: 'Open it again first.' }
      : account.kind === 'service'
        ? { title: 'A service is not invited', text: 'It uses tokens.' }
        : email === undefined
          ? {
              title: 'There is no e-mail address yet',
              text: 'It is what somebody signs in with. Enter it first, under “Name and address”.',
            }
          : step === 'reset-password' && !account.hasPassword
            ? { title: 'There is no password yet', text: 'Invite with a code instead.' }
            : undefined;
  return {
    template: 'confirm-account.njk',
    title,
    breadcrumbs: [
      { text: 'People', href: accountPaths.list },
      { text: name, href: accountPaths.show(account.id) },
    ],
    path: accountPaths.form(account.id, step),
    submit: 'Make the code',
    cancel: { text: 'Cancel', href: accountPaths.show(account.id) },
    context: { name, unavailable, lead: lead(name), consequences, asksReason: false, reason: '' },
  };
}

export const CODE_OFFER_CONTROLLERS = [INVITATION, RESET].map(codeOfferController);
