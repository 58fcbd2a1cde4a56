import { Module } from '@nestjs/common';
import { AuditTrailModule, TrailEntryLinks } from '@minutebook/audit-trail';
import { ErasureRequestsApiController } from './api/erasure-requests.controller';
import { HoldsApiController } from './api/holds.controller';
import { ErasurePolicy, RecordedErasures } from './application/erasure.policy';
import { ErasureRequestCommandHandler } from './application/erasure-request.command-handler';
import { ErasureTargets } from './application/erasure-targets';
import { HoldCommandHandler } from './application/hold.command-handler';
import { RecordKeepingCommandHandler } from './application/record-keeping.command-handler';
import { RetainedRecords } from './application/retained-records';
import { HeldAbout } from './application/held-about';
import { RetentionOfAccounts } from './application/retention-of-accounts';
import { SubjectAccessCommandHandler } from './application/subject-access.command-handler';
import { StandingInTheWay } from './application/standing-in-the-way';
import { WhatIsDue } from './application/what-is-due';
import { ErasureOfEntry } from './pages/erasure-of-entry';
import { RETENTION_PAGE_PARTS, RETENTION_PAGES } from './pages/page-controllers';
import { ErasuresQuery } from './read-models/erasures.query';

/** Requests for erasure and what carries them out, holds, and the list of what is due. */
@Module({
  imports: [AuditTrailModule],
  controllers: [ErasureRequestsApiController, HoldsApiController, ...RETENTION_PAGES],
  providers: [
    ErasureRequestCommandHandler,
    RecordKeepingCommandHandler,
    HoldCommandHandler,
    SubjectAccessCommandHandler,
    ErasurePolicy,
    ErasureTargets,
    StandingInTheWay,
    RetainedRecords,
    WhatIsDue,
    HeldAbout,
    RetentionOfAccounts,
    ErasuresQuery,
    { provide: RecordedErasures, useExisting: ErasuresQuery },
    ...RETENTION_PAGE_PARTS,
  ],
  exports: [RetainedRecords],
})
export class RetentionModule {
  constructor(links: TrailEntryLinks, erasures: ErasuresQuery) {
    links.register(new ErasureOfEntry(erasures));
  }
}
