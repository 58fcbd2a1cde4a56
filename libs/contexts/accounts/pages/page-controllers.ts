import type { Type } from '@nestjs/common';
import { AccountController } from './account.controller';
import { AccountForms, type AccountForm } from './account-forms';
import { AddAccountController } from './add-account.controller';
import { CODE_OFFER_CONTROLLERS } from './code-offer.controller';
import { ForgottenPasswordController } from './forgotten-password.controller';
import { MyAccountController } from './my-account.controller';
import { OwnPasswordController } from './own-password.controller';
import { OwnTokensController } from './own-tokens.controller';
import { PeopleListController } from './people-list.controller';
import { recordFormController } from './record-form.controller';
import { coverForm, endCoverForm, endRoleForm, grantRoleForm } from './role-forms';
import { RolesInWords } from './roles-in-words';
import { SecondFactorController } from './second-factor.controller';
import { SignOutEverywhereController } from './sign-out-everywhere.controller';
import { SetPasswordController } from './set-password.controller';
import { SignInController } from './sign-in.controller';
import { closeForm, detailsForm, removeSecondFactorForm, reopenForm } from './standing-forms';
import { WhoMaySeeController } from './who-may-see.controller';

const accountFormController = <V>(form: AccountForm<V>): Type =>
  recordFormController({
    path: `people/:id/${form.step}`,
    permission: 'administer-accounts',
    forms: AccountForms,
    form,
  });

const ACCOUNT_FORM_CONTROLLERS = [
  accountFormController(grantRoleForm),
  accountFormController(endRoleForm),
  accountFormController(coverForm),
  accountFormController(endCoverForm),
  accountFormController(detailsForm),
  accountFormController(removeSecondFactorForm),
  accountFormController(closeForm),
  accountFormController(reopenForm),
];

/** Pages of accounts; literal addresses before those with parameters. */
export const ACCOUNT_PAGES = [
  SignInController,
  SetPasswordController,
  ForgottenPasswordController,
  MyAccountController,
  OwnPasswordController,
  SecondFactorController,
  SignOutEverywhereController,
  OwnTokensController,
  PeopleListController,
  AddAccountController,
  ...ACCOUNT_FORM_CONTROLLERS,
  ...CODE_OFFER_CONTROLLERS,
  AccountController,
  WhoMaySeeController,
];

/** What the pages are made of besides. */
export const ACCOUNT_PAGE_PARTS = [AccountForms, RolesInWords];
