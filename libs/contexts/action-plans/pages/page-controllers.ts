import type { Provider, Type } from '@nestjs/common';
import { ofParam, recordFormController } from '@minutebook/accounts';
import { FormPages } from '@minutebook/web-kit';
import { ActionForms, type ActionForm } from './action-forms';
import { STEP_PERMISSIONS } from './action-next-step';
import { ActionController } from './action.controller';
import { completeForm, confirmCompletionForm } from './completion.form';
import { moveDueDateForm } from './due-date.form';
import { confirmProgressForm, returnProgressForm } from './judge-progress.form';
import { assignLeadsForm } from './leads.form';
import { ImportPlanController } from './import-plan.controller';
import { PlanImportController } from './plan-import.controller';
import { OpenPlanController } from './open-plan.controller';
import { PlanForms, type PlanForm } from './plan-forms';
import { PlanBoardController } from './plan-board.controller';
import { PlanExportController } from './plan-export.controller';
import { PlanListController } from './plan-list.controller';
import { correctProgressForm, reportProgressForm } from './progress-report.form';
import { addActionForm } from './add-action.form';
import { amendPlanForm, closePlanForm, transferPlanForm } from './plan.form';
import { reopenForm, withdrawForm } from './standing.form';
import { amendActionForm } from './wording.form';

const planFormController = <V>(form: PlanForm<V>): Type =>
  recordFormController({
    path: `action-plans/:id/${form.step}`,
    permission: form.permission,
    record: ofParam('plan'),
    forms: PlanForms,
    form,
  });

const actionFormController = <V>(form: ActionForm<V>): Type =>
  recordFormController({
    path: `actions/:id/${form.step}`,
    permission: STEP_PERMISSIONS[form.step],
    record: ofParam('action'),
    forms: ActionForms,
    form,
  });

/** Every page of action plans. What has a name of its own comes before what is found by its id. */
export const ACTION_PLAN_PAGES: readonly Type[] = [
  PlanListController,
  PlanExportController,
  OpenPlanController,
  ImportPlanController,
  PlanImportController,
  PlanBoardController,
  planFormController(addActionForm),
  planFormController(amendPlanForm),
  planFormController(closePlanForm),
  planFormController(transferPlanForm),
  ActionController,
  actionFormController(reportProgressForm),
  actionFormController(correctProgressForm),
  actionFormController(confirmProgressForm),
  actionFormController(returnProgressForm),
  actionFormController(moveDueDateForm),
  actionFormController(amendActionForm),
  actionFormController(assignLeadsForm),
  actionFormController(completeForm),
  actionFormController(confirmCompletionForm),
  actionFormController(reopenForm),
  actionFormController(withdrawForm),
];

/** What these pages are made with. */
export const ACTION_PLAN_PAGE_PARTS: readonly Provider[] = [FormPages, ActionForms, PlanForms];
