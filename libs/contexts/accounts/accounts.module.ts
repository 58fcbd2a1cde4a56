import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccessGuard } from './application/access.guard';
import { AccountCommandHandler } from './application/account.command-handler';
import { Identification } from './application/identification';
import { PersonCommandHandler } from './application/person.command-handler';
import { Rights } from './application/rights';
import { SignInController } from './pages/sign-in.controller';

/** Accounts, sign-in, and the guard that closes every route that does not say who may use it. */
@Module({
  controllers: [SignInController],
  providers: [
    AccountCommandHandler,
    Identification,
    PersonCommandHandler,
    Rights,
    { provide: APP_GUARD, useClass: AccessGuard },
  ],
  exports: [Identification, Rights],
})
export class AccountsModule {}
