import { Module } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { FormPages } from '@minutebook/web-kit';
import { AccountReadsApiController } from './api/account-reads.controller';
import { AccountsApiController } from './api/accounts.controller';
import { RolesApiController } from './api/roles.controller';
import { AccessGuard } from './application/access.guard';
import { AccountCommandHandler } from './application/account.command-handler';
import { AccountDirectoryCommandHandler } from './application/account-directory.command-handler';
import { AccountOpening } from './application/account-opening';
import { CodeOffers } from './application/code-offers';
import { AccountsOfProvider, ProviderAccountParts } from './application/accounts-of-provider';
import { GrantNotices } from './application/grant-notices';
import { ChangeHolderDetailsHandler } from './application/holder-details';
import { Identification } from './application/identification';
import { CloseAndHandOverHandler } from './application/leaving';
import { PersonCommandHandler } from './application/person.command-handler';
import { Rights } from './application/rights';
import { RoutesAndRights } from './application/route-rights';
import { ExternalAccounts } from './openid/external-accounts';
import { ACCOUNT_PAGE_PARTS, ACCOUNT_PAGES } from './pages/page-controllers';
import { LocalSignIn } from './application/local-sign-in';
import { PasswordSetting } from './application/password-setting';

/** Accounts, sign-in, and the guard that closes every route that does not say who may use it. */
@Module({
  imports: [DiscoveryModule],
  controllers: [AccountsApiController, AccountReadsApiController, RolesApiController, ...ACCOUNT_PAGES],
  providers: [
    AccountCommandHandler,
    AccountDirectoryCommandHandler,
    AccountOpening,
    AccountsOfProvider,
    ProviderAccountParts,
    { provide: ExternalAccounts, useExisting: AccountsOfProvider },
    ChangeHolderDetailsHandler,
    CloseAndHandOverHandler,
    CodeOffers,
    GrantNotices,
    Identification,
    LocalSignIn,
    PasswordSetting,
    PersonCommandHandler,
    Rights,
    RoutesAndRights,
    FormPages,
    ...ACCOUNT_PAGE_PARTS,
    { provide: APP_GUARD, useClass: AccessGuard },
  ],
  exports: [
    AccountOpening,
    ExternalAccounts,
    CodeOffers,
    GrantNotices,
    Identification,
    PasswordSetting,
    Rights,
    RoutesAndRights,
  ],
})
export class AccountsModule {}
