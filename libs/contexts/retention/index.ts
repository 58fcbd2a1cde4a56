/** The door of retention: how records are kept, holds, and what was erased on whose request. */
import {
  erasureRequestSentences,
  holdSentences,
  recordKeepingSentences,
  subjectAccessSentences,
} from './domain/erasure.sentences';

export type * from './domain/erasure-request.events';
export type * from './domain/hold.events';
export type * from './domain/subject-access.events';
export { RecordOnErasureRequest } from './application/erasure-request.command-handler';
export { RecordSubjectAccess } from './application/subject-access.command-handler';
export { RecordOnHold } from './application/hold.command-handler';
export { KeepRecord } from './application/record-keeping.command-handler';
export {
  RetainedRecords,
  type Copies,
  type RetainedRecord,
  type RetainedRecordSource,
} from './application/retained-records';
export { erasuresProjection } from './read-models/erasures.projection';
export { RetentionModule } from './retention.module';

/** How the events of this context read in the audit trail. */
export const RETENTION_SENTENCES = {
  ...erasureRequestSentences,
  ...recordKeepingSentences,
  ...holdSentences,
  ...subjectAccessSentences,
};
