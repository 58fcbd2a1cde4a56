import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccessGuard } from './application/access.guard';
import { Identification } from './application/identification';
import { SignInController } from './pages/sign-in.controller';

/** Sign-in, and the guard that closes every route that does not say who may use it. */
@Module({
  controllers: [SignInController],
  providers: [Identification, { provide: APP_GUARD, useClass: AccessGuard }],
  exports: [Identification],
})
export class AccountsModule {}
