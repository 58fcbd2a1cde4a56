import type { Provider, Type } from '@nestjs/common';
import { ofParam, recordFormController } from '@minutebook/accounts';
import { FormPages } from '@minutebook/web-kit';
import { EstablishGroupController } from './establish-group.controller';
import { GroupForms, type GroupForm } from './group-forms';
import { GroupListController } from './group-list.controller';
import { GroupController } from './group.controller';
import { dissolveForm, mergeForm, renameForm } from './standing.form';
import { MembersController } from './members.controller';
import { appointMemberForm, standDownMemberForm } from './member.form';
import { GroupReading } from './group-reading';
import { endReportingLineForm, reportToForm } from './reporting-line.form';
import { ReportingLinesController } from './reporting-lines.controller';
import { TermsController } from './terms.controller';
import { adoptTermsForm } from './terms.form';

const groupFormController = <V>(form: GroupForm<V>): Type =>
  recordFormController({
    path: `governance-groups/:id/${form.step}`,
    permission: form.permission,
    record: ofParam('group'),
    forms: GroupForms,
    form,
  });

/** Every page of governance groups. What has a name of its own comes before what is found by its id. */
export const GOVERNANCE_GROUP_PAGES: readonly Type[] = [
  EstablishGroupController,
  GroupListController,
  ReportingLinesController,
  GroupController,
  groupFormController(reportToForm),
  groupFormController(endReportingLineForm),
  groupFormController(renameForm),
  groupFormController(mergeForm),
  groupFormController(dissolveForm),
  MembersController,
  groupFormController(appointMemberForm),
  groupFormController(standDownMemberForm),
  TermsController,
  groupFormController(adoptTermsForm),
];

/** What these pages are made with. */
export const GOVERNANCE_GROUP_PAGE_PARTS: readonly Provider[] = [FormPages, GroupForms, GroupReading];
