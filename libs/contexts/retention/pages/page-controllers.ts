import { AskForErasureController } from './ask-for-erasure.controller';
import { DecideErasureController } from './decide-erasure.controller';
import { ErasureDeskController } from './erasure-desk.controller';
import { ErasureRequestController } from './erasure-request.controller';
import { ErasureSubjects } from './erasure-subject';
import { HeldPages } from './held-pages';
import { HoldsController } from './holds.controller';
import { RetentionDueController } from './retention-due.controller';
import { ShownRequests } from './shown-requests';
import { SubjectAccessController } from './subject-access.controller';
import { FormPages } from '@minutebook/web-kit';

/** Controllers of the pages of this context. */
export const RETENTION_PAGES = [
  ErasureDeskController,
  AskForErasureController,
  HoldsController,
  RetentionDueController,
  SubjectAccessController,
  ErasureRequestController,
  DecideErasureController,
];

/** What they are made with. */
export const RETENTION_PAGE_PARTS = [FormPages, ShownRequests, ErasureSubjects, HeldPages];
