import type { Type } from '@nestjs/common';
import { recordFormController } from '@minutebook/accounts';
import { FormPages } from '@minutebook/web-kit';
import { AskForErasureController } from './ask-for-erasure.controller';
import { decisionForm, type Decision } from './decide-erasure.presenter';
import { DecisionForms } from './decision-forms';
import { ErasureDeskController } from './erasure-desk.controller';
import { ErasureRequestController } from './erasure-request.controller';
import { ErasureSubjects } from './erasure-subject';
import { HeldPages } from './held-pages';
import { HoldsController } from './holds.controller';
import { RetentionDueController } from './retention-due.controller';
import { ShownRequests } from './shown-requests';
import { SubjectAccessController } from './subject-access.controller';

const decisionController = (form: Decision): Type =>
  recordFormController({
    path: `erasure/:id/${form}`,
    permission: decisionForm(form).permission,
    forms: DecisionForms,
    form,
  });

/** Controllers of the pages of this context. */
export const RETENTION_PAGES = [
  ErasureDeskController,
  AskForErasureController,
  HoldsController,
  RetentionDueController,
  SubjectAccessController,
  ErasureRequestController,
  decisionController('agree'),
  decisionController('decline'),
  decisionController('withdraw'),
];

/** What they are made with. */
export const RETENTION_PAGE_PARTS = [FormPages, DecisionForms, ShownRequests, ErasureSubjects, HeldPages];
