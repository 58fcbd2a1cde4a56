import { Module } from '@nestjs/common';
import { AuditTrailApiController } from './api/audit-trail.controller';
import { ChangesApiController } from './api/changes.controller';
import { AuditTrailController } from './pages/audit-trail.controller';
import { ChangesController } from './pages/changes.controller';
import { TrailEntryController } from './pages/trail-entry.controller';
import { TrailEntryLinks } from './pages/trail-entry-links';
import { TrailQuery } from './read-models/trail.query';

@Module({
  controllers: [
    AuditTrailController,
    TrailEntryController,
    ChangesController,
    AuditTrailApiController,
    ChangesApiController,
  ],
  providers: [TrailQuery, TrailEntryLinks],
  exports: [TrailQuery, TrailEntryLinks],
})
export class AuditTrailModule {}
