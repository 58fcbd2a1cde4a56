import { Module } from '@nestjs/common';
import { TrailQuery } from './read-models/trail.query';

@Module({
  controllers: [],
  providers: [TrailQuery],
  exports: [TrailQuery],
})
export class AuditTrailModule {}
