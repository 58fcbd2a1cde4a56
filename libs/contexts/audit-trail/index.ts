/** The door of the audit trail: its read model, and its pages and API as a module. */
export { AuditTrailModule } from './audit-trail.module';
export { auditTrailPath, changesPath, trailEntryPath, type TrailAddress } from './pages/audit-trail-paths';
export { TrailEntryLinks, type TrailEntryLinkSource } from './pages/trail-entry-links';
export { trailProjection } from './read-models/trail.projection';
export { TrailQuery, type TrailLine } from './read-models/trail.query';
