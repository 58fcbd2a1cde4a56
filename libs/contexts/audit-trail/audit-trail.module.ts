import { Module } from '@nestjs/common';
import { AuditTrailController } from './pages/audit-trail.controller';
import { ChangesController } from './pages/changes.controller';
import { TrailEntryController } from './pages/trail-entry.controller';
import { TrailQuery } from './read-models/trail.query';

@Module({
  controllers: [AuditTrailController, TrailEntryController, ChangesController],
  providers: [TrailQuery],
  exports: [TrailQuery],
})
export class AuditTrailModule {}
